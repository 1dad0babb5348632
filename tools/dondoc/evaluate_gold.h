// `dondoc evaluate --gold`: reads documents as `parse` does and holds the proposals against answers made by hand.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directive/domain/evaluation/evaluation.h"

namespace dondoc::cli {

struct GoldOptions {
  // Where the answers are: FOLDER/NAME.json or NAME.json for a document FOLDER/NAME.txt, in the first directory that
  // has it. JSON of dondoc.directive.v1.ParsedDirective; only the fields that a file has are compared.
  std::vector<std::string> gold;
  std::vector<std::string> files;
  // State confidences by what was counted on the other half of the documents (every second one), not by the counts that
  // are built in: whether a way of counting holds for documents that it has not seen.
  bool crossed = false;
};

// Documents without answers are left out; how many is said to `err`. Errors: NOT_FOUND NO_ANSWERS where no document has
// any; INVALID_ARGUMENT BAD_ANSWERS for a file that is no such JSON; those of reading a document.
absl::StatusOr<directive::evaluation::Evaluation> EvaluateGold(const GoldOptions& options, std::ostream& err);

}  // namespace dondoc::cli
