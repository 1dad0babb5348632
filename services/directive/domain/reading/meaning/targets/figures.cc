#include "services/directive/domain/reading/meaning/targets/figures.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// True where the word at `at` is one of `words`, diacritics told apart where the text has them right.
template <size_t N>
bool IsOneOf(const TokenText& text, size_t at, size_t limit, const std::string_view (&words)[N]) {
  if (at >= limit || text.tokens[at].kind == Token::Kind::kMark) {
    return false;
  }
  const std::string raw = text.exact ? ToLower(text.Raw(at)) : std::string();
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return text.exact ? raw == word : text.tokens[at].folded == Fold(word);
  });
}

constexpr std::string_view kUnits[] = {"km", "km2", "m", "m2", "m3", "ha", "kg", "mw", "kwh", "tấn", "tạ", "lít"};

constexpr size_t kMostDigits = 24;  // "1.500.000.000" has ten; a chain without end is no figure

struct Number {
  double value = 0;
  size_t end = 0;         // 0: none
  bool year = false;      // four digits that may be a year
  std::string_view unit;  // run together with it: "km" of "30km"
};

// A number with its unit in one word: "30ha". "5G" and "3D" are names.
Number ReadGlued(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].kind != Token::Kind::kWord) {
    return {};
  }
  const std::string_view raw = text.Raw(at);
  const size_t letters = raw.find_first_not_of("0123456789");
  if (letters == 0 || letters > 6 ||
      std::find(std::begin(kUnits), std::end(kUnits), ToLower(raw.substr(letters))) == std::end(kUnits)) {
    return {};
  }
  return {std::strtod(text.tokens[at].folded.c_str(), nullptr), at + 1, false, raw.substr(letters)};
}

// "99,9", "1.500", "03".
Number ReadDigits(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].kind != Token::Kind::kNumber || text.tokens[at].folded.size() > 9) {
    return {};
  }
  std::string digits = text.tokens[at].folded;
  size_t i = at + 1;
  while (i + 1 < limit && digits.size() < kMostDigits && (text.tokens[i].mark == ',' || text.tokens[i].mark == '.') &&
         !text.tokens[i].space_before && text.tokens[i + 1].kind == Token::Kind::kNumber &&
         text.tokens[i + 1].folded.size() <= 9 && !text.tokens[i + 1].space_before) {
    const bool thousands = text.tokens[i].mark == '.' && text.tokens[i + 1].folded.size() == 3;
    digits += (thousands ? "" : ".") + text.tokens[i + 1].folded;
    i += 2;
  }
  if (i + 1 < limit && text.tokens[i].mark == '.' && !text.tokens[i].space_before && !text.tokens[i + 1].space_before) {
    if (const Number last = ReadGlued(text, i + 1, limit); last.end != 0) {  // "1.700km"
      return {std::strtod(digits.c_str(), nullptr) * 1000 + last.value, last.end, false, last.unit};
    }
  }
  const double value = std::strtod(digits.c_str(), nullptr);
  return {value, i, i == at + 1 && text.tokens[at].folded.size() == 4 && value >= 1900 && value <= 2150, {}};
}

// "một" to "bốn"; "năm" is a year more often than a five.
Number ReadWord(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kWords[] = {"một", "hai", "ba", "bốn"};
  if (at >= limit || text.tokens[at].kind != Token::Kind::kWord || text.tokens[at].capital) {
    return {};
  }
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return text.exact ? word == text.Raw(at) : Fold(word) == text.tokens[at].folded;
  });
  return found == std::end(kWords) ? Number{}
                                   : Number{static_cast<double>(found - std::begin(kWords)) + 1, at + 1, false, {}};
}

bool Percent(const TokenText& text, size_t at, size_t limit) {
  return at < limit && (text.tokens[at].mark == '%' || text.tokens[at].folded == "‰");
}

// Takes the upper bound of a range: "10 - 12%", "10% - 12%", "từ 10 đến 12%".
size_t SkipUpperBound(const TokenText& text, const Number& low, size_t limit) {
  const size_t at = Percent(text, low.end, limit) ? low.end + 1 : low.end;
  if (low.year || at + 1 >= limit || !(text.tokens[at].mark == '-' || Is(text, at, limit, "den"))) {
    return low.end;
  }
  const Number high = ReadDigits(text, at + 1, limit);
  return high.end != 0 && !high.year && high.value > low.value ? high.end : low.end;
}

Comparator ComparatorByName(std::string_view name) {
  if (name == "MORE_THAN") return Comparator::kMoreThan;
  if (name == "AT_MOST") return Comparator::kAtMost;
  if (name == "LESS_THAN") return Comparator::kLessThan;
  if (name == "DECREASE_BY") return Comparator::kDecreaseBy;
  if (name == "INCREASE_BY") return Comparator::kIncreaseBy;
  return Comparator::kAtLeast;
}

constexpr size_t kMostMarks = 20;  // between a comparison and its figure

// "từ 23 ca xuống 18 ca": 23 is where it is measured from. Not so "từ 03 đơn vị trở lên".
bool IsBaseline(const TokenText& text, size_t begin, size_t at, size_t end, size_t limit) {
  if (at == begin || !Is(text, at - 1, limit, "tu")) {
    return false;
  }
  for (size_t i = end; i < limit && i < end + 8 && text.tokens[i].mark != ';'; ++i) {
    const bool to = Is(text, i, limit, "xuong") || Is(text, i, limit, "con") || Is(text, i, limit, "len");
    if (to && text.tokens[i - 1].folded != "tro") {
      return true;
    }
  }
  return false;
}

// Nouns of time, age and frequency: what has them is no thing to be counted.
constexpr std::string_view kNoThings[] = {"tuổi", "năm",     "tháng", "ngày", "giờ", "phút", "giây", "tuần",
                                          "quý",  "tiết",    "buổi",  "đến",  "cấp", "gb",   "mb",   "gbps",
                                          "mbps", "gigabit", "kv",    "mm",   "cm",  "trong"};

// Words that a counted noun ends before.
constexpr std::string_view kBehindNoun[] = {"trong", "của", "cho",  "tại",  "để",  "trên", "ở",     "về",
                                            "theo",  "vào", "so",   "và",   "do",  "với",  "từ",    "đến",
                                            "được",  "có",  "trở",  "đạt",  "là",  "năm",  "thuộc", "thì",
                                            "phải",  "mỗi", "hoặc", "nhằm", "gắn", "này",  "như"};

// True where a target is counted, or something else that is no thing of its own: "22 chỉ tiêu".
bool IsPaperWord(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kWords[] = {"chi tieu", "muc tieu",  "nhiem vu",
                                                "noi dung", "giai phap", "tieu chuan"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view words) { return WordsAt(text, at, limit, words); });
}

// "ít nhất", "tối thiểu" among the words right before `at`.
bool SaysLeast(const TokenText& text, size_t begin, size_t at) {
  const size_t from = at > begin + 4 ? at - 4 : begin;
  return FindWords(text, from, at, "it nhat") != kNpos || FindWords(text, from, at, "toi thieu") != kNpos;
}

// "Giảm tỷ lệ hộ nghèo bình quân 1,5%": the verb opens the clause. Not so "Giảm ... xuống còn 2%".
bool OpensWithDecrease(const TokenText& text, size_t begin, size_t at) {
  size_t from = at;
  while (from > begin && at - from < kMostMarks && text.tokens[from - 1].mark != ';' &&
         text.tokens[from - 1].mark != '.' && text.tokens[from - 1].mark != ',' && text.tokens[from - 1].mark != ':') {
    --from;
  }
  while (from < at && text.tokens[from].kind == Token::Kind::kMark) {
    ++from;
  }
  for (std::string_view words :
       {"giam ty le", "giam ti le", "giam so", "giam muc", "keo giam ty le", "giam binh quan"}) {
    if (WordsAt(text, from, at, words)) {
      return true;
    }
  }
  return false;
}

// "nhà ở", "đơn vị trực thuộc": the word at `at` is the second half of one.
bool EndsWord(const TokenText& text, size_t begin, size_t at) {
  return at > begin && (WordsAt(text, at - 1, at + 1, "nha o") || WordsAt(text, at - 1, at + 1, "cho o") ||
                        WordsAt(text, at - 1, at + 1, "truc thuoc") || WordsAt(text, at - 1, at + 1, "phu thuoc"));
}

std::string ReadNoun(const TokenText& text, size_t begin, size_t limit) {
  constexpr size_t kLongestNoun = 16;  // words: longer than any, so that none is cut
  size_t i = begin;
  size_t end = std::min(limit, begin + kLongestNoun);
  size_t ratios = 0;
  for (; i < end; ++i) {
    const Token& token = text.tokens[i];
    // "trẻ sơ sinh trai/100 trẻ sơ sinh gái", "triệu đồng/người/năm"
    if (token.mark == '/' && !token.space_before && ratios < 2 && i > begin) {
      ++ratios;
      end = std::min(limit, i + kLongestNoun);
    } else if (token.mark == '.' && ratios > 0 && i + 1 < limit && !text.tokens[i + 1].space_before) {
      continue;  // "ca sinh/1.000 phụ nữ"
    } else if (i > begin && !token.space_before && (text.Raw(i) == "²" || text.Raw(i) == "³")) {
      continue;  // "km²"
    } else if (i > begin && token.capital && token.space_before) {
      break;  // "nhà ở theo Kế hoạch", "xã An Lộc"
    } else if (token.kind == Token::Kind::kMark || (IsOneOf(text, i, limit, kBehindNoun) && !EndsWord(text, begin, i) &&
                                                    text.tokens[i - (i > begin ? 1 : 0)].mark != '/')) {
      break;
    }
  }
  return text.Text(begin, i);
}

// "1 triệu lao động" counts to a million; "5 triệu USD" is five of that money's usual unit.
size_t ReadMultiplier(const TokenText& text, size_t at, size_t limit, double* value) {
  static constexpr std::string_view kMoney[] = {"đồng", "usd", "vnd", "vnđ", "euro", "đô"};
  double factor = 0;
  if (IsOneOf(text, at, limit, {"nghìn", "ngàn"})) {
    factor = 1e3;
  } else if (IsOneOf(text, at, limit, {"triệu"})) {
    factor = 1e6;
  } else if (IsOneOf(text, at, limit, {"tỷ", "tỉ"})) {
    factor = 1e9;
  }
  if (factor == 0 || at + 1 >= limit || text.tokens[at + 1].kind != Token::Kind::kWord ||
      IsOneOf(text, at + 1, limit, kMoney) || IsOneOf(text, at + 1, limit, kUnits) ||
      IsOneOf(text, at + 1, limit, {"tỷ", "lệ", "trọng", "suất", "số"})) {
    return at;
  }
  *value *= factor;
  return at + 1;
}

constexpr double kFewestInRate = 100;  // "4/100.000 trẻ" is a rate, "15/19 tiêu chí" a part of all

// "63/63 xã": so many of all; not "ngày 3/12", "2/3 số xã".
Figure OfAll(const TokenText& text, size_t at, const Number& base, size_t limit, Figure figure) {
  const bool fraction = base.value <= 5 || IsOneOf(text, base.end, limit, {"số", "tổng"});
  const bool day = at > 0 && IsOneOf(text, at - 1, limit, {"ngày", "số", "tháng", "khoản", "điều"});
  figure.counts = figure.value <= base.value && !fraction && !day && !IsOneOf(text, base.end, limit, kNoThings) &&
                  !IsOneOf(text, base.end, limit, kBehindNoun) && !IsPaperWord(text, base.end, limit);
  figure.measure = ReadNoun(text, base.end, limit);
  figure.end = base.end;
  return figure;
}

// The words before a number of a day or a period: "Tháng 12", "giai đoạn 2026".
constexpr std::string_view kTimes[] = {"ngày", "tháng", "quý", "năm", "đoạn", "kỳ", "số"};

}  // namespace

bool ComparisonBefore(const TokenText& text, size_t begin, size_t at, Comparator* comparator) {
  begin = std::max(begin, at > kMostMarks ? at - kMostMarks : 0);
  while (at > begin && text.tokens[at - 1].kind == Token::Kind::kMark) {
    const Token& sign = text.tokens[at - 1];
    const bool equal = sign.mark == '=';
    const char mark = equal && at - 1 > begin ? text.tokens[at - 2].mark : sign.mark;
    if (sign.folded == "≥" || mark == '>') {
      *comparator = equal || sign.folded == "≥" ? Comparator::kAtLeast : Comparator::kMoreThan;
      return true;
    }
    if (sign.folded == "≤" || mark == '<') {
      *comparator = equal || sign.folded == "≤" ? Comparator::kAtMost : Comparator::kLessThan;
      return true;
    }
    if (mark == ';' || mark == '.' || mark == ',' || mark == '(' || mark == ')') {
      return false;
    }
    --at;
  }
  for (size_t back = std::min<size_t>(5, at - begin); back >= 1; --back) {
    const Match match = LongestMatch(text, TheVocabulary().comparators, at - back, at);
    if (match && match.end == at) {
      *comparator = ComparatorByName(match.entry->value);
      return true;
    }
  }
  return false;
}

Figure ReadCellFigure(const TokenText& text, size_t begin, size_t at, size_t limit) {
  const Number number = ReadDigits(text, at, limit);
  if (number.end == 0 || (at > begin && (IsOneOf(text, at - 1, limit, kTimes) || text.tokens[at - 1].mark == '/'))) {
    return {};
  }
  Figure figure = ReadFigure(text, begin, at, limit);
  if (number.end < limit && text.tokens[number.end].mark == '/') {
    const Number base = ReadDigits(text, number.end + 1, limit);
    if (base.year || (base.end < limit && base.end != 0 && text.tokens[base.end].mark == '/')) {
      return {};  // "12/2025", "18/10/2025"
    }
  }
  if (figure.end == 0) {
    figure.begin = at;
    figure.end = number.end;
    figure.value = number.value;
    figure.compared = ComparisonBefore(text, begin, at, &figure.comparator);
  }
  return figure;
}

Figure ReadFigure(const TokenText& text, size_t begin, size_t at, size_t limit) {
  Figure figure;
  figure.begin = at;
  Number number = ReadDigits(text, at, limit);
  if (number.end == 0) {
    number = ReadGlued(text, at, limit);
  }
  const bool word = number.end == 0;
  if (word && at > begin && (Is(text, at - 1, limit, "nhat") || Is(text, at - 1, limit, "thieu"))) {
    number = ReadWord(text, at, limit);  // "ít nhất một cơ sở", "tối thiểu hai cơ sở"
  }
  if (number.end == 0) {
    return {};
  }
  figure.compared = ComparisonBefore(text, begin, at, &figure.comparator);
  const bool half = at > begin && text.tokens[at - 1].mark == '/' && !text.tokens[at].space_before;
  if ((word && !figure.compared) || half || IsBaseline(text, begin, at, number.end, limit)) {
    return {};
  }
  figure.least = figure.compared && SaysLeast(text, begin, at);
  if (figure.comparator == Comparator::kAtLeast && (!figure.compared || figure.least) &&
      OpensWithDecrease(text, begin, at)) {
    figure.comparator = Comparator::kDecreaseBy;
    figure.compared = true;
  }
  figure.value = number.value;
  if (!number.unit.empty()) {
    figure.end = number.end;
    figure.counts = figure.sized = true;
    figure.measure = std::string(number.unit);
    // "15.000m3/ngày đêm"
    if (figure.end < limit && text.tokens[figure.end].mark == '/' && !text.tokens[figure.end].space_before) {
      figure.measure =
          ReadNoun(text, figure.end - 1, limit).substr(text.Raw(figure.end - 1).size() - number.unit.size());
    }
    return figure;
  }
  figure.end = SkipUpperBound(text, number, limit);
  if (Percent(text, figure.end, limit)) {
    figure.share = true;
    figure.measure = std::string(text.Raw(figure.end));
    ++figure.end;
    if (WordsAt(text, figure.end, limit, "tro xuong")) {
      figure.comparator = Comparator::kAtMost;
      figure.compared = true;
    }
    return figure;
  }
  const bool range = figure.end != number.end;
  if (WordsAt(text, figure.end, limit, "phan tram")) {
    figure.share = true;
    figure.measure = "%";
    figure.end += 2;
    return figure;
  }
  if (number.year && !range) {
    return {};
  }
  // "4/100.000 trẻ": so many in so many; "4/6" is none.
  if (figure.end + 1 < limit && text.tokens[figure.end].mark == '/' && !text.tokens[figure.end].space_before) {
    const Number base = ReadDigits(text, figure.end + 1, limit);
    const bool noun =
        base.end != 0 && !base.year && base.end < limit && text.tokens[base.end].kind == Token::Kind::kWord;
    if (noun && base.value < kFewestInRate) {
      return OfAll(text, at, base, limit, figure);
    }
    figure.counts = noun;
    figure.measure = text.Text(figure.end, base.end) + " " + ReadNoun(text, base.end, limit);
    return figure;
  }
  const size_t noun = ReadMultiplier(text, figure.end, limit, &figure.value);
  const bool times = Is(text, noun, limit, "lan") && IsOneOf(text, noun, limit, {"lần"});
  figure.counts = noun < limit && text.tokens[noun].kind == Token::Kind::kWord &&
                  !IsOneOf(text, noun, limit, kNoThings) && !IsPaperWord(text, noun, limit) &&
                  !(times && figure.comparator == Comparator::kAtLeast && !Is(text, at - 1, limit, "gap"));
  figure.measure = ReadNoun(text, noun, limit);
  const bool many = IsOneOf(text, noun, limit, {"nghìn", "ngàn", "triệu", "tỷ", "tỉ"});
  figure.sized = IsOneOf(text, many ? noun + 1 : noun, limit, kUnits);
  return figure;
}

}  // namespace dondoc::directive::reading
