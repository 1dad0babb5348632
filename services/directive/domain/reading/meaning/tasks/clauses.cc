#include "services/directive/domain/reading/meaning/tasks/clauses.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// "Chủ động", "có trách nhiệm" and the like at `at`: behind them and the marks between them.
size_t SkipAdverbs(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kAdverbs[] = {"chu dong", "tiep tuc",    "thuong xuyen", "co trach nhiem",
                                                  "tich cuc", "khan truong", "kip thoi"};
  for (bool more = true; more;) {
    more = false;
    while (at < end && text.tokens[at].kind == Token::Kind::kMark) {
      ++at;
    }
    for (std::string_view words : kAdverbs) {
      if (WordsAt(text, at, end, words)) {
        at += static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
        more = true;
      }
    }
  }
  return at;
}

// "Căn cứ chức năng, nhiệm vụ được giao, phối hợp với ...": behind the remark that opens a clause, where what is to be
// done follows its last comma; or `at`.
size_t SkipGrounds(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kGrounds[] = {"can cu", "theo chuc nang", "tren co so", "trong pham vi"};
  constexpr size_t kLongest = 30;
  if (std::none_of(std::begin(kGrounds), std::end(kGrounds),
                   [&](std::string_view words) { return WordsAt(text, at, end, words); })) {
    return at;
  }
  for (size_t i = at + 2; i + 1 < end && i < at + kLongest; ++i) {
    const bool comma = text.tokens[i - 1].mark == ',';
    if (comma && (WordsAt(text, i, end, "phoi hop") || WordsAt(text, i, end, "chu dong phoi hop"))) {
      return i;
    }
    if (comma && StopsName(text, i, end)) {
      return at;
    }
  }
  return at;
}

// The units with whom to work, where "phối hợp" or "cùng" stands at `at`.
UnitList PartnersAt(const TokenText& text, size_t at, size_t end) {
  if (WordsAt(text, at, end, "chu tri")) {
    const size_t with = at + 2 + (at + 2 < end && text.tokens[at + 2].mark == ',' ? 1 : 0);
    return Is(text, with, end, "cung") ? ReadUnits(text, with + (Is(text, with + 1, end, "voi") ? 2 : 1), end)
                                       : UnitList{};
  }
  if (!WordsAt(text, at, end, "phoi hop")) {
    return {};
  }
  at += 2;
  for (size_t k = at; k < end && k < at + 5; ++k) {
    if (Is(text, k, end, "voi")) {
      return ReadUnits(text, k + 1, end);
    }
  }
  return ReadUnits(text, Is(text, at, end, "cung") ? at + 1 : at, end);
}

// "(Sở Nội vụ chủ trì; Sở Y tế, Sở Tài chính phối hợp)": the units of which a part of the clause says no more than that
// they work with others, where "phối hợp" stands at `at`.
UnitList PartnersBefore(const TokenText& text, size_t begin, size_t at, size_t end) {
  const char behind = at + 2 < end ? text.tokens[at + 2].mark : '.';
  if (!WordsAt(text, at, end, "phoi hop") || !(behind == '.' || behind == ';' || behind == ')')) {
    return {};
  }
  size_t from = at;
  while (from > begin && text.tokens[from - 1].mark != ';' && text.tokens[from - 1].mark != '(') {
    --from;
  }
  UnitList units = from > begin ? ReadUnits(text, from, at) : UnitList{};
  return units.end == at ? units : UnitList{};
}

// "chủ trì" at `at` as what somebody is, or was given, and not as what is to be done: "cơ quan chủ trì", "dự án do các
// sở chủ trì", "nội dung được giao chủ trì".
bool LeadIsNoun(const TokenText& text, size_t begin, size_t at, size_t verb) {
  for (std::string_view words : {"co quan", "don vi"}) {
    if (at >= begin + 2 && WordsAt(text, at - 2, at, words) && at >= verb) {
      return true;
    }
  }
  if (at > begin && text.tokens[at - 1].mark == ',') {
    return false;  // "theo chức năng được giao, chủ trì ..."
  }
  for (size_t back = at; back > begin && at - back < 10;) {
    const Token& token = text.tokens[--back];
    if (token.mark == ';' || token.mark == '.') {
      break;
    }
    if ((token.folded == "do" && text.Raw(back) == "do") || (token.folded == "duoc" && at >= verb)) {
      return true;
    }
  }
  return false;
}

// "Chỉ đạo Sở Y tế chủ trì", "giao các phòng chủ trì" behind the subject: somebody else is to lead. `at` is where
// "chủ trì" stands.
bool AnotherLeads(const TokenText& text, size_t verb, size_t at) {
  constexpr size_t kFar = 20;
  for (size_t i = at; i > verb && at - i < kFar;) {
    --i;
    if (text.tokens[i].mark == ';' || text.tokens[i].mark == '.') {
      return false;
    }
    if (WordsAt(text, i, at, "chi dao") || WordsAt(text, i, at, "phan cong") || WordsAt(text, i, at, "giao")) {
      const size_t behind = i + (text.tokens[i].folded == "giao" ? 1 : 2);
      const UnitList units = ReadUnits(text, behind, at);
      return i >= verb && !units.empty() && SkipAdverbs(text, units.end, at) >= at;
    }
  }
  return false;
}

}  // namespace

Role ReadRole(const TokenText& text, size_t begin, size_t verb, size_t end) {
  for (size_t i = begin; i + 1 < end; ++i) {
    if (WordsAt(text, i, end, "chu tri") && !LeadIsNoun(text, begin, i, verb) && !AnotherLeads(text, verb, i)) {
      return Role::kLead;
    }
  }
  // "Chủ động phối hợp với Sở Y tế": the words before the verb do not count where it is said with whom.
  const size_t act = SkipAdverbs(text, SkipGrounds(text, SkipAdverbs(text, verb, end), end), end);
  if (WordsAt(text, act, end, "phoi hop") && (act == begin || !PartnersAt(text, act, end).empty())) {
    return Role::kCoordinate;
  }
  return WordsAt(text, act, end, "tham muu") ? Role::kAdvise : Role::kExecute;
}

std::vector<std::string> ReadPartners(const TokenText& text, size_t begin, size_t end) {
  if (WordsAt(text, begin, end, "cung voi")) {
    if (const UnitList units = ReadUnits(text, begin + 2, end); !units.empty()) {
      return units.names();
    }
  }
  std::vector<std::string> partners;
  for (size_t i = begin; i + 1 < end; ++i) {
    UnitList units = PartnersAt(text, i, end);
    if (units.empty()) {
      units = PartnersBefore(text, begin, i, end);
    }
    for (std::string& name : units.names()) {
      if (std::find(partners.begin(), partners.end(), name) == partners.end()) {
        partners.push_back(std::move(name));
      }
    }
    i = std::max(i + 1, units.end) - 1;
  }
  return partners;
}

bool SaysOnlyRole(const TokenText& text, size_t verb, size_t end) {
  if (!WordsAt(text, verb, end, "chu tri") && !WordsAt(text, verb, end, "thuc hien")) {
    return false;
  }
  size_t i = verb + 2;
  if (i < end && text.tokens[i].mark == ',') {
    ++i;
  }
  if (WordsAt(text, i, end, "phoi hop")) {
    i += 2;
    i += Is(text, i, end, "voi") ? 1 : 0;
    i = ReadUnits(text, i, end).end;
  }
  i += WordsAt(text, i, end, "thuc hien") ? 2 : 0;
  return i >= end || (text.tokens[i].mark == '.' && i + 1 >= end);
}

}  // namespace dondoc::directive::reading
