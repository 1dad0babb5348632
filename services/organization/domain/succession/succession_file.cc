#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/domain/csv.h"
#include "services/organization/domain/mistakes.h"
#include "services/organization/domain/succession/territory_plan.h"

namespace dondoc::organization {
namespace {

const std::vector<std::string> kHeader = {"old_code", "new_code", "relation"};

bool IsCode(std::string_view code) {
  return !code.empty() && code.size() <= 16 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

std::optional<SuccessionRow> ReadRow(const CsvRecord& record, Mistakes& mistakes) {
  if (record.fields.size() != kHeader.size()) {
    mistakes.Add(record.line, "row", "BAD_ROW",
                 "has " + std::to_string(record.fields.size()) + " columns, want 3 (old_code,new_code,relation)");
    return std::nullopt;
  }
  const auto field = [&](std::size_t i) { return CollapseSpaces(record.fields[i]); };
  const SuccessionRow row{record.line, field(0), field(1), field(2) == "whole"};
  bool good = true;
  for (const std::size_t i : {0U, 1U}) {
    if (IsCode(field(i))) continue;
    mistakes.Add(record.line, kHeader[i], "BAD_CODE",
                 "'" + field(i) + "' is no code: digits, capital letters and '-', at most 16");
    good = false;
  }
  if (!row.whole && field(2) != "part") {
    mistakes.Add(record.line, "relation", "BAD_RELATION", "'" + field(2) + "' is not whole or part");
    good = false;
  }
  return good ? std::optional(row) : std::nullopt;
}

void CheckTogether(const std::vector<SuccessionRow>& rows, Mistakes& mistakes) {
  std::map<std::string, std::vector<const SuccessionRow*>> by_old;
  std::map<std::pair<std::string, std::string>, int> lines;
  for (const SuccessionRow& row : rows) {
    const auto [first, is_new] = lines.try_emplace({row.old_code, row.new_code}, row.line);
    if (!is_new) {
      mistakes.Add(row.line, "row", "DUPLICATE_ROW", "says the same as line " + std::to_string(first->second));
      continue;
    }
    by_old[row.old_code].push_back(&row);
  }
  for (const auto& [code, some] : by_old) {
    for (const SuccessionRow* row : some) {
      if (row->whole == (some.size() == 1)) continue;
      mistakes.Add(row->line, "relation", "WHOLE_AND_PART",
                   row->whole
                       ? code + " goes whole into one territory, but has " + std::to_string(some.size()) + " rows"
                       : "a part of " + code + " goes here, but no row says where the rest goes");
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<SuccessionRow>> ReadSuccessionFile(std::string_view csv, std::string_view file_name) {
  Mistakes mistakes;
  if (const auto at = FirstInvalidUtf8(csv)) {
    const int line =
        1 + static_cast<int>(std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(*at), '\n'));
    mistakes.Add(line, "row", "NOT_UTF8", "the file is not UTF-8 from byte " + std::to_string(*at));
    return mistakes.ToStatus(file_name);
  }
  const CsvFile file = ReadCsv(csv);
  if (file.records.empty() || file.records.front().fields != kHeader) {
    mistakes.Add(1, "row", "NO_HEADER", "the first line is not old_code,new_code,relation");
    return mistakes.ToStatus(file_name);
  }
  std::vector<SuccessionRow> rows;
  for (std::size_t i = 1; i < file.records.size(); ++i) {
    if (auto row = ReadRow(file.records[i], mistakes)) rows.push_back(*std::move(row));
  }
  if (file.unclosed_quote) {
    mistakes.Add(*file.unclosed_quote, "row", "BAD_ROW", "a quote is not closed at the end of its field");
  } else if (file.records.size() == 1) {
    mistakes.Add(2, "row", "NO_ROWS", "the file says nothing");
  }
  CheckTogether(rows, mistakes);
  if (!mistakes.empty()) return mistakes.ToStatus(file_name);
  return rows;
}

}  // namespace dondoc::organization
