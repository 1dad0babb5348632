#include "services/directive/domain/reading/structure/columns.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace dondoc::directive::reading {
namespace {

// By precedence: "Đơn vị chủ trì thực hiện nhiệm vụ" is who leads.
constexpr std::array<std::pair<std::string_view, ColumnKind>, 11> kKinds = {{
    {"NONE", ColumnKind::kOther},
    {"PAST", ColumnKind::kPast},
    {"LEAD", ColumnKind::kLead},
    {"COORDINATE", ColumnKind::kPartner},
    {"EXECUTE", ColumnKind::kExecute},
    {"TIME", ColumnKind::kTime},
    {"VALUE", ColumnKind::kValue},
    {"TARGET", ColumnKind::kTarget},
    {"TASK", ColumnKind::kTask},
    {"RESULT", ColumnKind::kResult},
    {"UNIT", ColumnKind::kUnit},
}};

bool NamesYear(const TokenText& text, const Cell& cell) {
  for (size_t i = cell.begin; i < cell.end; ++i) {
    const Token& token = text.tokens[i];
    if (token.kind == Token::Kind::kNumber && token.folded.size() == 4 && token.folded >= "1990" &&
        token.folded <= "2099") {
      return true;
    }
  }
  return false;
}

bool Has(const std::vector<ColumnKind>& kinds, ColumnKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

ColumnKind KindOfColumn(const TokenText& text, const Column& column) {
  const ColumnKind top = KindOfHead(text, column.head);
  const ColumnKind sub = KindOfHead(text, column.sub);
  // "Năm 2025: thực hiện | kế hoạch", "Kế hoạch: năm 2025 | năm 2026".
  if (top == ColumnKind::kPast || sub == ColumnKind::kOther) {
    return top;
  }
  return sub;
}

}  // namespace

ColumnKind KindOfHead(const TokenText& text, const Cell& head) {
  if (IsNumberHead(text, head)) {
    return ColumnKind::kNumber;
  }
  size_t best = kKinds.size();
  for (size_t i = head.begin; i < head.end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().columns, i, head.end);
    if (!match) {
      continue;
    }
    const auto* kind = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](const auto& named) { return named.first == match.entry->value; });
    const size_t rank = static_cast<size_t>(kind - kKinds.begin());
    // "Đơn vị" alone, "Đơn vị (%)"; not "Đơn vị cho ý kiến".
    if (match.entry->value == "UNIT" && match.entry->words.size() == 2 && match.end < head.end &&
        text.tokens[match.end].mark == 0) {
      continue;
    }
    if (rank != 0 || i == head.begin) {
      best = std::min(best, rank);  // "Kinh phí thực hiện nhiệm vụ" is none; "Nhiệm vụ và kinh phí" is one
    }
    i = match.end - 1;
  }
  if (best == kKinds.size()) {
    return NamesYear(text, head) ? ColumnKind::kValue : ColumnKind::kOther;
  }
  return kKinds[best].second;
}

std::vector<ColumnKind> KindsOf(const TokenText& text, const std::vector<Column>& columns) {
  std::vector<ColumnKind> kinds;
  kinds.reserve(columns.size());
  bool named = false;
  for (const Column& column : columns) {
    ColumnKind kind = KindOfColumn(text, column);
    if (kind == ColumnKind::kTarget) {
      const bool year = NamesYear(text, column.head) || NamesYear(text, column.sub);
      kind = named && year ? ColumnKind::kValue : kind;
      named = true;
    }
    kinds.push_back(kind);
  }
  // Of several names the last before the values is meant: "Mục tiêu | Chỉ tiêu | Năm 2030"; without values the second
  // has them: "Chỉ tiêu | Mục tiêu".
  if (std::count(kinds.begin(), kinds.end(), ColumnKind::kTarget) > 1) {
    const auto first = std::find(kinds.begin(), kinds.end(), ColumnKind::kTarget);
    const auto second = std::find(first + 1, kinds.end(), ColumnKind::kTarget);
    (Has(kinds, ColumnKind::kValue) ? *first : *second) =
        Has(kinds, ColumnKind::kValue) ? ColumnKind::kOther : ColumnKind::kValue;
  }
  if (Has(kinds, ColumnKind::kTask) && !Has(kinds, ColumnKind::kLead) && !Has(kinds, ColumnKind::kExecute) &&
      !Has(kinds, ColumnKind::kValue)) {
    std::replace(kinds.begin(), kinds.end(), ColumnKind::kUnit, ColumnKind::kExecute);
  }
  return kinds;
}

}  // namespace dondoc::directive::reading
