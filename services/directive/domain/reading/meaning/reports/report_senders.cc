#include "services/directive/domain/reading/meaning/reports/report_senders.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

using Names = std::vector<std::string>;

constexpr size_t kNear = 100;  // tokens back to a subject from its verb

// "... nếu có vướng mắc các xã kịp thời báo cáo": units right before their verb, unless they are what another word
// is about ("phối hợp với các xã", "kết quả của các xã").
Names SubjectBefore(const TokenText& text, size_t begin, size_t act) {
  static constexpr std::string_view kAbout[] = {
      "voi", "cua", "cho", "toi",   "den",  "ve",   "gui",   "tu",  "giup", "muu",  "doc", "dan", "dao", "theo",
      "tai", "qua", "va",  "trong", "tren", "giua", "thuoc", "lay", "moi",  "cung", "do",  "tri", "vu",  "la"};
  for (size_t i = act - std::min(act - begin, kNear); i < act; ++i) {
    const UnitList units = ReadUnits(text, i, act);
    if (units.empty()) {
      continue;
    }
    const bool about = i > begin && std::any_of(std::begin(kAbout), std::end(kAbout),
                                                [&](auto word) { return text.tokens[i - 1].folded == word; });
    if (!about && SkipManner(text, units.end, act) == act) {
      return units.names();
    }
    i = std::max(i, units.end - 1);
  }
  return {};
}

// "Đối với các huyện miền núi, đề nghị báo cáo ...": whom the part is about is who is asked.
Names TopicAsked(const TokenText& text, size_t begin, size_t act) {
  if (!WordsAt(text, begin, act, "doi voi")) {
    return {};
  }
  const UnitList units = ReadUnits(text, begin + 2, act);
  for (size_t i = units.end; i < act && !units.empty(); ++i) {
    if (WordsAt(text, i, act, "yeu cau") || WordsAt(text, i, act, "de nghi")) {
      return units.names();
    }
  }
  return {};
}

// "Các xã được giao chỉ tiêu có trách nhiệm rà soát, báo cáo ...": whose responsibility is spoken of before `act`.
Names Responsible(const TokenText& text, size_t begin, size_t act) {
  size_t said = act;
  for (size_t i = act - std::min(act - begin, kNear); i < act; ++i) {
    said = WordsAt(text, i, act, "co trach nhiem") ? i : said;
  }
  if (said == act) {
    return {};
  }
  for (size_t i = said - std::min(said - begin, kNear); i < said; ++i) {
    if (i == begin || text.tokens[i - 1].mark == ',') {
      if (const UnitList units = ReadUnits(text, i, said); !units.empty()) {
        return units.names();
      }
    }
  }
  return {};
}

// "Các đơn vị trực ban và báo cáo ...": units that open the part, before a verb that no list knows.
Names Opening(const TokenText& text, size_t begin, size_t act) {
  const UnitList units = ReadUnits(text, begin, act);
  const bool spoken = !units.empty() && units.end < act && text.tokens[units.end].kind == Token::Kind::kWord &&
                      !LongestMatch(text, TheVocabulary().not_duties, units.end, act);
  return spoken ? units.names() : Names{};
}

}  // namespace

std::vector<std::string> SenderOfPart(const TokenText& text, size_t begin, size_t end, const ReportAct& act) {
  const Subject subject = ReadSubject(text, begin, end, false, false);
  const bool before = (subject.kind == SubjectKind::kSentence && subject.verb <= act.begin) ||
                      (subject.kind == SubjectKind::kIntro && subject.verb <= act.begin) ||
                      (subject.kind == SubjectKind::kInline && subject.content <= act.begin);
  if (before) {
    return subject.units.names();
  }
  if (Names asked = TopicAsked(text, begin, act.begin); !asked.empty()) {
    return asked;
  }
  if (Names near = SubjectBefore(text, begin, act.begin); !near.empty()) {
    return near;
  }
  if (Names responsible = Responsible(text, begin, act.begin); !responsible.empty()) {
    return responsible;
  }
  return Opening(text, begin, act.begin);
}

std::vector<std::string> SenderOfSentence(const TokenText& text, size_t begin, size_t end, bool any) {
  const Subject subject = ReadSubject(text, begin, end, false, false);
  if (subject.kind == SubjectKind::kSentence) {
    return subject.units.names();
  }
  Names responsible = Responsible(text, begin, end);
  if (!responsible.empty() || !any) {
    return responsible;
  }
  const Names first = ReadUnits(text, begin, end).names();
  // "Thứ tư, các xã ...", "Hai là, các xã ..."
  const bool ordinal = first.empty() && begin + 3 < end && text.tokens[begin + 2].mark == ',';
  return ordinal ? ReadUnits(text, begin + 3, end).names() : first;
}

bool NamedInShort(const std::vector<std::string>& names, const std::vector<std::string>& units) {
  return names.size() == 1 && std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
           return unit.size() > names.front().size() && unit.starts_with(names.front()) &&
                  unit[names.front().size()] == ' ';
         });
}

}  // namespace dondoc::directive::reading
