// `dondoc indicator submit`: one unit's numbers from the command line, or those of many units from a file.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace dondoc::cli {

class Session;

struct SubmitOptions {
  std::string unit;
  std::string period;
  std::vector<std::string> values;  // CODE=12, CODE=45/50
  std::string note;
  std::string file;  // instead of unit, period and values
  int in_flight = 4;
  int batch = 200;  // submissions in one request
};

// Submits and prints what became of it. With a file: several requests are under way at once; one that fails because the
// service is away is repeated with the same id until the session's time-out has passed without any answer.
// INVALID_ARGUMENT, reason SUBMISSIONS_REFUSED, lists the file's lines that were refused; the other submissions were
// taken.
absl::Status Submit(Session& session, const SubmitOptions& options);

}  // namespace dondoc::cli
