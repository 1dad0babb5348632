#include "services/directive/domain/reading/meaning/tasks.h"

#include <algorithm>
#include <utility>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/clauses.h"
#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/labels.h"
#include "services/directive/domain/reading/meaning/names.h"
#include "services/directive/domain/reading/meaning/subjects.h"
#include "services/directive/domain/reading/meaning/units.h"

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
  // What an introduction says of all its clauses: "Sở X chủ trì, phối hợp với Sở Y:".
  bool lead = false;
  std::vector<std::string> coordinators;
  Evidence evidence = Evidence::kHeading;
};

// Who must do a task, and how that was found.
struct Who {
  std::vector<std::string> units;
  bool binding = true;
  Evidence evidence = Evidence::kNone;
  size_t verb = 0;  // where the task's own words begin, behind its subject; 0: at its beginning

  static Who Of(const Subject& subject, Evidence evidence) {
    return {subject.units.names(), subject.binding, evidence, subject.verb};
  }
};

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

bool HasWho(const std::vector<Label>& labels) {
  return std::any_of(labels.begin(), labels.end(),
                     [](const Label& label) { return label.kind == "LEAD" || label.kind == "EXECUTE"; });
}

class TaskReader {
 public:
  TaskReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections)
      : text_(text), blocks_(blocks), sections_(sections) {
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

  BodyTasks Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Read(i);
    }
    DropDocumentWide();
    std::erase_if(tasks_, [](const ProposedTask& task) { return task.units.empty() || task.text.empty(); });
    NameTerritories();
    return {std::move(tasks_), std::move(closings_)};
  }

 private:
  bool StartsWithLabel(size_t i) const { return LabelAt(text_, blocks_[i].content, blocks_[i].end); }
  char LastMark(const Block& block) const { return text_.tokens[block.end - 1].mark; }

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
    const bool labelled = !labels.empty() && labels.front().begin == block.content;
    if (labelled && labels.front().kind == "CONTENT") {
      ReadContent(i, labels);
      return;
    }
    if (labelled) {
      Apply(labels);
      label_ = block.rank;
      return;
    }
    if (labelled_ && label_ < kParagraph && block.rank > label_ && block.rank < kParagraph) {
      return;  // "- Thời gian thực hiện:" and under it "+ Các xã: ...": a part of the label
    }
    if (labelled_) {
      candidates_.clear();
      labelled_ = false;
    }
    if (block.rank < 10 && !leaf_[i]) {
      candidates_.clear();
    }
    if (sections_[i] == SectionKind::kPurpose || sections_[i] == SectionKind::kBasis || Formality(text_, block)) {
      return;
    }
    if (Closing(text_, block)) {
      ReadClosing(i);
      return;
    }
    if (HasWho(labels)) {
      candidates_ = {Candidate{i, AddTask(i, block.content, labels.front().begin, {.evidence = Evidence::kLabelled})}};
      Apply(labels);
      candidates_.clear();
      return;
    }
    if (sections_[i] == SectionKind::kTarget) {
      return;
    }
    ReadClause(i);
  }

  // "- Nội dung: ...": the task of the numbered title above, which is only its name.
  void ReadContent(size_t i, const std::vector<Label>& labels) {
    if (labelled_) {
      candidates_.clear();
      labelled_ = false;
    }
    if (!candidates_.empty() && IsTitle(candidates_.back())) {
      candidates_.pop_back();
    }
    candidates_.push_back({i, kNpos, labels.front().value});
  }

  // The last paragraph asks everybody to comply, which is no task of its own, unless it gives a day.
  void ReadClosing(size_t i) {
    const Block& block = blocks_[i];
    const Subject subject = ReadSubject(text_, block.content, block.end, false, true);
    if (subject.kind == SubjectKind::kSentence) {
      Close(i, subject);
    }
  }

  void Close(size_t i, const Subject& subject) {
    const Block& block = blocks_[i];
    AddTask(i, block.content, block.end, Who::Of(subject, Evidence::kSentence));
    if (FindDue(text_, block.content, block.end).empty()) {
      closings_.push_back(std::move(tasks_.back()));
      tasks_.pop_back();
    }
  }

  void ReadClause(size_t i) {
    const Block& block = blocks_[i];
    const bool loose = contexts_.empty() && (block.rank == kParagraph || leaf_[i]);
    const Subject subject = ReadSubject(text_, block.content, block.end, !leaf_[i], loose);
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
      case SubjectKind::kInline:
        Push(block, subject);
        if (LastMark(block) != ':') {
          candidates_.push_back({i, AddWhole(i, subject.content, Who::Of(subject, Evidence::kInline))});
          contexts_.back().items = false;
        }
        return;
      case SubjectKind::kSentence:
        if (!contexts_.empty() && (subject.encouraged || MeansTheHeading(subject))) {
          AddUnderHeading(i);
          return;
        }
        if (LastOrder(i, subject)) {
          Close(i, subject);
          return;
        }
        // Before the first number a paragraph tells what was and who issues this.
        if (block.rank == kParagraph && block.section.empty() && numbered_ && !subject.asked) {
          return;
        }
        candidates_.push_back(
            {i, AddWhole(i, std::max(block.content, subject.sentence), Who::Of(subject, Evidence::kSentence))});
        MarkItem(block);
        if (!leaf_[i]) {
          Push(block, subject);
        }
        return;
      case SubjectKind::kNone:
        AddUnderHeading(i);
        return;
    }
  }

  // "UBND tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện Chỉ thị này.": the last paragraph repeats who is addressed.
  bool LastOrder(size_t i, const Subject& subject) const {
    const Block& block = blocks_[i];
    const bool last = i + 1 == blocks_.size() || blocks_[i + 1].annex != block.annex || Closing(text_, blocks_[i + 1]);
    return last && subject.asked && block.rank == kParagraph && block.end - block.content < 60 && i > 3 &&
           FindDue(text_, block.content, block.end).empty();
  }

  // "Các Cục Thuế rà soát ..." under "Cục Thuế các tỉnh, thành phố": the heading's unit, named in short. Of a list
  // ("các sở, ngành, địa phương") a part is not all.
  bool MeansTheHeading(const Subject& subject) const {
    if (subject.units.units.size() != 1 || contexts_.back().units.size() != 1 || subject.asked) {
      return false;
    }
    const auto bare = [](const std::string& name) {
      const std::string folded = Fold(name);
      return folded.starts_with("cac ") ? folded.substr(4) : folded;
    };
    const std::string whole = bare(contexts_.back().units.front()), part = bare(subject.units.units.front().name);
    return whole.starts_with(part) && whole.find(',', part.size()) != part.size();
  }

  // True where the next block continues an introduction that ends with a colon.
  bool NextIsUnder(size_t i) const {
    return i + 1 < blocks_.size() && LastMark(blocks_[i]) == ':' &&
           (blocks_[i + 1].rank > blocks_[i].rank || blocks_[i].rank == kParagraph);
  }

  void Push(const Block& block, const Subject& subject) {
    Context context;
    context.rank = block.rank;
    context.evidence = subject.kind == SubjectKind::kIntro ? Evidence::kIntro : Evidence::kHeading;
    if (block.rank == kParagraph) {
      // A paragraph's heading holds for the bullets behind it; an introduction for everything that follows.
      const bool document = subject.kind == SubjectKind::kIntro && contexts_.empty() && block.section.empty();
      // An introduction that ends with a colon hands all that follows in its section to the units.
      const bool section = LastMark(block) == ':' && enclosing_ >= 0;
      context.rank = document ? -1 : section ? enclosing_ : 11;
      while (!contexts_.empty() && contexts_.back().rank >= context.rank) {
        contexts_.pop_back();
      }
      context.evidence = document ? Evidence::kDocument : context.evidence;
    }
    context.units = subject.units.names();
    context.units.resize(std::min(context.units.size(), kMostUnits));
    context.binding = subject.binding;
    if (subject.kind == SubjectKind::kIntro || LastMark(block) == ':') {
      TakeManner(block, subject.units.end, &context);
    }
    contexts_.push_back(std::move(context));
    candidates_.clear();
  }

  // "... chủ trì, phối hợp với Sở Y:" holds for every clause that it introduces.
  void TakeManner(const Block& block, size_t begin, Context* context) const {
    if (ReadRole(text_, begin, begin, block.end) == Role::kLead) {
      context->lead = true;
      context->coordinators = ReadPartners(text_, begin, block.end);
    }
  }

  void MarkItem(const Block& block) {
    if (!contexts_.empty() && block.rank != kParagraph) {
      contexts_.back().items = true;
    }
  }

  void AddUnderHeading(size_t i) {
    const Block& block = blocks_[i];
    const size_t length = block.end - block.content;
    const bool colon = LastMark(block) == ':';
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
      if (colon) {
        TakeManner(block, block.content, &context);
        return;
      }
      if (context.items || length < 5) {
        return;
      }
    } else if (!leaf_[i] && (colon || length < 25)) {
      if (colon && block.rank < 13) {
        Context narrower = context;
        narrower.rank = block.rank;
        TakeManner(block, block.content, &narrower);
        contexts_.push_back(std::move(narrower));
      }
      return;
    } else if (block.rank == 13) {
      return;  // "+": a part of the item above
    }
    if (length < 4) {
      return;
    }
    const size_t task = AddWhole(i, block.content, {context.units, context.binding, context.evidence});
    if (context.lead && tasks_[task].role == Role::kExecute) {
      tasks_[task].role = Role::kLead;
      if (tasks_[task].coordinators.empty()) {
        tasks_[task].coordinators = context.coordinators;
      }
    }
    candidates_.push_back({i, task});
    MarkItem(block);
  }

  // A numbered title over paragraphs without marks: these are the tasks.
  bool TitlesParagraphs(size_t i) const {
    const Block& block = blocks_[i];
    const char last = LastMark(block);
    return block.rank < 10 && leaf_[i] && last != '.' && last != ';' && i + 1 < blocks_.size() &&
           blocks_[i + 1].rank == kParagraph && blocks_[i + 1].section == block.section &&
           !Closing(text_, blocks_[i + 1]) && text_.tokens[blocks_[i + 1].content].capital;
  }

  // The task of block `i` from `begin` on, and those of its later sentences that have units of their own. Returns the
  // first.
  size_t AddWhole(size_t i, size_t begin, Who who) {
    const size_t end = blocks_[i].end;
    std::vector<LaterSubject> later = ReadLaterSubjects(text_, begin, end);
    std::erase_if(later, [&](const LaterSubject& other) { return other.subject.units.names() == who.units; });
    const size_t first = AddTask(i, begin, later.empty() ? end : later.front().begin, std::move(who));
    for (size_t k = 0; k < later.size(); ++k) {
      AddTask(i, later[k].begin, k + 1 < later.size() ? later[k + 1].begin : end,
              Who::Of(later[k].subject, Evidence::kSentence));
    }
    return first;
  }

  size_t AddTask(size_t i, size_t begin, size_t end, Who who) {
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
    task.deadline = FindDue(text_, begin, end);
    task.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
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
    const char last = LastMark(block);
    return candidate.task == kNpos && block.rank < 12 && last != '.' && last != ';';
  }

  // "Đề nghị các xã ...", "Khuyến khích các trường ..." at the beginning of an item.
  bool Requests(size_t begin, size_t end) const {
    const Match match = LongestMatch(text_, TheVocabulary().requests, begin, end);
    return match && (match.entry->value == "REQUEST" || match.entry->value == "ENCOURAGE") &&
           !ReadUnits(text_, match.end, end).empty();
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
        const Block& block = blocks_[candidate.block];
        candidate.task = AddTask(candidate.block, candidate.content == 0 ? block.content : candidate.content, block.end,
                                 {.evidence = Evidence::kLabelled});
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
      Responsible who = ReadResponsible(text_, label.value, label.end);
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
      task->coordinators = ReadUnitsWhole(text_, label.value, label.end).names();
    } else if (label.kind == "TIME") {
      task->deadline = ReadDueCell(text_, label.value, label.end);
    }
  }

  // Where sections name their units, a clause in one that names none is not meant for all to whom the document is
  // addressed: it tells what was, or what is aimed at.
  void DropDocumentWide() {
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
  void NameTerritories() {
    for (ProposedTask& task : tasks_) {
      for (std::string& name : task.units) {
        if (name == "Tỉnh" || name == "Thành phố" || name == "Huyện") {
          name = MostNamedTerritory(text_, name);
        }
      }
    }
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  std::vector<bool> leaf_;  // by block: no clause follows under it
  bool numbered_ = false;   // the document has numbered clauses
  std::vector<Context> contexts_;
  std::vector<Candidate> candidates_;
  size_t heading_ = kNpos;
  int enclosing_ = -1;      // rank of the last numbered clause
  int label_ = kParagraph;  // rank of the last label
  bool labelled_ = false;
  std::vector<ProposedTask> tasks_;
  std::vector<ProposedTask> closings_;
};

}  // namespace

BodyTasks ReadTasks(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections) {
  return TaskReader(text, blocks, sections).Run();
}

}  // namespace dondoc::directive::reading
