// What must hold before, between and afterwards.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tests/replay/live_replay.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::replay {
namespace {

using assignment::v1::Assignment;
using Assignments = assignment::v1::AssignmentService::Stub;
using Numbers = indicator::v1::IndicatorService::Stub;
using Organization = organization::v1::OrganizationService::Stub;

constexpr char kOpen[] = "state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')";

void AddTo(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& numbers) {
  sums.resize(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) sums[i] += numbers[i];
}

std::int64_t Open(const assignment::v1::AssignmentCounts& counts) {
  return counts.in_time() + counts.overdue() + counts.no_deadline() - counts.no_deadline_done();
}

}  // namespace

std::int64_t LiveReplay::OpenByRows() {
  return system_.Count("assignment", std::string("SELECT count(*) FROM assignment WHERE ") + kOpen);
}

std::vector<std::int64_t> LiveReplay::Totals(const std::string& unit_id, const std::string& period, Tree tree) {
  indicator::v1::GetTotalsRequest request;
  request.set_unit_id(unit_id);
  request.set_period(period);
  request.set_date(DayOf(tree));
  for (const std::string& code : codes_) request.add_indicators(code);
  const auto answer = system_.Call("indicator", &Numbers::GetTotals, request);
  EXPECT_EQ(answer.tree_date(), DayOf(tree));
  std::vector<std::int64_t> totals;
  for (const auto& total : answer.totals()) totals.push_back(total.numerator());  // by code, as they are named
  EXPECT_EQ(totals.size(), codes_.size());
  totals.resize(codes_.size());
  return totals;
}

void LiveReplay::CheckNumbers(const std::vector<Tree>& trees) {
  std::int64_t compared = 0;
  for (const Tree tree : trees) {
    for (const std::string& period : ledger_.Periods()) {
      SCOPED_TRACE(period + " in the tree of " + DayOf(tree));
      std::vector<std::int64_t> sum = ledger_.Divided(tree, period);
      for (const std::string& code : country_.Codes(tree, "province")) {
        const std::vector<std::int64_t> totals = Totals(Units(tree).at(code), period, tree);
        EXPECT_EQ(totals, ledger_.OfProvince(tree, code, period)) << "province " << code;
        AddTo(sum, totals);
        compared += static_cast<std::int64_t>(totals.size());
      }
      const std::vector<std::int64_t> national = Totals(government_, period, tree);
      EXPECT_EQ(national, ledger_.OfCountry(period));
      EXPECT_EQ(sum, national) << "the provinces do not add up to the country";
      CheckLines(period, 0, tree, national[0]);
    }
  }
  Say(fmt::format("NUMBERS hold in {} tree(s): {} totals of provinces, {} numbers behind them", trees.size(), compared,
                  ledger_.count()));
}

void LiveReplay::CheckLines(const std::string& period, int indicator, Tree tree, std::int64_t total) {
  indicator::v1::ListContributionsRequest request;
  request.set_unit_id(government_);
  request.set_period(period);
  request.set_date(DayOf(tree));
  request.set_indicator(codes_[static_cast<std::size_t>(indicator)]);
  std::int64_t lines = 0;
  std::int64_t divided = 0;
  system_.List("indicator", &Numbers::ListContributions, request, [&](const auto& page) {
    for (const auto& line : page.contributions()) lines += line.numerator();
    divided += page.divided().numerator();
  });
  EXPECT_EQ(lines + divided, total) << "the lines of the explanation do not add up";
  EXPECT_EQ(divided, ledger_.Divided(tree, period)[static_cast<std::size_t>(indicator)]);
}

assignment::v1::AssignmentCounts LiveReplay::Counts(const std::string& unit_id, Tree tree) {
  assignment::v1::GetCountsRequest request;
  request.set_unit_id(unit_id);
  request.set_subtree(true);
  request.set_date(DayOf(tree));
  return system_.Call("assignment", &Assignments::GetCounts, request);
}

assignment::v1::AssignmentCounts LiveReplay::DividedCounts(Tree tree) {
  assignment::v1::AssignmentCounts all;
  if (!is_enacted_) return all;
  const Tree other = Other(tree);
  for (const std::string& code : country_.Codes(other, "province")) {
    if (!country_.ProvinceElsewhere(other, code).empty()) continue;
    assignment::v1::GetCountsRequest request;
    request.set_unit_id(Units(other).at(code));
    const auto own = system_.Call("assignment", &Assignments::GetCounts, request);
    all.set_in_time(all.in_time() + own.in_time());
    all.set_overdue(all.overdue() + own.overdue());
    all.set_no_deadline(all.no_deadline() + own.no_deadline());
    all.set_no_deadline_done(all.no_deadline_done() + own.no_deadline_done());
    all.set_total(all.total() + own.total());
  }
  return all;
}

void LiveReplay::CheckCounts(const std::vector<Tree>& trees) {
  const std::int64_t open = OpenByRows();
  const std::int64_t done = system_.Count("assignment", "SELECT count(*) FROM assignment WHERE state = 'COMPLETED'");
  for (const Tree tree : trees) {
    SCOPED_TRACE("the tree of " + DayOf(tree));
    // What a merged province has to do itself is in no single one of those that it was made of.
    const auto divided = DividedCounts(tree);
    std::int64_t sum_open = Open(divided);
    std::int64_t sum_all = divided.total();
    for (const std::string& code : country_.Codes(tree, "province")) {
      const auto counts = Counts(Units(tree).at(code), tree);
      sum_open += Open(counts);
      sum_all += counts.total();
    }
    const auto national = Counts(government_, tree);
    EXPECT_EQ(sum_open, open);
    EXPECT_EQ(Open(national), open);
    EXPECT_EQ(sum_all, open + done);
    EXPECT_EQ(national.total(), open + done);
  }
  Say(fmt::format("COUNTS of assignments hold in {} tree(s): {} open, {} done", trees.size(), open, done));
}

void LiveReplay::CheckAssignments() {
  std::set<std::string> living = {government_};
  organization::v1::ListUnitsRequest units;
  units.set_date(DayOf(Tree::kOf2025));
  system_.List("organization", &Organization::ListUnits, units, [&](const auto& page) {
    for (const auto& unit : page.units()) living.insert(unit.id());
  });
  std::set<std::string> conflicts;
  assignment::v1::ListSuccessionConflictsRequest conflict_request;
  conflict_request.set_succession_id(succession_);
  system_.List("assignment", &Assignments::ListSuccessionConflicts, conflict_request, [&](const auto& page) {
    for (const auto& conflict : page.conflicts()) {
      conflicts.insert(conflict.assignment().assignment_id());
      EXPECT_FALSE(living.contains(conflict.assignment().unit_id()));
    }
  });
  assignment::v1::ListAssignmentsRequest request;
  for (const auto state : {Assignment::ASSIGNED, Assignment::ACCEPTED, Assignment::IN_PROGRESS, Assignment::REPORTED,
                           Assignment::RETURNED, Assignment::REFUSED}) {
    request.add_states(state);
  }
  std::set<std::string> open;
  std::int64_t lost = 0;
  std::set<std::string> works;
  system_.List("assignment", &Assignments::ListAssignments, request, [&](const auto& page) {
    for (const Assignment& one : page.assignments()) {
      EXPECT_TRUE(open.insert(one.assignment_id()).second) << one.assignment_id() << " was listed twice";
      EXPECT_TRUE(works.insert(one.task_id() + one.unit_id() + one.recurrence() + one.due_on()).second)
          << one.unit_name() << " has " << one.section() << " twice";
      const bool is_conflict = conflicts.contains(one.assignment_id());
      lost += static_cast<std::int64_t>(living.contains(one.unit_id()) == is_conflict);
    }
  });
  EXPECT_EQ(lost, 0) << "open assignments that are with no living body and on no list of conflicts";
  EXPECT_EQ(static_cast<std::int64_t>(open.size()), OpenByRows());
  // What went away points to what is open, or done since.
  EXPECT_EQ(system_.Count("assignment",
                          "SELECT count(*) FROM assignment a WHERE a.state = 'TRANSFERRED' AND NOT EXISTS (SELECT FROM "
                          "assignment b WHERE b.id = a.transferred_to AND b.state <> 'TRANSFERRED')"),
            0);
  EXPECT_EQ(
      system_.Count("notification",
                    "SELECT count(*) FROM pending_assignment p WHERE p.next_at IS NOT NULL AND NOT EXISTS (SELECT "
                    "FROM assignment.assignment a WHERE a.id = p.assignment_id AND a.unit_id = p.unit_id AND a." +
                        std::string(kOpen) + ")"),
      0)
      << "reminders that are not of an open assignment";
  Say(fmt::format("ASSIGNMENTS hold: {} open, each with one of {} living bodies or among {} conflicts; {} lost",
                  open.size(), living.size(), conflicts.size(), lost));
}

void LiveReplay::CheckNothingIsDead() {
  for (const std::string_view service : cli::kServices) {
    EXPECT_EQ(system_.AskTables(std::string(service))("SELECT string_agg(DISTINCT reason, '; ') FROM dead_letter"), "")
        << service;
  }
}

std::map<std::string, std::string> LiveReplay::DigestAll() {
  std::map<std::string, std::string> all;
  for (const std::string_view name : cli::kServices) {
    const std::string service(name);
    for (auto& [table, digest] : Digests(system_.AskTables(service), service)) all[service + "." + table] = digest;
  }
  Say(fmt::format("digests of {} tables", all.size()));
  return all;
}

void LiveReplay::CheckInUse() {
  e2e::ExpectRefused(system_.Try({"units", "undo", succession_}), "FAILED_PRECONDITION", "SUCCESSION_IN_USE");
}

}  // namespace dondoc::replay
