#include "services/directive/domain/reading/meaning/header.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/citations.h"
#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/units.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

Source At(size_t begin, size_t end, Evidence evidence) {
  return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, evidence};
}

bool UpperRun(const TokenText& text, size_t begin, size_t end) {
  size_t words = 0;
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].kind == Token::Kind::kWord) {
      if (!text.tokens[i].upper) {
        return false;
      }
      ++words;
    }
  }
  return words > 0;
}

class HeaderReader {
 public:
  HeaderReader(const TokenText& text, const Layout& layout, ParsedDirective* out)
      : text_(text), layout_(layout), out_(out) {
    const auto& lines = layout.lines;
    begin_ = lines.empty() ? 0 : lines[std::min(layout.zones.header_begin, lines.size() - 1)].begin;
    body_ = layout.zones.body_begin < lines.size() ? lines[layout.zones.body_begin].begin : text.tokens.size();
    // A header run into one line goes on where the body seems to begin.
    limit_ = std::min(text.tokens.size(), std::max(body_, begin_ + 150));
  }

  std::pair<size_t, size_t> Run() {
    Number();
    PlaceAndDay();
    Type();
    Subject();
    Addressees();
    Issuer();
    Facts();
    FromText();
    return addressees_;
  }

 private:
  void Number() {
    const size_t end = layout_.type_begin == kNpos ? limit_ : std::min(limit_, layout_.type_begin + 30);
    for (size_t i = begin_; i < end; ++i) {
      const Token& token = text_.tokens[i];
      // A scan makes "Sé:" or "S6:" of it: two letters and a colon.
      const bool misread = text_.damaged && token.folded[0] == 's' && token.folded.size() <= 3 && i + 1 < end &&
                           text_.tokens[i + 1].mark == ':';
      if (!(token.folded == "so" || misread) || !token.capital || i + 1 >= end) {
        continue;
      }
      size_t at = i + 1;
      while (at < end && at < i + 14 &&
             (text_.tokens[at].mark == ':' || text_.tokens[at].mark == '.' || text_.tokens[at].mark == '_' ||
              text_.tokens[at].folded == "…")) {
        ++at;
      }
      const NumberMatch number = ReadNumber(text_, at, end, text_.tokens[at - 1].mark != 0 || at > i + 1);
      if (number.end != 0) {
        out_->number = number.number;
        out_->sources.number =
            At(at, number.end, number.number.starts_with('/') ? Evidence::kPartial : Evidence::kLabelled);
        number_begin_ = i;
        number_end_ = number.end;
        return;
      }
    }
  }

  // "Bình Giang, ngày 29 tháng 4 năm 2022"; parts may be blank.
  void PlaceAndDay() {
    for (size_t i = begin_; i < limit_; ++i) {
      if (text_.tokens[i].folded != "ngay") {
        continue;
      }
      const bool comma = i > begin_ && text_.tokens[i - 1].mark == ',';
      const DateMatch match = ReadDate(text_, i, std::min(limit_, i + 20));
      const bool blank = match.end == 0 && Is(text_, i + 1, limit_, "thang") && Is(text_, i + 2, limit_, "nam");
      if (!comma || (match.end == 0 && !blank)) {
        continue;
      }
      size_t from = i - 1;
      while (from > begin_ && from != number_end_ && text_.tokens[from - 1].kind == Token::Kind::kWord &&
             text_.tokens[from - 1].capital && i - 1 - from < 6) {
        --from;
        if (text_.tokens[from].line_start && !PlaceGoesOn(from)) {
          break;
        }
      }
      if (from == i - 1) {
        continue;
      }
      if (from >= begin_ + 2 && (WordsAt(text_, from - 2, i, "thanh pho") || WordsAt(text_, from - 2, i, "thi xa"))) {
        from -= 2;
      } else if (from >= begin_ + 1 && text_.tokens[from - 1].capital && WordsAt(text_, from - 1, i, "thanh pho")) {
        --from;
      }
      out_->issued = match.date;
      if (!match.date.empty()) {
        out_->sources.issued = At(i, match.end, match.date.day == 0 ? Evidence::kPartial : Evidence::kPositional);
      }
      out_->sources.place = At(from, i - 1, Evidence::kPositional);
      out_->place = SpellPlain(text_, from, i - 1);
      date_end_ = blank ? i + 3 : match.end;
      return;
    }
  }

  // "Thành phố Hồ Chí / Minh, ngày": a place torn at the end of a line.
  bool PlaceGoesOn(size_t at) const {
    return at > begin_ && text_.tokens[at - 1].kind == Token::Kind::kWord && text_.tokens[at - 1].capital &&
           !text_.tokens[at - 1].upper;
  }

  void Type() {
    if (layout_.type != nullptr) {
      out_->type = TypeByName(layout_.type->value);
      out_->sources.type = At(layout_.type_begin, layout_.type_end, Evidence::kPositional);
    }
  }

  void Subject() {
    const size_t about = About();
    const bool titled = layout_.type_begin != kNpos && layout_.type_end < text_.tokens.size();
    if (titled && (about == kNpos || layout_.type_begin < about)) {
      SubjectBehindType();
    } else if (about != kNpos) {
      // V/v: to the end of its paragraph or cell.
      size_t end = about;
      while (end < limit_ && !(end > about && StartsOther(end))) {
        ++end;
      }
      SetSubject(about, end, Evidence::kLabelled);
    }
    if (out_->type == DocumentType::kUnknown && about != kNpos) {
      out_->type = DocumentType::kLetter;
      out_->sources.type = At(about, about, Evidence::kMarked);
    }
  }

  void SetSubject(size_t begin, size_t end, Evidence evidence) {
    out_->subject = SpellSubject(begin, end);
    if (!out_->subject.empty()) {
      out_->sources.subject = At(begin, end, evidence);
    }
  }

  // Behind "V/v" or "Về việc" in the header of a letter.
  size_t About() const {
    for (size_t i = begin_; i + 3 < std::min(limit_, text_.tokens.size()); ++i) {
      if (text_.tokens[i].folded == "v" && text_.tokens[i + 1].mark == '/' && text_.tokens[i + 2].folded == "v") {
        return text_.tokens[i + 3].mark == ':' ? i + 4 : i + 3;
      }
    }
    return kNpos;
  }

  bool StartsOther(size_t at) const {
    const Token& token = text_.tokens[at];
    if (token.mark == '|' && token.line_start) {
      return true;
    }
    if (!token.line_start) {
      return at == date_end_ - 6 || WordsAt(text_, at, limit_, "kinh gui");
    }
    const Line& line = layout_.lines[layout_.LineOf(at)];
    return line.blank_before || WordsAt(text_, at, limit_, "kinh gui") || WordsAt(text_, at, limit_, "cong hoa xa hoi");
  }

  void SubjectBehindType() {
    size_t begin = layout_.type_end;
    while (begin < text_.tokens.size() && (text_.tokens[begin].kind == Token::Kind::kMark &&
                                           text_.tokens[begin].mark != '"' && text_.tokens[begin].mark != '(')) {
      ++begin;
    }
    if (begin >= text_.tokens.size()) {
      return;
    }
    const bool upper = text_.tokens[begin].upper || text_.tokens[begin].mark == '"';
    size_t end = begin;
    size_t line = layout_.LineOf(begin);
    for (size_t first = line; line < layout_.lines.size() && line < first + 12; ++line) {
      const Line& at = layout_.lines[line];
      const bool head = line == first;
      if (!head && (at.pipe || at.furniture || EndsSubject(at, upper))) {
        break;
      }
      end = at.end;
      // One long line holds title and body.
      if (at.end - std::max(at.begin, begin) > 90) {
        end = CutLongLine(std::max(at.begin, begin), at.end, upper);
        break;
      }
    }
    SetSubject(begin, CutAuthority(begin, end, upper), Evidence::kPositional);
  }

  bool EndsSubject(const Line& line, bool upper) const {
    const bool line_upper = UpperRun(text_, line.begin, line.end);
    if (text_.tokens[line.begin].mark == '(' || WordsAt(text_, line.begin, line.end, "kinh gui")) {
      return true;
    }
    if (line.blank_before) {
      return !(upper && line_upper && !IsAuthority(line.begin, line.end)) || text_.tokens[line.begin - 1].mark == ':';
    }
    // A title in capitals ends where a line is mostly small letters.
    if (upper && !line_upper) {
      size_t words = 0, small = 0;
      for (size_t i = line.begin; i < line.end; ++i) {
        words += text_.tokens[i].kind == Token::Kind::kWord;
        small += text_.tokens[i].kind == Token::Kind::kWord && !text_.tokens[i].upper;
      }
      if (words > 5 && small * 10 > words * 7) {
        return true;
      }
    }
    if (upper) {
      return IsAuthority(line.begin, line.end) ||
             (LongestMatch(text_, TheVocabulary().bases, line.begin, line.end) && !line_upper);
    }
    return static_cast<bool>(LongestMatch(text_, TheVocabulary().bases, line.begin, line.end)) &&
           text_.tokens[line.begin].capital && !layout_.wrapped;
  }

  // "BỘ TRƯỞNG BỘ TƯ PHÁP", "ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG" alone on a line.
  bool IsAuthority(size_t begin, size_t end) const {
    const UnitList units = ReadUnits(text_, begin, end);
    return (!units.empty() && units.end == end) || WordsAt(text_, begin, end, "chinh phu") ||
           WordsAt(text_, begin, end, "thu tuong chinh phu");
  }

  // In a header run into one line the authority that follows the title belongs to the body.
  size_t CutAuthority(size_t begin, size_t end, bool upper) const {
    if (!upper) {
      return end;
    }
    for (size_t i = begin + 6; i < end; ++i) {
      const Match office = LongestMatch(text_, TheVocabulary().offices, i, end);
      const bool body =
          text_.tokens[i].folded == "uy" || text_.tokens[i].folded == "hoi" || text_.tokens[i].folded == "thu";
      const std::string& before = text_.tokens[i - 1].folded;
      if (before == "cua" || before == "va" || before == "giua" || text_.tokens[i - 1].mark == ',') {
        continue;
      }
      if ((office || body) && IsAuthority(i, end)) {
        return i;
      }
    }
    return end;
  }

  size_t CutLongLine(size_t begin, size_t end, bool upper) const {
    for (size_t i = begin + 3; i < end; ++i) {
      if (upper && !text_.tokens[i].upper && text_.tokens[i].kind == Token::Kind::kWord &&
          text_.tokens[i].folded.size() > 1) {
        return i;
      }
      if (text_.tokens[i].mark == '(' && WordsAt(text_, i + 1, end, "ban hanh")) {
        return i;
      }
    }
    return std::min(end, begin + 90);
  }

  std::string SpellSubject(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      if (text_.tokens[i].mark == '(' &&
          (WordsAt(text_, i + 1, end, "ban hanh") || WordsAt(text_, i + 1, end, "kem theo"))) {
        end = i;
      }
    }
    while (end > begin && (text_.tokens[end - 1].mark == '.' || text_.tokens[end - 1].mark == ';' ||
                           text_.tokens[end - 1].mark == ':' || text_.tokens[end - 1].mark == '|' ||
                           text_.tokens[end - 1].mark == '-')) {
      --end;
    }
    return text_.Text(begin, end);
  }

  void Addressees() {
    const size_t end = std::min(text_.tokens.size(), body_ + 400);
    size_t at = kNpos;
    for (size_t i = begin_; i < end && at == kNpos; ++i) {
      if (WordsAt(text_, i, end, "kinh gui") ||
          (text_.tokens[i].folded == "dien" && i + 1 < end && text_.tokens[i + 1].mark == ':')) {
        at = i + (text_.tokens[i].folded == "kinh" ? 2 : 1);
      }
    }
    if (at == kNpos) {
      return;
    }
    while (at < end && (text_.tokens[at].mark == ':' || text_.tokens[at].mark == '|')) {
      ++at;
    }
    if (at >= end) {
      return;
    }
    // Lines with bullets each name one; otherwise one paragraph lists them all.
    size_t line = layout_.LineOf(at);
    const size_t first = line;
    size_t from = at;
    const bool bullets = text_.tokens[at].mark == '-';
    for (; line < layout_.lines.size() && line < first + 60; ++line) {
      const Line& here = layout_.lines[line];
      if (here.pipe || here.furniture) {
        // The next cell goes on with the list where it has a bullet or the last one ends with a colon.
        size_t next = line;
        while (next < layout_.lines.size() && layout_.lines[next].pipe) {
          ++next;
        }
        const bool more = next < layout_.lines.size() &&
                          (text_.tokens[layout_.lines[next].begin].mark == '-' || LastMark(line) == ':');
        if (line > first && !more) {
          break;
        }
        continue;
      }
      if (line > first) {
        const bool bullet = text_.tokens[here.begin].mark == '-';
        if (bullet) {
          Addressee(from, here.begin);
          from = here.begin;
        } else if ((here.blank_before && LastMark(line) != ':') ||
                   (bullets && text_.tokens[here.begin].capital && (LastMark(line) == ';' || LastMark(line) == '.')) ||
                   LongestMatch(text_, TheVocabulary().bases, here.begin, here.end)) {
          break;
        }
      }
    }
    const size_t stop = line < layout_.lines.size() ? layout_.lines[line].begin : text_.tokens.size();
    Addressee(from, stop);
    addressees_ = {layout_.LineOf(at), line};
  }

  // The mark that ends the words before `line`; 0 where a word does.
  char LastMark(size_t line) const {
    while (line > 0 && layout_.lines[line - 1].pipe) {
      --line;
    }
    return line == 0 ? 0 : text_.tokens[layout_.lines[line - 1].end - 1].mark;
  }

  void Addressee(size_t begin, size_t end) {
    while (begin < end && text_.tokens[begin].kind == Token::Kind::kMark) {
      ++begin;
    }
    while (end > begin && text_.tokens[end - 1].kind == Token::Kind::kMark && text_.tokens[end - 1].mark != ')') {
      --end;
    }
    if (begin >= end || end - begin > 120) {
      return;
    }
    size_t from = begin;
    for (size_t i = begin; i <= end; ++i) {
      if (i == end || text_.tokens[i].mark == ';') {
        if (i > from) {
          out_->addressees.push_back(SpellName(text_, from, i));
          out_->sources.addressees.push_back(At(from, i, Evidence::kLabelled));
        }
        from = i + 1;
      }
    }
  }

  // The column left of the motto, or above it: "ỦY BAN NHÂN DÂN / TỈNH BÌNH GIANG", "UBND TỈNH ... / SỞ ...".
  void Issuer() {
    if (layout_.motto == kNpos) {
      return;
    }
    std::vector<size_t> column;
    for (size_t i = begin_; i < std::min(layout_.motto, number_begin_); ++i) {
      column.push_back(i);
    }
    // Columns read across: the second line of the issuer stands behind the motto's first line.
    const size_t end = std::min(limit_, layout_.motto + 30);
    for (size_t i = layout_.motto; !text_.tokens[layout_.motto].line_start && i < end; ++i) {
      if (text_.tokens[i].line_start && text_.tokens[i].upper && i > layout_.motto &&
          !WordsAt(text_, i, end, "chu nghia") && !WordsAt(text_, i, end, "doc lap") &&
          !WordsAt(text_, i, end, "cong hoa")) {
        for (size_t k = i; k < end && text_.tokens[k].upper && !WordsAt(text_, k, end, "doc lap"); ++k) {
          column.push_back(k);
        }
        break;
      }
      if (text_.tokens[i].folded == "so" || text_.tokens[i].mark == '|') {
        break;
      }
    }
    SpellIssuer(column);
  }

  void SpellIssuer(const std::vector<size_t>& column) {
    // Runs of capitals, each a body; the last names the issuer, those before it where it belongs.
    std::vector<std::pair<size_t, size_t>> runs;
    for (size_t i : column) {
      const Token& token = text_.tokens[i];
      const bool part = (token.kind == Token::Kind::kWord && token.upper) ||
                        ((token.mark == '-' || token.mark == ',' || token.mark == '&') && !runs.empty() &&
                         runs.back().second == i && !token.line_start);
      const bool number = token.kind == Token::Kind::kNumber && !runs.empty() && runs.back().second == i;
      if (!part && !number) {
        continue;
      }
      const bool mark = token.kind == Token::Kind::kMark;
      if (!runs.empty() && (runs.back().second == i || Bridged(runs.back().second, i)) &&
          !(token.line_start && BeginsBody(i) && !mark && !Spans(runs.back().first, i))) {
        runs.back().second = i + 1;
      } else if (!mark) {
        runs.emplace_back(i, i + 1);
      }
    }
    std::erase_if(runs, [this](const auto& run) { return Noise(run.first, run.second); });
    if (runs.empty()) {
      return;
    }
    std::string name;
    for (const auto& [begin, end] : Parts(runs.back())) {
      name += (name.empty() ? "" : " ") + SpellName(text_, begin, end);
    }
    if (runs.size() > 1) {
      name += Locality(runs[runs.size() - 2], name);
    }
    out_->issuer = Tidy(name);
    out_->sources.issuer = At(runs.back().first, runs.back().second, Evidence::kPositional);
  }

  // Parts of a run that do not follow each other in the text (columns read across).
  std::vector<std::pair<size_t, size_t>> Parts(const std::pair<size_t, size_t>& run) const {
    std::vector<std::pair<size_t, size_t>> parts;
    size_t begin = run.first;
    for (size_t i = run.first; i < run.second; ++i) {
      if (i == layout_.motto) {
        parts.emplace_back(begin, i);
      }
      if (i >= layout_.motto && text_.tokens[i].line_start) {
        begin = i;
      }
    }
    if (run.first < layout_.motto && run.second > layout_.motto) {
      parts.emplace_back(begin, run.second);
      return parts;
    }
    return {run};
  }

  bool Bridged(size_t from, size_t to) const { return from == layout_.motto && to > from; }

  bool BeginsBody(size_t at) const {
    const Match match = LongestMatch(text_, TheVocabulary().bodies, at, text_.tokens.size());
    return match && match.entry->value != "CLASS" &&
           !(match.entry->words.size() == 1 && text_.tokens[at].folded == "ban");
  }

  // True where one name stands on both sides of `at`: "VĂN PHÒNG / CHÍNH PHỦ".
  bool Spans(size_t begin, size_t at) const {
    return LongestMatch(text_, TheVocabulary().bodies, begin, text_.tokens.size()).end > at;
  }

  bool Noise(size_t begin, size_t end) const {
    return (end - begin < 2 && !BeginsBody(begin)) || WordsAt(text_, begin, end, "cong hoa") ||
           WordsAt(text_, begin, end, "so hieu") || out_->number.find(text_.Text(begin, end)) != std::string::npos;
  }

  // A department says under whom it stands: "UBND TỈNH BÌNH GIANG / SỞ Y TẾ" is "Sở Y tế tỉnh Bình Giang".
  std::string Locality(const std::pair<size_t, size_t>& above, const std::string& name) const {
    const std::string folded = Fold(name);
    if (!folded.starts_with("so ") && !folded.starts_with("phong ") && !folded.starts_with("ban ") &&
        !folded.starts_with("uy ban nhan dan xa")) {
      return "";
    }
    if (folded.starts_with("uy ban nhan dan")) {
      return "";
    }
    const std::string over = SpellName(text_, above.first, above.second);
    const std::string head = "Ủy ban nhân dân ";
    if (name == "Văn phòng" || folded.starts_with("ban ")) {
      return Fold(over).find("trung uong") == std::string::npos ? ""
             : name == "Văn phòng"                              ? " Trung ương Đảng"
                                                                : " Trung ương";
    }
    return over.starts_with(head) ? " " + over.substr(head.size()) : "";
  }

  static std::string Tidy(std::string name) {
    for (std::string_view level :
         {"Tỉnh ", "Huyện ", "Thành phố ", "Thị xã ", "Quận ", "Xã ", "Phường ", "Thị trấn "}) {
      const std::string at = " " + std::string(level);
      if (const size_t found = name.find(at); found != std::string::npos) {
        name.replace(found, at.size(), " " + ToSmall(level));
      }
    }
    return name;
  }

  static std::string ToSmall(std::string_view level) {
    static constexpr std::pair<std::string_view, std::string_view> kLevels[] = {
        {"Tỉnh ", "tỉnh "}, {"Huyện ", "huyện "}, {"Thành phố ", "thành phố "}, {"Thị xã ", "thị xã "},
        {"Quận ", "quận "}, {"Xã ", "xã "},       {"Phường ", "phường "},       {"Thị trấn ", "thị trấn "}};
    for (const auto& [capital, small] : kLevels) {
      if (capital == level) {
        return std::string(small);
      }
    }
    return std::string(level);
  }

  // The value of a label in a site's table: the next words that are no border.
  std::pair<size_t, size_t> Fact(std::string_view label, size_t end) const {
    const size_t at = FindWords(text_, 0, end, label);
    if (at == kNpos) {
      return {0, 0};
    }
    size_t i = at + static_cast<size_t>(std::count(label.begin(), label.end(), ' ')) + 1;
    while (i < end && (text_.tokens[i].mark == ':' || text_.tokens[i].mark == '|')) {
      ++i;
    }
    size_t stop = i;
    while (stop < end && text_.tokens[stop].mark != '|') {
      ++stop;
    }
    return {i, stop};
  }

  void Facts() {
    const size_t end = std::min<size_t>(text_.tokens.size(), 1200);
    const auto [number, number_end] = Fact("so hieu", end);
    if (number == number_end) {
      return;
    }
    if (out_->number.empty()) {
      out_->number = ReadNumber(text_, number, number_end, false).number;
      if (!out_->number.empty()) {
        out_->sources.number = At(number, number_end, Evidence::kSiteFacts);
      }
    }
    if (const auto [at, stop] = Fact("loai van ban", end); out_->type == DocumentType::kUnknown && at != stop) {
      const Match match = LongestMatch(text_, TheVocabulary().document_types, at, stop);
      out_->type = match ? TypeByName(match.entry->value) : DocumentType::kUnknown;
      if (match) {
        out_->sources.type = At(at, stop, Evidence::kSiteFacts);
      }
    }
    if (const auto [at, stop] = Fact("noi ban hanh", end); out_->issuer.empty() && at != stop && stop - at < 20) {
      out_->issuer = SpellName(text_, at, stop);
      out_->sources.issuer = At(at, stop, Evidence::kSiteFacts);
      // A site names the place; the notation says which of its bodies.
      const std::string notation = Fold(out_->number);
      if (LongestMatch(text_, TheVocabulary().levels, at, stop)) {
        const std::string place = ToLower(out_->issuer.substr(0, out_->issuer.find(' '))) +
                                  out_->issuer.substr(std::min(out_->issuer.find(' '), out_->issuer.size()));
        out_->issuer = (notation.find("hdnd") != std::string::npos ? "Hội đồng nhân dân " : "Ủy ban nhân dân ") + place;
      }
    }
    if (const auto [at, stop] = Fact("nguoi ky", end); at != stop && stop - at < 8) {
      out_->signer.name = text_.Text(at, stop);
      out_->signer.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(stop)};
      out_->signer.evidence = Evidence::kSiteFacts;
    }
    if (const auto [at, stop] = Fact("ngay ban hanh", end); out_->issued.empty() && at != stop) {
      out_->issued = ReadDate(text_, at, stop).date;
      if (!out_->issued.empty()) {
        out_->sources.issued = At(at, stop, Evidence::kSiteFacts);
      }
    }
  }

  // A document without its header still says some of it.
  void FromText() {
    if (out_->type == DocumentType::kUnknown && !out_->number.empty()) {
      out_->type = TypeByNotation(out_->number);
      out_->sources.type = out_->sources.number;
      out_->sources.type.evidence = Evidence::kNotation;
    }
    if (out_->type == DocumentType::kUnknown && !text_.tokens.empty()) {
      for (size_t line = 0; line < std::min<size_t>(layout_.lines.size(), 6); ++line) {
        const Line& at = layout_.lines[line];
        const Match match = LongestMatch(text_, TheVocabulary().document_types, at.begin, at.end);
        if (match && text_.tokens[at.begin].capital) {
          out_->type = TypeByName(match.entry->value);
          out_->sources.type = At(at.begin, match.end, Evidence::kOwnWords);
          if (out_->subject.empty()) {
            SetSubject(match.end, at.end, Evidence::kOwnWords);
          }
          break;
        }
      }
    }
    if (out_->issuer.empty()) {
      IssuerFromText();
    }
    if (out_->issuer.empty()) {
      IssuerByProvince();
    }
    if (out_->subject.empty() && out_->type == DocumentType::kUnknown && out_->issuer.empty() &&
        !layout_.lines.empty()) {
      const size_t end = std::min(layout_.lines.front().end, layout_.lines.front().begin + 60);
      out_->subject = text_.Text(layout_.lines.front().begin, end);
      out_->sources.subject = At(layout_.lines.front().begin, end, Evidence::kBare);
    }
  }

  // "Ủy ban nhân dân (UBND) huyện Chi Lăng xây dựng kế hoạch": the first body that the notation fits and that has a
  // name of its own.
  void IssuerFromText() {
    const bool people = out_->number.empty() || Fold(out_->number).find("ubnd") != std::string::npos;
    if (!people) {
      return;
    }
    const size_t limit = std::min<size_t>(text_.tokens.size(), 4000);
    for (size_t i = begin_; i < limit; ++i) {
      size_t at = 0;
      if (WordsAt(text_, i, limit, "uy ban nhan dan")) {
        at = i + 4;
      } else if (text_.tokens[i].folded == "ubnd") {
        at = i + 1;
      } else {
        continue;
      }
      if (at < limit && text_.tokens[at].mark == '(') {
        at = std::min(limit, at + 3);
      }
      const std::string place = Placed(at, limit);
      if (place.empty()) {
        continue;
      }
      const bool here = !out_->place.empty() && Fold(place).ends_with(Fold(out_->place));
      if (here || (out_->issuer.empty() && out_->place.empty())) {
        out_->issuer = "Ủy ban nhân dân " + place;
        out_->sources.issuer =
            At(i, at + 1 + static_cast<size_t>(std::count(place.begin(), place.end(), ' ')), Evidence::kOwnWords);
      }
      if (here) {
        return;
      }
    }
  }

  // A bare body of a directive speaks of "Ủy ban nhân dân tỉnh" and, once, says which province.
  void IssuerByProvince() {
    const size_t limit = std::min<size_t>(text_.tokens.size(), 1500);
    const bool people =
        FindWords(text_, 0, limit, "uy ban nhan dan") != kNpos || FindWords(text_, 0, limit, "ubnd") != kNpos;
    for (size_t i = 0; people && i < limit; ++i) {
      if (!WordsAt(text_, i, limit, "tinh") && !WordsAt(text_, i, limit, "thanh pho")) {
        continue;
      }
      const size_t at = i + (text_.tokens[i].folded == "tinh" ? 1 : 2);
      if (const Match match = LongestMatch(text_, TheVocabulary().provinces, at, limit)) {
        out_->issuer = "Ủy ban nhân dân " + match.entry->value + " " + match.entry->phrase;
        out_->sources.issuer = At(i, match.end, Evidence::kBare);
        return;
      }
    }
  }

  std::string Placed(size_t at, size_t limit) const {
    for (std::string_view level : {"tinh", "huyen", "thanh pho", "thi xa", "quan", "xa", "phuong", "thi tran"}) {
      if (!WordsAt(text_, at, limit, level)) {
        continue;
      }
      const size_t name = at + (level.find(' ') == std::string_view::npos ? 1 : 2);
      size_t end = name;
      while (end < limit && end < name + 4 && text_.tokens[end].kind == Token::Kind::kWord &&
             text_.tokens[end].capital) {
        ++end;
      }
      return end > name ? text_.Text(at, end) : "";
    }
    return "";
  }

  const TokenText& text_;
  const Layout& layout_;
  ParsedDirective* out_;
  size_t begin_ = 0;
  size_t body_ = 0;
  size_t limit_ = 0;
  size_t date_end_ = 0;
  size_t number_begin_ = kNpos;
  size_t number_end_ = 0;
  std::pair<size_t, size_t> addressees_ = {0, 0};
};

}  // namespace

std::pair<size_t, size_t> ReadHeader(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  return text.tokens.empty() ? std::pair<size_t, size_t>{0, 0} : HeaderReader(text, layout, out).Run();
}

}  // namespace dondoc::directive::reading
