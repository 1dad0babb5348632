// Comma separated values (RFC 4180): quoted fields may hold commas, quotes (doubled) and line breaks. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::organization {

struct CsvRecord {
  int line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
};

struct CsvFile {
  std::vector<CsvRecord> records;     // empty lines are none
  std::optional<int> unclosed_quote;  // the line of a quote that is never closed, or that is followed by more text
};

// LF and CRLF end a line; a byte order mark at the beginning is skipped.
CsvFile ReadCsv(std::string_view text);

}  // namespace dondoc::organization
