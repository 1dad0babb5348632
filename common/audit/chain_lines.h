// A service's audit as lines: what verification reads from a database, and an export from a file, is the same text.
//
// The columns are separated by tabs and written as PostgreSQL's COPY does (\t \n \\ and so on escaped, \N for NULL).
// The first column says what the line is, in this order:
//   H  "dondoc-audit-export", version 2, service, cell, when (RFC 3339)
//   C  a checkpoint: number, hash, made at (microseconds), key id, signature
//   T  where the chain ends: number, hash
//   S  a seal and its record: number, seq, digest, hash, at, recorded at (microseconds), subject, name, unit_id,
//   method,
//      object_type, object_id, before, after, request_id, address, trace, object_unit_id (not in version 1); a record
//      that is gone is all NULL
//   U  what has no seal: seq, whether it is queued, whether the record is there, seconds waited, method, object_type,
//      object_id
//   E  the end: how many S, how many U
// Pure but for ReadChain; not thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/audit/verify.h"
#include "common/postgres/connection.h"

namespace dondoc::audit {

using LineSink = std::function<absl::Status(std::string_view line)>;

// Gives `sink` every line of the audit in the schema that `connection` looks in, as of one moment.
absl::Status ReadChain(pg::Connection& connection, std::string_view service, std::string_view cell, TimePoint now,
                       const LineSink& sink);

// Takes lines to a verifier. INVALID_ARGUMENT (AUDIT_EXPORT_DAMAGED) with the line's number for what is no line of an
// export, and from Finish where the end is missing.
class LineReader {
 public:
  // `options` without service and cell, which the first line says.
  explicit LineReader(VerifyOptions options) : options_(std::move(options)) {}

  absl::Status Take(std::string_view line);
  absl::StatusOr<Report> Finish();
  const std::string& service() const { return options_.service; }
  const std::string& cell() const { return options_.cell; }

 private:
  absl::Status Parse(std::string_view line);

  VerifyOptions options_;
  std::optional<Verifier> verifier_;
  int version_ = 0;
  std::int64_t lines_ = 0;
  std::int64_t seals_ = 0;
  std::int64_t unsealed_ = 0;
  bool ended_ = false;
};

}  // namespace dondoc::audit
