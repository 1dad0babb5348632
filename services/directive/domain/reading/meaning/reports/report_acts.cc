#include "services/directive/domain/reading/meaning/reports/report_acts.h"

#include <algorithm>
#include <optional>

#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kWords = 4;      // tokens of the longest phrase before a noun
constexpr size_t kNear = 12;      // tokens within which a word still bears upon the verb
constexpr size_t kBefore = 20;    // tokens behind "trước khi" that tell what comes first
constexpr size_t kSentence = 60;  // tokens back to what is sent
constexpr size_t kFar = 150;      // tokens from the verb to whom it goes
constexpr int kTries = 24;        // verbs of one part that are looked at: damaged texts have no end of them

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

bool HasKind(const Match& match, std::string_view kind) { return match && reading::HasKind(*match.entry, kind); }

// True where words of `kind` end right before `at`.
bool ReportingBefore(const TokenText& text, size_t begin, size_t at, std::string_view kind) {
  for (size_t back = 1; back <= kWords && begin + back <= at; ++back) {
    const Match match = LongestMatch(text, TheVocabulary().reporting, at - back, at);
    if (HasKind(match, kind) && match.end == at) {
      return true;
    }
  }
  return false;
}

// True where words of `kind` stand in [begin, end).
bool ReportingIn(const TokenText& text, size_t begin, size_t end, std::string_view kind) {
  for (size_t i = begin; i < end; ++i) {
    if (ReportingAt(text, i, end, kind)) {
      return true;
    }
  }
  return false;
}

size_t Back(size_t begin, size_t at, size_t tokens) { return at - std::min(at - begin, tokens); }

// Units at `at`, whom something may be told: not "những vụ việc".
UnitList Told(const TokenText& text, size_t at, size_t end) {
  return Is(text, at, end, "nhung") ? UnitList{} : ReadUnits(text, at, end);
}

struct Receivers {
  std::vector<std::string> names;
  size_t end = 0;  // behind the last of those named first
};

// Whom it goes to: behind the verb, or behind "về", "gửi", "cho", "với" later on.
Receivers FindReceivers(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kTo[] = {"ve", "gui", "cho", "voi", "den", "toi", "len"};
  UnitList units = Told(text, at, end);
  if (units.empty()) {
    units = Told(text, SkipManner(text, at, end), end);
  }
  end = std::min(end, at + kFar);
  for (size_t i = at; i < end && units.empty() && !PurposeAt(text, i, end); ++i) {
    if (std::any_of(std::begin(kTo), std::end(kTo), [&](auto word) { return Is(text, i, end, word); })) {
      units = Told(text, SkipManner(text, i + 1, end), end);
    }
  }
  if (units.empty()) {
    return {{}, at};
  }
  Receivers found{units.names(), units.end};
  // "..., đồng gửi Sở Tài chính"
  for (size_t i = units.end; i < end && i < units.end + kNear; ++i) {
    if (WordsAt(text, i, end, "dong gui") || WordsAt(text, i, end, "dong thoi gui")) {
      const std::vector<std::string> also = Told(text, SkipManner(text, i + 2, end), end).names();
      found.names.insert(found.names.end(), also.begin(), also.end());
      break;
    }
  }
  return found;
}

// "đôn đốc các xã báo cáo": others report.
bool OthersDo(const TokenText& text, size_t begin, size_t at) {
  static constexpr std::string_view kMakeDo[] = {"don doc", "huong dan", "chi dao"};
  for (size_t i = Back(begin, at, kSentence); i < at; ++i) {
    for (std::string_view words : kMakeDo) {
      if (!WordsAt(text, i, at, words)) {
        continue;
      }
      const UnitList units = ReadUnits(text, i + 2, at);
      if (!units.empty() && text.tokens[at - 1].mark == 0 && SkipManner(text, units.end, at) == at) {
        return true;
      }
    }
  }
  return false;
}

// "báo cáo" at `at` as a noun: a paper, somebody's report.
bool IsPaper(const TokenText& text, size_t begin, size_t at, size_t end) {
  size_t behind = 0;
  if (ReportingAt(text, at + 2, end, "KIND", &behind)) {
    const bool number = Is(text, at + 2, end, "so") && behind == at + 3;
    if (!number || (behind < end && text.tokens[behind].kind == Token::Kind::kNumber)) {
      return true;
    }
  }
  if (ReportingBefore(text, begin, at, "PAPER")) {
    return true;
  }
  return FindWords(text, Back(begin, at, kSentence), at, "sau khi nghe") != kNpos;
}

class ActReader {
 public:
  ActReader(const TokenText& text, size_t begin, size_t end) : text_(text), begin_(begin), end_(end) {}

  std::vector<ReportAct> Run() {
    for (size_t i = begin_; i < end_ && tries_ < kTries; ++i) {
      if (text_.tokens[i].word == 0) {
        continue;
      }
      if (PurposeAt(text_, i, end_) && (handed_ || !acts_.empty())) {
        break;  // "... để tổng hợp, báo cáo UBND tỉnh": what the one who gets it does
      }
      if (const auto act = At(i)) {
        i = act->end - 1;
        Add(*act);
      } else if (size_t behind = 0; ReportingAt(text_, i, end_, "SYSTEM", &behind)) {
        i = behind - 1;  // "rà soát chế độ báo cáo"
      }
    }
    return std::move(acts_);
  }

 private:
  std::optional<ReportAct> At(size_t i) {
    const Match verb = LongestMatch(text_, TheVocabulary().reporting, i, end_);
    if (WordsAt(text_, i, end_, "bao cao")) {
      ++tries_;
      return Report(i);
    }
    if (HasKind(verb, "SYSTEM")) {
      return System(i, verb.end);
    }
    if (HasKind(verb, "SEND")) {
      ++tries_;
      return Send(i, verb.end);
    }
    if (HasKind(verb, "GIVE") && !FindDues(text_, i, end_).empty()) {
      ++tries_;
      return Send(i, verb.end);
    }
    return HasKind(verb, "TELL") ? Tell(i, verb.end) : std::nullopt;
  }

  std::optional<ReportAct> System(size_t at, size_t behind) const {
    const size_t near = Back(begin_, at, kNear);
    if (!ReportingIn(text_, near, at, "OBEY") || FindWords(text_, near, at, "tinh hinh") != kNpos) {
      return std::nullopt;
    }
    return ReportAct{at, behind, true, FindReceivers(text_, behind, end_).names};
  }

  std::optional<ReportAct> Report(size_t at) const {
    ReportAct act{at, at + 2, false, {}};
    // "có báo cáo kết quả gửi Sở Nội vụ", "xây dựng báo cáo ... gửi": the verb of sending says it.
    if (IsPaper(text_, begin_, at, end_)) {
      return std::nullopt;
    }
    act.to = FindReceivers(text_, act.end, end_).names;
    return OthersDo(text_, begin_, at) || (act.to.empty() && IsOneOfMany(at)) ? std::nullopt : std::optional(act);
  }

  // To nobody: what comes first ("trước khi tổng hợp, báo cáo"), or what a rule is about ("quy chế giao ban, báo cáo").
  bool IsOneOfMany(size_t at) const {
    const auto before = [&](size_t tokens, std::string_view words) {
      return FindWords(text_, Back(begin_, at, tokens), at, words) != kNpos;
    };
    return before(kBefore, "truoc khi") || before(6, "quy che") || before(6, "cong tac");
  }

  std::optional<ReportAct> Send(size_t at, size_t behind) {
    const Receivers to = FindReceivers(text_, behind, end_);
    if (to.names.empty() && !WordsAt(text_, SkipManner(text_, behind, end_), end_, "bao cao")) {
      return std::nullopt;
    }
    handed_ = true;
    const bool result = SendsResult(at, behind) || WordsAt(text_, SkipManner(text_, to.end, end_), end_, "bao cao");
    return result ? std::optional(ReportAct{at, behind, false, to.names}) : std::nullopt;
  }

  // What is sent is said behind the verb, or before it.
  bool SendsResult(size_t at, size_t behind) const {
    for (size_t i = behind; i < end_ && i < behind + 3; ++i) {
      if (ReportingAt(text_, i, end_, "PLAN")) {
        return WordsAt(text_, i, end_, "du thao bao cao") || WordsAt(text_, i, end_, "van ban bao cao");
      }
      if (ReportingAt(text_, i, end_, "RESULT")) {
        return true;
      }
    }
    // "Tổng kết ..., gửi": the part begins with it, whatever else it speaks of.
    size_t first = 0;
    if (ReportingAt(text_, begin_, at, "RESULT", &first) && !ReportingAt(text_, first, at, "PLAN")) {
      return true;
    }
    bool result = false, report = false;
    for (size_t i = Back(begin_, at, kSentence); i < at; ++i) {
      if (ReportingAt(text_, i, at, "MAKE") || ReportingAt(text_, i, at, "PLAN")) {
        result = false;
      }
      report |= WordsAt(text_, i, at, "bao cao");
      result |= ReportingAt(text_, i, at, "RESULT");
    }
    return result || report;
  }

  std::optional<ReportAct> Tell(size_t at, size_t behind) {
    if (ReportingBefore(text_, begin_, at, "PAPER") || FindWords(text_, Back(begin_, at, 6), at, "xu ly") != kNpos) {
      return std::nullopt;
    }
    const size_t manner = SkipManner(text_, behind, end_);
    std::vector<std::string> to = Told(text_, manner, end_).names();
    if (to.empty() || manner == behind) {
      return std::nullopt;
    }
    return ReportAct{at, behind, false, std::move(to)};
  }

  // One part says one duty, but for "..., đồng thời báo cáo ..." and "..., hằng quý báo cáo ...". What goes to nobody
  // gives way to what goes to somebody.
  void Add(const ReportAct& act) {
    if (acts_.empty()) {
      acts_.push_back(act);
      return;
    }
    ReportAct& last = acts_.back();
    if (last.to.empty() && !last.regular) {
      last.to = act.to;
      last.end = act.end;
      return;
    }
    if (act.to.empty() || act.to == last.to || text_.tokens[act.begin].folded == "gui") {
      return;
    }
    for (size_t i = last.end; i < act.begin; ++i) {
      if (WordsAt(text_, i, act.begin, "dong thoi") || LongestMatch(text_, TheVocabulary().recurrences, i, act.begin)) {
        acts_.push_back(act);
        return;
      }
    }
  }

  const TokenText& text_;
  const size_t begin_;
  const size_t end_;
  std::vector<ReportAct> acts_;
  int tries_ = 0;
  bool handed_ = false;  // something was sent to somebody
};

}  // namespace

bool ReportingAt(const TokenText& text, size_t at, size_t end, std::string_view kind, size_t* behind) {
  if (at >= end) {
    return false;
  }
  const Match match = LongestMatch(text, TheVocabulary().reporting, at, end);
  if (behind != nullptr) {
    *behind = match.end;
  }
  return HasKind(match, kind);
}

size_t SkipManner(const TokenText& text, size_t at, size_t end) {
  size_t next = at;
  for (size_t i = at; i < end && i < at + kNear;) {
    size_t behind = 0;
    if (ReportingAt(text, i, end, "MANNER", &behind)) {
      i = next = behind;
    } else if (const Match match = LongestMatch(text, TheVocabulary().recurrences, i, end)) {
      i = next = match.end;
    } else if (text.tokens[i].mark == ',' || Is(text, i, end, "va") || Is(text, i, end, "hoac")) {
      ++i;  // more of them follow, or something else
    } else {
      break;
    }
  }
  return next;
}

bool PurposeAt(const TokenText& text, size_t at, size_t end) {
  if (!Is(text, at, end, "de")) {
    return false;
  }
  return text.exact ? ToLower(text.Raw(at)) == "để"
                    : !(Is(text, at + 1, end, "nghi") || Is(text, at + 1, end, "xuat") || Is(text, at + 1, end, "an"));
}

std::vector<ReportAct> FindReportActs(const TokenText& text, size_t begin, size_t end) {
  return ActReader(text, begin, end).Run();
}

}  // namespace dondoc::directive::reading
