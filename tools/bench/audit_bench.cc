// What the audit costs: a record, held against the act that it records; sealing and verifying a million of them, held
// against reading them; and pages of them.
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "common/audit/audit.h"
#include "common/audit/chain_lines.h"
#include "common/audit/sealer.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/testing/world.h"
#include "tools/bench/audit_lists.h"
#include "tools/bench/sql.h"

namespace dondoc::bench {
namespace {

double SecondsOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void Require(const absl::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "{}\n", status.ToString());
  std::exit(1);
}

audit::Act SampleAct() {
  audit::Act act{.caller = {.subject = "user:0193a5a0-0000-7000-8000-000000000001",
                            .name = "Lan",
                            .unit_id = "0193a5a0-0000-7000-8000-000000000002",
                            .address = "10.0.0.1",
                            .trace = "0193a5a0-0000-7000-8000-000000000003"},
                 .method = "AcceptAssignment",
                 .request_id = "0193a5a0-0000-7000-8000-000000000004",
                 .at = TimePoint(std::chrono::seconds(1'765'000'000)),
                 .object = {"assignment", "0193a5a0-0000-7000-8000-000000000005"}};
  act.changes.Set("state", "ASSIGNED", "ACCEPTED");
  return act;
}

// One unit accepts, starts and reports its tasks: the cheapest act that there is, so the one with the worst ratio.
void MeasureActs(int tasks) {
  using namespace assignment;  // NOLINT(google-build-using-namespace): the acts of this service
  assignment::testing::World world;
  auto fact = world.Directive(::dondoc::common::v1::COMMUNE);
  for (int i = 0; i < tasks; ++i) {
    assignment::testing::World::ForUnit(world.AddTask(fact, "2026-12-14"), world.communes[0]);
  }
  Require(world.Issue(fact));
  const auto ids = world.Texts(std::string(sql::kListAssignmentIds.text));
  const auto act_on_all = [&](Verb verb) {
    for (const std::string& id : ids) {
      ChangeCommand command;
      command.request_id = world.ids.NewId();
      command.request_hash = "h";
      command.assignment_id = id;
      command.act.verb = verb;
      command.act.text = "Đã thực hiện xong";
      command.method = "ReportAssignment";
      command.caller = SampleAct().caller;
      Require(
          ChangeAssignment(world.context, command, [](const AssignmentView&, Day) { return std::string(); }).status());
    }
  };
  act_on_all(Verb::kAccept);
  const double acts = SecondsOf([&] {
    act_on_all(Verb::kStart);
    act_on_all(Verb::kReport);
  });
  const double act = acts / (2.0 * static_cast<double>(ids.size()));

  // What one more record adds to a transaction.
  const audit::Act sample = SampleAct();
  const auto transactions = [&](int records) {
    return SecondsOf([&] {
      for (int i = 0; i < tasks; ++i) {
        Require(world.database().Run([&](pg::Transaction& tx) -> absl::Status {
          for (int r = 0; r < records; ++r) DONDOC_RETURN_IF_ERROR(audit::Append(tx, sample));
          return absl::OkStatus();
        }));
      }
    });
  };
  transactions(1);
  const double one = (transactions(11) - transactions(1)) / (10.0 * tasks);
  fmt::print("an act {:.0f} µs, of which its record {:.0f} µs: {:.1f} %\n", act * 1e6, one * 1e6, 100 * one / act);
}

void MeasureChain(const std::string& conninfo, std::int64_t records) {
  auto connection = pg::Connection::Open(conninfo).value();
  Require(connection->Execute(sql::kFillAudit, {pg::ToParam(records)}).status());
  Require(connection->ExecuteScript("ANALYZE"));
  pg::Database database({.conninfo = conninfo});
  const auto key = std::make_shared<const tokens::SigningKey>(tokens::SigningKey::Generate());
  audit::SealerStats stats;
  const SystemClock clock;
  audit::Sealer sealer({.service = "bench", .key = key}, database, clock, stats,
                       [](std::string_view, const absl::Status&) {});
  const double sealing = SecondsOf([&] {
    for (absl::StatusOr<bool> worked = true; *worked;) {
      worked = sealer.Step();
      Require(worked.status());
    }
  });
  Require(connection->ExecuteScript("ANALYZE"));
  const auto read = [&](const audit::LineSink& sink) {
    return SecondsOf([&] { Require(audit::ReadChain(*connection, "bench", "main", TimePoint{}, sink)); });
  };
  std::size_t bytes = 0;
  const auto count = [&](std::string_view line) {
    bytes += line.size();
    return absl::OkStatus();
  };
  read(count);
  bytes = 0;
  const double reading = read(count);
  audit::VerifyOptions options;
  options.keys.Add(key->public_key());
  audit::LineReader reader(std::move(options));
  const double verifying = read([&](std::string_view line) { return reader.Take(line); });
  const audit::Report report = reader.Finish().value();
  if (!report.ok() || report.records != records) Require(Internal("the chain is not right"));
  fmt::print(
      "{} records ({} MB): sealed in {:.1f} s ({:.0f} a second), read in {:.1f} s, verified in {:.1f} s: {:.2f} times "
      "reading\n",
      records, bytes / 1'000'000, sealing, static_cast<double>(records) / sealing, reading, verifying,
      verifying / reading);
}

// What it costs to sign after every act, with the file on the disk of the directory for temporary files.
void MeasureCheckpoints(const std::string& conninfo, int rounds) {
  pg::Database database({.conninfo = conninfo});
  const auto key = std::make_shared<const tokens::SigningKey>(tokens::SigningKey::Generate());
  const SystemClock clock;
  const std::string file =
      (std::filesystem::temp_directory_path() / fmt::format("audit_bench.{}.checkpoints", getpid())).string();
  const auto round = [&](audit::SealerOptions options) {
    audit::SealerStats stats;
    options.service = "bench";
    audit::Sealer sealer(std::move(options), database, clock, stats, [](std::string_view, const absl::Status&) {});
    Require(sealer.Step().status());
    double seconds = 0;
    for (int i = 0; i < rounds; ++i) {
      Require(database.Run([](pg::Transaction& tx) { return audit::Append(tx, SampleAct()); }));
      seconds += SecondsOf([&] { Require(sealer.Step().status()); });
    }
    return seconds / rounds;
  };
  const double sealed = round({});
  const double in_table = round({.key = key, .checkpoint_records = 1});
  const double in_file = round({.key = key, .checkpoint_file = file, .checkpoint_records = 1});
  std::filesystem::remove(file);
  fmt::print("a round that seals an act {:.1f} ms; that signs it, too, {:.1f} ms; and adds it to a file {:.1f} ms\n",
             sealed * 1e3, in_table * 1e3, in_file * 1e3);
}

}  // namespace
}  // namespace dondoc::bench

int main(int argc, char** argv) {
  CLI::App app("What the audit costs");
  int tasks = 2000;
  std::int64_t records = 1'000'000;
  app.add_option("--tasks", tasks, "Tasks that are acted on")->capture_default_str();
  app.add_option("--records", records, "Records that are sealed and verified")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  dondoc::bench::MeasureActs(tasks);
  // For its database, in which nothing was done yet.
  const dondoc::assignment::testing::World world;
  dondoc::bench::MeasureChain(world.conninfo(), records);
  dondoc::bench::MeasureLists(world.conninfo());
  const dondoc::assignment::testing::World other;
  dondoc::bench::MeasureCheckpoints(other.conninfo(), 300);
  return 0;
}
