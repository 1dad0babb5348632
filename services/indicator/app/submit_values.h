// A unit reports numbers.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/indicator/app/context.h"
#include "services/indicator/app/once.h"
#include "services/indicator/domain/submission.h"

namespace dondoc::indicator::app {

struct SubmissionInput {
  std::string unit_id;
  std::string period;
  std::vector<CellInput> values;
  std::string note;
};

struct AcceptedValue {
  std::string indicator_id;
  std::string indicator_code;
  int revision = 1;
  bool changed = false;
};

struct AcceptedSubmission {
  std::string unit_id;
  std::string period;
  std::vector<AcceptedValue> values;  // in the order of the input
};

// Takes all numbers of one submission, or none and the first mistake: revisions are added, the unit's totals change by
// the differences, and one fact tells the unit above, all in one transaction. The same numbers again change nothing and
// publish nothing. Idempotent by request. INVALID_ARGUMENT as CheckCells, ParsePeriod, CheckExistsIn and for units that
// do not exist (UNIT_NOT_FOUND); what request.permit says; LEVEL_NOT_SERVED; UNAVAILABLE (TREE_BEHIND).
absl::StatusOr<std::string> SubmitValues(Context& context, const Request& request, const SubmissionInput& input,
                                         const Encode<AcceptedSubmission>& encode);

// One outcome a submission, in their order.
using SubmissionOutcomes = std::vector<absl::StatusOr<AcceptedSubmission>>;

// Takes many submissions in one transaction, each of them whole or not at all: what is wrong with one is its outcome.
// DUPLICATE_SUBMISSION is the outcome of a unit and period that came before in the batch. An error is one of the batch
// as a whole, and then nothing was taken.
absl::StatusOr<std::string> SubmitValuesBatch(Context& context, const Request& request,
                                              const std::vector<SubmissionInput>& inputs,
                                              const Encode<SubmissionOutcomes>& encode);

}  // namespace dondoc::indicator::app
