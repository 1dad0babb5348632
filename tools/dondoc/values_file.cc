#include "tools/dondoc/values_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/csv/csv.h"
#include "common/status/status.h"
#include "common/text/whole_number.h"

namespace dondoc::cli {
namespace {

constexpr std::string_view kColumns = "unit,period,indicator,numerator,denominator";
const std::vector<std::string> kHeader = {"unit", "period", "indicator", "numerator", "denominator"};

absl::Status At(const std::string& file_name, int line, std::string_view field, std::string_view reason,
                std::string_view message) {
  absl::Status status = InvalidField(field, reason, message);
  status = WithMetadata(std::move(status), "file", file_name);
  return WithMetadata(std::move(status), "line", std::to_string(line));
}

// Groups the rows of a file.
class Builder {
 public:
  explicit Builder(const std::string& file_name) : file_name_(file_name) {}

  absl::Status Add(const std::vector<std::string>& fields, int line) {
    if (fields.size() != 5) {
      return At(file_name_, line, "row", "BAD_ROW",
                "want 5 columns (" + std::string(kColumns) + "), not " + std::to_string(fields.size()));
    }
    for (const auto& [index, name] : {std::pair(0, "unit"), {1, "period"}, {2, "indicator"}}) {
      if (fields[static_cast<std::size_t>(index)].empty()) {
        return At(file_name_, line, name, "BAD_ROW", std::string("the ") + name + " is missing");
      }
    }
    indicator::v1::ValueInput value;
    value.set_indicator(fields[2]);
    const auto numerator = WholeNumber<std::int64_t>(fields[3]);
    if (!numerator) return At(file_name_, line, "numerator", "BAD_NUMBER", "'" + fields[3] + "' is no whole number");
    if (fields[4].empty()) {
      value.set_count(*numerator);
    } else {
      const auto denominator = WholeNumber<std::int64_t>(fields[4]);
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

absl::StatusOr<std::vector<FileSubmission>> ReadValues(std::string_view text, const std::string& file_name) {
  csv::Reader reader(text);
  Builder builder(file_name);
  const csv::Record* record = reader.Next();
  if (record != nullptr && record->fields != kHeader) {
    return At(file_name, record->line, "header", "BAD_HEADER", "the first line must be " + std::string(kColumns));
  }
  while ((record = reader.Next()) != nullptr) DONDOC_RETURN_IF_ERROR(builder.Add(record->fields, record->line));
  if (const auto& mistake = reader.mistake()) {
    return At(file_name, mistake->line, "row", "BAD_ROW",
              "field " + std::to_string(mistake->column) + " " + mistake->what);
  }
  std::vector<FileSubmission> submissions = builder.Take();
  if (submissions.empty()) return At(file_name, reader.line(), "row", "NO_ROWS", "there are no numbers in the file");
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
  const auto first = WholeNumber<std::int64_t>(numbers.substr(0, slash));
  if (!first) return bad;
  if (slash == std::string_view::npos) {
    value.set_count(*first);
    return value;
  }
  const auto second = WholeNumber<std::int64_t>(numbers.substr(slash + 1));
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
    const auto index = WholeNumber<std::int64_t>(std::string_view(field).substr(prefix.size(), close - prefix.size()));
    if (index && *index >= 0 && *index < static_cast<std::int64_t>(submission.lines.size())) {
      line = submission.lines[static_cast<std::size_t>(*index)];
    }
    field = close + 2 < field.size() ? field.substr(close + 2) : "row";
  }
  return At(file_name, line, field, error.reason(), submission.unit + ": " + error.message());
}

}  // namespace dondoc::cli
