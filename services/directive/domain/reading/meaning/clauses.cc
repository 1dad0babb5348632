#include "services/directive/domain/reading/meaning/clauses.h"

#include <algorithm>
#include <string_view>

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// Openings behind a unit that are no verb of duty: the sentence is about the unit, not to it.
bool NotADuty(const TokenText& text, size_t at, size_t limit) {
  return static_cast<bool>(LongestMatch(text, TheVocabulary().not_duties, at, limit));
}

// "theo chức năng, nhiệm vụ ...", "căn cứ ...": a remark between the subject and the end of a heading.
size_t SkipRemark(const TokenText& text, size_t at, size_t limit) {
  if (!(Is(text, at, limit, "theo") || WordsAt(text, at, limit, "can cu") || WordsAt(text, at, limit, "tren co so"))) {
    return at;
  }
  for (size_t i = at + 2; i < limit; ++i) {
    const bool verb = StopsName(text, i, limit) && !Is(text, i, limit, "theo") && !Is(text, i, limit, "duoc") &&
                      !Is(text, i, limit, "giao") && !Is(text, i, limit, "cua") && !Is(text, i, limit, "quyen") &&
                      !WordsAt(text, i, limit, "quy dinh") && !WordsAt(text, i, limit, "phan cong") &&
                      !WordsAt(text, i, limit, "tai") && !WordsAt(text, i, limit, "ban hanh") &&
                      !Is(text, i, limit, "trong") && !WordsAt(text, i, limit, "quyet dinh") &&
                      !WordsAt(text, i, limit, "ke hoach") && !Is(text, i, limit, "ve");
    if (verb) {
      return i;
    }
  }
  return limit;
}

bool EndsWithColon(const TokenText& text, size_t begin, size_t end) {
  return end > begin && text.tokens[end - 1].mark == ':';
}

// A request or order before the units: "Đề nghị", "Giao", "Yêu cầu".
Match Request(const TokenText& text, size_t at, size_t limit) {
  const Match match = LongestMatch(text, TheVocabulary().requests, at, limit);
  return match;
}

// The subject that begins at `at`.
Subject At(const TokenText& text, size_t at, size_t end) {
  Subject subject;
  size_t i = at;
  bool asked = false;
  if (const Match request = Request(text, i, end); request && text.tokens[i].kind == Token::Kind::kWord) {
    subject.binding = request.entry->value != "REQUEST";
    subject.asked = asked = true;
    i = request.end;
    if (i > at && text.tokens[i - 1].folded == "cac") {
      --i;
    }
  }
  subject.units = ReadUnits(text, i, end);
  if (subject.units.empty()) {
    return {};
  }
  size_t behind = subject.units.end;
  // "Chủ tịch UBND tỉnh yêu cầu các sở ...": who asks is not who does it.
  if (!asked && behind < end && Request(text, behind, end) && text.tokens[behind].kind == Token::Kind::kWord) {
    if (Subject object = At(text, behind, end); object.kind != SubjectKind::kNone) {
      return object;
    }
  }
  if (behind < end && text.tokens[behind].mark == '(') {
    for (size_t k = behind; k < end && k < behind + 60; ++k) {
      if (text.tokens[k].mark == ')') {
        behind = k + 1;
        break;
      }
    }
  }
  if (behind >= end) {
    subject.kind = SubjectKind::kHeading;
    return subject;
  }
  if (text.tokens[behind].mark == ':' || (text.tokens[behind].mark == '.' && behind + 1 == end)) {
    subject.kind = behind + 1 >= end ? SubjectKind::kHeading : SubjectKind::kInline;
    subject.content = behind + 1;
    return subject;
  }
  if (text.tokens[behind].mark == ',') {
    ++behind;
  }
  size_t verb = SkipRemark(text, behind, end);
  if (verb >= end || (text.tokens[verb].mark == ':' && verb + 1 >= end)) {
    subject.kind = SubjectKind::kHeading;
    return subject;
  }
  if (verb < end && WordsAt(text, verb, end, "co trach nhiem") && verb + 4 >= end) {
    subject.kind = SubjectKind::kHeading;
    return subject;
  }
  if (EndsWithColon(text, at, end)) {
    subject.kind = SubjectKind::kIntro;
    return subject;
  }
  if (StopsName(text, verb, end) && !NotADuty(text, verb, end)) {
    subject.kind = SubjectKind::kSentence;
    return subject;
  }
  if (asked && !NotADuty(text, verb, end)) {
    subject.kind = SubjectKind::kSentence;
    return subject;
  }
  return {};
}

}  // namespace

Subject ReadSubject(const TokenText& text, size_t begin, size_t end, bool heads, bool loose) {
  if (begin >= end) {
    return {};
  }
  // "Cơ quan chủ trì giải quyết thủ tục" over clauses: a class of units, named by all of its words.
  if (heads && end - begin <= 20 && text.tokens[end - 1].mark != ':' && text.tokens[end - 1].mark != '.') {
    const Match match = LongestMatch(text, TheVocabulary().bodies, begin, end);
    if (match && match.entry->value == "CLASS") {
      Subject subject;
      subject.kind = SubjectKind::kHeading;
      subject.units.units.push_back({SpellName(text, begin, end), begin, end});
      subject.units.end = end;
      return subject;
    }
  }
  if (Subject subject = At(text, begin, end); subject.kind != SubjectKind::kNone) {
    subject.binding |=
        subject.kind == SubjectKind::kIntro && begin != subject.units.units.front().begin && !Request(text, begin, end);
    return subject;
  }
  // "Căn cứ kế hoạch này, các sở, ban, ngành xây dựng ...": the subject behind an opening clause.
  bool opening = LongestMatch(text, TheVocabulary().bases, begin, end) || Is(text, begin, end, "de") ||
                 Is(text, begin, end, "nham") || Is(text, begin, end, "trong") || Is(text, begin, end, "dinh") ||
                 Is(text, begin, end, "hang") || Is(text, begin, end, "tren") || Is(text, begin, end, "truoc") ||
                 Is(text, begin, end, "ngoai");
  const bool colon = EndsWithColon(text, begin, end);
  size_t tries = 0;
  for (size_t i = begin + 1; i < end && i < begin + (colon || loose ? 700u : 90u); ++i) {
    const bool asks = Is(text, i, end, "yeu") && Is(text, i + 1, end, "cau");
    const bool begs = Is(text, i, end, "de") && Is(text, i + 1, end, "nghi");
    const bool comma = text.tokens[i - 1].mark == ',' && opening;
    const bool first = text.tokens[i - 1].mark == '.' && colon;
    if (text.tokens[i - 1].mark == '.' && !colon && text.tokens[i].capital) {
      if (!loose) {
        break;  // the next sentence
      }
      opening = false;
    }
    const bool later = loose && (asks || begs) && text.tokens[i - 1].mark == ',';
    if (!(comma || first || later || ((asks || begs) && colon)) || ++tries > 40) {
      // Units in the middle of the clause are passed over whole: their commas open nothing.
      if (const UnitList passed = ReadUnits(text, i, end); passed.end > i) {
        i = passed.end - 1;
      }
      continue;
    }
    Subject subject = At(text, i, end);
    // "..., Thủ tướng yêu cầu Chủ tịch UBND các tỉnh:" introduces as well as "... thực hiện các việc sau:".
    const bool named = subject.kind == SubjectKind::kHeading && colon && subject.asked;
    if (subject.kind == SubjectKind::kSentence || subject.kind == SubjectKind::kIntro || named) {
      if (colon) {
        subject.kind = SubjectKind::kIntro;
      }
      if (asks || begs) {
        subject.binding = true;  // an introduction asks politely for what it orders
      }
      return subject;
    }
  }
  return {};
}

Role ReadRole(const TokenText& text, size_t begin, size_t end) {
  bool lead = false;
  for (size_t i = begin; i + 1 < end; ++i) {
    if (!WordsAt(text, i, end, "chu tri")) {
      continue;
    }
    const std::string_view before = i > begin ? std::string_view(text.tokens[i - 1].folded) : std::string_view();
    const std::string_view before2 = i > begin + 1 ? std::string_view(text.tokens[i - 2].folded) : std::string_view();
    const bool noun = (before == "quan" && before2 == "co") || (before == "vi" && before2 == "don") || before == "do" ||
                      before == "duoc";
    if (!noun) {
      lead = true;
      break;
    }
  }
  if (lead) {
    return Role::kLead;
  }
  size_t at = begin;
  while (at < end && at < begin + 4 &&
         (text.tokens[at].kind == Token::Kind::kMark || Is(text, at, end, "chu") || Is(text, at, end, "dong") ||
          Is(text, at, end, "tich") || Is(text, at, end, "cuc") || Is(text, at, end, "thuong") ||
          Is(text, at, end, "xuyen") || Is(text, at, end, "co") || Is(text, at, end, "trach") ||
          Is(text, at, end, "nhiem"))) {
    ++at;
  }
  if (WordsAt(text, at, end, "phoi hop")) {
    return Role::kCoordinate;
  }
  if (WordsAt(text, at, end, "tham muu")) {
    return Role::kAdvise;
  }
  return Role::kExecute;
}

std::vector<std::string> ReadPartners(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i + 2 < end; ++i) {
    if (!WordsAt(text, i, end, "phoi hop")) {
      continue;
    }
    size_t at = i + 2;
    bool with = false;
    for (size_t k = at; k < end && k < at + 5; ++k) {
      if (Is(text, k, end, "voi")) {
        at = k + 1;
        with = true;
        break;
      }
    }
    if (!with && Is(text, at, end, "cung")) {
      ++at;
    }
    const UnitList units = ReadUnits(text, at, end);
    if (!units.empty()) {
      return units.names();
    }
  }
  return {};
}

SectionKind ReadSection(const TokenText& text, size_t begin, size_t end) {
  const Match match = LongestMatch(text, TheVocabulary().sections, begin, end);
  if (!match || end - begin > 40) {
    return SectionKind::kNone;
  }
  const std::string& kind = match.entry->value;
  // "Yêu cầu các sở ..." and "Căn cứ Luật ..." begin sentences, not sections; a heading is short or in capitals.
  const bool shape = match.end == end || text.tokens[begin].upper ||
                     (end - match.end <= 12 && text.tokens[end - 1].mark != '.' && text.tokens[end - 1].mark != ';');
  if (!shape) {
    return SectionKind::kNone;
  }
  if (kind == "PURPOSE") return SectionKind::kPurpose;
  if (kind == "BASIS") return SectionKind::kBasis;
  if (kind == "TARGET") return SectionKind::kTarget;
  return SectionKind::kTask;
}

}  // namespace dondoc::directive::reading
