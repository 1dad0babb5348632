#include "services/directive/domain/reading/meaning/targets/aims.h"

#include <algorithm>
#include <string_view>

namespace dondoc::directive::reading {
namespace {

bool SaidBehind(const TokenText& text, size_t begin, size_t end, std::string_view kind) {
  for (size_t i = begin; i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().aims, i, end);
    if (match && match.entry->value == kind) {
      return true;
    }
  }
  return false;
}

// "Số hóa 100% hồ sơ": the whole of something, ordered, and not the whole of its cost.
bool IsOrder(const TokenText& text, const Figure& figure, const Aim& aim, size_t clause) {
  return figure.value == 100 && !figure.compared && !aim.cost && figure.begin > clause &&
         text.tokens[figure.begin - 1].kind == Token::Kind::kWord &&
         !SaidBehind(text, figure.end, std::min(figure.end + 4, text.tokens.size()), "COST");
}

// "mỗi tỉnh chọn 01 huyện"
bool ForEach(const TokenText& text, const Figure& figure, size_t clause) {
  const size_t from = figure.begin > clause + 14 ? figure.begin - 14 : clause;
  return figure.comparator == Comparator::kAtLeast && FindWords(text, from, figure.begin, "moi") != kNpos;
}

}  // namespace

Aim ReadAim(const TokenText& text, const Bounds& bounds, const Figure& figure) {
  Aim aim;
  size_t open = 0;  // brackets that the figure stands in: what the clause says outside does not reach into them
  for (size_t i = bounds.sentence; i < figure.begin; ++i) {
    const char mark = text.tokens[i].mark;
    if (mark == '(') {
      ++open;
      aim.clause = aim.done = false;
    } else if (mark == ')' && open > 0) {
      --open;
    }
    const Match match = LongestMatch(text, TheVocabulary().aims, i, figure.begin);
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
    } else if (i >= bounds.clause && (kind == "CLAUSE" || (kind == "SHARE" && figure.share))) {
      aim.clause = true;
      aim.begin = aim.sentence ? aim.begin : i;
      aim.done = false;
    } else if (i >= bounds.clause) {
      aim.done |= kind == "DONE";
      aim.fact |= kind == "FACT";
    }
    aim.told |= kind == "DONE" || kind == "FACT";
    aim.cost |= kind == "COST" && i + 12 > figure.begin;
    i = match.end - 1;
  }
  return aim;
}

bool IsGoal(const TokenText& text, const Figure& figure, const Bounds& bounds, const Aim& aim, SectionKind section,
            bool goals) {
  const size_t clause = bounds.clause, end = bounds.end;
  if (aim.done || aim.fact || (!aim.sentence && SaidBehind(text, figure.end, end, "BEHIND"))) {
    return false;
  }
  const bool from = !figure.share && figure.begin > clause && text.tokens[figure.begin - 1].folded == "tu";
  if (from && FindWords(text, figure.end, std::min(end, figure.end + 10), "tro len") == kNpos) {
    return false;  // "từ 03 đơn vị trở lên", not "từ 03 đến 05 tuổi"
  }
  if (goals) {
    // "Lắp đặt mới: 58 trạm" counts as well.
    return figure.share || figure.compared || text.tokens[figure.begin - (figure.begin > clause)].mark == ':';
  }
  if (section == SectionKind::kBasis) {
    // What is told of the year that still runs: "..., phấn đấu đạt 100% kế hoạch".
    return !aim.told && (figure.share || figure.compared) && WordsAt(text, aim.begin, figure.begin, "phan dau") &&
           aim.begin >= clause;
  }
  const bool orders = section == SectionKind::kTask || section == SectionKind::kNone;
  if (figure.share) {
    return aim.any() || (orders && (IsOrder(text, figure, aim, clause) || (figure.least && !aim.cost)));
  }
  // "Thiết kế tối thiểu 03 mẫu nhà": an order that says how much it wants.
  const bool least = orders && figure.least && !figure.sized && !aim.cost;
  return figure.compared &&
         (aim.sentence || (aim.clause && !from) || least || (orders && ForEach(text, figure, clause)));
}

}  // namespace dondoc::directive::reading
