#include "services/directive/domain/reading/meaning/tasks/labels.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

// The end of the sentence or part that begins at `at`.
size_t PartEnd(const TokenText& text, size_t at, size_t end) {
  while (at < end && text.tokens[at].mark != ';' && text.tokens[at].mark != '.') {
    ++at;
  }
  return at;
}

// "Cơ quan chủ trì thực hiện các nhiệm vụ trên": what a label that is not in the vocabulary says of the units behind
// its colon. Empty where [at, colon) is none.
std::string KindOf(const TokenText& text, size_t at, size_t colon) {
  static constexpr std::string_view kHeads[] = {"don vi",      "co quan", "cac don vi", "cac co quan", "phan cong",
                                                "trach nhiem", "chu tri", "dau moi",    "phoi hop",    "thuc hien"};
  if (std::none_of(std::begin(kHeads), std::end(kHeads),
                   [&](std::string_view words) { return WordsAt(text, at, colon, words); })) {
    return "";
  }
  const auto says = [&](std::string_view words) { return FindWords(text, at, colon, words) != kNpos; };
  // "Thực hiện mở tài khoản ở các xã: ..." is a topic.
  constexpr size_t kShort = 4;
  const bool verb = WordsAt(text, at, colon, "thuc hien") || WordsAt(text, at, colon, "phoi hop");
  if (verb && colon - at > kShort) {
    return "";
  }
  if (says("chu tri") || says("dau moi")) {
    return "LEAD";
  }
  if (says("phoi hop")) {
    return "COORDINATE";
  }
  return says("thuc hien") || says("trach nhiem") || says("trien khai") || says("tham muu") ? "EXECUTE" : "";
}

// The label that stands at `at`; its kind is empty where none does.
Label ReadLabel(const TokenText& text, size_t at, size_t end) {
  constexpr size_t kLongest = 14;  // tokens
  const Match match = LongestMatch(text, TheVocabulary().labels, at, end);
  if (match && match.end < end && text.tokens[match.end].mark == ':') {
    return {match.entry->value, at, match.end + 1, end};
  }
  size_t colon = at;
  while (colon < end && colon < at + kLongest && text.tokens[colon].kind == Token::Kind::kWord) {
    ++colon;
  }
  if (colon >= end || text.tokens[colon].mark != ':') {
    return {};
  }
  std::string kind = KindOf(text, at, colon);
  if (kind.empty() || ReadUnits(text, colon + 1, end).empty()) {
    return {};
  }
  return {std::move(kind), at, colon + 1, end};
}

}  // namespace

size_t LabelStart(const TokenText& text, size_t at, size_t end) {
  constexpr size_t kMarks = 3;
  size_t i = at;
  while (i < end && i < at + kMarks && text.tokens[i].kind == Token::Kind::kMark) {
    ++i;
  }
  return i;
}

bool LabelAt(const TokenText& text, size_t at, size_t end) {
  return !ReadLabel(text, LabelStart(text, at, end), end).kind.empty();
}

std::vector<Label> FindLabels(const TokenText& text, size_t begin, size_t end) {
  std::vector<Label> labels;
  for (size_t i = begin; i < end; ++i) {
    // "Sở Nội vụ chủ trì: ..." is a sentence; a label begins a line, a sentence or a part of one.
    const char before = i > begin ? text.tokens[i - 1].mark : '.';
    if ((before == 0 || before == ',') && !text.tokens[i].capital) {
      continue;
    }
    if (Label label = ReadLabel(text, i, end); !label.kind.empty()) {
      i = label.value - 1;
      labels.push_back(std::move(label));
    }
  }
  for (size_t i = 0; i + 1 < labels.size(); ++i) {
    labels[i].end = labels[i + 1].begin;
  }
  for (Label& label : labels) {
    while (label.end > label.value && text.tokens[label.end - 1].kind == Token::Kind::kMark) {
      --label.end;
    }
  }
  return labels;
}

std::vector<std::string> ReadNote(const TokenText& text, size_t begin, size_t end, bool heading) {
  for (size_t i = begin + 2; i + 2 < end; ++i) {
    const char before = text.tokens[i - 1].mark;
    const bool by = heading && text.tokens[i - 1].folded == "do" && text.Raw(i - 1) == "do";
    if (before != '(' && before != ';' && !by && !(before == '-' && text.tokens[i - 1].space_before)) {
      continue;
    }
    const UnitList units = ReadUnits(text, i + (WordsAt(text, i, end, "giao") ? 1 : 0), end);
    if (units.empty() || !(WordsAt(text, units.end, end, "chu tri") || WordsAt(text, units.end, end, "thuc hien") ||
                           WordsAt(text, units.end, end, "chiu trach nhiem"))) {
      continue;
    }
    // It says no more than that, and with whom.
    const size_t behind = units.end + (WordsAt(text, units.end + 2, end, "thuc hien") ? 4 : 2);
    const char mark = behind < end ? text.tokens[behind].mark : '.';
    if (WordsAt(text, behind, end, "theo") || mark == ')' || mark == '.' || mark == ';' || mark == ',' ||
        (heading && mark == ':')) {
      return units.names();
    }
  }
  return {};
}

Responsible ReadResponsible(const TokenText& text, size_t begin, size_t end) {
  Responsible who;
  const UnitList first = ReadUnits(text, begin, end);
  const size_t verb = first.end < end && text.tokens[first.end].mark == ',' ? first.end + 1 : first.end;
  const bool remark = WordsAt(text, verb, end, "theo") || WordsAt(text, verb, end, "trong") ||
                      WordsAt(text, verb, end, "tai") || WordsAt(text, verb, end, "ve") ||
                      WordsAt(text, verb, end, "duoc giao") || WordsAt(text, verb, end, "duoc phan cong");
  if (first.empty() || verb + 1 >= end || !StopsName(text, verb, end) || remark) {
    who.units = ReadUnitsWhole(text, begin, end).names();
    return who;
  }
  // A sentence, or several: "Sở A rà soát ...; các sở khác gửi kết quả ...".
  for (size_t at = begin; at < end;) {
    const size_t stop = PartEnd(text, at, end);
    const UnitList units = ReadUnits(text, at, stop);
    const size_t behind = units.end < stop && text.tokens[units.end].mark == ',' ? units.end + 1 : units.end;
    if (!units.empty() && (StopsName(text, behind, stop) || behind >= stop)) {
      for (const std::string& name : units.names()) {
        if (std::find(who.units.begin(), who.units.end(), name) == who.units.end()) {
          who.units.push_back(name);
        }
      }
    }
    at = stop + 1;
  }
  who.lead = ReadRole(text, verb, verb, end) == Role::kLead;
  who.coordinators = ReadPartners(text, verb, end);
  return who;
}

}  // namespace dondoc::directive::reading
