#include "services/indicator/testing/test_cell.h"

#include <fmt/core.h>

#include <cstdlib>
#include <map>

#include "common/status/status.h"
#include "common/testing/shared_postgres.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/indicator/events/consumers.h"
#include "services/indicator/schema.h"
#include "services/indicator/storage/indicator_storage.h"

namespace dondoc::indicator {
namespace {

void Require(const absl::Status& status, const char* what) {
  if (status.ok()) return;
  fmt::print(stderr, "{}: {}\n", what, status.ToString());
  std::abort();
}

std::string NewDatabase() {
  static const std::string migrated = [] {
    std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
    auto connection = pg::Connection::Open(conninfo);
    Require(connection.status(), "connect");
    Require(pg::Migrate(**connection, Schema(), TimePoint{}).status(), "migrate");
    return conninfo;
  }();
  return dondoc::testing::SharedPostgres::CreateDatabaseFrom(migrated);
}

}  // namespace

TestCell::TestCell(std::set<std::string> levels)
    : clock_(*ParseTime("2026-12-08T01:00:00.000000Z")),
      levels_(std::move(levels)),
      conninfo_(NewDatabase()),
      database_(std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_})),
      tree_(*database_),
      covers_(tree_, *database_),
      context_{*database_, clock_, ids_, covers_,
               [this](const std::string& level) { return levels_.contains(level); }} {}

bool TestCell::Serves(const std::string& destination) const {
  std::string level;
  for (const char c : destination) level += static_cast<char>(c & ~0x20);
  return destination == "all" || levels_.contains(level);
}

void TestCell::AddUnits(const std::vector<organization::v1::Unit>& units) {
  organization::v1::UnitsChanged change;
  change.set_change(++tree_change_);
  change.set_part(1);
  change.set_parts(1);
  for (const auto& unit : units) *change.add_units() = unit;
  Require(database_->Run([&](pg::Transaction& tx) {
    return organization::replica::Apply(tx, std::vector<organization::v1::UnitsChanged>{change});
  }),
          "add units");
  Require(covers_.Refresh(), "read the tree");
}

void TestCell::AddIndicators(const std::vector<Indicator>& indicators) {
  Require(database_->Run([&](pg::Transaction& tx) { return KeepIndicators(tx, indicators); }), "add indicators");
}

std::vector<TravellingFact> TestCell::TakeFacts() {
  static constexpr pg::Statement kTake{
      "test.take_facts",
      "WITH taken AS (DELETE FROM outbox RETURNING seq, fact_id, destination, type, fact_time, trace, payload) "
      "SELECT fact_id, destination, type, fact_time, trace, payload FROM taken ORDER BY seq"};
  auto facts = database_->Run([](pg::Transaction& tx) -> absl::StatusOr<std::vector<TravellingFact>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kTake));
    std::vector<TravellingFact> taken;
    for (const pg::Row row : rows) {
      TravellingFact one;
      one.destination = row.Get<std::string>("destination");
      one.fact.id = row.Get<std::string>("fact_id");
      one.fact.type = row.Get<std::string>("type");
      one.fact.time = row.Get<TimePoint>("fact_time");
      one.fact.source = "indicator";
      one.fact.trace = row.Get<std::string>("trace");
      one.fact.payload = row.Get<pg::Bytes>("payload").data;
      taken.push_back(std::move(one));
    }
    return taken;
  });
  Require(facts.status(), "take facts");
  return *std::move(facts);
}

absl::Status TestCell::Deliver(const std::vector<messaging::Fact>& facts) {
  const std::map<std::string, messaging::Handler> handlers{
      {messaging::Type<v1::ContributionsChanged>(), events::OnContributionsChanged(context_)},
      {messaging::Type<v1::IndicatorDefined>(), events::OnIndicatorDefined(context_)},
      {messaging::Type<directive::v1::DirectiveIssued>(), events::OnDirectiveIssued(context_)},
  };
  return database_->Run([&](pg::Transaction& tx) -> absl::Status {
    std::size_t begin = 0;
    while (begin < facts.size()) {
      std::size_t end = begin;
      while (end < facts.size() && facts[end].type == facts[begin].type) ++end;
      if (const auto handler = handlers.find(facts[begin].type); handler != handlers.end()) {
        DONDOC_RETURN_IF_ERROR(handler->second(tx, std::span(facts).subspan(begin, end - begin)));
      }
      begin = end;
    }
    return absl::OkStatus();
  });
}

std::vector<std::string> TestCell::Select(const std::string& query) {
  // Every row as one text, whatever its columns are. Connections remember a statement by its name for as long as they
  // live.
  struct Named {
    std::string name;
    std::string text;
  };
  static std::map<std::string, Named> statements;
  const std::string name = "test.select_" + std::to_string(statements.size());
  const std::string text =
      "SELECT array_to_string(array(SELECT coalesce(value, '') FROM json_each_text(row_to_json(q))), '|') AS line FROM "
      "(" +
      query + ") q";
  const Named& statement = statements.try_emplace(query, Named{name, text}).first->second;
  auto lines = database_->Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(pg::Statement{statement.name, statement.text}));
    std::vector<std::string> found;
    for (const pg::Row row : rows) found.push_back(row.Get<std::string>("line"));
    return found;
  });
  Require(lines.status(), query.c_str());
  return *std::move(lines);
}

organization::v1::Unit MakeUnit(const std::string& id, const std::string& name, common::v1::Level level,
                                const std::string& kind, const std::vector<std::string>& above) {
  organization::v1::Unit unit;
  unit.set_id(id);
  unit.set_name(name);
  unit.set_level(level);
  unit.set_kind(kind);
  unit.set_territory_id(id);
  unit.set_territory_name(name);
  unit.set_territory_type("xã");
  unit.set_territory_code("000");
  unit.set_code_list("2024");
  unit.set_version(1);
  if (!above.empty()) unit.set_superior_id(above.front());
  unit.mutable_superior_ids()->Assign(above.begin(), above.end());
  return unit;
}

app::Request NewRequest(IdGenerator& ids, const std::string& method) {
  const std::string id = ids.NewId();
  return {.id = id, .method = method, .hash = id, .trace = "trace", .user = "an", .unit_id = {}};
}

}  // namespace dondoc::indicator
