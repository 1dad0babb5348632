// Commands about numbers, and about reminders, where levels have databases of their own: two cells of the real
// indicator service, one with the upper levels and one with the communes; of notification what two cells of it would
// answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "dondoc/cli/v1/explained_totals.pb.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "dondoc/notification/v1/notification_service.grpc.pb.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/testing/test_cell.h"
#include "tools/dondoc/cells_fixture.h"
#include "tools/dondoc/indicator_commands.h"
#include "tools/dondoc/notification_commands.h"

namespace dondoc::cli {
namespace {

using indicator::MakeUnit;
using indicator::TestCell;
using indicator::TravellingFact;
using notification::v1::ListRulesResponse;
using notification::v1::ReminderRule;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kProvince[] = "00000000-0000-4000-8000-000000000001";
constexpr char kCommune[] = "00000000-0000-4000-8000-000000000002";
constexpr char kOther[] = "00000000-0000-4000-8000-000000000003";

// The indicator service of some levels.
struct IndicatorCell {
  explicit IndicatorCell(std::set<std::string> levels) : cell(std::move(levels)) {
    cell.AddUnits({MakeUnit(kProvince, "UBND tỉnh Bình Giang", common::v1::PROVINCE, "UBND", {}),
                   MakeUnit(kCommune, "UBND xã Suối", common::v1::COMMUNE, "UBND", {kProvince}),
                   MakeUnit(kOther, "UBND xã Khe", common::v1::COMMUNE, "UBND", {kProvince})});
  }

  TestCell cell;
  rpc::Environment environment{.authenticate = rpc::TrustMetadata(),
                               .new_trace = [] { return std::string("trace"); },
                               .observe = [](auto, auto, double) {},
                               .within = [](auto, auto) { return false; }};
  indicator::IndicatorService service{cell.context(), environment};
  Served served{{&service}};
};

// One cell of notification: the rules that it keeps.
class Rules final : public notification::v1::NotificationService::Service {
 public:
  Rules() { of_issuer_[""].set_time_of_day("07:30"); }

  grpc::Status ListRules(grpc::ServerContext*, const notification::v1::ListRulesRequest*,
                         ListRulesResponse* answer) override {
    for (const auto& [issuer, rule] : of_issuer_) *answer->add_rules() = rule;
    return grpc::Status::OK;
  }
  grpc::Status SetRule(grpc::ServerContext*, const notification::v1::SetRuleRequest* request,
                       ReminderRule* answer) override {
    ReminderRule& rule = of_issuer_[request->rule().issuer_unit_id()];
    if (rule.etag() != request->rule().etag()) return {grpc::StatusCode::ABORTED, "not the rule that was read"};
    rule = request->rule();
    rule.set_etag("\"" + std::to_string(++version_) + "\"");
    *answer = rule;
    return grpc::Status::OK;
  }
  // Somebody else changed it meanwhile, here alone.
  void Touch(const std::string& issuer) { of_issuer_[issuer].set_etag("\"" + std::to_string(++version_) + "\""); }

 private:
  std::map<std::string, ReminderRule> of_issuer_;
  int version_ = 0;
};

class NumberCellsTest : public CellsTest {
 protected:
  NumberCellsTest() {
    Name("ORGANIZATION", organization_.address);
    Name("INDICATOR", upper_.served.address + "," + lower_.served.address);
    Name("NOTIFICATION", notification_.address + "," + more_notification_.address);
  }

  void Register(CLI::App& app, Session& session) override {
    RegisterIndicator(app, session);
    RegisterNotification(app, session);
  }

  // What one cell tells the other arrives.
  void Settle() {
    for (bool any = true; any;) {
      any = false;
      for (IndicatorCell* from : {&upper_, &lower_}) {
        for (const TravellingFact& one : from->cell.TakeFacts()) {
          any = true;
          for (IndicatorCell* to : {&upper_, &lower_}) {
            if (!to->cell.Serves(one.destination)) continue;
            EXPECT_OK(to->cell.Deliver({one.fact}));
          }
        }
      }
    }
  }

  void Define() {
    Type({"indicator", "define", "TRUONG", "--name", "Số trường", "--measure", "trường"});
    Settle();
  }

  IndicatorCell upper_{{"CENTRAL", "PROVINCE", "DISTRICT"}}, lower_{{"COMMUNE"}};
  AnyUnit units_;
  Rules rules_, more_rules_;
  Served organization_{{&units_}}, notification_{{&rules_}}, more_notification_{{&more_rules_}};
};

TEST_F(NumberCellsTest, WhatIsOfAUnitIsAskedWhereItsLevelIs) {
  Name("INDICATOR", lower_.served.address + "," + upper_.served.address);
  Define();  // in the cell of the central level, which is the second
  Name("INDICATOR", upper_.served.address + "," + lower_.served.address);
  Type({"indicator", "submit", "--unit", kCommune, "--period=2026", "TRUONG=7"});
  Type({"indicator", "submit", "--unit", kProvince, "--period=2026", "TRUONG=2"});
  Settle();
  EXPECT_EQ(
      Json<indicator::v1::GetValuesResponse>({"indicator", "values", kCommune, "--period=2026"}).values(0).numerator(),
      7);
  EXPECT_EQ(Json<v1::ExplainedTotals>({"indicator", "totals", kCommune, "--period=2026"}).totals(0).numerator(), 7);
  const auto whole =
      Json<v1::ExplainedTotals>({"indicator", "totals", kProvince, "--period=2026", "--children", "--missing"});
  EXPECT_EQ(whole.totals(0).numerator(), 9);
  ASSERT_EQ(whole.explanations_size(), 1);
  ASSERT_EQ(whole.explanations(0).contributions_size(), 1) << "as the province's cell knows";
  EXPECT_EQ(whole.explanations(0).contributions(0).unit_id(), kCommune);
  ASSERT_EQ(whole.explanations(0).missing_units_size(), 1) << "as the communes' cell knows";
  EXPECT_EQ(whole.explanations(0).missing_units(0).unit_id(), kOther);
  EXPECT_THAT(Type({"indicator", "totals", kProvince, "--period=2026", "--indicator=NICHTS"}, 1),
              HasSubstr("INDICATOR_NOT_FOUND"))
      << "not that the other cell does not serve the level";
}

TEST_F(NumberCellsTest, EachLineOfAFileGoesToTheCellOfItsUnit) {
  Define();
  const dondoc::testing::TempDir directory;
  const std::string file = (directory.path() / "values.csv").string();
  std::ofstream(file) << "unit,period,indicator,numerator,denominator\n"
                      << kCommune << ",2026,TRUONG,7,\n"
                      << kProvince << ",2026,TRUONG,2,\n"
                      << kOther << ",2026,TRUONG,-1,\n"
                      << kOther << ",2025,TRUONG,5,\n";
  EXPECT_THAT(Type({"indicator", "submit", "--file", file, "--batch=3", "--in-flight=1"}, 1),
              AllOf(HasSubstr("3 of 4 submissions taken, 3 numbers changed"), HasSubstr("NEGATIVE_VALUE"),
                    HasSubstr("line: 4"), Not(HasSubstr("LEVEL_NOT_SERVED"))));
  Settle();
  EXPECT_EQ(Json<v1::ExplainedTotals>({"indicator", "totals", kProvince, "--period=2026"}).totals(0).numerator(), 9);
}

TEST_F(NumberCellsTest, TargetsAreListedAndChangedWhereTheyAre) {
  Define();
  const auto target =
      Json<indicator::v1::Target>({"indicator", "target", "add", kCommune, "TRUONG", "8", "--from=2026", "--to=2026"});
  EXPECT_EQ(Json<indicator::v1::ListTargetsResponse>({"indicator", "targets", kCommune}).targets_size(), 1);
  EXPECT_EQ(Json<indicator::v1::ListTargetsResponse>({"indicator", "targets", kProvince}).targets_size(), 0);
  EXPECT_EQ(Json<indicator::v1::Target>({"indicator", "target", "unlink", target.id()}).indicator_code(), "");
}

TEST_F(NumberCellsTest, ACellThatIsAwayIsNamedBelowWhatTheOthersHave) {
  Define();
  Type({"indicator", "submit", "--unit", kCommune, "--period=2026", "TRUONG=7"});
  const dondoc::testing::TempDir nobody;
  const std::string away = "unix:" + (nobody.path() / "s").string();
  Name("INDICATOR", away + "," + lower_.served.address);
  EXPECT_THAT(Type({"indicator", "values", kCommune, "--period=2026", "--timeout=1"}, 1),
              AllOf(HasSubstr("TRUONG"), HasSubstr("CELL_NOT_ASKED"), HasSubstr("indicator at " + away)));
}

TEST_F(NumberCellsTest, AReminderRuleIsSetInAllCells) {
  more_rules_.Touch("");
  Type({"reminders", "set-rule", "--at=06:45", "--before=5,2"});
  const auto rules = Json<ListRulesResponse>({"reminders", "rules"});
  ASSERT_EQ(rules.rules_size(), 1) << "the same in both";
  EXPECT_EQ(rules.rules(0).time_of_day(), "06:45");
  EXPECT_THAT(rules.rules(0).before_days(), ElementsAre(5, 2));
  EXPECT_EQ(Json<ReminderRule>({"reminders", "set-rule", "--issuer", kProvince, "--at=08:00"}).time_of_day(), "08:00");
  EXPECT_EQ(Json<ListRulesResponse>({"reminders", "rules"}).rules_size(), 2);
}

}  // namespace
}  // namespace dondoc::cli
