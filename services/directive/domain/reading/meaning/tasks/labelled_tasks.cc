#include "services/directive/domain/reading/meaning/tasks/labelled_tasks.h"

#include <algorithm>
#include <utility>

#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

// More clauses over one label than any document has: what is damaged may have them, and each unit is named again in
// each clause.
constexpr size_t kMostLabelled = 100;

}  // namespace

bool HasWho(const std::vector<Label>& labels) {
  return std::any_of(labels.begin(), labels.end(),
                     [](const Label& label) { return label.kind == "LEAD" || label.kind == "EXECUTE"; });
}

void ApplyLabel(const TokenText& text, const Label& label, bool first, ProposedTask* task) {
  if (label.kind == "LEAD" || label.kind == "EXECUTE") {
    Responsible who = ReadResponsible(text, label.value, label.end);
    if (who.units.empty()) {
      return;
    }
    task->units = std::move(who.units);
    task->evidence = Evidence::kLabelled;
    task->role = label.kind == "LEAD" || who.lead ? Role::kLead : Role::kExecute;
    task->lead.clear();  // whoever is named behind a label leads or does it himself
    if (first) {
      task->coordinators.clear();
    }
    if (!who.coordinators.empty()) {
      task->coordinators = std::move(who.coordinators);
    }
  } else if (label.kind == "COORDINATE") {
    task->coordinators = ReadUnitsWhole(text, label.value, label.end).names();
  } else if (label.kind == "TIME") {
    task->deadline = ReadDueCell(text, label.value, label.end);
  }
}

void LabelledTasks::Content(size_t i, const Label& label) {
  EndLabels();
  DropTitle();
  waiting_.push_back({i, kNpos, label.value});
}

void LabelledTasks::Labels(size_t i, const std::vector<Label>& labels) {
  // "- Chủ trì: ..." under a numbered clause says nothing of the clauses before that one.
  const int rank = blocks_[i].rank;
  if (rank != kParagraph && !labelled_) {
    size_t parent = i;
    while (parent > 0 && blocks_[parent].rank >= rank && (waiting_.empty() || parent > waiting_.front().block)) {
      --parent;
    }
    if (blocks_[parent].rank < rank) {
      std::erase_if(waiting_, [&](const Waiting& clause) { return clause.block < parent; });
    }
  }
  Apply(labels);
  label_ = blocks_[i].rank;
}

void LabelledTasks::LabelsOf(size_t i, const std::vector<Label>& labels) {
  size_t end = labels.front().begin;
  while (end > blocks_[i].content && (text_.tokens[end - 1].mark == '(' || text_.tokens[end - 1].mark == '-')) {
    --end;
  }
  const size_t task = tasks_.Add(i, blocks_[i].content, end, {.evidence = Evidence::kLabelled});
  waiting_ = {Waiting{i, task}};
  Apply(labels);
  waiting_.clear();
}

bool LabelledTasks::ContinuesLabel(size_t i) {
  // "- Thời gian thực hiện:" and under it "+ Các xã: ...".
  const int rank = blocks_[i].rank;
  if (labelled_ && label_ < kParagraph && rank > label_ && rank < kParagraph) {
    return true;
  }
  EndLabels();
  return false;
}

void LabelledTasks::EndLabels() {
  if (labelled_) {
    waiting_.clear();
    labelled_ = false;
  }
}

void LabelledTasks::DropTitle() {
  if (!waiting_.empty() && IsTitle(waiting_.back())) {
    waiting_.pop_back();
  }
}

bool LabelledTasks::IsTitle(const Waiting& clause) const {
  const Block& block = blocks_[clause.block];
  const char last = text_.tokens[block.end - 1].mark;
  return clause.task == kNpos && block.rank < 12 && last != '.' && last != ';';
}

// Labels say who does the clauses before them, back to the last labels or heading.
void LabelledTasks::Apply(const std::vector<Label>& labels) {
  if (!labelled_ && waiting_.empty() && heading_ != kNpos) {
    waiting_.push_back({heading_, kNpos});
  }
  const bool who = HasWho(labels);
  if (waiting_.size() > kMostLabelled) {
    waiting_.erase(waiting_.begin(), waiting_.end() - kMostLabelled);
  }
  for (Waiting& clause : waiting_) {
    if (clause.task == kNpos) {
      if (!who && !labelled_) {
        continue;
      }
      const Block& block = blocks_[clause.block];
      clause.task = tasks_.Add(clause.block, clause.content == 0 ? block.content : clause.content, block.end,
                               {.evidence = Evidence::kLabelled});
    }
    ProposedTask& task = tasks_[clause.task];
    for (const Label& label : labels) {
      ApplyLabel(text_, label, !labelled_, &task);
    }
  }
  labelled_ = true;
  if (who) {
    heading_ = kNpos;
  }
}

}  // namespace dondoc::directive::reading
