#include "services/directive/domain/reading/meaning/tasks.h"

#include <algorithm>
#include <optional>

#include "services/directive/domain/reading/meaning/dates.h"

namespace dondoc::directive::reading {
namespace {

// More units under one heading, and more clauses over one label, than any document has: what is damaged may have them,
// and each unit is named again in each clause.
constexpr size_t kMostUnits = 100;
constexpr size_t kMostLabelled = 100;

struct Context {
  int rank = 0;
  std::vector<std::string> units;
  bool binding = true;
  bool items = false;  // a marked item under it was seen: paragraphs without a mark belong to items
  Evidence evidence = Evidence::kHeading;
};

// A label and its value within a block.
struct Label {
  std::string kind;
  size_t begin = 0;  // of the label
  size_t value = 0;
  size_t end = 0;
};

std::vector<Label> FindLabels(const TokenText& text, size_t begin, size_t end) {
  std::vector<Label> labels;
  for (size_t i = begin; i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().labels, i, end);
    if (!match) {
      continue;
    }
    size_t at = match.end;
    if (at < end && text.tokens[at].mark == ':') {
      labels.push_back({match.entry->value, i, at + 1, end});
      i = at;
    }
  }
  for (size_t i = 0; i + 1 < labels.size(); ++i) {
    labels[i].end = labels[i + 1].begin;
  }
  for (Label& label : labels) {
    while (label.end > label.value && (text.tokens[label.end - 1].kind == Token::Kind::kMark)) {
      --label.end;
    }
  }
  return labels;
}

bool Closing(const TokenText& text, const Block& block) {
  if (block.rank != kParagraph) {
    return false;
  }
  // "./." or "./" at the end.
  const size_t end = block.end;
  const bool finished =
      end - block.begin > 2 &&
      (text.tokens[end - 1].mark == '/' || (text.tokens[end - 1].mark == '.' && text.tokens[end - 2].mark == '/'));
  return finished || WordsAt(text, block.begin, end, "tren day la") || WordsAt(text, block.begin, end, "nhan duoc");
}

bool Formality(const TokenText& text, const Block& block) {
  return FindWords(text, block.begin, block.end, "chiu trach nhiem thi hanh") != kNpos ||
         FindWords(text, block.begin, block.end, "co hieu luc") != kNpos;
}

class TaskReader {
 public:
  TaskReader(const TokenText& text, const std::vector<Block>& blocks)
      : text_(text), blocks_(blocks), sections_(ReadSections(text, blocks)) {
    // Labels are no clauses under the one that they belong to.
    leaf_.resize(blocks.size(), true);
    int next = -1;
    for (size_t i = blocks.size(); i-- > 0;) {
      numbered_ |= blocks[i].rank < 12;
      if (blocks[i].rank == kParagraph || StartsWithLabel(i)) {
        continue;
      }
      leaf_[i] = next <= blocks[i].rank;
      next = blocks[i].rank;
    }
  }

  std::vector<ProposedTask> Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Read(i);
    }
    std::erase_if(tasks_, [](const ProposedTask& task) { return task.units.empty() || task.text.empty(); });
    return std::move(tasks_);
  }

 private:
  bool StartsWithLabel(size_t i) const {
    const Match match = LongestMatch(text_, TheVocabulary().labels, blocks_[i].content, blocks_[i].end);
    return match && match.end < blocks_[i].end && text_.tokens[match.end].mark == ':';
  }

  void Read(size_t i) {
    const Block& block = blocks_[i];
    if (block.rank != kParagraph) {
      while (!contexts_.empty() && contexts_.back().rank >= block.rank) {
        contexts_.pop_back();
      }
      if (block.rank < 12) {
        enclosing_ = block.rank;
      }
    }
    if (i > 0 && block.annex && !blocks_[i - 1].annex) {
      contexts_.clear();
    }
    if (block.content >= block.end) {
      return;
    }
    const std::vector<Label> labels = FindLabels(text_, block.content, block.end);
    if (!labels.empty() && labels.front().begin == block.content && labels.front().kind == "CONTENT") {
      // "- Nội dung: ...": the task of the numbered title above, which is only its name.
      if (labelled_) {
        candidates_.clear();
        labelled_ = false;
      }
      if (!candidates_.empty() && IsTitle(candidates_.back())) {
        candidates_.pop_back();
      }
      candidates_.push_back({i, kNpos, labels.front().value});
      return;
    }
    if (!labels.empty() && labels.front().begin == block.content) {
      Apply(labels);
      return;
    }
    if (labelled_) {
      candidates_.clear();
      labelled_ = false;
    }
    if (block.rank < 10 && !leaf_[i]) {
      candidates_.clear();
    }
    if (sections_[i] == SectionKind::kPurpose || sections_[i] == SectionKind::kBasis || Closing(text_, block) ||
        Formality(text_, block)) {
      return;
    }
    if (!labels.empty() && HasWho(labels)) {
      candidates_ = {Candidate{i, AddTask(block, {}, true, Evidence::kLabelled)}};
      Apply(labels);
      candidates_.clear();
      return;
    }
    if (sections_[i] == SectionKind::kTarget) {
      return;
    }
    ReadClause(i);
  }

  static bool HasWho(const std::vector<Label>& labels) {
    return std::any_of(labels.begin(), labels.end(),
                       [](const Label& label) { return label.kind == "LEAD" || label.kind == "EXECUTE"; });
  }

  void ReadClause(size_t i) {
    const Block& block = blocks_[i];
    const Subject subject =
        ReadSubject(text_, block.content, block.end, !leaf_[i], contexts_.empty() && block.rank == kParagraph);
    switch (subject.kind) {
      case SubjectKind::kHeading:
      case SubjectKind::kIntro:
        // "UBND huyện xây dựng kế hoạch như sau:" tells what the issuer does; only an order hands the whole document to
        // somebody.
        if (subject.kind == SubjectKind::kIntro && block.rank == kParagraph && block.section.empty() &&
            !subject.asked) {
          return;
        }
        if (subject.kind == SubjectKind::kHeading || !leaf_[i] || NextIsUnder(i)) {
          Push(block, subject);
        }
        return;
      case SubjectKind::kInline: {
        Push(block, subject);
        const bool intro = text_.tokens[block.end - 1].mark == ':';
        if (!intro) {
          Candidate candidate{
              i, AddTask(block, subject.units.names(), subject.binding, Evidence::kInline, subject.content)};
          candidates_.push_back(candidate);
          contexts_.back().items = false;
        }
        return;
      }
      case SubjectKind::kSentence:
        // Before the first number a paragraph tells what was and who issues this.
        if (block.rank == kParagraph && block.section.empty() && numbered_ && !subject.asked) {
          return;
        }
        AddOwn(i, subject);
        if (!leaf_[i]) {
          Push(block, subject);
        }
        return;
      case SubjectKind::kNone:
        AddUnderHeading(i);
        return;
    }
  }

  // True where the next block continues an introduction that ends with a colon.
  bool NextIsUnder(size_t i) const {
    if (i + 1 >= blocks_.size()) {
      return false;
    }
    const Block& next = blocks_[i + 1];
    return text_.tokens[blocks_[i].end - 1].mark == ':' &&
           (next.rank > blocks_[i].rank || blocks_[i].rank == kParagraph);
  }

  void Push(const Block& block, const Subject& subject) {
    Context context;
    context.rank = block.rank;
    context.evidence = subject.kind == SubjectKind::kIntro ? Evidence::kIntro : Evidence::kHeading;
    if (block.rank == kParagraph) {
      // A paragraph's heading holds for the bullets behind it; an introduction for everything that follows.
      const bool document = subject.kind == SubjectKind::kIntro && contexts_.empty() && block.section.empty();
      // An introduction that ends with a colon hands all that follows in its section to the units.
      const bool section = text_.tokens[block.end - 1].mark == ':' && enclosing_ >= 0;
      context.rank = document ? -1 : section ? enclosing_ : 11;
      while (!contexts_.empty() && contexts_.back().rank >= context.rank) {
        contexts_.pop_back();
      }
      context.evidence = document ? Evidence::kDocument : context.evidence;
    }
    context.units = subject.units.names();
    context.units.resize(std::min(context.units.size(), kMostUnits));
    context.binding = subject.binding;
    contexts_.push_back(std::move(context));
    candidates_.clear();
  }

  void AddOwn(size_t i, const Subject& subject) {
    const Block& block = blocks_[i];
    candidates_.push_back({i, AddTask(block, subject.units.names(), subject.binding, Evidence::kSentence)});
    MarkItem(block);
  }

  void MarkItem(const Block& block) {
    if (!contexts_.empty() && block.rank != kParagraph) {
      contexts_.back().items = true;
    }
  }

  void AddUnderHeading(size_t i) {
    const Block& block = blocks_[i];
    const size_t length = block.end - block.content;
    const bool colon = text_.tokens[block.end - 1].mark == ':';
    if (contexts_.empty()) {
      if (leaf_[i] && length > 5) {
        if (block.rank == kParagraph && !candidates_.empty() && IsTitle(candidates_.back())) {
          candidates_.pop_back();
        }
        candidates_.push_back({i, kNpos});
      } else if (!leaf_[i] || length <= 5) {
        heading_ = i;
      }
      return;
    }
    Context& context = contexts_.back();
    if (TitlesParagraphs(i)) {
      context.items = false;
      candidates_.clear();
      return;
    }
    if (block.rank == kParagraph) {
      if (context.items || length < 5 || colon) {
        return;
      }
    } else if (block.rank == 13 || (!leaf_[i] && (colon || length < 25))) {
      return;  // 13 is "+": a part of the item above
    }
    if (length < 4) {
      return;
    }
    candidates_.push_back({i, AddTask(block, context.units, context.binding, context.evidence)});
    MarkItem(block);
  }

  // A numbered title over paragraphs without marks: these are the tasks.
  bool TitlesParagraphs(size_t i) const {
    const Block& block = blocks_[i];
    const char last = text_.tokens[block.end - 1].mark;
    return block.rank < 10 && leaf_[i] && last != '.' && last != ';' && i + 1 < blocks_.size() &&
           blocks_[i + 1].rank == kParagraph && blocks_[i + 1].section == block.section &&
           !Closing(text_, blocks_[i + 1]) && text_.tokens[blocks_[i + 1].content].capital;
  }

  size_t AddTask(const Block& block, std::vector<std::string> units, bool binding, Evidence evidence,
                 size_t content = 0) {
    ProposedTask task;
    const size_t begin = content == 0 ? block.content : content;
    task.units = std::move(units);
    task.binding = binding && !Requests(begin, block.end);
    task.role = ReadRole(text_, begin, block.end);
    task.text = text_.Text(begin, block.end);
    task.section = block.section;
    std::vector<std::string> partners = ReadPartners(text_, begin, block.end);
    if (task.role == Role::kCoordinate) {
      task.lead = partners.empty() ? "" : partners.front();
    } else {
      task.coordinators = std::move(partners);
    }
    task.deadline = FindDue(text_, begin, block.end);
    task.evidence = evidence;
    task.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(block.end)};
    tasks_.push_back(std::move(task));
    return tasks_.size() - 1;
  }

  struct Candidate {
    size_t block = 0;
    size_t task = kNpos;
    size_t content = 0;  // where the task's text begins; 0: at the block's content
  };

  // A numbered title: the paragraph under it is the task.
  bool IsTitle(const Candidate& candidate) const {
    const Block& block = blocks_[candidate.block];
    const char last = text_.tokens[block.end - 1].mark;
    return candidate.task == kNpos && block.rank < 12 && last != '.' && last != ';';
  }

  bool Requests(size_t begin, size_t end) const {
    const Match match = LongestMatch(text_, TheVocabulary().requests, begin, end);
    return match && match.entry->value == "REQUEST";
  }

  // Labels say who does the clauses before them, back to the last labels or heading.
  void Apply(const std::vector<Label>& labels) {
    if (!labelled_ && candidates_.empty() && heading_ != kNpos) {
      candidates_.push_back({heading_, kNpos});
    }
    const bool who = HasWho(labels);
    if (candidates_.size() > kMostLabelled) {
      candidates_.erase(candidates_.begin(), candidates_.end() - kMostLabelled);
    }
    for (Candidate& candidate : candidates_) {
      if (candidate.task == kNpos) {
        if (!who && !labelled_) {
          continue;
        }
        candidate.task = AddTask(blocks_[candidate.block], {}, true, Evidence::kLabelled, candidate.content);
      }
      ProposedTask& task = tasks_[candidate.task];
      for (const Label& label : labels) {
        Apply(label, !labelled_, &task);
      }
    }
    labelled_ = true;
    if (who) {
      heading_ = kNpos;
    }
  }

  void Apply(const Label& label, bool first, ProposedTask* task) {
    if (label.kind == "LEAD" || label.kind == "EXECUTE") {
      std::vector<std::string> units = ReadUnitsWhole(text_, label.value, label.end).names();
      if (units.empty()) {
        return;
      }
      task->units = std::move(units);
      task->evidence = Evidence::kLabelled;
      task->role = label.kind == "LEAD" ? Role::kLead : Role::kExecute;
      if (first) {
        task->coordinators.clear();
        task->lead.clear();
      }
    } else if (label.kind == "COORDINATE") {
      task->coordinators = ReadUnitsWhole(text_, label.value, label.end).names();
    } else if (label.kind == "TIME") {
      task->deadline = ReadDueCell(text_, label.value, label.end);
    }
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  std::vector<SectionKind> sections_;
  std::vector<bool> leaf_;  // by block: no clause follows under it
  bool numbered_ = false;   // the document has numbered clauses
  std::vector<Context> contexts_;
  std::vector<Candidate> candidates_;
  size_t heading_ = kNpos;
  int enclosing_ = -1;  // rank of the last numbered clause
  bool labelled_ = false;
  std::vector<ProposedTask> tasks_;
};

}  // namespace

std::vector<SectionKind> ReadSections(const TokenText& text, const std::vector<Block>& blocks) {
  struct Level {
    int rank;
    SectionKind kind;
  };
  std::vector<Level> stack;
  std::vector<SectionKind> kinds;
  for (const Block& block : blocks) {
    const SectionKind own = ReadSection(text, block.content, block.end);
    if (block.rank != kParagraph) {
      while (!stack.empty() && stack.back().rank >= block.rank) {
        stack.pop_back();
      }
      if (block.rank < 12 && (own != SectionKind::kNone || !block.leaf)) {
        const SectionKind inherited = stack.empty() ? SectionKind::kNone : stack.back().kind;
        stack.push_back({block.rank, own == SectionKind::kNone ? inherited : own});
      }
    }
    kinds.push_back(stack.empty() ? SectionKind::kNone : stack.back().kind);
  }
  return kinds;
}

std::vector<ProposedTask> ReadTasks(const TokenText& text, const std::vector<Block>& blocks,
                                    const std::vector<UnitList>&) {
  return TaskReader(text, blocks).Run();
}

std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TableRow>& rows) {
  std::vector<ProposedTask> tasks;
  for (const TableRow& row : rows) {
    ProposedTask task;
    task.units = ReadUnitsWhole(text, row.lead.begin, row.lead.end).names();
    task.role = row.leads ? Role::kLead : Role::kExecute;
    task.text = text.Text(row.task.begin, row.task.end);
    task.section = row.number;
    while (task.section.ends_with('.')) {
      task.section.pop_back();
    }
    if (row.with.end > row.with.begin) {
      task.coordinators = ReadUnitsWhole(text, row.with.begin, row.with.end).names();
    }
    if (row.when.end > row.when.begin) {
      task.deadline = ReadDueCell(text, row.when.begin, row.when.end);
    }
    task.evidence = Evidence::kTableCell;
    task.span = {static_cast<uint32_t>(row.task.begin), static_cast<uint32_t>(row.task.end)};
    if (!task.units.empty()) {
      tasks.push_back(std::move(task));
    }
  }
  return tasks;
}

}  // namespace dondoc::directive::reading
