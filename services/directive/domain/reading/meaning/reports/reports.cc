#include "services/directive/domain/reading/meaning/reports/reports.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/reports/report_acts.h"
#include "services/directive/domain/reading/meaning/reports/report_senders.h"
#include "services/directive/domain/reading/meaning/reports/report_times.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

using Names = std::vector<std::string>;

constexpr size_t kHead = 14;           // tokens in which an order without subject comes to its verb
constexpr size_t kBehindOpening = 40;  // behind "Trong quá trình thực hiện, nếu có ..."

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// True where the sentence in which a task stands names the units itself.
bool SaysUnits(Evidence evidence) {
  return evidence == Evidence::kSentence || evidence == Evidence::kRoleSaid || evidence == Evidence::kInline;
}

bool FromAbove(Evidence evidence) {
  return evidence == Evidence::kHeading || evidence == Evidence::kIntro || evidence == Evidence::kDocument;
}

// The parts of a sentence end with a semicolon, a sentence with a full stop.
size_t PartEnd(const TokenText& text, size_t from, size_t end) {
  size_t to = from;
  while (to < end && !((text.tokens[to].mark == '.' || text.tokens[to].mark == ';') &&
                       (to + 1 >= end || text.tokens[to + 1].space_before))) {
    ++to;
  }
  return to;
}

ProposedReport Report(const ReportAct& act, const ReportTime& time) {
  ProposedReport report;
  report.to = act.to;
  report.due = time.due;
  const bool dated = !time.due.empty();
  report.recurrence = time.recurrence.value_or(dated ? Recurrence::kOnce : Recurrence::kAdHoc);
  const bool regular = time.recurrence && *time.recurrence != Recurrence::kOnce;
  report.evidence = regular           ? Evidence::kRegular
                    : dated           ? Evidence::kDated
                    : !act.to.empty() ? Evidence::kMarked
                                      : Evidence::kBare;
  return report;
}

class ReportReader {
 public:
  ReportReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections,
               const BodyTasks& tasks, const ParsedDirective& header)
      : text_(text), blocks_(blocks), sections_(sections), addressees_(header.addressees), issuer_(header.issuer) {
    owners_.resize(text.tokens.size(), nullptr);
    for (const auto* list : {&tasks.tasks, &tasks.closings}) {
      for (const ProposedTask& task : *list) {
        std::fill(owners_.begin() + task.span.begin, owners_.begin() + task.span.end, &task);
      }
    }
  }

  std::vector<ProposedReport> Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      ReadBlock(i);
    }
    return std::move(reports_);
  }

 private:
  // A part of a sentence and what it asks to report.
  struct Part {
    size_t begin = 0;
    size_t end = 0;
    size_t sentence = 0;  // where its sentence begins
    std::vector<ReportAct> acts;
  };

  std::vector<Part> Parts(const Block& block) const {
    std::vector<Part> parts;
    size_t sentence = block.content;
    for (size_t from = block.content; from < block.end;) {
      const size_t to = PartEnd(text_, from, block.end);
      parts.push_back({from, to, sentence, FindReportActs(text_, from, to)});
      sentence = to < block.end && text_.tokens[to].mark == '.' ? to + 1 : sentence;
      from = to + 1;
    }
    return parts;
  }

  void ReadBlock(size_t i) {
    const Block& block = blocks_[i];
    ReadIntroduction(block);
    const std::vector<Part> parts = Parts(block);
    if (std::any_of(parts.begin(), parts.end(), [](const Part& part) { return !part.acts.empty(); })) {
      std::vector<ProposedReport> own;
      Names subject;  // of the sentence, as far as it was read
      for (const Part& part : parts) {
        subject = part.begin == part.sentence ? Names{} : subject;
        if (Names said = SubjectOf(part); !said.empty()) {
          subject = std::move(said);
        }
        for (const ReportAct& act : part.acts) {
          ReadAct(i, part, act, &subject, &own);
        }
      }
      Keep(&own);
    }
    for (size_t at = block.content; at < block.end; ++at) {
      if (owners_[at] != nullptr && FromAbove(owners_[at]->evidence)) {
        above_ = owners_[at];
        break;
      }
    }
  }

  // "UBND tỉnh yêu cầu các sở, các xã:" before the first number: whom the document gives its work.
  void ReadIntroduction(const Block& block) {
    if (block.rank != kParagraph || !block.section.empty() || block.content >= block.end ||
        text_.tokens[block.end - 1].mark != ':') {
      return;
    }
    const Subject subject = ReadSubject(text_, block.content, block.end, true, true);
    if (subject.kind == SubjectKind::kIntro && subject.asked) {
      addressed_ = subject.units.names();
    }
  }

  // Whom the part names as who acts in it.
  Names SubjectOf(const Part& part) const {
    const ProposedTask* owner = owners_[part.begin];
    if (owner != nullptr && SaysUnits(owner->evidence) && owner->span.begin == part.begin) {
      return owner->units;
    }
    return SenderOfSentence(text_, part.begin, part.end, owner == nullptr && part.begin == part.sentence);
  }

  void ReadAct(size_t i, const Part& part, const ReportAct& act, Names* subject, std::vector<ProposedReport>* own) {
    const ProposedTask* owner = owners_[act.begin];
    if (Is(text_, part.begin, part.end, "la")) {
      return;  // "Là cơ quan đầu mối tổng hợp, báo cáo ...": tells what a unit is
    }
    Names units;
    if (owner != nullptr && SaysUnits(owner->evidence) && owner->span.begin >= part.begin) {
      units = owner->units;
    } else if (units = SenderOfPart(text_, part.begin, part.end, act); !units.empty()) {
      *subject = units;
    } else {
      units = *subject;
    }
    const bool some = owner != nullptr && SaysUnits(owner->evidence) && !units.empty() &&
                      std::all_of(units.begin(), units.end(), [&](const std::string& unit) {
                        return std::find(owner->units.begin(), owner->units.end(), unit) != owner->units.end();
                      });
    if (owner != nullptr && (units.empty() || some || NamedInShort(units, owner->units))) {
      units = owner->units;
    }
    const bool issuer = units.size() == 1 && units.front() == issuer_;
    if (issuer && (owner == nullptr || WordsAt(text_, part.sentence, part.end, "tren day la"))) {
      return;  // "Trên đây là kế hoạch, UBND tỉnh báo cáo Bộ Nội vụ": what the issuer itself does
    }
    const size_t k = static_cast<size_t>(&act - part.acts.data());
    const size_t begin = k == 0 ? part.begin : ClauseBegin(part, act.begin);
    const size_t end = k + 1 < part.acts.size() ? ClauseBegin(part, part.acts[k + 1].begin) : part.end;
    const std::vector<ReportTime> times = ReadReportTimes(text_, act, part.sentence, begin, end);
    if (units == act.to || (owner == nullptr && !Stands(i, act, part.begin, times, &units))) {
      return;
    }
    for (ReportTime time : times) {
      if (time.due.empty() && !time.recurrence && SaysWhat(act, part.end)) {
        time.due = LabelledDue(owner, part.end, blocks_[i].end);
      }
      ProposedReport report = Report(act, time);
      report.from = units;
      report.section = blocks_[i].section;
      report.span = {static_cast<uint32_t>(part.begin), static_cast<uint32_t>(part.end)};
      own->push_back(std::move(report));
    }
  }

  // Behind the last comma of `part` before `at`.
  size_t ClauseBegin(const Part& part, size_t at) const {
    while (at > part.begin && text_.tokens[at - 1].mark != ',') {
      --at;
    }
    return at;
  }

  // A duty that no task holds: of a unit that is told so, of those above, or an order to whoever is concerned.
  bool Stands(size_t i, const ReportAct& act, size_t from, const std::vector<ReportTime>& times, Names* units) const {
    const bool tasks = sections_[i] == SectionKind::kNone || sections_[i] == SectionKind::kTask;
    if (!tasks && (units->empty() || act.to.empty())) {
      return false;
    }
    for (size_t at = from; at < act.begin; ++at) {
      if (Is(text_, at, act.begin, "da")) {
        return false;  // "Sở Y tế đã báo cáo": told, not asked
      }
    }
    if (!units->empty()) {
      return true;
    }
    const bool opened =
        !(addressed_.empty() && addressees_.empty()) && LongestMatch(text_, TheVocabulary().openings, from, act.begin);
    if (act.begin - from > (opened ? kBehindOpening : kHead) || (act.to.empty() && !times.front().recurrence)) {
      return false;
    }
    if (above_ != nullptr && Under(blocks_[i].section, above_->section)) {
      *units = above_->units;
    } else {
      *units = addressed_.empty() ? addressees_ : addressed_;
    }
    return !act.to.empty() || !units->empty();
  }

  // True where something follows the verb: what is reported, or to whom.
  bool SaysWhat(const ReportAct& act, size_t to) const {
    return !act.to.empty() ||
           (act.end < to && text_.tokens[act.end].kind == Token::Kind::kWord && !Is(text_, act.end, to, "va"));
  }

  // True where `section` lies beside or under `other`.
  static bool Under(const std::string& section, const std::string& other) {
    const std::string parent = other.substr(0, std::min(other.rfind('.'), other.size()));
    return !section.empty() && section.starts_with(parent);
  }

  // "Thời gian hoàn thành: trước ngày 31/5", behind the clause or under it.
  Due LabelledDue(const ProposedTask* owner, size_t to, size_t end) const {
    if (owner == nullptr) {
      return {};
    }
    const Match label = LongestMatch(text_, TheVocabulary().labels, std::min(to + 1, end), end);
    if (label && label.entry->value == "TIME") {
      return ReadDueCell(text_, std::min(label.end + 1, end), end);
    }
    return FindDeadline(text_, owner->span.begin, owner->span.end).empty() ? owner->deadline : Due{};
  }

  // A report to nobody at no time is a paper to be written, where the block says more plainly what to report.
  void Keep(std::vector<ProposedReport>* own) {
    const bool plain = std::any_of(own->begin(), own->end(),
                                   [](const ProposedReport& report) { return report.evidence != Evidence::kBare; });
    for (ProposedReport& report : *own) {
      const bool again = std::any_of(own->data(), &report, [&](const ProposedReport& other) {
        return other.recurrence == report.recurrence && other.due == report.due && other.from == report.from &&
               (other.to == report.to || report.to.empty());
      });
      if (!again && (!plain || report.evidence != Evidence::kBare)) {
        reports_.push_back(report);
      }
    }
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  const Names& addressees_;
  const std::string& issuer_;
  std::vector<const ProposedTask*> owners_;  // of each token: the task that it belongs to
  Names addressed_;                          // whom an introduction gives all that follows
  const ProposedTask* above_ = nullptr;      // the last task that has its units from a heading
  std::vector<ProposedReport> reports_;
};

}  // namespace

std::vector<ProposedReport> ReadReports(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections, const BodyTasks& tasks,
                                        const ParsedDirective& header) {
  return ReportReader(text, blocks, sections, tasks, header).Run();
}

std::vector<ProposedReport> ReadTableReports(const TokenText& text, const std::vector<TaskRow>& rows) {
  std::vector<ProposedReport> reports;
  for (const TaskRow& row : rows) {
    const std::vector<ReportAct> acts = FindReportActs(text, row.task.begin, row.task.end);
    if (acts.empty() || acts.front().to.empty()) {
      continue;
    }
    const ReportAct& act = acts.front();
    std::vector<ReportTime> times = ReadReportTimes(text, act, row.task.begin, row.task.begin, row.task.end);
    if (times.front().due.empty() && !times.front().recurrence) {
      const ReportAct cell{row.when.begin, row.when.begin, false, {}};
      times = ReadReportTimes(text, cell, row.when.begin, row.when.begin, row.when.end);
      times.front().due = ReadDueCell(text, row.when.begin, row.when.end);
    }
    ProposedReport report = Report(act, times.front());
    report.from = row.lead.empty() ? row.units : ReadResponsible(text, row.lead.begin, row.lead.end).units;
    report.section = row.number;
    report.span = {static_cast<uint32_t>(row.task.begin), static_cast<uint32_t>(row.task.end)};
    if (!report.from.empty()) {
      reports.push_back(std::move(report));
    }
  }
  return reports;
}

}  // namespace dondoc::directive::reading
