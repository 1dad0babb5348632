#include "services/notification/tests/database_fixture.h"

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>

#include "common/audit/audit.h"
#include "common/authentication/key_cache.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/testing/shared_postgres.h"
#include "services/notification/app/apply_facts.h"
#include "services/notification/app/send_due_reminders.h"
#include "services/notification/migrations.h"
#include "services/organization/replica/replica.h"

namespace dondoc::notification::testing {
namespace {

void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "the test's database: %s\n", status.ToString().c_str());
  std::abort();
}

// Migrated once, copied for each test.
std::string NewDatabase() {
  static const std::string migrated = [] {
    const std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
    auto connection = pg::Connection::Open(conninfo);
    Require(connection.status());
    Require(pg::Migrate(**connection, AllMigrations(), At("2026-11-01", 8)).status());
    return conninfo;
  }();
  return dondoc::testing::SharedPostgres::CreateDatabaseFrom(migrated);
}

template <typename F>
auto InTransaction(pg::Database& database, F&& function) {
  auto result = database.Run(function);
  Require(result.status());
  return *std::move(result);
}

}  // namespace

std::vector<pg::MigrationSet> AllMigrations() {
  return {messaging::Migrations(),
          idempotency::Migrations(),
          audit::Migrations(),
          authentication::Migrations(),
          organization::replica::Migrations(),
          pg::MigrationSet::Of("notification", migrations::kFiles)};
}

std::string TestId(int number) { return fmt::format("00000000-0000-7000-8000-{:012}", number); }

Day On(const std::string& day) { return ParseDay(day).value(); }

TimePoint At(const std::string& day, int hours, int minutes) {
  return StartOf(On(day)) + std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

NotificationTest::NotificationTest()
    : conninfo_(NewDatabase()), clock_(At("2026-11-30", 8)), database_({.conninfo = conninfo_, .max_connections = 8}) {
  AddUnit(district_, "Ủy ban nhân dân huyện Đá Bạc", {"vp@dabac.example.vn"});
  AddUnit(commune_, "Ủy ban nhân dân xã Suối Trong", {"ubnd@suoitrong.example.vn"}, district_);
  AddUnit(other_commune_, "Ủy ban nhân dân xã Đồi Cọ", {"ubnd@doico.example.vn"}, district_);
}

void NotificationTest::AddUnit(const std::string& id, const std::string& name, const std::vector<std::string>& emails,
                               const std::string& superior, const std::string& valid_to) {
  organization::v1::UnitsChanged change;
  change.set_change(next_change_++);
  change.set_part(1);
  change.set_parts(1);
  auto& unit = *change.add_units();
  unit.set_id(id);
  unit.set_name(name);
  unit.set_level(superior.empty() ? dondoc::common::v1::DISTRICT : dondoc::common::v1::COMMUNE);
  unit.set_kind("UBND");
  unit.set_territory_id(id);
  unit.set_version(valid_to.empty() ? 1 : 2);
  unit.set_valid_to(valid_to);
  for (const std::string& email : emails) unit.add_emails(email);
  if (!superior.empty()) {
    unit.set_superior_id(superior);
    unit.add_superior_ids(superior);
  }
  Require(database_.Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&change, 1}); }));
}

void NotificationTest::Apply(const std::vector<AssignmentCreatedFact>& facts) {
  Require(database_.Run([&](pg::Transaction& tx) { return ApplyFacts(tx, facts); }));
}
void NotificationTest::Apply(const std::vector<AssignmentChangedFact>& facts) {
  Require(database_.Run([&](pg::Transaction& tx) { return ApplyFacts(tx, facts); }));
}

AssignmentCreatedFact NotificationTest::Created(const std::string& id, const std::string& unit) const {
  return {.assignment_id = id,
          .directive_id = TestId(900),
          .directive_number = "12/KH-UBND",
          .unit_id = unit,
          .issuer_unit_id = district_,
          .text = "Báo cáo kết quả thực hiện",
          .due_on = On("2026-12-14"),
          .binding = true,
          .version = 1,
          .day = On("2026-11-30")};
}

AssignmentChangedFact NotificationTest::Changed(const AssignmentCreatedFact& created, int version,
                                                const std::string& state, const std::string& day) const {
  return {.assignment_id = created.assignment_id,
          .directive_id = created.directive_id,
          .unit_id = created.unit_id,
          .issuer_unit_id = created.issuer_unit_id,
          .state = state,
          .due_on = created.due_on,
          .version = version,
          .day = On(day)};
}

void NotificationTest::SendAll() {
  for (;;) {
    const auto outcome = SendDueReminders(context_, 2);
    Require(outcome.status());
    if (outcome->looked_at == 0) return;
  }
}

void NotificationTest::DayByDayTo(const std::string& day) {
  for (Day today = DayOf(clock_.Now()); today <= On(day); today += std::chrono::days(1)) {
    clock_.Set(StartOf(today) + std::chrono::hours(8));
    SendAll();
  }
}

std::vector<InboxMessage> NotificationTest::Inbox(const std::string& unit) {
  auto messages =
      InTransaction(database_, [&](pg::Transaction& tx) { return ListInbox(tx, unit, false, std::nullopt, 1000); });
  return {messages.rbegin(), messages.rend()};
}

std::vector<std::string> NotificationTest::Steps(const std::string& assignment) {
  const auto steps = InTransaction(
      database_, [&](pg::Transaction& tx) { return ListReminders(tx, std::nullopt, assignment, std::nullopt, 1000); });
  std::vector<std::string> shown;
  for (const RecordedStep& step : steps) {
    const Occurrence& occurrence = step.occurrence;
    std::string text = fmt::format("{}@{} {}", occurrence.step, FormatDay(occurrence.nominal_on),
                                   occurrence.fate == Fate::kMade ? "MADE" : SuppressionReason(occurrence.fate));
    if (occurrence.late) text += " late";
    if (occurrence.covers > 1) text += fmt::format(" x{}", occurrence.covers);
    shown.push_back(text);
  }
  return shown;
}

std::vector<ListedDelivery> NotificationTest::Deliveries() {
  return InTransaction(database_, [&](pg::Transaction& tx) {
    return ListDeliveries(tx, std::nullopt, std::nullopt, {.all = true}, std::nullopt, 1000);
  });
}

}  // namespace dondoc::notification::testing
