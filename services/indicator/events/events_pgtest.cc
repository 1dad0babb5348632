// Facts that come twice, late, or broken; and many submissions at once below one parent.
#include <mutex>
#include <random>
#include <thread>

#include "common/status/status_matchers.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "gtest/gtest.h"
#include "services/indicator/app/submit_values.h"
#include "services/indicator/events/consumers.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/testing/test_cell.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kNothing = [](const app::AcceptedSubmission&) { return std::string(); };

class EventsTest : public ::testing::Test {
 protected:
  EventsTest() {
    units_ = {MakeUnit(government_, "Chính phủ", common::v1::CENTRAL, "CHINH_PHU", {}),
              MakeUnit(province_, "UBND tỉnh Mây", common::v1::PROVINCE, "UBND", {government_}),
              MakeUnit(commune_, "UBND xã Suối", common::v1::COMMUNE, "UBND", {province_, government_})};
    indicator_ = {.id = ids_.NewId(), .code = "TY_LE", .name = "Tỷ lệ", .kind = IndicatorKind::kRatio, .measure = "%"};
  }

  v1::ContributionsChanged Message(std::int64_t version, std::int64_t numerator, std::int64_t denominator) {
    v1::ContributionsChanged message;
    message.set_parent_unit_id(province_);
    message.set_child_unit_id(commune_);
    message.set_period("2026");
    v1::Contribution& cell = *message.add_cells();
    cell.set_indicator_id(indicator_.id);
    cell.set_version(version);
    cell.set_numerator(numerator);
    cell.set_denominator(denominator);
    cell.set_reported_units(1);
    return message;
  }

  template <typename Message>
  messaging::Fact FactOf(const Message& message) {
    messaging::Fact fact;
    fact.id = ids_.NewId();
    fact.type = messaging::Type<Message>();
    fact.time = *ParseTime("2026-12-08T00:00:00.000000Z");
    fact.payload = message.SerializeAsString();
    return fact;
  }

  std::vector<std::string> Totals() {
    return cell_.Select("SELECT numerator, denominator, reported_units, version FROM roll_up ORDER BY unit_id");
  }

  FakeIdGenerator ids_;
  const std::string government_ = ids_.NewId();
  const std::string province_ = ids_.NewId();
  const std::string commune_ = ids_.NewId();
  std::vector<organization::v1::Unit> units_;
  Indicator indicator_;
  TestCell cell_;
};

TEST_F(EventsTest, AContributionTakesThePlaceOfAnOlderOneOnly) {
  cell_.AddUnits(units_);
  const messaging::Fact first = FactOf(Message(1, 5, 10));
  const messaging::Fact second = FactOf(Message(2, 7, 9));
  ASSERT_OK(cell_.Deliver({first}));
  EXPECT_THAT(Totals(), ElementsAre("5|10|1|1"));
  ASSERT_OK(cell_.Deliver({first}));
  EXPECT_THAT(Totals(), ElementsAre("5|10|1|1"));
  ASSERT_OK(cell_.Deliver({second, first, second}));
  EXPECT_THAT(Totals(), ElementsAre("7|9|1|2"));
  ASSERT_OK(cell_.Deliver({first}));
  EXPECT_THAT(Totals(), ElementsAre("7|9|1|2"));
}

TEST_F(EventsTest, AChangedTotalGoesUpOnceAndWhatChangesNothingDoesNot) {
  cell_.AddUnits(units_);
  ASSERT_OK(cell_.Deliver({FactOf(Message(1, 5, 10)), FactOf(Message(3, 6, 10))}));
  const auto facts = cell_.TakeFacts();
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].destination, "central");
  ASSERT_OK_AND_ASSIGN(const auto message, messaging::Decode<v1::ContributionsChanged>(facts[0].fact));
  EXPECT_EQ(message.parent_unit_id(), government_);
  EXPECT_EQ(message.child_unit_id(), province_);
  ASSERT_EQ(message.cells_size(), 1);
  EXPECT_EQ(message.cells(0).numerator(), 6);
  EXPECT_EQ(message.cells(0).version(), 1);
  ASSERT_OK(cell_.Deliver({FactOf(Message(2, 5, 10))}));
  ASSERT_OK(cell_.Deliver({FactOf(Message(4, 6, 10))}));
  EXPECT_THAT(cell_.TakeFacts(), IsEmpty());
  // At the top, there is nobody to tell.
  ASSERT_OK(cell_.Deliver({facts[0].fact}));
  EXPECT_THAT(cell_.TakeFacts(), IsEmpty());
  EXPECT_THAT(Totals(), ElementsAre("6|10|1|1", "6|10|1|1"));
}

TEST_F(EventsTest, AParentThatIsNotKnownYetIsWaitedFor) {
  const messaging::Fact fact = FactOf(Message(1, 5, 10));
  EXPECT_THAT(cell_.Deliver({fact}), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  // Neither is the one above it, to whom the total must go on.
  cell_.AddUnits({units_[1]});
  EXPECT_THAT(cell_.Deliver({fact}), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_THAT(Totals(), IsEmpty());
  cell_.AddUnits(units_);
  EXPECT_OK(cell_.Deliver({fact}));
  EXPECT_THAT(Totals(), ElementsAre("5|10|1|1"));
}

TEST_F(EventsTest, AFactGoneAstrayIsRefused) {
  TestCell communes({"COMMUNE"});
  communes.AddUnits(units_);
  EXPECT_THAT(communes.Deliver({FactOf(Message(1, 5, 10))}),
              HasReason(absl::StatusCode::kFailedPrecondition, "LEVEL_NOT_SERVED"));
}

TEST_F(EventsTest, WhatNoFactCanHoldIsPoison) {
  cell_.AddUnits(units_);
  const auto poison = HasReason(absl::StatusCode::kInvalidArgument, "BAD_FACT");
  auto message = Message(1, 5, 10);
  message.set_period("2026-13");
  EXPECT_THAT(cell_.Deliver({FactOf(message)}), poison);
  message = Message(1, 5, 10);
  message.set_child_unit_id("xã Suối");
  EXPECT_THAT(cell_.Deliver({FactOf(message)}), poison);
  EXPECT_THAT(cell_.Deliver({FactOf(Message(0, 5, 10))}), poison);
  EXPECT_THAT(cell_.Deliver({FactOf(Message(1, -5, 10))}), poison);
  messaging::Fact garbage = FactOf(Message(1, 5, 10));
  garbage.payload = "\xff\xff\xff";
  EXPECT_THAT(cell_.Deliver({garbage}), HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
  EXPECT_THAT(Totals(), IsEmpty());
}

TEST_F(EventsTest, ANumberStaysWhereItWasMadeWhenTheUnitMoves) {
  const std::string other = ids_.NewId();
  units_.push_back(MakeUnit(other, "UBND tỉnh Núi", common::v1::PROVINCE, "UBND", {government_}));
  cell_.AddUnits(units_);
  cell_.AddIndicators({indicator_});
  const auto submit = [&](std::int64_t numerator) {
    const app::SubmissionInput input{
        commune_, "2026", {{.indicator = "TY_LE", .count = {}, .numerator = numerator, .denominator = 10}}, ""};
    return app::SubmitValues(cell_.context(), NewRequest(ids_, "SubmitValues"), input, kNothing).status();
  };
  const auto settle = [&] {
    for (auto facts = cell_.TakeFacts(); !facts.empty(); facts = cell_.TakeFacts()) {
      for (const TravellingFact& one : facts) ASSERT_OK(cell_.Deliver({one.fact}));
    }
  };
  ASSERT_OK(submit(4));
  settle();
  organization::v1::Unit moved = MakeUnit(commune_, "UBND xã Suối", common::v1::COMMUNE, "UBND", {other, government_});
  moved.set_version(2);
  cell_.AddUnits({moved});
  ASSERT_OK(submit(6));
  settle();
  EXPECT_THAT(
      cell_.Select(
          "SELECT u.name, r.numerator, r.denominator FROM roll_up r JOIN unit u ON u.id = r.unit_id ORDER BY u.name"),
      ElementsAre("Chính phủ|6|10", "UBND tỉnh Mây|6|10", "UBND xã Suối|6|10"));
}

TEST_F(EventsTest, TheCatalogueIsCopied) {
  v1::IndicatorDefined message;
  message.set_indicator_id(indicator_.id);
  message.set_code("TY_LE");
  message.set_name("Tỷ lệ");
  message.set_kind("RATIO");
  message.set_measure("%");
  message.set_over_time("LAST");
  ASSERT_OK(cell_.Deliver({FactOf(message)}));
  ASSERT_OK(cell_.Deliver({FactOf(message)}));
  EXPECT_THAT(cell_.Select("SELECT code, kind, over_time FROM indicator"), ElementsAre("TY_LE|RATIO|LAST"));
  message.set_kind("LEVEL");
  EXPECT_THAT(cell_.Deliver({FactOf(message)}), HasReason(absl::StatusCode::kInvalidArgument, "BAD_FACT"));
}

TEST_F(EventsTest, TargetsOfADirectiveAreKeptOnce) {
  directive::v1::DirectiveIssued issued;
  issued.set_directive_id(ids_.NewId());
  issued.set_number("12/KH-UBND");
  issued.set_issuer_unit_id(province_);
  directive::v1::IssuedTarget& target = *issued.add_targets();
  target.set_target_id(ids_.NewId());
  target.set_text("Trên 99,9% số xã đạt chuẩn");
  target.set_comparator("MORE_THAN");
  target.set_value("99.9");
  target.set_measure("%");
  target.set_from_year(2026);
  target.set_to_year(2030);
  directive::v1::IssuedTarget& odd = *issued.add_targets();
  odd.set_target_id(ids_.NewId());
  odd.set_comparator("AT_LEAST");
  odd.set_value("nhiều");
  odd.set_measure("xã");
  directive::v1::DirectiveIssued without = issued;
  without.clear_targets();
  without.set_directive_id("");
  ASSERT_OK(cell_.Deliver({FactOf(issued), FactOf(without)}));
  ASSERT_OK(cell_.Deliver({FactOf(issued)}));
  EXPECT_THAT(cell_.Select("SELECT directive_number, comparator, trim_scale(value) AS value, measure, from_year, "
                           "to_year FROM target ORDER BY id"),
              ElementsAre("12/KH-UBND|MORE_THAN|99.9|%|2026|2030", "12/KH-UBND|AT_LEAST||xã|0|0"));
  odd.set_target_id(ids_.NewId());
  odd.set_comparator("ROUGHLY");
  EXPECT_THAT(cell_.Deliver({FactOf(issued)}), HasReason(absl::StatusCode::kInvalidArgument, "BAD_FACT"));
}

// Facts that several threads have produced and several take, each at least once.
class Stream {
 public:
  void Add(std::vector<TravellingFact> facts) {
    const std::lock_guard lock(mutex_);
    for (TravellingFact& fact : facts) waiting_.push_back(std::move(fact.fact));
  }
  std::vector<messaging::Fact> Take(std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<messaging::Fact> taken;
    while (!waiting_.empty() && taken.size() < most) {
      taken.push_back(std::move(waiting_.back()));
      waiting_.pop_back();
    }
    return taken;
  }

 private:
  std::mutex mutex_;
  std::vector<messaging::Fact> waiting_;
};

TEST_F(EventsTest, ManySubmissionsAtOnceBelowOneParent) {
  constexpr int kCommunes = 24;
  constexpr int kThreads = 4;
  constexpr int kSubmissions = 60;
  std::vector<std::string> communes;
  for (int i = 0; i < kCommunes; ++i) {
    communes.push_back(ids_.NewId());
    units_.push_back(MakeUnit(communes.back(), "UBND xã " + std::to_string(i), common::v1::COMMUNE, "UBND",
                              {province_, government_}));
  }
  cell_.AddUnits(units_);
  cell_.AddIndicators({indicator_});
  std::vector<std::jthread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(static_cast<unsigned>(t));
      for (int i = 0; i < kSubmissions; ++i) {
        std::vector<app::SubmissionInput> inputs;
        for (int j = 0; j < 6; ++j) {
          inputs.push_back({communes[random() % kCommunes],
                            "2026",
                            {{.indicator = "TY_LE", .count = {}, .numerator = random() % 10, .denominator = 10}},
                            ""});
        }
        EXPECT_OK(app::SubmitValuesBatch(cell_.context(), NewRequest(cell_.context().ids, "SubmitValuesBatch"), inputs,
                                         [](const app::SubmissionOutcomes&) { return std::string(); }));
      }
    });
  }
  threads.clear();
  Stream stream;
  for (auto facts = cell_.TakeFacts(); !facts.empty(); facts = cell_.TakeFacts()) {
    // Every fact twice, taken by several consumers at the same time.
    stream.Add(facts);
    stream.Add(facts);
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        for (auto batch = stream.Take(7); !batch.empty(); batch = stream.Take(7)) EXPECT_OK(cell_.Deliver(batch));
      });
    }
    threads.clear();
  }
  const auto expected = cell_.Select(
      "SELECT sum(numerator) AS n, sum(denominator) AS d, count(*) AS c FROM value_revision WHERE is_current");
  EXPECT_EQ(cell_.Select("SELECT r.numerator, r.denominator, r.reported_units FROM roll_up r WHERE r.unit_id = '" +
                         province_ + "'"),
            expected);
  EXPECT_EQ(cell_.Select("SELECT r.numerator, r.denominator, r.reported_units FROM roll_up r WHERE r.unit_id = '" +
                         government_ + "'"),
            expected);
}

}  // namespace
}  // namespace dondoc::indicator
