// The issuer of a document whose header is missing, as its own words tell it.
#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/header/issuer.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kOpening = 1500;  // tokens in which a document says who speaks

// Verbs of one who orders or decides, behind his name.
constexpr std::string_view kSpeaks[] = {"yeu cau", "chi thi",   "quyet dinh", "chi dao",          "ban hanh ke hoach",
                                        "de nghi", "huong dan", "thong bao",  "xay dung ke hoach"};

constexpr std::string_view kLevels[] = {"tinh", "thanh pho", "huyen", "thi xa", "quan", "xa", "phuong", "thi tran"};

size_t WordCount(std::string_view words) {
  return static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

class TextReader {
 public:
  TextReader(const TokenText& text, const Layout& layout, const ParsedDirective& read)
      : text_(text), layout_(layout), read_(read), limit_(std::min(text.tokens.size(), kOpening)) {}

  Found Run() const {
    if (const TokenRange range = FindAuthority(text_, layout_); !range.empty()) {
      return {Placed(BodyOf(text_, range.begin, range.end)), SourceAt(range.begin, range.end, Evidence::kPositional)};
    }
    const std::string letters = IssuerLetters(read_.number);
    if (!letters.empty()) {
      return {ByLetters(letters), {read_.sources.number.span, Evidence::kNotation}};
    }
    // What the head of the Government concluded is made known by its office.
    if (read_.type == DocumentType::kNotice && ConcludedByPrimeMinister()) {
      return {"Văn phòng Chính phủ", {read_.sources.subject.span, Evidence::kOwnWords}};
    }
    if (const TokenRange speaker = Speaker(); !speaker.empty()) {
      return {Placed(BodyOf(text_, speaker.begin, speaker.end)),
              SourceAt(speaker.begin, speaker.end, Evidence::kSentence)};
    }
    return FirstCommittee();
  }

 private:
  std::string ByLetters(const std::string& letters) const {
    const std::string folded = Fold(letters);
    if (folded == "ubnd" || folded == "ub") {
      return Placed("Ủy ban nhân dân");
    }
    if (folded == "hdnd") {
      return Placed("Hội đồng nhân dân");
    }
    return Placed(BodyOfLetters(letters));
  }

  bool ConcludedByPrimeMinister() const {
    const std::string subject = Fold(read_.subject);
    return subject.find("thu tuong") != subject.npos &&
           (subject.starts_with("cua ") || subject.starts_with("ket luan"));
  }

  // Who orders in the sentence that opens the list of tasks: "... UBND tỉnh yêu cầu các sở thực hiện các việc sau:".
  TokenRange Speaker() const {
    for (size_t i = 0; i < limit_; ++i) {
      if (!text_.tokens[i].capital || !BeginsBody(text_, i, limit_)) {
        continue;
      }
      const UnitList units = ReadUnits(text_, i, limit_);
      if (units.units.size() != 1 || !Speaks(units.end) || !EndsWithColon(units.end)) {
        continue;
      }
      return {i, units.end};
    }
    return {};
  }

  bool Speaks(size_t at) const {
    return std::any_of(std::begin(kSpeaks), std::end(kSpeaks),
                       [&](std::string_view verb) { return WordsAt(text_, at, limit_, verb); });
  }

  bool EndsWithColon(size_t at) const {
    for (size_t i = at; i < limit_ && i < at + 150; ++i) {
      if (text_.tokens[i].mark == ':') {
        return true;
      }
      if (text_.tokens[i].mark == '.' &&
          (i + 1 >= limit_ || text_.tokens[i + 1].line_start || text_.tokens[i + 1].capital)) {
        return false;
      }
    }
    return false;
  }

  // `name` with its territory, where it is a local body that does not say which.
  std::string Placed(const std::string& name) const {
    const std::string folded = Fold(name);
    const bool committee = folded.starts_with("uy ban nhan dan") || folded.starts_with("hoi dong nhan dan");
    const bool department = folded.starts_with("so ") || folded.starts_with("phong ");
    if (!committee && !department) {
      return name;
    }
    for (std::string_view level : kLevels) {
      const std::string end = " " + std::string(level);
      if (folded.ends_with(end)) {
        const std::string place = Territory(level);
        return place.empty() ? name : name.substr(0, LastWords(name, WordCount(level))) + place;
      }
      if (folded.find(end + " ") != folded.npos) {
        return name;
      }
    }
    std::string place;
    for (std::string_view level : kLevels) {
      const bool fits = folded.starts_with("so ")      ? level == "tinh" || level == "thanh pho"
                        : folded.starts_with("phong ") ? level != "tinh" && level != "xa" && level != "phuong"
                                                       : true;
      if (place = fits ? OfDateLine(level) : ""; !place.empty()) {
        break;
      }
    }
    if (place.empty() && committee) {
      const std::string first = FirstCommittee().value;
      return first.starts_with(name) ? first : name;
    }
    return place.empty() ? name : name + " " + place;
  }

  // Where the last `count` words of `name` begin.
  static size_t LastWords(const std::string& name, size_t count) {
    size_t at = name.size();
    for (size_t i = 0; i < count; ++i) {
      at = name.rfind(' ', at - 1);
    }
    return at + 1;
  }

  // "huyện An Lộc Sơn", where the date line says "An Lộc Sơn" and the text names the territory so.
  std::string OfDateLine(std::string_view level) const {
    const std::string place = Fold(read_.place);
    for (size_t i = 0; !place.empty() && i < text_.tokens.size(); ++i) {
      if (!WordsAt(text_, i, text_.tokens.size(), level)) {
        continue;
      }
      const size_t name = i + WordCount(level);
      if (WordsAt(text_, name, text_.tokens.size(), place)) {
        const size_t end = name + WordCount(place);
        return Spelled(i, name, end);
      }
    }
    return "";
  }

  std::string Spelled(size_t level, size_t name, size_t end) const {
    std::string words;
    for (size_t i = level; i < end; ++i) {
      const std::string word(text_.Raw(i));
      words += (i > level ? " " : "") + (i < name ? ToLower(word) : word);
    }
    return words;
  }

  // The first territory of a level that the text names.
  std::string Territory(std::string_view level) const {
    if (std::string place = OfDateLine(level); !place.empty()) {
      return place;
    }
    for (size_t i = 0; i < limit_; ++i) {
      if (WordsAt(text_, i, limit_, level)) {
        if (std::string place = TerritoryAt(i, level); !place.empty()) {
          return place;
        }
      }
    }
    return level == "tinh" ? OnlyProvince() : "";
  }

  std::string TerritoryAt(size_t at, std::string_view level) const {
    const size_t name = at + WordCount(level);
    if (level == "tinh" || level == "thanh pho") {
      if (const Match match = LongestMatch(text_, TheVocabulary().provinces, name, limit_)) {
        return match.entry->value + " " + match.entry->phrase;
      }
    }
    size_t end = name;
    while (end < limit_ && end < name + 4 && text_.tokens[end].kind == Token::Kind::kWord &&
           text_.tokens[end].capital && level != "tinh") {
      ++end;
    }
    return end > name ? Spelled(at, name, end) : "";
  }

  // "Ủy ban nhân dân tỉnh" in a text that names one province alone means that one.
  std::string OnlyProvince() const {
    const Entry* only = nullptr;
    for (size_t i = 0; i < limit_; ++i) {
      const Match match = text_.tokens[i].capital ? LongestMatch(text_, TheVocabulary().provinces, i, limit_) : Match{};
      if (!match || match.entry->words.size() < 2) {
        continue;
      }
      if (only != nullptr && only != match.entry) {
        return "";
      }
      only = match.entry;
      i = match.end - 1;
    }
    return only == nullptr ? "" : only->value + " " + only->phrase;
  }

  // "Ủy ban nhân dân (UBND) huyện Chi Lăng xây dựng kế hoạch": the first committee that is named with its territory, of
  // those that the date line fits the first.
  Found FirstCommittee() const {
    bool people = false;
    for (size_t i = 0; i < limit_; ++i) {
      size_t at = WordsAt(text_, i, limit_, "uy ban nhan dan") ? i + 4 : text_.tokens[i].folded == "ubnd" ? i + 1 : 0;
      if (at == 0) {
        continue;
      }
      people = true;
      if (at < limit_ && text_.tokens[at].mark == '(') {
        at = std::min(limit_, at + 3);
      }
      for (std::string_view level : kLevels) {
        const std::string place = WordsAt(text_, at, limit_, level) ? TerritoryAt(at, level) : "";
        if (place.empty()) {
          continue;
        }
        if (read_.place.empty() || Fold(place).ends_with(Fold(read_.place))) {
          return {"Ủy ban nhân dân " + place, SourceAt(i, at + WordCount(place), Evidence::kOwnWords)};
        }
        break;
      }
    }
    if (!people) {
      return {};
    }
    // It says once which province or city it is.
    for (size_t i = 0; i < limit_; ++i) {
      for (std::string_view level : {"tinh", "thanh pho"}) {
        if (!WordsAt(text_, i, limit_, level)) {
          continue;
        }
        if (const Match match = LongestMatch(text_, TheVocabulary().provinces, i + WordCount(level), limit_)) {
          return {"Ủy ban nhân dân " + match.entry->value + " " + match.entry->phrase,
                  SourceAt(i, match.end, Evidence::kBare)};
        }
      }
    }
    return {};
  }

  const TokenText& text_;
  const Layout& layout_;
  const ParsedDirective& read_;
  size_t limit_;
};

}  // namespace

Found IssuerInText(const TokenText& text, const Layout& layout, const ParsedDirective& read) {
  return text.tokens.empty() ? Found{} : TextReader(text, layout, read).Run();
}

}  // namespace dondoc::directive::reading
