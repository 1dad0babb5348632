#include "tools/dondoc/values_file.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/status/status.h"

namespace dondoc::cli {
namespace {

constexpr std::string_view kHeader = "unit,period,indicator,numerator,denominator";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status At(const std::string& file_name, int line, std::string_view field, std::string_view reason,
                std::string_view message) {
  absl::Status status = InvalidField(field, reason, message);
  status = WithMetadata(std::move(status), "file", file_name);
  return WithMetadata(std::move(status), "line", std::to_string(line));
}

std::optional<std::int64_t> WholeNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// One record of RFC 4180, taken off the front of `rest`; quoted fields may hold commas, doubled quotes and line breaks.
// `lines` is how many lines it has. Nothing where a quote is never closed or text follows it.
std::optional<std::vector<std::string>> TakeRecord(std::string_view& rest, int& lines) {
  std::vector<std::string> fields(1);
  lines = 1;
  std::size_t at = 0;
  while (at < rest.size() && rest[at] != '\n') {
    if (rest[at] == '"' && fields.back().empty()) {
      bool closed = false;
      for (++at; at < rest.size() && !closed;) {
        const bool quote = rest[at] == '"';
        if (quote && rest.substr(at, 2) != "\"\"") {
          closed = true;
        } else {
          lines += rest[at] == '\n' ? 1 : 0;
          fields.back() += rest[at];
        }
        at += quote && !closed ? 2 : 1;
      }
      if (!closed || (at < rest.size() && rest[at] != ',' && rest[at] != '\r' && rest[at] != '\n')) return std::nullopt;
    } else if (rest[at] == ',') {
      fields.emplace_back();
      ++at;
    } else {
      if (rest[at] != '\r') fields.back() += rest[at];
      ++at;
    }
  }
  rest.remove_prefix(at < rest.size() ? at + 1 : at);
  return fields;
}

bool IsEmpty(const std::vector<std::string>& fields) { return fields.size() == 1 && fields.front().empty(); }

// Groups the rows of a file.
class Builder {
 public:
  explicit Builder(const std::string& file_name) : file_name_(file_name) {}

  absl::Status Add(const std::vector<std::string>& fields, int line) {
    if (fields.size() != 5) {
      return At(file_name_, line, "row", "BAD_ROW",
                "want 5 columns (" + std::string(kHeader) + "), not " + std::to_string(fields.size()));
    }
    for (const auto& [index, name] : {std::pair(0, "unit"), {1, "period"}, {2, "indicator"}}) {
      if (fields[static_cast<std::size_t>(index)].empty()) {
        return At(file_name_, line, name, "BAD_ROW", std::string("the ") + name + " is missing");
      }
    }
    indicator::v1::ValueInput value;
    value.set_indicator(fields[2]);
    const auto numerator = WholeNumber(fields[3]);
    if (!numerator) return At(file_name_, line, "numerator", "BAD_NUMBER", "'" + fields[3] + "' is no whole number");
    if (fields[4].empty()) {
      value.set_count(*numerator);
    } else {
      const auto denominator = WholeNumber(fields[4]);
      if (!denominator)
        return At(file_name_, line, "denominator", "BAD_NUMBER", "'" + fields[4] + "' is no whole number");
      value.set_numerator(*numerator);
      value.set_denominator(*denominator);
    }
    return Keep(fields[0], fields[1], std::move(value), line);
  }

  std::vector<FileSubmission> Take() { return std::move(submissions_); }

 private:
  absl::Status Keep(const std::string& unit, const std::string& period, indicator::v1::ValueInput value, int line) {
    const auto [place, is_new] = places_.try_emplace({unit, period}, submissions_.size());
    if (is_new) {
      submissions_.push_back({.unit = unit, .submission = {}, .lines = {}});
      submissions_.back().submission.set_period(period);
    }
    const auto [first, is_first] = cells_.try_emplace({place->second, value.indicator()}, line);
    if (!is_first) {
      return At(file_name_, line, "indicator", "DUPLICATE_CELL",
                value.indicator() + " of " + unit + " for " + period + " is in line " + std::to_string(first->second) +
                    " already");
    }
    FileSubmission& submission = submissions_[place->second];
    *submission.submission.add_values() = std::move(value);
    submission.lines.push_back(line);
    return absl::OkStatus();
  }

  const std::string& file_name_;
  std::vector<FileSubmission> submissions_;
  std::map<std::pair<std::string, std::string>, std::size_t> places_;
  std::map<std::pair<std::size_t, std::string>, int> cells_;
};

}  // namespace

absl::StatusOr<std::vector<FileSubmission>> ReadValues(std::string_view csv, const std::string& file_name) {
  if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
  Builder builder(file_name);
  int line = 1;
  bool header = true;
  while (!csv.empty()) {
    int lines = 1;
    const std::string_view before = csv;
    const auto fields = TakeRecord(csv, lines);
    if (!fields) return At(file_name, line, "row", "BAD_ROW", "a quote is not closed, or text follows it");
    if (header) {
      std::string_view first = before.substr(0, before.find('\n'));
      if (first.ends_with('\r')) first.remove_suffix(1);
      if (first != kHeader)
        return At(file_name, line, "header", "BAD_HEADER", "the first line must be " + std::string(kHeader));
      header = false;
    } else if (!IsEmpty(*fields)) {
      DONDOC_RETURN_IF_ERROR(builder.Add(*fields, line));
    }
    line += lines;
  }
  std::vector<FileSubmission> submissions = builder.Take();
  if (submissions.empty()) return At(file_name, line, "row", "NO_ROWS", "there are no numbers in the file");
  return submissions;
}

absl::StatusOr<indicator::v1::ValueInput> ReadValue(const std::string& argument) {
  const absl::Status bad =
      InvalidField("values", "BAD_NUMBER", "'" + argument + "': write CODE=12 for a count and CODE=45/50 for a ratio");
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos || equals == 0) return bad;
  indicator::v1::ValueInput value;
  value.set_indicator(argument.substr(0, equals));
  const std::string_view numbers = std::string_view(argument).substr(equals + 1);
  const std::size_t slash = numbers.find('/');
  const auto first = WholeNumber(numbers.substr(0, slash));
  if (!first) return bad;
  if (slash == std::string_view::npos) {
    value.set_count(*first);
    return value;
  }
  const auto second = WholeNumber(numbers.substr(slash + 1));
  if (!second) return bad;
  value.set_numerator(*first);
  value.set_denominator(*second);
  return value;
}

absl::Status AtLine(const indicator::v1::SubmissionError& error, const FileSubmission& submission,
                    const std::string& file_name) {
  std::string field = error.field();
  int line = submission.lines.front();
  if (const std::string_view prefix = "values["; field.starts_with(prefix)) {
    const std::size_t close = field.find(']');
    const auto index = WholeNumber(std::string_view(field).substr(prefix.size(), close - prefix.size()));
    if (index && *index >= 0 && *index < static_cast<std::int64_t>(submission.lines.size())) {
      line = submission.lines[static_cast<std::size_t>(*index)];
    }
    field = close + 2 < field.size() ? field.substr(close + 2) : "row";
  }
  return At(file_name, line, field, error.reason(), submission.unit + ": " + error.message());
}

}  // namespace dondoc::cli
