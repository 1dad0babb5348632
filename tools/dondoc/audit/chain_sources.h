// Where `dondoc audit verify` and `export` find the chains: in the databases, without the services between, or in files
// that an export wrote.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/audit/chain_lines.h"
#include "common/audit/verify.h"
#include "common/time/day.h"

namespace dondoc::cli {

struct ChainSource {
  std::string service;
  std::string cell;
  std::string conninfo;  // of the service's database, looking into its schema
};

// "assignment=host=... user=dondoc_assignment_app", "assignment/commune=host=...". INVALID_ARGUMENT (BAD_OPTION).
absl::StatusOr<ChainSource> ParseDatabase(const std::string& text);

// The chains of the system that runs on this machine, as `option` (--var) names it. FAILED_PRECONDITION NOT_RUNNING.
absl::StatusOr<std::vector<ChainSource>> ChainsOfSystem(const std::string& option);

// Gives `sink` every line of the chain.
absl::Status ReadLinesOf(const ChainSource& source, TimePoint now, const audit::LineSink& sink);
// Gives `sink` every line of an export. NOT_FOUND (FILE_NOT_FOUND).
absl::Status ReadLinesOf(const std::string& file, const audit::LineSink& sink);

// What verification needs besides the chains.
struct Evidence {
  audit::PublicKeys keys;
  std::vector<audit::Checkpoint> outside;
  int damaged_lines = 0;  // of the files of checkpoints: what a crash left, or a hand
};

// From the files that are named; where none are, those of the system in `var` as far as there are any:
// var/keys/audit*.pub and var/audit/checkpoints*.
absl::StatusOr<Evidence> ReadEvidence(const std::vector<std::string>& key_files,
                                      const std::vector<std::string>& checkpoint_files, const std::string& var);

}  // namespace dondoc::cli
