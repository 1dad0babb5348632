#include "services/directive/storage/directive_queries.h"

#include "common/ids/id_generator.h"
#include "common/postgres/values.h"
#include "common/status/status.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/storage/directive_storage.h"
#include "services/directive/storage/proposal_json.h"
#include "services/directive/storage/sql.h"
#include "services/directive/storage/stretch.h"

namespace dondoc::directive {
namespace {

// Characters of a text that are looked through for a snippet.
constexpr int kSnippetSource = 100'000;

std::vector<Summary> DecodeSummaries(const pg::Result& rows) {
  std::vector<Summary> summaries;
  for (const pg::Row row : rows) {
    summaries.push_back(DecodeSummary(row));
  }
  return summaries;
}

template <typename Enum>
std::optional<std::string> NameOf(const std::optional<Enum>& value) {
  return value.has_value() ? std::optional(std::string(Name(*value))) : std::nullopt;
}

// The row of one directive.
absl::StatusOr<pg::Result> One(pg::Transaction& tx, const pg::Statement& statement, const std::string& id) {
  const absl::Status missing = NoSuchDirective(id);
  if (!IsUuid(id)) {
    return missing;
  }
  DONDOC_ASSIGN_OR_RETURN(pg::Result rows, tx.Execute(statement, id));
  if (rows.empty()) {
    return missing;
  }
  return rows;
}

}  // namespace

absl::StatusOr<std::vector<Summary>> ListDirectives(pg::Transaction& tx, const Filter& filter,
                                                    const access::Filter& seen, int limit) {
  DONDOC_ASSIGN_OR_RETURN(
      const pg::Result rows,
      tx.Execute(sql::kListDirectives, filter.issuer_unit_id, NameOf(filter.state), NameOf(filter.type), filter.year,
                 filter.unit_id, filter.before_id, limit, seen.all, seen.own, seen.above, seen.issuer,
                 seen.above_issuer, seen.recipient, StretchFor(limit)));
  return DecodeSummaries(rows);
}

absl::StatusOr<std::vector<Found>> SearchDirectives(pg::Transaction& tx, const std::string& query,
                                                    const access::Filter& seen, const std::optional<Rank>& after,
                                                    int limit) {
  const std::string folded = Fold(query, Punctuation::kDrop);
  const std::string typed = CollapseSpaces(ToLower(ToNfc(query)));
  const std::optional<std::string> exact = typed == folded ? std::nullopt : std::optional(typed);
  const std::optional<double> rank = after.has_value() ? std::optional(after->rank) : std::nullopt;
  const std::optional<std::string> id = after.has_value() ? std::optional(after->id) : std::nullopt;
  std::vector<Found> found;
  if (folded.empty()) {
    return found;
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kSearchDirectives, folded, exact, rank, id, limit,
                                                            kSnippetSource, seen.all, seen.own, seen.above, seen.issuer,
                                                            seen.above_issuer, seen.recipient, StretchFor(limit)));
  for (const pg::Row row : rows) {
    Summary summary = DecodeSummary(row);
    Rank at{row.Get<double>("rank"), summary.id};
    found.push_back({std::move(summary), std::move(at), row.Get<std::string>("body")});
  }
  return found;
}

absl::StatusOr<Cascade> GetCascade(pg::Transaction& tx, const std::string& id, const access::Filter& seen) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result implemented,
                          tx.Execute(sql::kListImplemented, id, seen.all, seen.own, seen.above, seen.issuer,
                                     seen.above_issuer, seen.recipient));
  DONDOC_ASSIGN_OR_RETURN(const pg::Result implementing,
                          tx.Execute(sql::kListImplementing, id, seen.all, seen.own, seen.above, seen.issuer,
                                     seen.above_issuer, seen.recipient));
  return Cascade{DecodeSummaries(implemented), DecodeSummaries(implementing)};
}

absl::StatusOr<std::string> GetText(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, One(tx, sql::kGetText, id));
  return rows[0].Get<std::string>("body");
}

absl::StatusOr<ParsedDirective> GetProposal(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, One(tx, sql::kGetProposal, id));
  return ProposalFromJson(rows[0].Get<std::string>("proposal"));
}

absl::StatusOr<StoredFile> GetFile(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, One(tx, sql::kGetFile, id));
  return StoredFile{rows[0].Get<std::string>("name"), rows[0].Get<pg::Bytes>("content").data,
                    rows[0].Get<std::string>("sha256")};
}

}  // namespace dondoc::directive
