#include "services/organization/testing/world.h"
#include "common/audit/audit.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/postgres/migrator.h"
#include "common/testing/shared_postgres.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/equip_territories.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/data.h"
#include "services/organization/identity/migrations.h"
#include "services/organization/migrations.h"
#include "services/organization/rpc/convert.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization::testing {
namespace {

using dondoc::testing::SharedPostgres;

std::optional<std::string> ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

// Migrated once, copied for each world.
const std::string& Migrated() {
  static const std::string conninfo = [] {
    std::string made = SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(made);
    const auto applied = pg::Migrate(*connection,
                                     {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      pg::MigrationSet::Of("organization", migrations::kFiles),
                                      pg::MigrationSet::Of("identity", identity::migrations::kFiles)},
                                     TimePoint{});
    if (!applied.ok()) std::abort();
    return made;
  }();
  return conninfo;
}

}  // namespace

std::string SampleCsv() { return ReadWhole("tests/samples/units.csv").value(); }

std::optional<std::string> SharedFile(const std::string& path) {
  const char* shared = std::getenv("DONDOC_SHARED");
  return ReadWhole(std::string(shared == nullptr ? "../shared" : shared) + "/" + path);
}

World::World() : conninfo_(SharedPostgres::CreateDatabaseFrom(Migrated())) {
  database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
  equipment_ = ReadTemplate(data::kEquipment).value();
  vocabulary_.emplace(Vocabulary::Create(data::kAbbreviations, data::kGroupTerms, equipment_).value());
  context = std::make_unique<Context>(Context{*database_, clock, ids, *vocabulary_, equipment_});
}

World::~World() = default;

absl::StatusOr<v1::ImportUnitsResponse> World::Import(const std::string& csv, const std::string& code_list,
                                                      std::optional<Day> valid_from) {
  DONDOC_ASSIGN_OR_RETURN(
      const std::string answer,
      ImportUnits(*context, {NewRequest(), code_list, "units.csv", csv, valid_from}, ToImportAnswer));
  v1::ImportUnitsResponse response;
  if (!response.ParseFromString(answer)) return Internal("the answer cannot be read");
  return response;
}

absl::StatusOr<int> World::Equip(const std::vector<std::string>& codes, bool with_subtree,
                                 const std::string& code_list) {
  DONDOC_ASSIGN_OR_RETURN(const std::string answer,
                          EquipTerritories(*context, {NewRequest(), code_list, codes, with_subtree, std::nullopt},
                                           [](int created) { return std::to_string(created); }));
  return std::stoi(answer);
}

absl::StatusOr<std::string> World::Enact(const std::string& decision_number, Day effective_on, const std::string& csv,
                                         const std::string& to_list) {
  const SuccessionAnswer id_of = [](const Succession& succession) { return succession.id; };
  const PlanCommand plan{.request = NewRequest(),
                         .decision_number = decision_number,
                         .decided_on = effective_on - std::chrono::days(20),
                         .effective_on = effective_on,
                         .from_list = "",
                         .to_list = to_list,
                         .file_name = "s.csv",
                         .csv = csv};
  DONDOC_ASSIGN_OR_RETURN(const std::string id, PlanSuccession(*context, plan, id_of));
  if (DayOf(clock.Now()) < effective_on) clock.Set(StartOf(effective_on));
  return EnactSuccession(*context, {NewRequest(), id}, id_of);
}

absl::Status World::Undo(const std::string& succession_id) {
  const AskForUses nothing = [](const std::string&) { return std::vector<std::string>(); };
  return UndoSuccession(*context, {NewRequest(), succession_id}, nothing, [](const Succession&) { return ""; })
      .status();
}

Unit World::Head(const std::string& code, const std::string& code_list, std::optional<Day> day) {
  return database_
      ->Run([&](pg::Transaction& tx) -> absl::StatusOr<Unit> {
        DONDOC_ASSIGN_OR_RETURN(Unit head, GetHead(tx, code_list, code, day.value_or(DayOf(clock.Now()))));
        Unit* const one = &head;
        DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&one, 1)));
        return head;
      })
      .value();
}

Unit World::Named(const std::string& name) {
  UnitFilter filter;
  filter.query = name;
  filter.day = DayOf(clock.Now());
  filter.limit = 1000;
  const auto units = database_->Run([&](pg::Transaction& tx) { return ListUnits(tx, filter); }).value();
  for (const Unit& unit : units) {
    if (unit.name == name) return unit;
  }
  std::abort();
}

std::vector<messaging::Fact> World::DrainOutbox() {
  auto connection = *pg::Connection::Open(conninfo_);
  static constexpr pg::Statement kDrain{
      "test.drain", "WITH gone AS (DELETE FROM outbox RETURNING *) SELECT type, payload FROM gone ORDER BY seq"};
  const pg::Result rows = connection->Execute(kDrain, {}).value();
  std::vector<messaging::Fact> facts;
  for (const pg::Row row : rows) {
    messaging::Fact fact;
    fact.type = row.Get<std::string>("type");
    fact.payload = row.Get<pg::Bytes>("payload").data;
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::vector<v1::UnitsChanged> World::DrainFacts() {
  std::vector<v1::UnitsChanged> changes;
  for (const messaging::Fact& fact : DrainOutbox()) {
    if (fact.type == messaging::Type<v1::UnitsChanged>()) changes.push_back(*messaging::Decode<v1::UnitsChanged>(fact));
  }
  return changes;
}

std::string World::Ask(const std::string& query) {
  PGconn* connection = PQconnectdb(conninfo_.c_str());
  PGresult* result = PQexec(connection, query.c_str());
  std::string answer = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0
                           ? PQgetvalue(result, 0, 0)
                           : PQresultErrorMessage(result);
  PQclear(result);
  PQfinish(connection);
  return answer;
}

std::vector<std::string> World::Unpreparable() {
  auto connection = *pg::Connection::Open(conninfo_);
  std::vector<std::string> bad;
  for (const pg::Statement* statement : sql::kAll) {
    if (const absl::Status status = connection->Prepare(*statement); !status.ok()) {
      bad.push_back(std::string(statement->name) + ": " + std::string(status.message()));
    }
  }
  return bad;
}

}  // namespace dondoc::organization::testing
