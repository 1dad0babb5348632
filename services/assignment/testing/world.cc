#include "services/assignment/testing/world.h"
#include "common/audit/audit.h"

#include <libpq-fe.h>
#include <algorithm>

#include <cstdio>
#include <cstdlib>

#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "common/testing/shared_postgres.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/events/succession_tick.h"
#include "services/assignment/migrations.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment::testing {
namespace {

using dondoc::common::v1::Level;

constexpr pg::Statement kDrainOutbox{
    "test.drain_outbox",
    "WITH gone AS (DELETE FROM outbox RETURNING seq, fact_id, type, fact_time, trace, payload) "
    "SELECT fact_id, type, fact_time, trace, payload FROM gone ORDER BY seq"};

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "the test's world cannot be made: %s\n", status.ToString().c_str());
  std::abort();
}

organization::v1::UnitGroup CommunesOf(const std::string& unit_id) {
  organization::v1::UnitGroup group;
  group.set_within_unit_id(unit_id);
  group.set_level(Level::COMMUNE);
  group.add_kinds("UBND");
  return group;
}

// One migrated database, copied for each test.
std::string MigratedDatabase() {
  static const std::string migrated = [] {
    const std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
    auto connection = pg::Connection::Open(conninfo);
    Must(connection.status());
    Must(pg::Migrate(**connection,
                     {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                      organization::replica::Migrations(), pg::MigrationSet::Of("assignment", migrations::kFiles)},
                     TimePoint{})
             .status());
    return conninfo;
  }();
  return dondoc::testing::SharedPostgres::CreateDatabaseFrom(migrated);
}

}  // namespace

World::World(int communes_below_each)
    : conninfo_(MigratedDatabase()),
      database_(std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_})),
      clock(*ParseTime("2026-11-21T02:00:00Z")),
      context{*database_, clock, ids} {
  government = Unit("Chính phủ", Level::CENTRAL, "nước", {});
  province = Unit("UBND tỉnh Sơn Hà", Level::PROVINCE, "tỉnh", {government});
  for (const char* name : {"Thượng", "Hạ"}) {
    districts.push_back(Unit(std::string("UBND huyện ") + name, Level::DISTRICT, "huyện", {province, government}));
    const std::vector<std::string> above = {districts.back(), province, government};
    departments.push_back(Unit(std::string("Phòng Giáo dục huyện ") + name, Level::DISTRICT, "huyện", above));
    for (int i = 0; i < communes_below_each; ++i) {
      communes.push_back(
          Unit("UBND xã " + std::string(name) + " " + std::to_string(i + 1), Level::COMMUNE, "xã", above));
    }
  }
  SendTree(units_);
}

std::string World::Unit(const std::string& name, Level level, const std::string& type,
                        const std::vector<std::string>& superiors) {
  organization::v1::Unit unit;
  unit.set_id(ids.NewId());
  unit.set_name(name);
  unit.set_level(level);
  unit.set_kind(name.rfind("UBND", 0) == 0 ? "UBND" : "PHONG_GDDT");
  unit.set_territory_id(ids.NewId());
  unit.set_territory_name(name);
  unit.set_territory_type(type);
  unit.set_territory_code(std::to_string(units_.size()));
  unit.set_code_list("2024");
  unit.set_version(1);
  if (!superiors.empty()) unit.set_superior_id(superiors.front());
  for (const std::string& superior : superiors) unit.add_superior_ids(superior);
  units_.push_back(unit);
  return unit.id();
}

bool World::IsBelow(std::string_view unit, std::string_view above) const {
  const auto found =
      std::find_if(units_.begin(), units_.end(), [&](const organization::v1::Unit& one) { return one.id() == unit; });
  if (found == units_.end()) return false;
  const auto& superiors = found->superior_ids();
  return std::find(superiors.begin(), superiors.end(), above) != superiors.end();
}

void World::SendTree(const std::vector<organization::v1::Unit>& units) {
  organization::v1::UnitsChanged fact;
  fact.set_change(++tree_change_);
  fact.set_part(1);
  fact.set_parts(1);
  fact.mutable_units()->Assign(units.begin(), units.end());
  Must(database_->Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&fact, 1}); }));
}

std::string World::NewCommune(const std::string& name) {
  Unit(name, Level::COMMUNE, "xã", {province, government});
  units_.back().set_valid_from("2026-11-21");
  SendTree({units_.back()});
  return units_.back().id();
}

std::string World::Enact(const std::vector<Fate>& fates, const std::string& succession_id) {
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(succession_id.empty() ? ids.NewId() : succession_id);
  plan.set_decision_number("88/NQ-HĐND");
  plan.set_effective_on("2026-11-21");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  for (const Fate& fate : fates) {
    organization::v1::UnitSuccession& edge = *plan.add_edges();
    edge.set_from_unit_id(fate.from_unit_id);
    edge.mutable_to_unit_ids()->Assign(fate.to_unit_ids.begin(), fate.to_unit_ids.end());
    edge.set_heir_unit_id(fate.heir_unit_id);
    for (organization::v1::Unit& unit : units_) {
      if (unit.id() != fate.from_unit_id) continue;
      unit.set_valid_to("2026-11-21");
      unit.set_version(unit.version() + 1);
      SendTree({unit});
    }
  }
  organization::v1::SuccessionEnacted enacted;
  enacted.set_succession_id(plan.succession_id());
  enacted.set_version(1);
  enacted.set_tree_change(tree_change_);
  Must(database_->Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(organization::replica::ApplyPlans(tx, {&plan, 1}));
    return organization::replica::ApplyEnacted(tx, enacted, clock.Now(), QueueEnacted());
  }));
  return plan.succession_id();
}

void World::Undo(const std::string& succession_id) {
  organization::v1::SuccessionUndone undone;
  undone.set_succession_id(succession_id);
  undone.set_version(1);
  undone.set_tree_change(tree_change_);
  Must(database_->Run(
      [&](pg::Transaction& tx) { return organization::replica::ApplyUndone(tx, undone, clock.Now(), QueueUndone()); }));
}

void World::ApplySuccessions(int heirs) {
  SuccessionTick tick(context, heirs);
  while (true) {
    const absl::StatusOr<bool> more = tick.Step();
    Must(more.status());
    if (!*more) return;
  }
}

directive::v1::DirectiveIssued World::Directive(Level level) {
  directive::v1::DirectiveIssued fact;
  fact.set_directive_id(ids.NewId());
  fact.set_number("12/KH-UBND");
  fact.set_type("KE_HOACH");
  fact.set_subject("Kế hoạch thử");
  fact.set_issuer_unit_id(province);
  fact.set_issuer_level(Level::PROVINCE);
  fact.set_issuer_name("UBND tỉnh Sơn Hà");
  fact.set_issued_on("2026-11-20");
  fact.set_level(level);
  fact.set_tree_change(1);
  return fact;
}

directive::v1::IssuedTask& World::AddTask(directive::v1::DirectiveIssued& fact, const std::string& due_on) {
  directive::v1::IssuedTask& task = *fact.add_tasks();
  task.set_task_id(ids.NewId());
  task.set_section("II." + std::to_string(fact.tasks_size()));
  task.set_text("Rà soát số liệu, lần " + std::to_string(fact.tasks_size()));
  task.set_role("LEAD");
  task.set_binding(true);
  task.set_due_on(due_on);
  task.set_due_text(due_on.empty() ? "" : "chậm nhất " + due_on);
  task.add_coordinators("Phòng Tài chính");
  task.add_coordinators("Các đoàn thể");
  return task;
}

void World::ForUnit(directive::v1::IssuedTask& task, const std::string& unit_id) {
  task.add_addressees()->set_unit_id(unit_id);
}

void World::ForCommunesOf(directive::v1::IssuedTask& task, const std::string& unit_id) {
  *task.add_addressees()->mutable_group() = CommunesOf(unit_id);
}

void World::HelpedByCommunesOf(directive::v1::IssuedTask& task, const std::string& unit_id) {
  task.add_coordinators("UBND các xã");
  organization::v1::Addressee& helping = *task.add_coordinator_groups();
  helping.set_name("UBND các xã");
  helping.set_level(Level::COMMUNE);
  *helping.mutable_group() = CommunesOf(unit_id);
}

directive::v1::IssuedDuty& World::AddDuty(directive::v1::DirectiveIssued& fact, const std::string& within_unit_id) {
  directive::v1::IssuedDuty& duty = *fact.add_duties();
  duty.set_duty_id(ids.NewId());
  duty.set_section("III");
  duty.set_text("Báo cáo kết quả hằng năm");
  duty.set_recurrence("YEARLY");
  duty.set_due_month(12);
  duty.set_due_day(15);
  duty.set_before(true);
  duty.set_due_text("trước ngày 15/12 hằng năm");
  duty.add_to("UBND tỉnh");
  organization::v1::UnitGroup& group = *duty.add_from()->mutable_group();
  group.set_within_unit_id(within_unit_id);
  group.set_level(Level::COMMUNE);
  group.add_kinds("UBND");
  return duty;
}

messaging::Fact World::Incoming(const google::protobuf::MessageLite& message, const std::string& source) {
  messaging::Fact fact;
  fact.id = ids.NewId();
  fact.type = message.GetTypeName();
  fact.time = clock.Now();
  fact.source = source;
  fact.payload = message.SerializeAsString();
  return fact;
}

absl::Status World::Issue(const directive::v1::DirectiveIssued& fact) {
  const messaging::Fact incoming = Incoming(fact, "directive");
  return database_->Run([&](pg::Transaction& tx) { return OnDirectiveIssued(context)(tx, {&incoming, 1}); });
}

std::vector<messaging::Fact> World::DrainOutbox() {
  std::vector<messaging::Fact> facts;
  Must(database_->Run([&](pg::Transaction& tx) -> absl::Status {
    facts.clear();
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kDrainOutbox));
    for (const pg::Row row : rows) {
      messaging::Fact fact;
      fact.id = row.Get<std::string>("fact_id");
      fact.type = row.Get<std::string>("type");
      fact.time = row.Get<TimePoint>("fact_time");
      fact.trace = row.Get<std::string>("trace");
      fact.payload = row.Get<pg::Bytes>("payload").data;
      facts.push_back(std::move(fact));
    }
    return absl::OkStatus();
  }));
  return facts;
}

std::vector<messaging::Fact> World::OfType(const std::vector<messaging::Fact>& facts, const std::string& type) {
  std::vector<messaging::Fact> chosen;
  for (const messaging::Fact& fact : facts) {
    if (fact.type == type) chosen.push_back(fact);
  }
  return chosen;
}

absl::Status World::Settle() {
  while (true) {
    const auto facts = OfType(DrainOutbox(), messaging::Type<v1::CountsContributed>());
    if (facts.empty()) return absl::OkStatus();
    DONDOC_RETURN_IF_ERROR(
        database_->Run([&](pg::Transaction& tx) { return OnCountsContributed(context)(tx, facts); }));
  }
}

std::vector<std::string> World::Texts(const std::string& sql) {
  PGconn* connection = PQconnectdb(conninfo_.c_str());
  PGresult* result = PQexec(connection, sql.c_str());
  std::vector<std::string> texts;
  for (int row = 0; row < PQntuples(result); ++row) texts.emplace_back(PQgetvalue(result, row, 0));
  const std::string error = PQresultErrorMessage(result);
  PQclear(result);
  PQfinish(connection);
  if (!error.empty()) Must(Internal(error));
  return texts;
}

std::int64_t World::Number(const std::string& sql) { return std::stoll(Texts("SELECT (" + sql + ")").at(0)); }

}  // namespace dondoc::assignment::testing
