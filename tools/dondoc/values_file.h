// Numbers from a file or from the command line, as submissions. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"

namespace dondoc::cli {

// One submission of a file, and where each of its numbers was.
struct FileSubmission {
  std::string unit;  // as it was written: an id, a territory's code or a name
  indicator::v1::Submission submission;
  std::vector<int> lines;  // of values[0], values[1] ...
};

// Reads "unit,period,indicator,numerator,denominator" (UTF-8, common/csv, this header line, with commas or semicolons;
// an empty denominator for a count): one submission for each unit and period, in the order in which they first come.
// INVALID_ARGUMENT with file, line and field: BAD_HEADER, BAD_ROW, BAD_NUMBER, DUPLICATE_CELL (with the line of the
// first), NO_ROWS.
absl::StatusOr<std::vector<FileSubmission>> ReadValues(std::string_view text, const std::string& file_name);

// "CODE=12" or "CODE=45/50". INVALID_ARGUMENT, reason BAD_NUMBER.
absl::StatusOr<indicator::v1::ValueInput> ReadValue(const std::string& argument);

// The error of one submission of a file with the line that it is about: values[2].numerator is the field numerator of
// the line of values[2].
absl::Status AtLine(const indicator::v1::SubmissionError& error, const FileSubmission& submission,
                    const std::string& file_name);

}  // namespace dondoc::cli
