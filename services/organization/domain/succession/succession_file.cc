#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/csv/csv.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
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

// The row, where its codes can be read. Notes in `unsure` the old code of one with a mistake.
std::optional<SuccessionRow> ReadRow(const csv::Record& record, Mistakes& mistakes, std::set<std::string>& unsure) {
  const auto field = [&](std::size_t i) { return CollapseSpaces(record.fields[i]); };
  const auto wrong = [&](const std::string& where, const std::string& reason, const std::string& message) {
    mistakes.Add(record.line, where, reason, message);
    if (!record.fields.empty()) unsure.insert(field(0));
  };
  if (record.fields.size() != kHeader.size()) {
    wrong("row", "BAD_ROW",
          "has " + std::to_string(record.fields.size()) + " columns, want 3 (old_code,new_code,relation)");
    return std::nullopt;
  }
  const SuccessionRow row{record.line, field(0), field(1), field(2) == "whole"};
  for (const std::size_t i : {0U, 1U}) {
    if (IsCode(field(i))) continue;
    wrong(kHeader[i], "BAD_CODE", "'" + field(i) + "' is no code: digits, capital letters and '-', at most 16");
  }
  if (!row.whole && field(2) != "part") wrong("relation", "BAD_RELATION", "'" + field(2) + "' is not whole or part");
  return IsCode(row.old_code) && IsCode(row.new_code) ? std::optional(row) : std::nullopt;
}

// `unsure` are the old codes of rows with a mistake: what can be read of them is only a part.
void CheckTogether(const std::vector<SuccessionRow>& rows, const std::set<std::string>& unsure, Mistakes& mistakes) {
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
    if (unsure.contains(code)) continue;
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

SuccessionFile ReadSuccessionFile(std::string_view csv) {
  SuccessionFile read;
  Mistakes& mistakes = read.mistakes;
  if (const auto at = FirstInvalidUtf8(csv)) {
    const int line =
        1 + static_cast<int>(std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(*at), '\n'));
    mistakes.Add(line, "row", "NOT_UTF8", "the file is not UTF-8 from byte " + std::to_string(*at));
    return read;
  }
  csv::Reader reader(csv);
  const csv::Record* record = reader.Next();
  if (record == nullptr || record->fields != kHeader) {
    mistakes.Add(1, "row", "NO_HEADER", "the first line is not old_code,new_code,relation");
    return read;
  }
  std::set<std::string> unsure;
  bool any = false;
  while ((record = reader.Next()) != nullptr) {
    any = true;
    if (auto row = ReadRow(*record, mistakes, unsure)) read.rows.push_back(*std::move(row));
  }
  if (reader.mistake()) {
    mistakes.Add(*reader.mistake());
  } else if (!any) {
    mistakes.Add(2, "row", "NO_ROWS", "the file says nothing");
  }
  CheckTogether(read.rows, unsure, mistakes);
  return read;
}

}  // namespace dondoc::organization
