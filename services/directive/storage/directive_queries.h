// Reads that need no decision: lists, search, the cascade, texts and files.
//
// Free functions over a transaction; `seen` is what the caller may see, and to the caller there is nothing else.
// Errors: those of pg::Transaction, besides what is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/directive/domain/directive.h"
#include "services/directive/storage/directive_rows.h"

namespace dondoc::directive {

struct Filter {
  std::optional<std::string> issuer_unit_id;
  std::optional<State> state;
  std::optional<DocumentType> type;
  std::optional<int> year;
  std::optional<std::string> unit_id;
  std::optional<std::string> before_id;  // the last of the page before
};

// The newest first.
absl::StatusOr<std::vector<Summary>> ListDirectives(pg::Transaction& tx, const Filter& filter,
                                                    const access::Filter& seen, int limit);

// Where a page of a search ended.
struct Rank {
  double rank = 0;
  std::string id;
};
struct Found {
  Summary directive;
  Rank rank;
  std::string body;  // the beginning of the text, for a snippet
};

// Directives that have all words of `query`, the best first; none for a query without words.
absl::StatusOr<std::vector<Found>> SearchDirectives(pg::Transaction& tx, const std::string& query,
                                                    const access::Filter& seen, const std::optional<Rank>& after,
                                                    int limit);

// Known directives that this one rests on, and those that rest on it.
struct Cascade {
  std::vector<Summary> implements;
  std::vector<Summary> implemented_by;
};
absl::StatusOr<Cascade> GetCascade(pg::Transaction& tx, const std::string& id, const access::Filter& seen);

// NOT_FOUND (DIRECTIVE_NOT_FOUND).
absl::StatusOr<std::string> GetText(pg::Transaction& tx, const std::string& id);
absl::StatusOr<ParsedDirective> GetProposal(pg::Transaction& tx, const std::string& id);

struct StoredFile {
  std::string name;
  std::string bytes;
  std::string sha256;
};
absl::StatusOr<StoredFile> GetFile(pg::Transaction& tx, const std::string& id);

}  // namespace dondoc::directive
