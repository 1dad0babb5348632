// Statements against a migrated database: all of them prepare, pages miss nothing, constraints have reasons.
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gtest/gtest.h"
#include "services/indicator/schema.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/indicator/storage/sql.h"
#include "services/indicator/storage/succession_storage.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"
#include "services/indicator/storage/value_storage.h"
#include "services/indicator/testing/test_cell.h"
#include "services/organization/replica/succession.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StorageTest : public ::testing::Test {
 protected:
  template <typename F>
  auto Run(F&& function) {
    return cell_.database().Run(std::forward<F>(function));
  }

  // A province with two districts of three communes each.
  void AddTree() {
    units_.push_back(MakeUnit(province_, "UBND tỉnh Mây", common::v1::PROVINCE, "UBND", {}));
    for (int d = 0; d < 2; ++d) {
      const std::string district = ids_.NewId();
      units_.push_back(
          MakeUnit(district, "UBND huyện " + std::to_string(d), common::v1::DISTRICT, "UBND", {province_}));
      for (int c = 0; c < 3; ++c) {
        communes_.push_back(ids_.NewId());
        units_.push_back(MakeUnit(communes_.back(), "UBND xã " + std::to_string(c), common::v1::COMMUNE, "UBND",
                                  {district, province_}));
      }
    }
    cell_.AddUnits(units_);
  }

  Indicator NewIndicator(const std::string& code) {
    return {.id = ids_.NewId(), .code = code, .name = code, .measure = "cái", .created_at = now_};
  }

  FakeIdGenerator ids_;
  const TimePoint now_ = *ParseTime("2026-12-08T00:00:00.000000Z");
  const std::string province_ = ids_.NewId();
  std::vector<std::string> communes_;
  std::vector<organization::v1::Unit> units_;
  TestCell cell_;
};

TEST_F(StorageTest, EveryStatementPrepares) {
  const std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
  ASSERT_OK_AND_ASSIGN(const auto connection, pg::Connection::Open(conninfo));
  ASSERT_OK(pg::Migrate(*connection, Schema(), now_));
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

TEST_F(StorageTest, AnIndicatorIsFoundByCodeAndById) {
  const Indicator indicator{.id = ids_.NewId(),
                            .code = "TY_LE",
                            .name = "Tỷ lệ \"xã\" đạt, chuẩn",
                            .kind = IndicatorKind::kRatio,
                            .measure = "%",
                            .over_time = OverTime::kLast,
                            .description = "Cách tính:\n{a, b}",
                            .created_at = now_};
  ASSERT_OK(Run([&](pg::Transaction& tx) { return InsertIndicator(tx, indicator); }));
  for (const std::string& name : {indicator.id, indicator.code}) {
    ASSERT_OK_AND_ASSIGN(const Indicator found, Run([&](pg::Transaction& tx) { return GetIndicator(tx, name); }));
    EXPECT_EQ(found.id, indicator.id);
    EXPECT_EQ(found.name, indicator.name);
    EXPECT_EQ(found.kind, indicator.kind);
    EXPECT_EQ(found.over_time, indicator.over_time);
    EXPECT_EQ(found.description, indicator.description);
    EXPECT_EQ(found.created_at, now_);
  }
  EXPECT_THAT(Run([&](pg::Transaction& tx) { return GetIndicator(tx, "KHONG_CO"); }),
              HasReason(absl::StatusCode::kNotFound, "INDICATOR_NOT_FOUND"));
  EXPECT_THAT(Run([&](pg::Transaction& tx) { return InsertIndicator(tx, NewIndicator("TY_LE")); }),
              HasReason(absl::StatusCode::kAlreadyExists, "CODE_TAKEN"));
}

TEST_F(StorageTest, CopiedIndicatorsStayAsTheyAre) {
  Indicator indicator = NewIndicator("A");
  ASSERT_OK(Run([&](pg::Transaction& tx) { return KeepIndicators(tx, std::vector<Indicator>{indicator}); }));
  indicator.name = "khác";
  ASSERT_OK(Run([&](pg::Transaction& tx) { return KeepIndicators(tx, std::vector<Indicator>{indicator}); }));
  ASSERT_OK_AND_ASSIGN(const Indicator found, Run([&](pg::Transaction& tx) { return GetIndicator(tx, "A"); }));
  EXPECT_EQ(found.name, "A");
}

TEST_F(StorageTest, WhoHasNotReportedIsPagedByName) {
  AddTree();
  const Indicator indicator = NewIndicator("A");
  cell_.AddIndicators({indicator});
  const Period period = *ParsePeriod("2026");
  std::vector<std::string> names;
  std::optional<std::string> after;
  for (;;) {
    ASSERT_OK_AND_ASSIGN(const auto page, Run([&](pg::Transaction& tx) {
                           return ListMissingUnits(tx, communes_, period, indicator.id, after, 2,
                                                   *MakeDay(2026, 12, 8));
                         }));
    for (const MissingUnit& unit : page) names.push_back(unit.name + " / " + unit.superior_name);
    if (page.size() < 2) break;
    after = page.back().id;
  }
  EXPECT_THAT(names, ElementsAre("UBND xã 0 / UBND huyện 0", "UBND xã 0 / UBND huyện 1", "UBND xã 1 / UBND huyện 0",
                                 "UBND xã 1 / UBND huyện 1", "UBND xã 2 / UBND huyện 0", "UBND xã 2 / UBND huyện 1"));
}

// A commune of the first district belongs to the second from a day on, under another name.
TEST_F(StorageTest, WhoHasNotReportedIsNamedAsOnTheDay) {
  AddTree();
  const Indicator indicator = NewIndicator("A");
  cell_.AddIndicators({indicator});
  organization::v1::Unit moved = units_[2];
  ASSERT_EQ(moved.id(), communes_[0]);
  moved.set_version(moved.version() + 1);
  moved.set_name("UBND phường 0");
  organization::v1::UnitState& before = *moved.add_states();
  before.set_valid_to("2026-11-01");
  before.set_name("UBND xã 0");
  before.set_superior_id(units_[1].id());
  before.mutable_superior_ids()->Assign(moved.superior_ids().begin(), moved.superior_ids().end());
  organization::v1::UnitState& after = *moved.add_states();
  after.set_valid_from("2026-11-01");
  after.set_name(moved.name());
  after.set_superior_id(units_[5].id());
  after.add_superior_ids(units_[5].id());
  after.add_superior_ids(province_);
  moved.set_superior_id(after.superior_id());
  *moved.mutable_superior_ids() = after.superior_ids();
  cell_.AddUnits({moved});
  const auto missing = [&](Day day) {
    const auto page = Run([&](pg::Transaction& tx) {
      return ListMissingUnits(tx, {communes_[0]}, *ParsePeriod("2026"), indicator.id, std::nullopt, 2, day);
    });
    EXPECT_OK(page);
    return page->front().name + " / " + page->front().superior_name;
  };
  EXPECT_EQ(missing(*MakeDay(2026, 10, 31)), "UBND xã 0 / UBND huyện 0");
  EXPECT_EQ(missing(*MakeDay(2026, 11, 1)), "UBND phường 0 / UBND huyện 1");
}

TEST_F(StorageTest, AUnitThatDoesNotExistHasAReason) {
  EXPECT_THAT(Run([&](pg::Transaction& tx) { return GetReportingUnit(tx, ids_.NewId()); }),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  EXPECT_THAT(Run([&](pg::Transaction& tx) { return GetReportingUnit(tx, "xã"); }),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST_F(StorageTest, ExactlyOneRevisionIsCurrent) {
  AddTree();
  const Indicator indicator = NewIndicator("A");
  cell_.AddIndicators({indicator});
  const ReportKey report{communes_[0], "2026"};
  const CellKey key{report.unit_id, report.period, indicator.id};
  const auto store = [&](int revision, std::int64_t count) {
    return Run([&](pg::Transaction& tx) -> absl::Status {
      const NewSubmission submission{ids_.NewId(), report, "lần " + std::to_string(revision)};
      DONDOC_RETURN_IF_ERROR(LockReports(tx, std::vector<ReportKey>{report}, now_));
      DONDOC_RETURN_IF_ERROR(InsertSubmissions(tx, std::vector<NewSubmission>{submission}, now_, "an"));
      return InsertValues(tx, std::vector<NewValue>{{key, revision, {count, 0}, submission.id}});
    });
  };
  ASSERT_OK(store(1, 5));
  ASSERT_OK(store(2, 7));
  ASSERT_OK(store(3, 6));
  EXPECT_THAT(cell_.Select("SELECT revision, numerator, is_current FROM value_revision ORDER BY revision"),
              ElementsAre("1|5|false", "2|7|false", "3|6|true"));
  ASSERT_OK_AND_ASSIGN(const auto current, Run([&](pg::Transaction& tx) {
                         return ReadCurrentValues(tx, std::vector<CellKey>{{communes_[1], "2026", indicator.id}, key});
                       }));
  ASSERT_EQ(current.size(), 2u);
  EXPECT_FALSE(current[0].has_value());
  EXPECT_EQ(current[1]->revision, 3);
  EXPECT_EQ(current[1]->number, (Number{6, 0}));

  ASSERT_OK_AND_ASSIGN(const auto first,
                       Run([&](pg::Transaction& tx) { return ListValues(tx, report, true, std::nullopt, 2); }));
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].revision, 3);
  EXPECT_TRUE(first[0].current);
  EXPECT_EQ(first[0].note, "lần 3");
  EXPECT_EQ(first[0].submitted_by, "an");
  EXPECT_EQ(first[0].submitted_at, now_);
  ASSERT_OK_AND_ASSIGN(const auto rest, Run([&](pg::Transaction& tx) {
                         return ListValues(tx, report, true, ValueCursor{"A", first[1].revision}, 2);
                       }));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].revision, 1);
  ASSERT_OK_AND_ASSIGN(const auto only,
                       Run([&](pg::Transaction& tx) { return ListValues(tx, report, false, std::nullopt, 9); }));
  EXPECT_EQ(only.size(), 1u);
}

TEST_F(StorageTest, RowsAreAddedByWhomTheyWentUpTo) {
  AddTree();
  const Indicator indicator = NewIndicator("A");
  cell_.AddIndicators({indicator});
  const Period period = *ParsePeriod("2026");
  std::vector<Contribution> contributions;
  for (const std::string& commune : communes_)
    contributions.push_back({{units_[1].id(), "2026", indicator.id}, commune, 1, {3, 4, 1}});
  // One whose child the copy of the tree does not have.
  contributions.push_back({{units_[1].id(), "2026", indicator.id}, ids_.NewId(), 1, {3, 4, 1}});
  ASSERT_OK(Run([&](pg::Transaction& tx) { return AddContributions(tx, contributions).status(); }));
  EXPECT_THAT(cell_.Select("SELECT numerator, denominator, reported_units FROM roll_up"), ElementsAre("21|28|7"));

  const std::string& district = units_[1].id();
  const RowsOf all{.unit_id = district}, went_up{.unit_id = district, .superior_id = province_};
  const RowsOf elsewhere{.unit_id = district, .superior_id = communes_[0]};
  const RowsOf told{.unit_id = communes_[0], .superior_id = district, .weight = -1, .is_contribution = true};
  const auto figure = [&](const std::vector<RowsOf>& rows) {
    auto totals =
        Run([&](pg::Transaction& tx) { return ReadTotals(tx, district, period, {indicator.id}, false, rows); });
    EXPECT_OK(totals);
    const IndicatorTotal& one = totals->front();
    return std::to_string(one.total.numerator) + "/" + std::to_string(one.total.denominator) +
           (one.present ? "" : " nothing");
  };
  EXPECT_EQ(figure({all}), "21/28");
  EXPECT_EQ(figure({went_up}), "21/28");
  EXPECT_EQ(figure({elsewhere}), "0/0 nothing");
  EXPECT_EQ(figure({all, told}), "18/24");
  ASSERT_OK_AND_ASSIGN(const auto addends, Run([&](pg::Transaction& tx) {
                         return ListAddends(tx, std::vector<RowsOf>{elsewhere, told, went_up}, "2026", indicator.id);
                       }));
  std::map<std::size_t, std::int64_t> numerators;
  for (const Addend& addend : addends) numerators[addend.place] += addend.total.numerator;
  EXPECT_EQ(numerators, (std::map<std::size_t, std::int64_t>{{1, 3}, {2, 21}}));
}

TEST_F(StorageTest, TargetsArePagedInTheOrderInWhichTheyCame) {
  const Indicator indicator = NewIndicator("A");
  cell_.AddIndicators({indicator});
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    Target target;
    target.id = ids_.NewId();
    target.unit_id = province_;
    target.value = i == 0 ? std::optional<std::string>() : std::to_string(i) + ".5";
    target.measure = "cái";
    if (i > 2) target.indicator_id = indicator.id;
    target.from_year = i == 4 ? 2027 : 0;
    ids.push_back(target.id);
    ASSERT_OK(Run([&](pg::Transaction& tx) {
      return InsertTargets(tx, std::vector<Target>{target}, now_ + std::chrono::seconds(i));
    }));
  }
  std::vector<std::string> seen;
  std::optional<std::string> after;
  for (;;) {
    ASSERT_OK_AND_ASSIGN(const auto page, Run([&](pg::Transaction& tx) {
                           return ListTargets(tx, province_, std::nullopt, {.all = true}, after, 2);
                         }));
    for (const Target& target : page) seen.push_back(target.id);
    if (page.size() < 2) break;
    after = page.back().id;
  }
  EXPECT_EQ(seen, ids);
  ASSERT_OK_AND_ASSIGN(const auto linked,
                       Run([&](pg::Transaction& tx) { return ListLinkedTargets(tx, province_, 2026, {.all = true}); }));
  ASSERT_EQ(linked.size(), 1u);
  EXPECT_EQ(linked[0].value, "3.5");
  EXPECT_EQ(linked[0].indicator_code, "A");
  ASSERT_OK_AND_ASSIGN(const auto of_directive, Run([&](pg::Transaction& tx) {
                         return ListTargets(tx, std::nullopt, ids_.NewId(), {.all = true}, std::nullopt, 9);
                       }));
  EXPECT_THAT(of_directive, IsEmpty());
}

TEST_F(StorageTest, WhatAnyNewBodyHasKeepsASuccessionFromBeingUndone) {
  AddTree();
  auto begun = MakeUnit(ids_.NewId(), "Trung tâm Phục vụ hành chính công xã 0", common::v1::COMMUNE, "TRUNG_TAM_HCC",
                        {units_[1].id(), province_});
  begun.set_valid_from("2026-12-01");  // of a kind that was not there before: it comes after nobody
  cell_.AddUnits({begun});
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(ids_.NewId());
  plan.set_decision_number("15/NQ-HĐND");
  plan.set_effective_on("2026-12-01");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  plan.add_edges()->set_from_unit_id(communes_[0]);
  ASSERT_OK(Run([&](pg::Transaction& tx) { return organization::replica::ApplyPlans(tx, {&plan, 1}); }));
  const auto uses = [&] {
    return *Run([&](pg::Transaction& tx) { return ListSuccessionUses(tx, plan.succession_id(), 20); });
  };
  EXPECT_THAT(uses(), IsEmpty());
  static constexpr pg::Statement kReport{
      "test.report",
      "INSERT INTO report (unit_id, period, first_submitted_at, last_submitted_at) VALUES ($1, '2026', $2, $2)"};
  for (const std::string& unit : {begun.id(), communes_[1]}) {
    ASSERT_OK(Run([&](pg::Transaction& tx) { return tx.Execute(kReport, unit, now_).status(); }));
  }
  EXPECT_THAT(uses(), ElementsAre("Trung tâm Phục vụ hành chính công xã 0 has reported for 2026, and that stays"));
}

}  // namespace
}  // namespace dondoc::indicator
