#include "services/directive/domain/reading/meaning/header/day_line.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/words.h"
#include "services/directive/domain/reading/meaning/units/names.h"
#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestDay = 20;    // tokens
constexpr size_t kLongestHour = 6;    // "hồi 15 giờ 30 phút"
constexpr size_t kLongestPlace = 8;   // tokens of a place in pieces
constexpr size_t kShortestName = 5;   // letters by which a misread name is known
constexpr size_t kMisreadTokens = 3;  // that may stand where a day or a month was written by hand

// "ngày AF tháng 4Ô năm 2016", "ngày tháng năm 2026": of what is no number only the year is known.
DateMatch ReadDamagedDay(const TokenText& text, size_t at, size_t limit) {
  const auto next = [&](size_t from, std::string_view word) {
    for (size_t i = from; i < limit && i <= from + kMisreadTokens; ++i) {
      if (text.tokens[i].folded == word) {
        return i;
      }
    }
    return limit;
  };
  const size_t month = next(at + 1, "thang");
  const size_t year = month < limit ? next(month + 1, "nam") : limit;
  if (year >= limit) {
    return {};
  }
  const DateMatch match = ReadDate(text, year, limit);
  DateMatch damaged{{match.date.year, 0, 0}, match.end == 0 ? year + 1 : match.end};
  const DateMatch of_month = ReadDate(text, month, year);
  damaged.date.month = of_month.date.month;
  return damaged;
}

class DayLineReader {
 public:
  DayLineReader(const TokenText& text, const HeaderZone& zone) : text_(text), zone_(zone) {}

  DayLine Run() const {
    for (size_t i = zone_.begin; i < zone_.limit; ++i) {
      if (text_.tokens[i].folded != "ngay") {
        continue;
      }
      const size_t limit = std::min(zone_.limit, i + kLongestDay);
      DateMatch match = ReadDate(text_, i, limit);
      const bool whole = match.date.day != 0 && match.date.month != 0;
      if (!whole) {
        if (const DateMatch damaged = ReadDamagedDay(text_, i, limit); damaged.end > match.end) {
          match.end = damaged.end;
          match.date.year = damaged.date.year;
          match.date.month = match.date.month == 0 ? damaged.date.month : match.date.month;
        }
      }
      const TokenRange place = match.end == 0 ? TokenRange{} : PlaceBefore(HourBefore(i));
      if (place.empty()) {
        continue;
      }
      DayLine line{SpellPlain(text_, place.begin, place.end), place, match.date, i, match.end};
      Mend(&line);
      return line;
    }
    return {};
  }

 private:
  // "hồi 15 giờ 30 ngày 5 tháng 9": where the hour of a telegram begins, or `day`.
  size_t HourBefore(size_t day) const {
    static constexpr std::string_view kHour[] = {"gio", "phut", "h", "g", "hoi", "luc", "vao"};
    size_t at = day;
    bool hour = false;
    while (at > zone_.begin && day - at < kLongestHour) {
      const std::string& word = text_.tokens[at - 1].folded;
      const bool named = std::find(std::begin(kHour), std::end(kHour), word) != std::end(kHour);
      if (!named && !(word[0] >= '0' && word[0] <= '9')) {
        break;
      }
      hour |= named || word.find_first_of("hg") != std::string::npos;  // "15h00"
      --at;
    }
    return hour ? at : day;
  }

  // The capital words before "ngày" and its comma. The comma may be lost where they begin a line.
  TokenRange PlaceBefore(size_t day) const {
    const bool comma = day > zone_.begin && text_.tokens[day - 1].mark == ',';
    const size_t end = comma ? day - 1 : day;
    size_t from = end;
    while (from > zone_.begin && from != zone_.number_end && text_.tokens[from - 1].kind == Token::Kind::kWord &&
           text_.tokens[from - 1].capital && end - from < 6) {
      --from;
      if (text_.tokens[from].line_start && !PlaceGoesOn(from)) {
        break;
      }
    }
    if (from == end || (!comma && (!text_.tokens[from].line_start || text_.tokens[from].upper || end - from > 4))) {
      return {};
    }
    if (from >= zone_.begin + 2 &&
        (WordsAt(text_, from - 2, day, "thanh pho") || WordsAt(text_, from - 2, day, "thi xa"))) {
      from -= 2;
    } else if (from >= zone_.begin + 1 && text_.tokens[from - 1].capital &&
               WordsAt(text_, from - 1, day, "thanh pho")) {
      --from;
    }
    return {from, end};
  }

  // "Thành phố Hồ Chí / Minh, ngày": a place torn at the end of a line.
  bool PlaceGoesOn(size_t at) const {
    return at > zone_.begin && text_.tokens[at - 1].kind == Token::Kind::kWord && text_.tokens[at - 1].capital &&
           !text_.tokens[at - 1].upper;
  }

  // "là Nội, ngày", "Qu ả ng Ngãi, ngày": where small letters stand before the place on its line, the province that
  // all of it looks like.
  void Mend(DayLine* line) const {
    size_t begin = line->place_at.begin;
    while (begin > zone_.begin && begin != zone_.number_end && !text_.tokens[begin].line_start &&
           text_.tokens[begin - 1].kind == Token::Kind::kWord) {
      --begin;
    }
    if (begin == line->place_at.begin || line->place_at.end - begin > kLongestPlace) {
      return;
    }
    std::string letters;
    for (size_t i = begin; i < line->place_at.end; ++i) {
      letters += text_.tokens[i].folded;
    }
    for (const Entry& province : TheVocabulary().provinces.entries()) {
      std::string name = Fold(province.phrase, Punctuation::kDrop);
      std::erase(name, ' ');
      if (name.size() >= kShortestName && EditDistance(letters, name, 1) <= 1) {
        line->place = province.phrase;
        line->place_at.begin = begin;
        return;
      }
    }
  }

  const TokenText& text_;
  const HeaderZone& zone_;
};

}  // namespace

DayLine ReadDayLine(const TokenText& text, const HeaderZone& zone) { return DayLineReader(text, zone).Run(); }

}  // namespace dondoc::directive::reading
