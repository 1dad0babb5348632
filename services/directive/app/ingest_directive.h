// IngestDirective: a file becomes a draft, or is known already.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/process/run_bounded.h"
#include "services/directive/app/context.h"

namespace dondoc::directive::app {

struct IngestCommand {
  Request request;
  std::string file_name;
  std::string bytes;
  std::string issuer_unit_id;  // where the caller knows it
  process::Patience patience;  // how long the caller waits: scans take seconds a page
};

struct Ingested {
  std::string directive_id;
  bool already_known = false;  // the same file came in before
};

// Reads the file, resolves its names where the organization service can be asked, and keeps both. Idempotent by request
// and by file: one that is known is not read again, but for the file of a discarded draft, which is known no more and
// becomes a new draft. Errors: those of files::ReadFile; INVALID_ARGUMENT (UNIT_NOT_FOUND); ALREADY_EXISTS
// (DUPLICATE_NUMBER).
absl::StatusOr<Ingested> IngestDirective(Context& context, const IngestCommand& command);

}  // namespace dondoc::directive::app
