#include "services/directive/domain/reading/meaning/labels.h"

#include <algorithm>

#include "services/directive/domain/reading/meaning/bodies.h"
#include "services/directive/domain/reading/meaning/clauses.h"
#include "services/directive/domain/reading/meaning/units.h"

namespace dondoc::directive::reading {
namespace {

// The end of the sentence or part that begins at `at`.
size_t PartEnd(const TokenText& text, size_t at, size_t end) {
  while (at < end && text.tokens[at].mark != ';' && text.tokens[at].mark != '.') {
    ++at;
  }
  return at;
}

}  // namespace

bool LabelAt(const TokenText& text, size_t at, size_t end) {
  const Match match = LongestMatch(text, TheVocabulary().labels, at, end);
  return match && match.end < end && text.tokens[match.end].mark == ':';
}

std::vector<Label> FindLabels(const TokenText& text, size_t begin, size_t end) {
  std::vector<Label> labels;
  for (size_t i = begin; i < end; ++i) {
    // "Sở Nội vụ chủ trì: ..." is a sentence; a label begins a line, a sentence or a part of one.
    if (i > begin && text.tokens[i - 1].mark == 0 && !text.tokens[i].capital) {
      continue;
    }
    const Match match = LongestMatch(text, TheVocabulary().labels, i, end);
    if (match && match.end < end && text.tokens[match.end].mark == ':') {
      labels.push_back({match.entry->value, i, match.end + 1, end});
      i = match.end;
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

std::vector<std::string> ReadNote(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin + 2; i + 2 < end; ++i) {
    const char before = text.tokens[i - 1].mark;
    if (before != '(' && before != ';' && !(before == '-' && text.tokens[i - 1].space_before)) {
      continue;
    }
    const UnitList units = ReadUnits(text, i + (WordsAt(text, i, end, "giao") ? 1 : 0), end);
    if (units.empty() || !(WordsAt(text, units.end, end, "chu tri") || WordsAt(text, units.end, end, "thuc hien") ||
                           WordsAt(text, units.end, end, "chiu trach nhiem"))) {
      continue;
    }
    // It says no more than that, and with whom.
    const size_t behind = units.end + 2;
    const char mark = behind < end ? text.tokens[behind].mark : '.';
    if (mark == ')' || mark == '.' || mark == ';' || mark == ',') {
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
