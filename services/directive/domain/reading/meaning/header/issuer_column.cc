// The column of a header that names the issuer, and the bodies above it.
#include <algorithm>
#include <string_view>
#include <vector>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/header/issuer.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

constexpr std::string_view kCommittee = "Ủy ban nhân dân ";

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) { return text.starts_with(head); });
}

// The proper name of a territory: "bình giang" of "tỉnh Bình Giang"; folded.
std::string ProperName(const std::string& territory) {
  std::string folded = Fold(territory);
  for (std::string_view level : {"tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "thi tran ", "xa ", "phuong "}) {
    if (folded.starts_with(level)) {
      return folded.substr(level.size());
    }
  }
  return folded;
}

// `name` with the place that the body above it gives it.
std::string Under(const std::string& above, const std::string& name) {
  const std::string over = Fold(above), own = Fold(name);
  if (over == "ban chap hanh trung uong" || over == "ban chap hanh trung uong dang") {
    return own == "van phong" ? name + " Trung ương Đảng"
           : StartsWithAny(own, {"ban ", "uy ban kiem tra"}) && own.find("trung uong") == own.npos
               ? name + " Trung ương"
               : name;
  }
  if (StartsWithAny(over, {"tinh uy ", "thanh uy ", "huyen uy ", "quan uy ", "thi uy ", "dang uy "})) {
    const bool part = StartsWithAny(own, {"ban ", "van phong", "uy ban kiem tra"});
    return part && own.find(over) == own.npos ? name + " " + above : name;
  }
  // "ỦY BAN MTTQ VIỆT NAM TỈNH BÌNH GIANG / BAN THƯỜNG TRỰC": an organ of the body above.
  if (!above.starts_with(kCommittee)) {
    const bool organ = own == "ban thuong truc" || own == "ban thuong vu" || own == "ban chap hanh";
    return organ ? name + " " + above : name;
  }
  const std::string place = above.substr(kCommittee.size());
  if (own == "van phong") {
    return name + " " + above;
  }
  const bool placed = own.find(ProperName(place)) != own.npos;
  const bool school = StartsWithAny(own, {"truong ", "benh vien", "cong ty", "uy ban nhan dan", "hoi dong nhan dan"});
  return placed || school ? name : name + " " + place;
}

class Column {
 public:
  Column(const TokenText& text, const Layout& layout, const HeaderZone& zone)
      : text_(text), layout_(layout), zone_(zone) {}

  Found Issuer() {
    Collect();
    if (runs_.empty()) {
      return {};
    }
    std::string name = Name(runs_.back());
    if (runs_.size() > 1) {
      name = Under(Name(runs_[runs_.size() - 2]), name);
    }
    return {name, SourceAt(runs_.back().front().begin, runs_.back().back().end, Evidence::kPositional)};
  }

 private:
  std::string Name(const std::vector<TokenRange>& run) const {
    std::string name;
    for (const TokenRange& part : run) {
      std::string words = SpellName(text_, part.begin, part.end);
      // "... NHÂN DÂN" and "XÃ HÒA AN", read from two lines, are one name.
      const Match level = LongestMatch(text_, TheVocabulary().levels, part.begin, part.end);
      if (!name.empty() && level) {
        words = level.entry->phrase + words.substr(std::min(words.size(), level.entry->phrase.size()));
      }
      name += (name.empty() ? "" : " ") + words;
    }
    return name;
  }

  // The superior first.
  void Collect() {
    const size_t motto = layout_.motto;
    for (size_t i = zone_.begin; i < std::min(motto, zone_.number_begin); ++i) {
      Take(i);
    }
    // Columns read across: the second line of the issuer stands behind the motto's first line.
    const size_t end = std::min(zone_.limit, motto + 30);
    for (size_t i = motto; !text_.tokens[motto].line_start && i < end; ++i) {
      if (text_.tokens[i].line_start && text_.tokens[i].upper && i > motto && !Motto(i, end)) {
        bridged_ = !runs_.empty() && runs_.back().back().end == motto;
        for (size_t k = i; k < end && text_.tokens[k].upper && !WordsAt(text_, k, end, "doc lap"); ++k) {
          Take(k);
        }
        break;
      }
      if (text_.tokens[i].folded == "so" || text_.tokens[i].mark == '|') {
        break;
      }
    }
    DropNoise();
    if (runs_.empty() && zone_.number_begin != kNpos && zone_.number_begin > motto) {
      // The motto stands first.
      for (size_t i = motto; i < std::min(zone_.number_begin, zone_.limit); ++i) {
        if (text_.tokens[i].line_start && Motto(i, zone_.limit)) {
          i = layout_.lines[layout_.LineOf(i)].end - 1;
          continue;
        }
        Take(i);
      }
      DropNoise();
    }
  }

  bool Motto(size_t at, size_t end) const {
    return WordsAt(text_, at, end, "chu nghia") || WordsAt(text_, at, end, "doc lap") ||
           WordsAt(text_, at, end, "cong hoa") || WordsAt(text_, at, end, "dang cong san");
  }

  // "CỘNG HÒ A XÃ HỘI CHỦ NGHĨA VI ỆT NAM": torn elsewhere than in these words.
  bool TornMotto(size_t begin, size_t end) const { return FindWords(text_, begin, end, "hoi chu nghia") != kNpos; }

  // Runs of capitals, each a body.
  void Take(size_t i) {
    const Token& token = text_.tokens[i];
    if (token.line_start) {
      const Line& line = layout_.lines[layout_.LineOf(i)];
      stamp_end_ = LongestMatch(text_, TheVocabulary().stamps, i, line.end).end == line.end ? line.end : stamp_end_;
    }
    if (i < stamp_end_) {
      return;
    }
    TokenRange* last = runs_.empty() ? nullptr : &runs_.back().back();
    const bool follows = last != nullptr && last->end == i;
    const bool mark = token.kind == Token::Kind::kMark;
    const bool part = (token.kind == Token::Kind::kWord && token.upper) ||
                      ((token.mark == '-' || token.mark == ',' || token.mark == '&') && follows && !token.line_start) ||
                      (token.kind == Token::Kind::kNumber && follows);
    if (!part) {
      return;
    }
    const bool opens = !mark && HeadsBody(i);
    if (follows && !(opens && (token.line_start ? !Spans(last->begin, i) : Complete(last->begin, i)))) {
      last->end = i + 1;
    } else if (bridged_ && i > layout_.motto && !opens) {
      bridged_ = false;
      runs_.back().push_back({i, i + 1});
    } else if (!mark) {
      runs_.push_back({{i, i + 1}});
    }
  }

  // A head of bodies. One word alone also stands within names ("BỘ NỘI VỤ", "HẢI PHÒNG"): it is a head with a field of
  // work behind it, or on a line of its own where no province's name goes on.
  bool HeadsBody(size_t at) const {
    const size_t limit = text_.tokens.size();
    const Match match = LongestMatch(text_, TheVocabulary().bodies, at, limit);
    if (!match || match.entry->value == "CLASS" || match.entry->value == "NONE") {
      return false;
    }
    if (match.entry->words.size() > 1 || LongestMatch(text_, TheVocabulary().fields, match.end, limit) ||
        LongestMatch(text_, TheVocabulary().abbreviations, match.end, limit)) {
      return true;
    }
    const bool province = at > 0 && LongestMatch(text_, TheVocabulary().provinces, at - 1, limit).end > at;
    return text_.tokens[at].line_start && text_.tokens[at].folded != "ban" && !province;
  }

  // True where one name stands on both sides of `at`: "VĂN PHÒNG / CHÍNH PHỦ".
  bool Spans(size_t begin, size_t at) const {
    const Match before = LongestMatch(text_, TheVocabulary().bodies, begin, at);
    const bool whole = before && before.end == at && before.entry->value == "NAME";
    return !whole && LongestMatch(text_, TheVocabulary().bodies, begin, text_.tokens.size()).end > at;
  }

  // "BỘ TÀI CHÍNH" before "TỔNG CỤC THUẾ" on one line; "VĂN PHÒNG" before "ỦY BAN NHÂN DÂN" is but the head of a name.
  bool Complete(size_t begin, size_t at) const {
    const Match head = LongestMatch(text_, TheVocabulary().bodies, begin, at);
    if (!head || Spans(begin, at) || (head.end == at && head.entry->value != "NAME")) {
      return false;
    }
    const UnitList units = ReadUnits(text_, begin, at);
    return units.units.size() == 1 && units.end == at;
  }

  void DropNoise() {
    std::erase_if(runs_, [this](const std::vector<TokenRange>& run) {
      const auto [begin, end] = run.front();
      return (end - begin < 2 && !HeadsBody(begin)) || Motto(begin, end) || TornMotto(begin, end) ||
             WordsAt(text_, begin, end, "so hieu") || InNumber(begin);
    });
  }

  bool InNumber(size_t at) const {
    return zone_.number_begin != kNpos && at >= zone_.number_begin && at < zone_.number_end;
  }

  const TokenText& text_;
  const Layout& layout_;
  const HeaderZone& zone_;
  std::vector<std::vector<TokenRange>> runs_;  // a run has two parts where columns were read across
  bool bridged_ = false;
  size_t stamp_end_ = 0;  // behind a line that is a stamp ("HỎA TỐC")
};

}  // namespace

Found IssuerInHeader(const TokenText& text, const Layout& layout, const HeaderZone& zone) {
  if (layout.motto == kNpos) {
    return {};
  }
  Found issuer = Column(text, layout, zone).Issuer();
  const TokenRange range = FindAuthority(text, layout);
  if (range.empty()) {
    return issuer;
  }
  const std::string authority = BodyOf(text, range.begin, range.end);
  const std::string& name = issuer.value;
  const TokenText column = Tokenize(name);
  const bool known = !column.tokens.empty() && BeginsBody(column, 0, column.tokens.size());
  const bool placed =
      name.find(" tỉnh ") != name.npos || name.find(" thành phố ") != name.npos || name.find(" huyện ") != name.npos;
  const bool longer = !placed && authority.size() > name.size() && Fold(authority).starts_with(Fold(name));
  if (!known || longer) {
    return {authority, SourceAt(range.begin, range.end, Evidence::kPositional)};
  }
  return issuer;
}

}  // namespace dondoc::directive::reading
