#include "services/directive/domain/reading/meaning/tasks/tasks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/directive/domain/reading/meaning/tasks/clause_forms.h"
#include "services/directive/domain/reading/meaning/tasks/clause_outline.h"
#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/heading_labels.h"
#include "services/directive/domain/reading/meaning/tasks/labelled_tasks.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/tasks/run_in_tasks.h"
#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/tasks/task_context.h"
#include "services/directive/domain/reading/meaning/tasks/task_list.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

// More units under one heading than any document has: what is damaged may have them, and each unit is named again in
// each clause.
constexpr size_t kMostUnits = 100;

class TaskReader {
 public:
  TaskReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections)
      : text_(text),
        blocks_(blocks),
        sections_(sections),
        outline_(text, blocks),
        tasks_(text, blocks),
        labelled_(text, blocks, &tasks_),
        heading_labels_(text, blocks, outline_) {}

  BodyTasks Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Read(i);
    }
    return {std::move(tasks_).Finish(), std::move(closings_)};
  }

 private:
  void Read(size_t i) {
    if (i < listed_) {
      return;
    }
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
    if (block.rank == 12 && !contexts_.empty()) {
      contexts_.back().bullets = true;
    }
    if (block.content >= block.end) {
      return;
    }
    std::vector<Label> labels = FindLabels(text_, block.content, block.end);
    if (!labels.empty()) {
      listed_ = heading_labels_.TakeListed(i, &labels.back());
    }
    const bool labelled = !labels.empty() && labels.front().begin == LabelStart(text_, block.content, block.end);
    if (labelled && labels.front().kind == "RESULT" && block.rank < 12 && SaysWho(labels.front())) {
      labelled_.Clear();
      ReadClause(i);
      return;
    }
    if (labelled && labels.front().kind == "CONTENT") {
      labelled_.Content(i, labels.front());
      return;
    }
    if (labelled) {
      const bool free = contexts_.empty() && labelled_.empty();
      if (!free || !(Push(heading_labels_.AsHeading(i)) || Push(heading_labels_.BeforeClauses(i, enclosing_)))) {
        labelled_.Labels(i, labels);
      }
      return;
    }
    if (labelled_.ContinuesLabel(i)) {
      return;
    }
    if (block.rank < 10 && !outline_.IsLeaf(i)) {
      labelled_.Clear();
    }
    if (sections_[i] == SectionKind::kPurpose || sections_[i] == SectionKind::kBasis || IsFormality(text_, block)) {
      return;
    }
    if (IsClosing(text_, block)) {
      ReadClosing(i);
      return;
    }
    if (HasWho(labels) && !Push(heading_labels_.InHeading(i))) {
      labelled_.LabelsOf(i, labels);
    }
    if (HasWho(labels)) {
      return;
    }
    if (sections_[i] == SectionKind::kTarget) {
      return;
    }
    ReadClause(i);
  }

  // Labels above clauses hold for all of them. False where there are none.
  bool Push(std::optional<TaskContext> context) {
    if (!context) {
      return false;
    }
    contexts_.push_back(std::move(*context));
    labelled_.Clear();
    labelled_.ForgetHeading();
    return true;
  }

  // "16. Kinh phí: Sở Tài chính bố trí ..." is a clause, and tells nothing of the one before.
  bool SaysWho(const Label& label) const {
    return ReadSubject(text_, label.value, label.end, false, false).kind == SubjectKind::kSentence;
  }

  // The last paragraph asks everybody to comply ("ngay sau khi nhận được Chỉ thị này"), which is no task of its own,
  // unless it gives a day.
  bool GivesDay(const Block& block) const {
    const Due due = FindDue(text_, block.content, block.end);
    return !due.empty() && !due.at_once;
  }

  void ReadClosing(size_t i) {
    const Block& block = blocks_[i];
    const Subject subject = ReadSubject(text_, block.content, block.end, false, true);
    if (subject.kind == SubjectKind::kSentence) {
      Close(i, subject);
    }
  }

  void Close(size_t i, const Subject& subject) {
    const Block& block = blocks_[i];
    tasks_.Add(i, block.content, block.end, Who::Of(subject, Evidence::kSentence));
    if (!GivesDay(block)) {
      closings_.push_back(tasks_.TakeLast());
    }
  }

  void ReadClause(size_t i) {
    const Block& block = blocks_[i];
    const bool loose = contexts_.empty() && (block.rank == kParagraph || outline_.IsLeaf(i));
    const Subject subject =
        ReadSubject(text_, block.content, block.end, !outline_.IsLeaf(i) || outline_.TitlesParagraphs(i), loose);
    if (AddRunInTasks(text_, i, block.content, block.end, subject, &tasks_)) {
      labelled_.Clear();
      return;
    }
    switch (subject.kind) {
      case SubjectKind::kHeading:
      case SubjectKind::kIntro:
        // "UBND huyện xây dựng kế hoạch như sau:" tells what the issuer does; only an order hands the whole document to
        // somebody.
        if (subject.kind == SubjectKind::kIntro && block.rank == kParagraph && block.section.empty() &&
            !subject.asked && !TellsOthers(subject)) {
          return;
        }
        if (subject.kind == SubjectKind::kHeading || !outline_.IsLeaf(i) || outline_.NextIsUnder(i)) {
          Push(block, subject);
        }
        return;
      case SubjectKind::kInline:
        Push(block, subject);
        if (LastMark(text_, block) != ':') {
          labelled_.Await(i, tasks_.AddWhole(i, subject.content, block.end, Who::Of(subject, Evidence::kInline)));
          contexts_.back().items = false;
        }
        return;
      case SubjectKind::kSentence:
        if (subject.role_only && !outline_.IsLeaf(i) && block.rank < 12 && LastMark(text_, block) != '.') {
          PushUnits(block, subject.units.names());
          return;
        }
        if (!contexts_.empty() &&
            (subject.encouraged || (!subject.asked && contexts_.back().IsMeantBy(subject.units)))) {
          AddUnderHeading(i);
          return;
        }
        if (LastOrder(i, subject)) {
          Close(i, subject);
          return;
        }
        // Before the first number a paragraph tells what was and who issues this.
        if (block.rank == kParagraph && block.section.empty() && outline_.numbered() && !subject.asked) {
          return;
        }
        labelled_.Await(i, tasks_.AddWhole(i, std::max(block.content, subject.sentence), block.end,
                                           Who::Of(subject, Evidence::kSentence)));
        MarkItem(block);
        if (!outline_.IsLeaf(i)) {
          Push(block, subject);
        }
        return;
      case SubjectKind::kNone:
        if (std::vector<std::string> units = Note(i); !units.empty() && !outline_.IsLeaf(i) && block.rank < 12) {
          PushUnits(block, std::move(units));
        } else if (!units.empty()) {
          tasks_.Add(i, block.content, block.end, {.units = std::move(units), .evidence = Evidence::kLabelled});
        } else {
          AddUnderHeading(i);
        }
        return;
    }
  }

  // "1. Sở Nội vụ, Sở Y tế chủ trì thực hiện", "1. Nhiệm vụ do Sở Nội vụ chủ trì": a heading that says who and how.
  void PushUnits(const Block& block, std::vector<std::string> units) {
    TaskContext context;
    context.rank = block.rank;
    context.units = std::move(units);
    context.evidence = Evidence::kHeading;
    context.TakeManner(text_, block.content, block.end);
    if (FindWords(text_, block.content, block.end, "chu tri") != kNpos) {
      context.role = Role::kLead;
    }
    contexts_.push_back(std::move(context));
    labelled_.Clear();
  }

  std::vector<std::string> Note(size_t i) const {
    return contexts_.empty() ? ReadNote(text_, blocks_[i].content, blocks_[i].end, !outline_.IsLeaf(i))
                             : std::vector<std::string>();
  }

  // "UBND tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện Chỉ thị này.": the last paragraph repeats who is addressed.
  bool LastOrder(size_t i, const Subject& subject) const {
    const Block& block = blocks_[i];
    const bool last =
        i + 1 == blocks_.size() || blocks_[i + 1].annex != block.annex || IsClosing(text_, blocks_[i + 1]);
    return last && subject.asked && block.rank == kParagraph && block.end - block.content < 60 && i > 2 &&
           !GivesDay(block);
  }

  // "Các cấp, các ngành cần tập trung thực hiện:": a group, and so not the one who writes.
  bool TellsOthers(const Subject& subject) const {
    const size_t end = text_.tokens.size();
    return subject.units.units.front().name.starts_with("Các ") &&
           (WordsAt(text_, subject.verb, end, "can") || WordsAt(text_, subject.verb, end, "phai") ||
            WordsAt(text_, subject.verb, end, "tap trung") || WordsAt(text_, subject.verb, end, "co trach nhiem"));
  }

  void Push(const Block& block, const Subject& subject) {
    TaskContext context;
    context.rank = block.rank;
    context.evidence = subject.kind == SubjectKind::kIntro ? Evidence::kIntro : Evidence::kHeading;
    if (block.rank == kParagraph) {
      // A paragraph's heading holds for the bullets behind it; an introduction for everything that follows.
      const bool document = subject.kind == SubjectKind::kIntro && contexts_.empty() && block.section.empty();
      // An introduction that ends with a colon hands all that follows in its section to the units.
      const bool section = LastMark(text_, block) == ':' && enclosing_ >= 0;
      context.rank = document ? -1 : section ? enclosing_ : 11;
      while (!contexts_.empty() && contexts_.back().rank >= context.rank) {
        contexts_.pop_back();
      }
      context.evidence = document ? Evidence::kDocument : context.evidence;
    }
    context.units = subject.units.names();
    context.units.resize(std::min(context.units.size(), kMostUnits));
    context.binding = subject.binding;
    context.named = !context.units.front().starts_with("Cấp ");
    if (subject.kind == SubjectKind::kIntro || LastMark(text_, block) == ':') {
      context.TakeManner(text_, subject.units.end, block.end);
    }
    contexts_.push_back(std::move(context));
    labelled_.Clear();
  }

  void MarkItem(const Block& block) {
    if (!contexts_.empty() && block.rank != kParagraph) {
      contexts_.back().items = true;
    }
  }

  void AddUnderHeading(size_t i) {
    const Block& block = blocks_[i];
    const size_t length = block.end - block.content;
    const bool colon = LastMark(text_, block) == ':';
    const bool ends = LastMark(text_, block) == '.' || LastMark(text_, block) == ';';
    if (contexts_.empty()) {
      if (outline_.IsLeaf(i) && length > 5) {
        if (block.rank == kParagraph) {
          labelled_.DropTitle();
        }
        labelled_.Await(i);
      } else {
        labelled_.Heading(i);
      }
      return;
    }
    TaskContext& context = contexts_.back();
    if (outline_.TitlesParagraphs(i)) {
      context.items = false;
      labelled_.Clear();
      return;
    }
    if (block.rank == kParagraph) {
      if (colon) {
        context.TakeManner(text_, block.content, block.end);
        return;
      }
      if (context.items || length < (ends ? 4 : 5)) {
        return;
      }
    } else if (const size_t parts = outline_.PartsEnd(i);
               !outline_.IsLeaf(i) && (colon || length < 25 || (!ends && outline_.PartsAct(i, parts)))) {
      const bool acting = outline_.PartsAct(i, parts);
      if (parts > i + 1 && !acting && (colon || block.rank == 12) && length > 2) {
        // "- Rà soát hồ sơ, gồm: / + Hồ sơ cũ; / + Hồ sơ mới.": one task.
        const size_t task = tasks_.AddWhole(i, block.content, blocks_[parts - 1].end,
                                            {context.units, context.binding, context.evidence});
        context.GiveManner(&tasks_[task]);
        MarkItem(block);
        return;
      }
      if ((colon || (acting && block.rank == 12)) && block.rank < 13) {
        TaskContext narrower = context;
        narrower.rank = block.rank;
        narrower.named = acting;
        narrower.TakeManner(text_, block.content, block.end);
        // "- Rà soát hồ sơ. / + Lập danh mục.": a sentence, and what else is to be done.
        if (acting && ends && length > 2) {
          const size_t task =
              tasks_.AddWhole(i, block.content, block.end, {context.units, context.binding, context.evidence});
          context.GiveManner(&tasks_[task]);
          MarkItem(block);
        }
        contexts_.push_back(std::move(narrower));
      }
      return;
    } else if (block.rank == 13 && !(context.named && (context.rank == 12 || !context.bullets))) {
      return;  // "+": a part of the item above
    }
    // "a) Rà soát." is a task, "a) Chung" a title.
    if (length < (ends ? 3 : 4)) {
      return;
    }
    const size_t task =
        tasks_.AddWhole(i, block.content, block.end, {context.units, context.binding, context.evidence});
    context.GiveManner(&tasks_[task]);
    labelled_.Await(i, task);
    MarkItem(block);
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  const ClauseOutline outline_;
  std::vector<TaskContext> contexts_;
  int enclosing_ = -1;  // rank of the last numbered clause
  size_t listed_ = 0;   // blocks before this one were read as a label's value
  TaskList tasks_;
  LabelledTasks labelled_;
  HeadingLabels heading_labels_;
  std::vector<ProposedTask> closings_;
};

}  // namespace

BodyTasks ReadTasks(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections) {
  return TaskReader(text, blocks, sections).Run();
}

}  // namespace dondoc::directive::reading
