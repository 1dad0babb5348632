#include "services/organization/storage/succession_storage.h"

#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/organization/storage/sql.h"

namespace dondoc::organization {
namespace {

using Texts = std::vector<std::string>;

Succession Decode(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .decision_number = row.Get<std::string>("decision_number"),
          .decided_on = row.Get<Day>("decided_on"),
          .effective_on = row.Get<Day>("effective_on"),
          .from_list = row.Get<std::string>("from_list"),
          .to_list = row.Get<std::string>("to_list"),
          .file_name = row.Get<std::string>("file_name"),
          .state = row.Get<std::string>("state"),
          .wanted = row.Get<bool>("wanted"),
          .version = row.Get<std::int64_t>("version"),
          .tree_change = row.Get<std::optional<std::int64_t>>("tree_change"),
          .planned_at = row.Get<TimePoint>("planned_at"),
          .enacted_at = row.Get<std::optional<TimePoint>>("enacted_at"),
          .undone_at = row.Get<std::optional<TimePoint>>("undone_at"),
          .discarded_at = row.Get<std::optional<TimePoint>>("discarded_at"),
          .continuing = row.Get<std::int32_t>("continuing"),
          .ending = row.Get<std::int32_t>("ending"),
          .beginning = row.Get<std::int32_t>("beginning"),
          .bodies = row.Get<std::int32_t>("bodies"),
          .with_heir = row.Get<std::int32_t>("with_heir"),
          .divided = row.Get<std::int32_t>("divided"),
          .without = row.Get<std::int32_t>("without")};
}

absl::Status NoSuccession(const std::string& which) {
  return NotFound("SUCCESSION_NOT_FOUND", "there is no succession " + which);
}

absl::StatusOr<std::vector<Territory>> Territories(const absl::StatusOr<pg::Result>& rows) {
  if (!rows.ok()) return rows.status();
  std::vector<Territory> territories;
  territories.reserve(static_cast<std::size_t>(rows->size()));
  for (const pg::Row row : *rows) {
    const std::optional<Level> level = ParseLevel(row.Get<std::string>("level"));
    if (!level.has_value()) throw pg::DecodeError("a territory without a level");
    Territory territory;
    territory.id = row.Get<std::string>("id");
    territory.code_list = row.Get<std::string>("code_list");
    territory.code = row.Get<std::string>("code");
    territory.name = row.Get<std::string>("name");
    territory.type = row.Get<std::string>("type");
    territory.level = *level;
    territory.parent_id = row.Get<std::optional<std::string>>("parent_id");
    territories.push_back(std::move(territory));
  }
  return territories;
}

absl::StatusOr<std::vector<Body>> Bodies(const absl::StatusOr<pg::Result>& rows) {
  if (!rows.ok()) return rows.status();
  std::vector<Body> bodies;
  for (const pg::Row row : *rows) {
    bodies.push_back({row.Get<std::string>("id"), row.Get<std::string>("kind"), row.Get<std::string>("territory_id")});
  }
  return bodies;
}

absl::StatusOr<Texts> Column(const absl::StatusOr<pg::Result>& rows, const char* name) {
  if (!rows.ok()) return rows.status();
  Texts texts;
  for (const pg::Row row : *rows) texts.push_back(row.Get<std::string>(name));
  return texts;
}

// Bodies and heirs, side by side.
std::pair<Texts, std::vector<std::optional<std::string>>> Columns(std::span<const Resolution> resolutions) {
  std::pair<Texts, std::vector<std::optional<std::string>>> columns;
  for (const Resolution& resolution : resolutions) {
    columns.first.push_back(resolution.unit_id);
    columns.second.push_back(resolution.heir_unit_id);
  }
  return columns;
}

}  // namespace

absl::StatusOr<std::string> FindListInForce(pg::Transaction& tx, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const Texts lists, Column(tx.Execute(sql::kFindListInForce, day), "code_list"));
  return lists.empty() ? std::string() : lists.front();
}

absl::StatusOr<std::vector<std::string>> ListPlannedLists(pg::Transaction& tx) {
  return Column(tx.Execute(sql::kListPlannedLists), "code_list");
}

absl::StatusOr<std::vector<Territory>> ListTerritoriesInForce(pg::Transaction& tx, const std::string& list, Day day) {
  return Territories(tx.Execute(sql::kListTerritoriesInForce, list, day));
}

absl::StatusOr<std::vector<Territory>> ListPlannedTerritories(pg::Transaction& tx, const std::string& list) {
  return Territories(tx.Execute(sql::kListPlannedTerritories, list));
}

absl::StatusOr<std::vector<Body>> ListEndingBodies(pg::Transaction& tx, const std::vector<std::string>& territory_ids,
                                                   Day day) {
  return Bodies(tx.Execute(sql::kListEndingBodies, territory_ids, day));
}

absl::StatusOr<std::vector<Body>> ListPlannedBodies(pg::Transaction& tx,
                                                    const std::vector<std::string>& territory_ids) {
  return Bodies(tx.Execute(sql::kListPlannedBodies, territory_ids));
}

absl::Status PutSuccession(pg::Transaction& tx, const Succession& s) {
  return tx
      .Execute(sql::kPutSuccession, s.id, s.decision_number, s.decided_on, s.effective_on, s.from_list, s.to_list,
               s.file_name, s.version, s.planned_at, s.continuing, s.ending, s.beginning, s.bodies, s.with_heir,
               s.divided, s.without)
      .status();
}

absl::Status ReplaceRows(pg::Transaction& tx, const std::string& id, std::span<const SuccessionRow> rows) {
  std::vector<int> lines;
  Texts old_codes, new_codes;
  std::vector<bool> whole;
  for (const SuccessionRow& row : rows) {
    lines.push_back(row.line);
    old_codes.push_back(row.old_code);
    new_codes.push_back(row.new_code);
    whole.push_back(row.whole);
  }
  return tx.Execute(sql::kReplaceSuccessionRows, id, lines, old_codes, new_codes, whole).status();
}

absl::StatusOr<std::vector<SuccessionRow>> ListRows(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result result, tx.Execute(sql::kListSuccessionRows, id));
  std::vector<SuccessionRow> rows;
  for (const pg::Row row : result) {
    rows.push_back({row.Get<std::int32_t>("line"), row.Get<std::string>("old_code"), row.Get<std::string>("new_code"),
                    row.Get<bool>("whole")});
  }
  return rows;
}

absl::Status ReplaceBodies(pg::Transaction& tx, const std::string& id, std::span<const BodyEdge> edges) {
  Texts units, to;
  std::vector<std::optional<std::string>> heirs;
  for (const BodyEdge& edge : edges) {
    units.push_back(edge.from_id);
    to.push_back(*pg::ToParam(edge.to_ids));
    heirs.push_back(edge.heir_id);
  }
  return tx.Execute(sql::kReplaceSuccessionBodies, id, units, to, heirs).status();
}

absl::StatusOr<std::vector<BodyEdge>> ListBodies(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result result, tx.Execute(sql::kListBodiesOfPlan, id));
  std::vector<BodyEdge> edges;
  edges.reserve(static_cast<std::size_t>(result.size()));
  for (const pg::Row row : result) {
    edges.push_back({row.Get<std::string>("unit_id"), row.Get<Texts>("to_unit_ids"),
                     row.Get<std::optional<std::string>>("heir_unit_id")});
  }
  return edges;
}

absl::StatusOr<std::vector<Resolution>> ExpandResolutions(pg::Transaction& tx, const std::string& id,
                                                          std::span<const Resolution> resolutions) {
  Texts units;
  std::vector<std::optional<std::string>> heirs;
  std::vector<bool> bodies;
  for (const Resolution& resolution : resolutions) {
    units.push_back(resolution.unit_id);
    heirs.push_back(resolution.heir_unit_id);
    bodies.push_back(resolution.bodies);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kExpandResolutions, id, units, heirs, bodies));
  std::vector<Resolution> expanded;
  for (const pg::Row row : rows) {
    expanded.push_back({row.Get<std::string>("unit_id"), row.Get<std::optional<std::string>>("heir_unit_id")});
  }
  return expanded;
}

absl::StatusOr<std::vector<ReplacedHeir>> FindReplacedHeirs(pg::Transaction& tx, const std::string& id,
                                                            std::span<const Resolution> resolutions) {
  const auto [units, heirs] = Columns(resolutions);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindReplacedHeirs, id, units, heirs));
  std::vector<ReplacedHeir> replaced;
  for (const pg::Row row : rows) {
    replaced.push_back({.unit_id = row.Get<std::string>("unit_id"),
                        .unit_name = row.Get<std::string>("unit_name"),
                        .heir_unit_id = row.Get<std::string>("heir_unit_id"),
                        .heir_name = row.Get<std::string>("heir_name")});
  }
  return replaced;
}

absl::Status PutResolutions(pg::Transaction& tx, const std::string& id, std::span<const Resolution> resolutions) {
  const auto [units, heirs] = Columns(resolutions);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result bad, tx.Execute(sql::kFindBadResolution, id, units, heirs));
  if (!bad.empty()) {
    const auto unit = bad[0].Get<std::string>("unit");
    if (bad[0].Get<std::string>("what") == "ENDS") {
      return InvalidField("resolutions", "NOT_ENDING", unit + " does not end by this succession");
    }
    return InvalidField("resolutions", "HEIR_NOT_THERE",
                        bad[0].Get<std::optional<std::string>>("heir").value_or("") + ", which is to take over from " +
                            unit + ", does not exist on the first day");
  }
  return tx.Execute(sql::kPutSuccessionResolutions, id, units, heirs).status();
}

absl::StatusOr<std::map<std::string, std::string>> ListResolutions(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessionResolutions, id));
  std::map<std::string, std::string> resolutions;
  for (const pg::Row row : rows) {
    resolutions.emplace(row.Get<std::string>("unit_id"), row.Get<std::string>("heir_unit_id"));
  }
  return resolutions;
}

absl::StatusOr<Succession> LockSuccession(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockSuccession, id));
  if (rows.empty()) return NoSuccession(id);
  return Decode(rows[0]);
}

absl::StatusOr<Succession> FindSuccession(pg::Transaction& tx, const std::string& id_or_number) {
  const std::optional<std::string> id = IsUuid(id_or_number) ? std::optional(id_or_number) : std::nullopt;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindSuccession, id, id_or_number));
  if (rows.empty()) return NoSuccession(id_or_number);
  return Decode(rows[0]);
}

absl::StatusOr<std::vector<Succession>> ListSuccessions(pg::Transaction& tx, const SuccessionPage& page) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListSuccessions, page.after_day, page.after_id, page.limit));
  std::vector<Succession> successions;
  for (const pg::Row row : rows) successions.push_back(Decode(row));
  return successions;
}

absl::StatusOr<std::vector<std::string>> ListDueSuccessions(pg::Transaction& tx, Day today) {
  return Column(tx.Execute(sql::kListDueSuccessions, today), "id");
}

absl::StatusOr<std::vector<BodyWithoutHeir>> ListBodiesWithoutHeir(pg::Transaction& tx, const std::string& id,
                                                                   const BodyPage& page) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListBodiesWithoutHeir, id, page.divided_only, page.after_id, page.limit));
  std::vector<BodyWithoutHeir> bodies;
  for (const pg::Row row : rows) {
    bodies.push_back({.unit_id = row.Get<std::string>("unit_id"),
                      .name = row.Get<std::string>("name"),
                      .code = row.Get<std::string>("code"),
                      .code_list = row.Get<std::string>("code_list"),
                      .to_unit_ids = row.Get<Texts>("to_unit_ids"),
                      .to_unit_names = row.Get<Texts>("to_unit_names")});
  }
  return bodies;
}

absl::StatusOr<UnequippedBodies> CountUnequippedBodies(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountUnequippedBodies, id));
  return UnequippedBodies{.bodies = rows[0].Get<std::int64_t>("bodies"),
                          .codes = rows[0].Get<std::vector<std::string>>("codes")};
}

absl::StatusOr<std::vector<std::string>> ListPlansWithHeir(pg::Transaction& tx, const std::string& unit_id) {
  return Column(tx.Execute(sql::kListPlansWithHeir, unit_id), "decision_number");
}

absl::Status MarkWanted(pg::Transaction& tx, const std::string& id) {
  return tx.Execute(sql::kWantSuccession, id).status();
}

absl::Status MarkUnwanted(pg::Transaction& tx, const std::string& id) {
  return tx.Execute(sql::kUnwantSuccession, id).status();
}

absl::Status MarkDiscarded(pg::Transaction& tx, const std::string& id, std::int64_t version, TimePoint at) {
  return tx.Execute(sql::kDiscardSuccession, id, version, at).status();
}

absl::Status MarkEnacted(pg::Transaction& tx, const std::string& id, std::int64_t tree_change, TimePoint at) {
  return tx.Execute(sql::kMarkSuccessionEnacted, id, tree_change, at).status();
}

absl::Status MarkUndone(pg::Transaction& tx, const std::string& id, std::int64_t tree_change, TimePoint at) {
  return tx.Execute(sql::kMarkSuccessionUndone, id, tree_change, at).status();
}

absl::StatusOr<std::optional<EnactedLater>> FindEnactedLater(pg::Transaction& tx, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindEnactedLater, day));
  if (rows.empty()) return std::optional<EnactedLater>();
  return EnactedLater{.decision_number = rows[0].Get<std::string>("decision_number"),
                      .effective_on = rows[0].Get<Day>("effective_on")};
}

absl::StatusOr<std::optional<std::string>> FindEnactedAfter(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const Texts found, Column(tx.Execute(sql::kFindEnactedAfter, id), "decision_number"));
  return found.empty() ? std::optional<std::string>() : std::optional(found.front());
}

}  // namespace dondoc::organization
