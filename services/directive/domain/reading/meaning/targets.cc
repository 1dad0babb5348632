#include "services/directive/domain/reading/meaning/targets.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/figures.h"

namespace dondoc::directive::reading {
namespace {

// How far back the words that a figure depends on are looked for, in tokens: keeps a text that is one sentence linear.
constexpr size_t kReach = 400;
// How many equal figures a target is compared with to see whether it repeats one of them.
constexpr size_t kEqualFigures = 40;

using WordSet = std::unordered_set<std::string_view>;

// What the words before a figure say about it.
struct Aim {
  bool sentence = false;  // the sentence speaks of reaching something
  bool clause = false;    // the clause does
  bool done = false;      // it tells what was done
  bool fact = false;      // it tells what is
  bool cost = false;      // it speaks of money
  size_t begin = 0;       // where the words of the sentence's last goal stand
  bool any() const { return sentence || clause; }
};

bool EndsSentence(const TokenText& text, size_t at, size_t limit) {
  return text.tokens[at].mark == '.' && (at + 1 >= limit || text.tokens[at + 1].space_before);
}

// The words that a target is told apart by: without figures and their comparisons.
WordSet Words(const TokenText& text, size_t begin, size_t end) {
  WordSet words;
  for (size_t i = begin; i < end; ++i) {
    if (const Match match = LongestMatch(text, TheVocabulary().comparators, i, end)) {
      i = match.end - 1;
    } else if (const Match aim = LongestMatch(text, TheVocabulary().aims, i, end)) {
      i = aim.end - 1;
    } else if (text.tokens[i].kind == Token::Kind::kWord) {
      words.insert(text.tokens[i].folded);
    }
  }
  return words;
}

class TargetReader {
 public:
  TargetReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections)
      : text_(text), blocks_(blocks), sections_(sections) {}

  std::vector<ProposedTarget> Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Period(i);
      const bool goals = sections_[i] == SectionKind::kTarget || UnderLeadIn(blocks_[i]);
      if (goals || sections_[i] != SectionKind::kBasis) {
        Read(blocks_[i], sections_[i], goals);
      }
      LeadIn(blocks_[i]);
    }
    return std::move(targets_);
  }

 private:
  // Headings name the period of what stands under them.
  void Period(size_t i) {
    const Block& block = blocks_[i];
    if (block.rank != kParagraph) {
      while (!periods_.empty() && periods_.back().rank >= block.rank) {
        periods_.pop_back();
      }
    }
    const Token& last = text_.tokens[block.end - 1];
    const size_t length = block.end - block.content;
    const bool title = length < 14 && last.mark != '.' && last.mark != ';' && last.mark != '%';
    const bool heading = !block.leaf || last.mark == ':' || (block.rank == kParagraph && title);
    const Years years = FindYears(text_, block.content, block.end);
    if (heading && (years.from != 0 || years.to != 0) && length < 60) {
      periods_.push_back({block.rank == kParagraph ? 11 : block.rank, years});
    }
  }

  // "... các chỉ tiêu cụ thể sau:": goals follow, up to the next clause that is not under it.
  void LeadIn(const Block& block) {
    if (text_.tokens[block.end - 1].mark != ':') {
      return;
    }
    const size_t from = block.end > block.content + 12 ? block.end - 12 : block.content;
    if (FindWords(text_, from, block.end, "chi tieu") != kNpos ||
        FindWords(text_, from, block.end, "muc tieu") != kNpos) {
      lead_in_ = block.rank == kParagraph ? 11 : block.rank;
    }
  }

  bool UnderLeadIn(const Block& block) {
    if (lead_in_ >= 0 && block.rank <= lead_in_) {
      lead_in_ = -1;
    }
    return lead_in_ >= 0;
  }

  void Read(const Block& block, SectionKind section, bool goals) {
    for (size_t i = block.content; i < block.end; ++i) {
      const Figure figure = ReadFigure(text_, block.content, i, block.end);
      if (figure.end == 0) {
        continue;
      }
      i = figure.end - 1;
      if (!figure.share && !figure.counts) {
        continue;
      }
      const size_t clause = ClauseBegin(block, figure.begin);
      if (clause > block.content && clause == FirstInReach(block, figure.begin)) {
        continue;  // figures without end, and no words that end a clause
      }
      const size_t end = ClauseEnd(block, figure.end);
      const Aim aim = ReadAim(SentenceBegin(block, figure.begin), clause, figure);
      if (IsGoal(figure, aim, clause, end, section, goals)) {
        // "Để ổn định tình hình, phấn đấu ...": the target begins where it is spoken of.
        const bool later = aim.begin > clause && text_.tokens[aim.begin - 1].kind == Token::Kind::kMark;
        Add(block, figure, later ? aim.begin : clause, end, goals);
      }
    }
  }

  Aim ReadAim(size_t sentence, size_t clause, const Figure& figure) const {
    Aim aim;
    size_t open = 0;  // brackets that the figure stands in: what the clause says outside does not reach into them
    for (size_t i = sentence; i < figure.begin; ++i) {
      const char mark = text_.tokens[i].mark;
      if (mark == '(') {
        ++open;
        aim.clause = aim.done = false;
      } else if (mark == ')' && open > 0) {
        --open;
      }
      const Match match = LongestMatch(text_, TheVocabulary().aims, i, figure.begin);
      if (!match) {
        continue;
      }
      const std::string& kind = match.entry->value;
      if (kind == "SENTENCE") {
        aim.sentence = true;
        aim.begin = i;
        aim.done = aim.fact = false;
      } else if (kind == "YEAR") {
        aim.sentence |= !aim.fact;
        aim.done = false;
      } else if (i >= clause && (kind == "CLAUSE" || (kind == "SHARE" && figure.share))) {
        aim.clause = true;
        aim.done = false;
      } else if (i >= clause) {
        aim.done |= kind == "DONE";
        aim.fact |= kind == "FACT";
      }
      aim.cost |= kind == "COST" && i + 12 > figure.begin;
      i = match.end - 1;
    }
    return aim;
  }

  bool SaidBehind(size_t begin, size_t end, std::string_view kind) const {
    for (size_t i = begin; i < end; ++i) {
      const Match match = LongestMatch(text_, TheVocabulary().aims, i, end);
      if (match && match.entry->value == kind) {
        return true;
      }
    }
    return false;
  }

  bool IsGoal(const Figure& figure, const Aim& aim, size_t clause, size_t end, SectionKind section, bool goals) const {
    if (aim.done || aim.fact || (!aim.sentence && SaidBehind(figure.end, end, "BEHIND"))) {
      return false;
    }
    const bool from = !figure.share && figure.begin > clause && text_.tokens[figure.begin - 1].folded == "tu";
    if (from && FindWords(text_, figure.end, std::min(end, figure.end + 10), "tro len") == kNpos) {
      return false;  // "từ 03 đơn vị trở lên", not "từ 03 đến 05 tuổi"
    }
    if (goals) {
      // "Lắp đặt mới: 58 trạm" counts as well.
      return figure.share || figure.compared || text_.tokens[figure.begin - (figure.begin > clause)].mark == ':';
    }
    const bool orders = section == SectionKind::kTask || section == SectionKind::kNone;
    if (figure.share) {
      return aim.any() || (orders && IsOrder(figure, aim, clause));
    }
    return figure.compared && (aim.sentence || (aim.clause && !from) || (orders && ForEach(figure, clause)));
  }

  // "Số hóa 100% hồ sơ": the whole of something, ordered, and not the whole of its cost.
  bool IsOrder(const Figure& figure, const Aim& aim, size_t clause) const {
    return figure.value == 100 && !figure.compared && !aim.cost && figure.begin > clause &&
           text_.tokens[figure.begin - 1].kind == Token::Kind::kWord &&
           !SaidBehind(figure.end, std::min(figure.end + 4, text_.tokens.size()), "COST");
  }

  // "mỗi tỉnh chọn 01 huyện"
  bool ForEach(const Figure& figure, size_t clause) const {
    const size_t from = figure.begin > clause + 14 ? figure.begin - 14 : clause;
    return figure.comparator == Comparator::kAtLeast && FindWords(text_, from, figure.begin, "moi") != kNpos;
  }

  static size_t FirstInReach(const Block& block, size_t at) {
    return at > block.content + kReach ? at - kReach : block.content;
  }

  size_t SentenceBegin(const Block& block, size_t at) const {
    const size_t first = FirstInReach(block, at);
    while (at > first && !EndsSentence(text_, at - 1, block.end)) {
      --at;
    }
    return at;
  }

  size_t ClauseBegin(const Block& block, size_t at) const {
    const size_t first = FirstInReach(block, at);
    size_t i = at;
    while (i > first) {
      const Token& token = text_.tokens[i - 1];
      if (token.mark == ';' || EndsSentence(text_, i - 1, block.end) ||
          (token.mark == ',' && at - i > 1 && text_.tokens[i].kind == Token::Kind::kWord && ShareBefore(block, i))) {
        break;
      }
      --i;
    }
    return SkipLabel(i, at);
  }

  // "(1)", "Chỉ tiêu 1:": the number of the target in its list.
  size_t SkipLabel(size_t i, size_t at) const {
    if (i + 3 <= at && text_.tokens[i].mark == '(' && text_.tokens[i + 2].mark == ')' &&
        text_.tokens[i + 1].kind == Token::Kind::kNumber) {
      return i + 3;
    }
    if (i + 4 <= at && WordsAt(text_, i, at, "chi tieu") && text_.tokens[i + 2].kind == Token::Kind::kNumber &&
        text_.tokens[i + 3].mark == ':') {
      return i + 4;
    }
    return i;
  }

  size_t ClauseEnd(const Block& block, size_t end) const {
    const size_t limit = std::min(block.end, end + kReach);
    size_t open = 0;
    while (end < limit && text_.tokens[end].mark != ';' && !(text_.tokens[end].mark == ')' && open == 0) &&
           !EndsSentence(text_, end, block.end) && !(text_.tokens[end].mark == ',' && ShareBehind(block, end))) {
      open += text_.tokens[end].mark == '(' ? 1 : 0;
      open -= text_.tokens[end].mark == ')' ? 1 : 0;
      ++end;
    }
    return end;
  }

  // True where another percentage stands before `at` in the same sentence: the comma separates two targets.
  bool ShareBefore(const Block& block, size_t at) const {
    for (size_t i = at; i > block.content && at - i < 40; --i) {
      const Token& token = text_.tokens[i - 1];
      if (token.mark == '%') {
        return true;
      }
      if (token.mark == ';' || token.mark == '.') {
        return false;
      }
    }
    return false;
  }

  bool ShareBehind(const Block& block, size_t at) const {
    for (size_t i = at + 1; i < block.end && i < at + 30; ++i) {
      if (text_.tokens[i].mark == '%') {
        return true;
      }
      if (text_.tokens[i].mark == ';' || text_.tokens[i].mark == '.') {
        return false;
      }
    }
    return false;
  }

  // True where the year at `at` is what something is compared with: "so với mức năm 2024", "gấp 2 lần năm 2010".
  bool IsBaseYear(size_t from, size_t at) const {
    for (size_t i = at; i > from && at - i < 8; --i) {
      const Token& token = text_.tokens[i - 1];
      if (token.mark == ',' || token.mark == ';' || token.mark == '(') {
        return false;
      }
      if (token.folded == "so" && (text_.tokens[i].folded == "voi" || text_.tokens[i].folded == "nam")) {
        return true;
      }
      if (token.folded == "lan") {
        return true;
      }
    }
    return false;
  }

  // The last (or the first) period named in [begin, end).
  Years Named(size_t begin, size_t end, bool last) const {
    Years found;
    for (size_t i = begin; i < end; ++i) {
      const YearsMatch match = ReadYears(text_, i, end);
      if (match.end == 0 || IsBaseYear(begin, i)) {
        continue;
      }
      found = match.years;
      if (!last) {
        break;
      }
      i = match.end - 1;
    }
    return found;
  }

  // The target's own words go first, then those that open its paragraph, then the heading. A year that only repeats
  // the end of the heading's period leaves the period as it is.
  Years YearsOf(const Block& block, const Figure& figure, size_t clause, size_t end) const {
    const auto none = [](const Years& years) { return years.from == 0 && years.to == 0; };
    Years years = Named(clause, figure.begin, true);
    if (none(years)) {
      years = Named(figure.end, end, false);
    }
    if (none(years)) {
      years = Named(block.content, std::min(clause, block.content + kReach), false);
    }
    if (periods_.empty()) {
      return years;
    }
    const Years& heading = periods_.back().years;
    const bool repeats =
        (years.from == 0 || years.from == years.to || years.to == 0) && std::max(years.from, years.to) == heading.to;
    return none(years) || repeats ? heading : years;
  }

  void Add(const Block& block, const Figure& figure, size_t clause, size_t end, bool section) {
    ProposedTarget target;
    target.value = figure.value;
    target.comparator = figure.comparator;
    target.measure = figure.measure;
    const Years years = YearsOf(block, figure, clause, end);
    target.from_year = years.from;
    target.to_year = years.to;
    target.text = text_.Text(clause, end);
    target.section = block.section;
    target.span = {static_cast<uint32_t>(clause), static_cast<uint32_t>(end)};
    target.evidence = !section ? Evidence::kElsewhere : figure.share ? Evidence::kSection : Evidence::kCounted;
    if (!Repeated(target, figure)) {
      targets_.push_back(std::move(target));
    }
  }

  // The words that tell what the figure is about: up to a comma behind it where most of them stand before it.
  WordSet WordsOf(const Figure& figure, const Span& span) const {
    WordSet before = Words(text_, span.begin, figure.begin);
    size_t end = figure.end;
    while (end < span.end && text_.tokens[end].mark != '(' && text_.tokens[end].mark != ':' &&
           (text_.tokens[end].mark != ',' || before.size() < 4)) {
      ++end;
    }
    before.merge(Words(text_, figure.end, end));
    return before;
  }

  // True where a target read before says the same: an opening and a section, a plan and its annex often do.
  bool Repeated(const ProposedTarget& target, const Figure& figure) {
    WordSet words = WordsOf(figure, target.span);
    auto& known = known_[target.value];
    for (const auto& [index, other] : known) {
      const ProposedTarget& before = targets_[index];
      const auto& [few, many] =
          words.size() < other.size() ? std::tie(std::as_const(words), other) : std::tie(other, std::as_const(words));
      if (before.measure != target.measure || before.span.begin == target.span.begin) {
        continue;
      }
      // So many of one thing are not counted twice by chance; percentages are.
      const bool many_things = figure.counts && figure.value >= 100;
      const bool same_words =
          !few.empty() &&
          std::all_of(few.begin(), few.end(), [&many = many](std::string_view word) { return many.contains(word); });
      if (many_things || (same_words && before.comparator == target.comparator && before.to_year == target.to_year)) {
        return true;
      }
    }
    if (known.size() < kEqualFigures) {
      known.emplace_back(targets_.size(), std::move(words));
    }
    return false;
  }

  struct PeriodAt {
    int rank;
    Years years;
  };

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  std::vector<PeriodAt> periods_;
  int lead_in_ = -1;  // rank of the clause that says that goals follow
  std::unordered_map<double, std::vector<std::pair<size_t, WordSet>>> known_;  // by value: target and its words
  std::vector<ProposedTarget> targets_;
};

}  // namespace

std::vector<ProposedTarget> ReadTargets(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections) {
  return TargetReader(text, blocks, sections).Run();
}

}  // namespace dondoc::directive::reading
