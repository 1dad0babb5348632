#include "services/directive/domain/reading/meaning/tasks/subjects.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/predicates.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/heading_names.h"
#include "services/directive/domain/reading/meaning/units/territories.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kNear = 110;      // tokens: how far a subject may stand behind an opening clause
constexpr size_t kAnywhere = 700;  // where nothing else says who is meant
constexpr size_t kTries = 40;

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// A request or order before the units: "Đề nghị", "Giao", "Yêu cầu".
Match Request(const TokenText& text, size_t at, size_t limit) {
  return LongestMatch(text, TheVocabulary().requests, at, limit);
}

// "Tỉnh", "Thành phố Bình Giang", "Cấp xã": a territory in place of its authorities.
UnitList Territory(const TokenText& text, size_t at, size_t limit) {
  UnitList list;
  list.end = at;
  if (at < limit && text.tokens[at].capital && Is(text, at, limit, "cap") && LevelAt(text, at + 1, limit) > 0) {
    list.end = at + 1 + LevelAt(text, at + 1, limit);
    list.units.push_back({SpellName(text, at, list.end), at, list.end, true});
    return list;
  }
  const size_t level = at < limit && text.tokens[at].capital && !text.tokens[at].upper ? LevelAt(text, at, limit) : 0;
  const size_t end = at + level + (level == 0 ? 0 : ProperNameAt(text, at + level, limit));
  if (level != 0 && StopsName(text, end, limit) && !NotADuty(text, end, limit)) {
    list.units.push_back({SpellName(text, at, end), at, end, false});
    list.end = end;
  }
  return list;
}

class SubjectReader {
 public:
  SubjectReader(const TokenText& text, size_t begin, size_t end) : text_(text), begin_(begin), end_(end) {
    colon_ = end > begin && text.tokens[end - 1].mark == ':';
  }

  // The subject that begins the clause, behind words like "Đồng thời".
  Subject First() const {
    Subject subject = At(begin_);
    // "Sở X đã có hướng dẫn ..., yêu cầu các phòng:": who is told to do it comes later.
    if (subject.kind == SubjectKind::kIntro && NotADuty(text_, subject.verb, end_)) {
      if (Subject asked = Search(true, true); asked.kind != SubjectKind::kNone) {
        return asked;
      }
    }
    if (subject.kind != SubjectKind::kNone) {
      return subject;
    }
    const Match opening = LongestMatch(text_, TheVocabulary().openings, begin_, end_);
    if (opening && opening.entry->value != "CLAUSE") {
      return At(SkipComma(opening.end));
    }
    return {};
  }

  // The subject that stands behind an opening clause, a topic, or the issuer's own name.
  Subject Later(bool loose) const {
    // Who is asked is said plainly: that counts before what merely looks like a subject.
    if (colon_) {
      if (Subject asked = Search(true, true); asked.kind != SubjectKind::kNone) {
        return asked;
      }
    }
    return Search(loose, false);
  }

 private:
  size_t SkipComma(size_t at) const { return at < end_ && text_.tokens[at].mark == ',' ? at + 1 : at; }

  bool Opens(size_t at) const {
    const Match match = LongestMatch(text_, TheVocabulary().openings, at, end_);
    return LongestMatch(text_, TheVocabulary().bases, at, end_) || (match && match.entry->value != "FIRST");
  }

  // "yêu cầu", "đề nghị", "giao" at `at`, as a verb of the issuer's.
  bool Asks(size_t at) const {
    return WordsAt(text_, at, end_, "yeu cau") || WordsAt(text_, at, end_, "de nghi") ||
           WordsAt(text_, at, end_, "chi thi") || (Is(text_, at, end_, "giao") && text_.tokens[at - 1].mark != 0);
  }

  // Units in the middle of the clause are passed over whole: their commas open nothing. Behind common nouns ("với vai
  // trò chủ đầu tư, Sở X ...") a proper name is no more of the list, and neither is the last name where an opening
  // clause ends with the list ("theo đề nghị của Sở X và Sở Y, Sở Z trình ..."). The last token passed.
  size_t PassUnits(size_t at, bool opening) const {
    const UnitList passed = ReadUnits(text_, at, end_);
    if (opening && passed.units.size() > 1) {
      const Unit& last = passed.units.back();
      if (text_.tokens[last.begin - 1].mark == ',' && last.end == passed.end && StopsName(text_, last.end, end_) &&
          !NotADuty(text_, last.end, end_)) {
        return last.begin - 1;
      }
    }
    size_t last = at;
    for (const Unit& unit : passed.units) {
      if (text_.tokens[unit.begin].capital && !text_.tokens[at].capital) {
        break;
      }
      last = std::max(last, unit.end - 1);
    }
    return last;
  }

  Subject At(size_t at) const;
  Subject Search(bool loose, bool only_asked) const;

  const TokenText& text_;
  size_t begin_;
  size_t end_;
  bool colon_ = false;  // the clause ends with a colon
};

// The subject that begins at `at`.
Subject SubjectReader::At(size_t at) const {
  Subject subject;
  size_t i = at;
  bool topic = false;
  if (const Match request = Request(text_, i, end_); request && text_.tokens[i].kind == Token::Kind::kWord) {
    subject.binding = request.entry->value == "ORDER" || request.entry->value == "TOPIC";
    subject.asked = true;
    subject.encouraged = request.entry->value == "ENCOURAGE";
    topic = request.entry->value == "TOPIC";
    i = request.end;
    if (i > at && text_.tokens[i - 1].folded == "cac") {
      --i;
    }
  }
  subject.units = ReadUnits(text_, i, end_);
  if (subject.units.empty()) {
    subject.units = Territory(text_, i, end_);
  }
  // "Đề nghị các xã ...; yêu cầu các trường ...": several are asked.
  for (size_t mark = subject.units.end; subject.asked && mark < end_ && text_.tokens[mark].mark == ';';) {
    const Match next = Request(text_, mark + 1, end_);
    UnitList others = next ? ReadUnits(text_, next.end, end_) : UnitList();
    if (others.empty()) {
      break;
    }
    subject.binding |= next.entry->value == "ORDER";
    subject.units.units.insert(subject.units.units.end(), others.units.begin(), others.units.end());
    subject.units.end = mark = others.end;
  }
  // "Một số xã còn chậm": some are spoken about.
  if (subject.units.empty() || (!subject.asked && WordsAt(text_, i, end_, "mot so"))) {
    return {};
  }
  size_t behind = subject.units.end;
  // "Chủ tịch UBND tỉnh yêu cầu các sở ...": who asks is not who does it.
  if (!subject.asked && behind < end_ && Request(text_, behind, end_) &&
      text_.tokens[behind].kind == Token::Kind::kWord) {
    if (Subject object = At(behind); object.kind != SubjectKind::kNone) {
      return object;
    }
  }
  behind = SkipBrackets(text_, behind, end_);
  // Staff are given work in sentences; a heading is about them ("Giáo viên: bổ sung biên chế ...").
  const Match staff = LongestMatch(text_, TheVocabulary().bodies, subject.units.units.front().begin, end_);
  const bool ends = behind >= end_ || text_.tokens[behind].mark == ':' || behind + 1 == end_;
  if (ends && staff && staff.entry->value == "STAFF") {
    return {};
  }
  if (behind >= end_) {
    subject.kind = SubjectKind::kHeading;
    return subject;
  }
  if (text_.tokens[behind].mark == ':' || (text_.tokens[behind].mark == '.' && behind + 1 == end_)) {
    subject.kind = behind + 1 >= end_ ? SubjectKind::kHeading : SubjectKind::kInline;
    subject.content = behind + 1;
    return subject;
  }
  const size_t verb = SkipRemark(text_, SkipComma(behind), end_);
  const bool nothing = verb >= end_ || (text_.tokens[verb].mark == ':' && verb + 1 >= end_);
  if (nothing || (WordsAt(text_, verb, end_, "co trach nhiem") && verb + 4 >= end_)) {
    subject.kind = SubjectKind::kHeading;
    return subject;
  }
  if (colon_) {
    subject.kind = SubjectKind::kIntro;
    subject.verb = verb;
    return subject;
  }
  // "Tỉnh căn cứ quy định để bố trí": what the remark leads to is done by the unit as well.
  const size_t start = SkipComma(behind);
  const bool about =
      NotADuty(text_, start, end_) || (NotADuty(text_, verb, end_) && !WordsAt(text_, start, end_, "can cu"));
  if (ActsAsFocalPoint(text_, start, end_)) {
    subject.kind = SubjectKind::kSentence;
    subject.verb = start;
    return subject;
  }
  // "Giao Sở Nội vụ là cơ quan đầu mối", "Yêu cầu các xã không để ...": who is told is not spoken about.
  if (about && (!subject.asked || topic)) {
    return {};
  }
  // Behind a name that is complete, a small word is the sentence's verb, known or not.
  const Token& next = text_.tokens[verb];
  const bool acts = verb == subject.units.end && subject.units.units.back().closed && next.kind == Token::Kind::kWord &&
                    !next.capital && next.folded != "cua" && next.folded != "va";
  if (!topic && (StopsName(text_, verb, end_) || subject.asked || acts)) {
    subject.kind = SubjectKind::kSentence;
    subject.verb = verb;
    subject.role_only = SaysOnlyRole(text_, verb, end_);
    return subject;
  }
  return {};
}

Subject SubjectReader::Search(bool loose, bool only_asked) const {
  bool opening = Opens(begin_);
  // "Định kỳ hằng năm công bố ..." under a heading: its unit is the subject, and no clause is open.
  if (const Match match = LongestMatch(text_, TheVocabulary().openings, begin_, end_);
      match && match.entry->value == "DIRECT" && !loose && !colon_ && StopsName(text_, SkipComma(match.end), end_)) {
    opening = false;
  }
  size_t tries = 0, sentence_begin = 0;
  const size_t limit = std::min(end_, begin_ + (colon_ || loose ? kAnywhere : kNear));
  for (size_t i = begin_ + 1; i < limit; ++i) {
    const char before = text_.tokens[i - 1].mark;
    const bool sentence = before == '.' && text_.tokens[i].capital;
    if (sentence && !colon_ && !loose) {
      break;
    }
    sentence_begin = sentence ? i : sentence_begin;
    const bool topic = before == ':' && (opening || loose);
    if (sentence || topic) {
      opening = Opens(i);
    }
    // "Trên cơ sở đề xuất của các sở, chủ trì lập dự toán ...": what the heading's unit must do has begun.
    if (before == ',' && !loose && !colon_ && ActsAt(text_, i, limit)) {
      opening = false;
    }
    const bool asks = Asks(i);
    const bool clause = (before == ',' || before == ';') && opening;
    size_t at = i;
    bool direct = false;
    if (opening && !only_asked) {
      if (const Match match = LongestMatch(text_, TheVocabulary().openings, i, end_);
          match && match.entry->value == "DIRECT") {
        direct = true;
        at = SkipComma(match.end);
      }
    }
    const bool asked = asks && (colon_ || (loose && before != 0) || before == ',' || before == ';');
    const bool other = !only_asked && (clause || topic || direct || (sentence && (colon_ || loose)));
    if (!(asked || other) || ++tries > kTries) {
      i = PassUnits(i, opening && !only_asked);
      continue;
    }
    Subject subject = At(at);
    // "..., Thủ tướng yêu cầu Chủ tịch UBND các tỉnh:" introduces as well as "... thực hiện các việc sau:".
    const bool named = subject.kind == SubjectKind::kHeading && colon_ && subject.asked;
    if (subject.kind != SubjectKind::kSentence && subject.kind != SubjectKind::kIntro && !named) {
      continue;
    }
    if (only_asked && !subject.asked) {
      continue;
    }
    // "Trên cơ sở nhu cầu của các sở, UBND các xã, chủ trì lập ...": where the heading says who, the list goes on.
    if (clause && !loose && !colon_ && text_.tokens[subject.units.end].mark == ',') {
      continue;
    }
    subject.sentence = subject.role_only ? 0 : sentence_begin;
    if (colon_) {
      subject.kind = SubjectKind::kIntro;
    }
    return subject;
  }
  return {};
}

// A heading that is the name of a class of units.
Subject ReadClassName(const TokenText& text, size_t begin, size_t end) {
  Subject subject;
  if (UnitList units = ReadHeadingName(text, begin, end); !units.empty()) {
    const Match request = Request(text, begin, end);
    subject.kind = SubjectKind::kHeading;
    subject.binding = !request || request.entry->value == "ORDER" || request.entry->value == "TOPIC";
    subject.asked = static_cast<bool>(request);
    subject.units = std::move(units);
  }
  return subject;
}

// "Các doanh nghiệp, cơ sở kinh doanh sách: Chấp hành ...": a class before a colon, and behind it what it must do.
Subject ReadInlineClass(const TokenText& text, size_t begin, size_t end) {
  constexpr size_t kLongest = 30;
  size_t colon = begin;
  while (colon < end && colon < begin + kLongest && text.tokens[colon].mark != ':' && text.tokens[colon].mark != '.') {
    ++colon;
  }
  if (colon + 1 >= end || text.tokens[colon].mark != ':' || !StopsName(text, colon + 1, end)) {
    return {};
  }
  Subject subject = ReadClassName(text, begin, colon);
  if (subject.kind != SubjectKind::kNone) {
    subject.kind = SubjectKind::kInline;
    subject.content = colon + 1;
  }
  return subject;
}

}  // namespace

Subject ReadSubject(const TokenText& text, size_t begin, size_t end, bool heads, bool loose) {
  if (begin >= end) {
    return {};
  }
  if (heads) {
    if (Subject subject = ReadClassName(text, begin, end); subject.kind != SubjectKind::kNone) {
      return subject;
    }
  }
  const SubjectReader reader(text, begin, end);
  Subject subject = reader.First();
  if (subject.kind == SubjectKind::kNone || subject.kind == SubjectKind::kSentence) {
    if (Subject named = ReadInlineClass(text, begin, end); named.kind != SubjectKind::kNone) {
      return named;
    }
  }
  if (subject.kind == SubjectKind::kNone) {
    subject = reader.Later(loose);
  }
  return subject;
}

std::vector<LaterSubject> ReadLaterSubjects(const TokenText& text, size_t begin, size_t end, bool parts) {
  std::vector<LaterSubject> found;
  int brackets = 0;
  for (size_t i = begin + 1; i < end; ++i) {
    const char before = text.tokens[i - 1].mark;
    brackets += text.tokens[i].mark == '(' ? 1 : text.tokens[i].mark == ')' && brackets > 0 ? -1 : 0;
    const bool part = parts && before == ';' && brackets == 0;
    if (!part && (before != '.' || !text.tokens[i].capital || !text.tokens[i].space_before)) {
      continue;
    }
    Subject subject = part ? SubjectReader(text, i, end).First() : ReadSubject(text, i, end, false, false);
    if (part && (!ActsAt(text, subject.verb, end) || WordsAt(text, subject.verb, end, "phoi hop"))) {
      continue;
    }
    if (subject.kind == SubjectKind::kSentence && (subject.asked || subject.units.units.back().closed)) {
      found.push_back({i, std::move(subject)});
    }
  }
  return found;
}

}  // namespace dondoc::directive::reading
