#include "tests/replay/national_replay.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "common/testing/shared_postgres.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/assignment/app/apply_succession.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/events/succession_tick.h"
#include "services/assignment/migrations.h"
#include "services/notification/events/assignment_facts.h"
#include "services/notification/migrations.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/replica/on_units_changed.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"
#include "tests/replay/digests.h"

namespace dondoc::replay {
namespace {

namespace replica = organization::replica;
using dondoc::common::v1::Level;
using dondoc::testing::SharedPostgres;

constexpr int kHeirs = 64;

constexpr pg::Statement kDrain{
    "replay.drain",
    "WITH gone AS (DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox ORDER BY seq LIMIT 200) "
    "RETURNING seq, fact_id, type, fact_time, payload) SELECT fact_id, type, fact_time, payload FROM gone ORDER BY "
    "seq"};

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "the replay cannot go on: %s\n", status.ToString().c_str());
  std::abort();
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  Must(value.status());
  return *std::move(value);
}

std::string Migrated(const std::vector<pg::MigrationSet>& sets) {
  std::string conninfo = SharedPostgres::CreateDatabase();
  auto connection = Must(pg::Connection::Open(conninfo));
  Must(pg::Migrate(*connection, sets, TimePoint{}).status());
  return conninfo;
}

}  // namespace

// A service's database, and what it does with facts.
struct NationalReplay::Store {
  explicit Store(const std::vector<pg::MigrationSet>& sets)
      : conninfo(Migrated(sets)), database(pg::DatabaseOptions{.conninfo = conninfo}) {}

  std::vector<messaging::Fact> Drain() {
    std::vector<messaging::Fact> facts;
    Must(database.Run([&](pg::Transaction& tx) -> absl::Status {
      facts.clear();
      DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kDrain));
      for (const pg::Row row : rows) {
        messaging::Fact fact;
        fact.id = row.Get<std::string>("fact_id");
        fact.type = row.Get<std::string>("type");
        fact.time = row.Get<TimePoint>("fact_time");
        fact.payload = row.Get<pg::Bytes>("payload").data;
        facts.push_back(std::move(fact));
      }
      return absl::OkStatus();
    }));
    return facts;
  }

  const std::string conninfo;
  pg::Database database;
  std::map<std::string, messaging::Handler> handlers;
};

std::unique_ptr<NationalReplay> NationalReplay::Make() {
  auto old_list = organization::testing::SharedFile("data/units_2024.csv");
  auto new_list = organization::testing::SharedFile("data/units_2025.csv");
  auto file = organization::testing::SharedFile("data/succession_2025.csv");
  if (!old_list || !new_list || !file) return nullptr;
  return std::unique_ptr<NationalReplay>(
      new NationalReplay(*std::move(old_list), *std::move(new_list), *std::move(file)));
}

NationalReplay::NationalReplay(std::string old_list, std::string new_list, std::string file)
    : old_list_(std::move(old_list)),
      new_list_(std::move(new_list)),
      file_(std::move(file)),
      assignment_(std::make_unique<Store>(std::vector<pg::MigrationSet>{
          messaging::Migrations(), idempotency::Migrations(), audit::Migrations(), replica::Migrations(),
          pg::MigrationSet::Of("assignment", assignment::migrations::kFiles)})),
      notification_(std::make_unique<Store>(std::vector<pg::MigrationSet>{
          messaging::Migrations(), idempotency::Migrations(), audit::Migrations(), replica::Migrations(),
          pg::MigrationSet::Of("notification", notification::migrations::kFiles)})),
      context_(std::make_unique<assignment::Context>(
          assignment::Context{assignment_->database, organization_.clock, ids_})) {
  organization_.clock.Set(StartOf(*MakeDay(2025, 6, 1)));
  auto& a = assignment_->handlers;
  a[messaging::Type<organization::v1::UnitsChanged>()] = replica::OnUnitsChanged();
  a[messaging::Type<organization::v1::SuccessionPlanned>()] = replica::OnSuccessionPlanned();
  auto& n = notification_->handlers;
  n = a;
  a[messaging::Type<organization::v1::SuccessionEnacted>()] = replica::OnSuccessionEnacted(assignment::QueueEnacted());
  a[messaging::Type<organization::v1::SuccessionUndone>()] = replica::OnSuccessionUndone(assignment::QueueUndone());
  a[messaging::Type<directive::v1::DirectiveIssued>()] = assignment::OnDirectiveIssued(*context_);
  a[messaging::Type<assignment::v1::CountsContributed>()] = assignment::OnCountsContributed(*context_);
  n[messaging::Type<organization::v1::SuccessionEnacted>()] = replica::OnSuccessionEnacted();
  n[messaging::Type<organization::v1::SuccessionUndone>()] = replica::OnSuccessionUndone();
  n[messaging::Type<assignment::v1::AssignmentsCreated>()] = notification::OnAssignmentsCreated;
  n[messaging::Type<assignment::v1::AssignmentChanged>()] = notification::OnAssignmentChanged;
  n[messaging::Type<assignment::v1::AssignmentsTransferred>()] = notification::OnAssignmentsTransferred;
  n[messaging::Type<assignment::v1::AssignmentsRestored>()] = notification::OnAssignmentsRestored;
}

NationalReplay::~NationalReplay() = default;

// As a consumer does: runs of one type, each a transaction here.
void NationalReplay::Hand(Store& store, const std::vector<messaging::Fact>& facts) {
  for (std::size_t i = 0; i < facts.size();) {
    std::size_t end = i + 1;
    while (end < facts.size() && facts[end].type == facts[i].type) ++end;
    const auto handler = store.handlers.find(facts[i].type);
    if (handler != store.handlers.end()) {
      const std::span<const messaging::Fact> run(facts.data() + i, end - i);
      Must(store.database.Run([&](pg::Transaction& tx) { return handler->second(tx, run); }));
    }
    i = end;
  }
}

void NationalReplay::Settle() {
  const std::vector<messaging::Fact> of_units = organization_.DrainOutbox();
  Hand(*assignment_, of_units);
  Hand(*notification_, of_units);
  while (true) {
    const std::vector<messaging::Fact> facts = assignment_->Drain();
    if (facts.empty()) return;
    Hand(*assignment_, facts);
    Hand(*notification_, facts);
  }
}

void NationalReplay::ImportLists() {
  Must(organization_.Import(old_list_, "2024").status());
  Must(organization_.Import(new_list_, "2025").status());
  Settle();
}

void NationalReplay::GiveTasks(int tasks) {
  const std::string government = organization_.Head("VN", "").id;
  const auto group = [&](organization::v1::Addressee& addressee, Level level) {
    addressee.set_level(level);
    addressee.mutable_group()->set_within_unit_id(government);
    addressee.mutable_group()->set_level(level);
    addressee.mutable_group()->add_kinds("UBND");
  };
  for (const Level level : {Level::COMMUNE, Level::DISTRICT, Level::PROVINCE}) {
    directive::v1::DirectiveIssued fact;
    fact.set_directive_id(ids_.NewId());
    fact.set_number("1/QĐ-TTg");
    fact.set_type("QUYET_DINH");
    fact.set_subject("Chuyển đổi số");
    fact.set_issuer_unit_id(government);
    fact.set_issuer_level(Level::CENTRAL);
    fact.set_issuer_name("Chính phủ");
    fact.set_issued_on("2025-06-01");
    fact.set_level(level);
    fact.set_tree_change(1);
    for (int i = 0; i < (level == Level::COMMUNE ? tasks : 1); ++i) {
      directive::v1::IssuedTask& task = *fact.add_tasks();
      task.set_task_id(ids_.NewId());
      task.set_section("II." + std::to_string(i + 1));
      task.set_text("Rà soát, cập nhật cơ sở dữ liệu dùng chung, đợt " + std::to_string(i + 1));
      task.set_role("LEAD");
      task.set_binding(true);
      task.set_due_on(i % 2 == 0 ? "2025-12-31" : "2026-03-31");
      group(*task.add_addressees(), level);
    }
    if (level == Level::COMMUNE) {
      directive::v1::IssuedDuty& duty = *fact.add_duties();
      duty.set_duty_id(ids_.NewId());
      duty.set_section("III");
      duty.set_text("Báo cáo kết quả hằng năm");
      duty.set_recurrence("YEARLY");
      duty.set_due_month(12);
      duty.set_due_day(15);
      duty.set_before(true);
      group(*duty.add_from(), level);
    }
    messaging::Fact incoming;
    incoming.id = ids_.NewId();
    incoming.type = messaging::Type<directive::v1::DirectiveIssued>();
    incoming.time = organization_.clock.Now();
    incoming.payload = fact.SerializeAsString();
    Hand(*assignment_, {incoming});
  }
  // Different points of the way, by the id; all of these are open.
  Number(
      *assignment_,
      "WITH moved AS (UPDATE assignment SET state = CASE abs(hashtext(id::text)) % 4 WHEN 0 THEN 'ACCEPTED' WHEN 1 "
      "THEN "
      "'IN_PROGRESS' WHEN 2 THEN 'REPORTED' ELSE 'ASSIGNED' END, report_text = CASE abs(hashtext(id::text)) % 4 WHEN 2 "
      "THEN 'đã rà soát' ELSE '' END, reported_on = CASE abs(hashtext(id::text)) % 4 WHEN 2 THEN DATE '2025-06-20' END "
      "RETURNING 1) SELECT count(*) FROM moved");
  Settle();
  // Those states were not told by acts: the reminders know them by hand.
  Number(*notification_,
         "WITH moved AS (UPDATE pending_assignment SET state = CASE abs(hashtext(assignment_id::text)) % 4 WHEN 0 THEN "
         "'ACCEPTED' WHEN 1 THEN 'IN_PROGRESS' WHEN 2 THEN 'REPORTED' ELSE 'ASSIGNED' END, next_at = CASE "
         "abs(hashtext(assignment_id::text)) % 4 WHEN 2 THEN NULL ELSE next_at END RETURNING 1) SELECT count(*) FROM "
         "moved");
}

organization::Succession NationalReplay::Plan() {
  organization::PlanCommand command;
  command.request = organization_.NewRequest();
  command.decision_number = "202/2025/QH15";
  command.decided_on = *MakeDay(2025, 6, 12);
  command.effective_on = *MakeDay(2025, 7, 1);
  command.file_name = "succession_2025.csv";
  command.csv = file_;
  organization::Succession planned;
  Must(organization::PlanSuccession(*organization_.context, command, [&](const organization::Succession& succession) {
         planned = succession;
         return std::string("planned");
       }).status());
  succession_id_ = planned.id;
  Settle();
  return planned;
}

assignment::SuccessionCounts NationalReplay::Preview() {
  return Must(assignment_->database.Run(
      [&](pg::Transaction& tx) { return assignment::PreviewSuccession(tx, succession_id_); }));
}

void NationalReplay::Enact() {
  organization_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  const organization::TurnCommand command{organization_.NewRequest(), succession_id_};
  Must(organization::EnactSuccession(*organization_.context, command, [](const organization::Succession&) {
         return std::string("enacted");
       }).status());
  const std::vector<messaging::Fact> facts = organization_.DrainOutbox();
  Hand(*assignment_, facts);
  Hand(*notification_, facts);
}

void NationalReplay::ApplyAndBeKilled() {
  const std::int64_t all = Number(*assignment_, "SELECT count(*) FROM succession_work");
  const pid_t child = fork();
  if (child == 0) {
    // Nothing of the parent's connections is touched: they are its own.
    pg::Database database(pg::DatabaseOptions{.conninfo = assignment_->conninfo});
    FakeIdGenerator ids{90'000'000};
    const assignment::Context context{database, organization_.clock, ids};
    while (Must(assignment::ApplySuccession(context, kHeirs)) > 0) {
    }
    _exit(0);
  }
  while (Number(*assignment_, "SELECT count(*) FROM succession_work") > all / 2 &&
         waitpid(child, nullptr, WNOHANG) == 0) {
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

void NationalReplay::ApplyRest() {
  while (Must(assignment::ApplySuccession(*context_, kHeirs)) > 0) {
  }
  Settle();
}

void NationalReplay::Undo() {
  const organization::TurnCommand command{organization_.NewRequest(), succession_id_};
  const auto uses = [&](const std::string& id) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_ASSIGN_OR_RETURN(const auto found, assignment_->database.Run([&](pg::Transaction& tx) {
      return assignment::ListSuccessionUses(tx, id, 20);
    }));
    std::vector<std::string> words;
    for (const assignment::SuccessionUse& use : found) words.push_back(use.kind + " " + use.assignment_id);
    return words;
  };
  Must(organization::UndoSuccession(*organization_.context, command, uses, [](const organization::Succession&) {
         return std::string("undone");
       }).status());
  const std::vector<messaging::Fact> facts = organization_.DrainOutbox();
  Hand(*assignment_, facts);
  Hand(*notification_, facts);
  ApplyRest();
}

std::int64_t NationalReplay::Number(Store& store, const std::string& sql) {
  return std::strtoll(AskDatabase(store.conninfo)(sql).c_str(), nullptr, 10);
}

std::int64_t NationalReplay::Open() {
  return Number(*assignment_,
                "SELECT count(*) FROM assignment WHERE state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')");
}

std::int64_t NationalReplay::Lost() {
  return Number(
      *assignment_,
      "SELECT count(*) FROM assignment a WHERE a.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED') "
      "AND NOT EXISTS (SELECT FROM unit u WHERE u.id = a.unit_id AND (u.valid_from IS NULL OR u.valid_from <= "
      "DATE '2025-07-01') AND (u.valid_to IS NULL OR u.valid_to > DATE '2025-07-01')) "
      "AND NOT EXISTS (SELECT FROM enacted_edge e WHERE e.from_unit_id = a.unit_id AND e.heir_unit_id IS NULL)");
}

std::int64_t NationalReplay::Conflicts() {
  return Number(
      *assignment_,
      "SELECT count(*) FROM enacted_edge e JOIN assignment a ON a.unit_id = e.from_unit_id WHERE e.heir_unit_id IS "
      "NULL AND a.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')");
}

std::int64_t NationalReplay::Pending() {
  return Number(*notification_, "SELECT count(*) FROM pending_assignment WHERE next_at IS NOT NULL");
}

std::int64_t NationalReplay::OpenInTotals() {
  return Number(
      *assignment_,
      "SELECT COALESCE(sum(r.open), 0) FROM roll_up r JOIN unit u ON u.id = r.unit_id WHERE u.level = 'CENTRAL'");
}

std::map<std::string, std::string> NationalReplay::Digests() {
  std::map<std::string, std::string> all;
  const auto add = [&](const std::string& service, const Ask& ask) {
    for (auto& [table, digest] : replay::Digests(ask, service)) all[service + "." + table] = digest;
  };
  add("assignment", AskDatabase(assignment_->conninfo));
  add("notification", AskDatabase(notification_->conninfo));
  add("organization", [&](const std::string& sql) { return organization_.Ask(sql); });
  return all;
}

}  // namespace dondoc::replay
