#include "services/directive/domain/reading/meaning/tasks/task_list.h"

#include <algorithm>
#include <utility>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/units/names.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

// By when a clause is due, in its words or behind a label in it ("Rà soát sách. Thời hạn: Quý II/2026").
Due ReadDeadline(const TokenText& text, size_t begin, size_t end) {
  Due due = FindDeadline(text, begin, end);
  if (due.empty()) {
    for (const Label& label : FindLabels(text, begin, end)) {
      due = due.empty() && label.kind == "TIME" ? ReadDueCell(text, label.value, label.end) : due;
    }
  }
  return due;
}

}  // namespace

size_t TaskList::Add(size_t i, size_t begin, size_t end, Who who) {
  const size_t verb = std::max(begin, std::min(who.verb, end));
  ProposedTask task;
  task.units = std::move(who.units);
  task.binding = who.binding && !Requests(begin, end);
  task.role = ReadRole(text_, begin, verb, end);
  const bool says_role = who.evidence == Evidence::kSentence && task.role != Role::kExecute;
  task.evidence = says_role ? Evidence::kRoleSaid : who.evidence;
  task.text = text_.Text(begin, end);
  task.section = blocks_[i].section;
  std::vector<std::string> partners = ReadPartners(text_, begin, end);
  if (task.role == Role::kCoordinate) {
    task.lead = partners.empty() ? "" : partners.front();
  } else {
    task.coordinators = std::move(partners);
  }
  task.deadline = ReadDeadline(text_, begin, end);
  task.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  tasks_.push_back(std::move(task));
  return tasks_.size() - 1;
}

size_t TaskList::AddWhole(size_t i, size_t begin, size_t end, Who who) {
  std::vector<LaterSubject> later = ReadLaterSubjects(text_, std::max(begin, std::min(who.verb, end)), end, who.asked);
  std::erase_if(later, [&](const LaterSubject& other) { return other.subject.units.names() == who.units; });
  const size_t first = Add(i, begin, later.empty() ? end : later.front().begin, std::move(who));
  for (size_t k = 0; k < later.size(); ++k) {
    Add(i, later[k].begin, k + 1 < later.size() ? later[k + 1].begin : end,
        Who::Of(later[k].subject, Evidence::kSentence));
  }
  return first;
}

ProposedTask TaskList::TakeLast() {
  ProposedTask last = std::move(tasks_.back());
  tasks_.pop_back();
  return last;
}

std::vector<ProposedTask> TaskList::Finish() && {
  DropDocumentWide();
  std::erase_if(tasks_, [](const ProposedTask& task) { return task.units.empty() || task.text.empty(); });
  NameTerritories();
  return std::move(tasks_);
}

// Where sections name their units, a clause in one that names none is not meant for all to whom the document is
// addressed: it tells what was, or what is aimed at.
void TaskList::DropDocumentWide() {
  constexpr long kFew = 5;
  const long named = std::count_if(tasks_.begin(), tasks_.end(), [](const ProposedTask& task) {
    return task.evidence == Evidence::kHeading || task.evidence == Evidence::kIntro ||
           task.evidence == Evidence::kInline || task.evidence == Evidence::kLabelled;
  });
  if (named >= kFew) {
    std::erase_if(tasks_, [](const ProposedTask& task) { return task.evidence == Evidence::kDocument; });
  }
}

// "Tỉnh" alone is the province that the document speaks of most.
void TaskList::NameTerritories() {
  for (ProposedTask& task : tasks_) {
    for (std::string& name : task.units) {
      if (name == "Tỉnh" || name == "Thành phố" || name == "Huyện") {
        name = MostNamedTerritory(text_, name);
      }
    }
  }
}

// "Đề nghị các xã ...", "Khuyến khích các trường ..." at the beginning of an item.
bool TaskList::Requests(size_t begin, size_t end) const {
  const Match match = LongestMatch(text_, TheVocabulary().requests, begin, end);
  return match && (match.entry->value == "REQUEST" || match.entry->value == "ENCOURAGE") &&
         !ReadUnits(text_, match.end, end).empty();
}

}  // namespace dondoc::directive::reading
