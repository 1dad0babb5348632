// Numbers asked for in the tree of a day, of units that moved and ended; and what a plan says of such units.
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/testing/test_cell.h"
#include "services/organization/replica/succession.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Stub = v1::IndicatorService::Stub;

constexpr char kDay[] = "2026-07-01";
constexpr char kDayBefore[] = "2026-06-30";

// A district ends; one of its two communes is then right below its province, the other one below another province.
class TreesOfDaysTest : public ::testing::Test {
 protected:
  TreesOfDaysTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::IndicatorService::NewStub(rpc::OpenChannel(address));
  }

  void SetUp() override {
    using common::v1::COMMUNE;
    auto district = MakeUnit(district_, "UBND huyện Núi", common::v1::DISTRICT, "UBND", {province_});
    district.set_valid_to(kDay);
    cell_.AddUnits({MakeUnit(province_, "UBND tỉnh Mây", common::v1::PROVINCE, "UBND", {}),
                    MakeUnit(other_, "UBND tỉnh Gió", common::v1::PROVINCE, "UBND", {}), district,
                    Moved(MakeUnit(stays_, "UBND xã Suối", COMMUNE, "UBND", {province_})),
                    Moved(MakeUnit(leaves_, "UBND xã Khe", COMMUNE, "UBND", {other_}))});
    v1::DefineIndicatorRequest define;
    define.set_request_id(ids_.NewId());
    define.mutable_indicator()->set_code("SO");
    define.mutable_indicator()->set_name("Số");
    define.mutable_indicator()->set_kind(v1::COUNT);
    define.mutable_indicator()->set_measure("cái");
    define.mutable_indicator()->set_over_time(v1::LAST);
    ASSERT_OK(Call(&Stub::DefineIndicator, define));
  }

  // It was below the district before the day.
  organization::v1::Unit Moved(organization::v1::Unit unit) const {
    organization::v1::UnitState& before = *unit.add_states();
    before.set_valid_to(kDay);
    before.set_name(unit.name());
    before.set_superior_id(district_);
    before.add_superior_ids(district_);
    before.add_superior_ids(province_);
    organization::v1::UnitState& after = *unit.add_states();
    after.set_valid_from(kDay);
    after.set_name(unit.name());
    after.set_superior_id(unit.superior_id());
    *after.mutable_superior_ids() = unit.superior_ids();
    return unit;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request) {
    return rpc::Invoke<Response>(*stub_, method, request, {.timeout = std::chrono::minutes(1)});
  }

  void Submit(const std::string& unit, std::int64_t count) {
    v1::SubmitValuesRequest request;
    request.set_request_id(ids_.NewId());
    request.set_unit_id(unit);
    request.set_period("2026");
    v1::ValueInput& value = *request.add_values();
    value.set_indicator("SO");
    value.set_count(count);
    ASSERT_OK(Call(&Stub::SubmitValues, request));
    for (auto facts = cell_.TakeFacts(); !facts.empty(); facts = cell_.TakeFacts()) {
      for (const TravellingFact& one : facts) ASSERT_OK(cell_.Deliver({one.fact}));
    }
  }

  template <typename Request>
  static Request About(const std::string& unit, const std::string& date) {
    Request request;
    request.set_unit_id(unit);
    request.set_period("2026");
    request.set_date(date);
    return request;
  }
  // The total and the day of its tree.
  std::pair<std::int64_t, std::string> Total(const std::string& unit, const std::string& date) {
    const auto answer = Call(&Stub::GetTotals, About<v1::GetTotalsRequest>(unit, date));
    EXPECT_OK(answer);
    return {answer->totals_size() == 0 ? 0 : answer->totals(0).numerator(), answer->tree_date()};
  }
  std::vector<std::string> Missing(const std::string& unit, const std::string& date) {
    auto request = About<v1::ListMissingUnitsRequest>(unit, date);
    request.set_indicator("SO");
    const auto answer = Call(&Stub::ListMissingUnits, request);
    EXPECT_OK(answer);
    std::vector<std::string> names;
    for (const v1::MissingUnit& one : answer->units()) names.push_back(one.unit_name());
    return names;
  }
  std::vector<std::string> Lines(const std::string& unit, const std::string& date) {
    auto request = About<v1::ListContributionsRequest>(unit, date);
    request.set_indicator("SO");
    const auto answer = Call(&Stub::ListContributions, request);
    EXPECT_OK(answer);
    std::vector<std::string> lines;
    for (const v1::UnitContribution& one : answer->contributions())
      lines.push_back(one.unit_name() + " " + std::to_string(one.numerator()));
    return lines;
  }

  const dondoc::testing::TempDir directory_;
  FakeIdGenerator ids_;
  const std::string province_ = ids_.NewId(), other_ = ids_.NewId(), district_ = ids_.NewId(), stays_ = ids_.NewId(),
                    leaves_ = ids_.NewId();
  TestCell cell_;
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [] { return std::string("trace"); },
                                .observe = [](auto, auto, double) {},
                                .within = [](auto, auto) { return false; }};
  IndicatorService service_{cell_.context(), environment_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(TreesOfDaysTest, WhoIsExpectedToReportIsAskedOfTheDay) {
  EXPECT_THAT(Missing(province_, kDayBefore), UnorderedElementsAre("UBND xã Suối", "UBND xã Khe"));
  EXPECT_THAT(Missing(province_, kDay), ElementsAre("UBND xã Suối"));
  EXPECT_THAT(Missing(province_, ""), ElementsAre("UBND xã Suối"));
  EXPECT_THAT(Missing(other_, kDayBefore), IsEmpty());
  EXPECT_THAT(Missing(other_, kDay), ElementsAre("UBND xã Khe"));
  EXPECT_THAT(Missing(district_, ""), UnorderedElementsAre("UBND xã Suối", "UBND xã Khe")) << "on its last day";
  auto request = About<v1::ListMissingUnitsRequest>(district_, kDay);
  request.set_indicator("SO");
  EXPECT_THAT(Call(&Stub::ListMissingUnits, request), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
  Submit(leaves_, 5);
  EXPECT_THAT(Missing(district_, ""), ElementsAre("UBND xã Suối"));
  EXPECT_THAT(Missing(other_, ""), IsEmpty());
}

TEST_F(TreesOfDaysTest, TotalsAndTheirLinesAreThoseOfTheTreeOfTheDay) {
  Submit(stays_, 3);
  Submit(leaves_, 5);
  using Answer = std::pair<std::int64_t, std::string>;
  EXPECT_EQ(Total(province_, kDayBefore), Answer(8, kDayBefore));
  EXPECT_EQ(Total(province_, kDay), Answer(3, kDay));
  EXPECT_EQ(Total(other_, kDayBefore), Answer(0, kDayBefore));
  EXPECT_EQ(Total(other_, kDay), Answer(5, kDay));
  EXPECT_EQ(Total(district_, ""), Answer(8, kDayBefore)) << "a unit that has ended, on its last day";
  EXPECT_EQ(Total(province_, ""), Answer(3, "2026-12-08")) << "today";
  EXPECT_THAT(Lines(province_, kDayBefore), ElementsAre("UBND huyện Núi 8"));
  EXPECT_THAT(Lines(district_, ""), UnorderedElementsAre("UBND xã Suối 3", "UBND xã Khe 5"));
  EXPECT_THAT(Lines(province_, kDay), ElementsAre("UBND xã Suối 3"));
  EXPECT_THAT(Lines(other_, kDay), ElementsAre("UBND xã Khe 5"));
}

// Of units that end, whether they have an heir or not: all of it stays theirs.
TEST_F(TreesOfDaysTest, APlanCountsTheNumbersAndTargetsOfUnitsThatEnd) {
  Submit(stays_, 3);
  Submit(leaves_, 5);
  for (const std::string& unit : {stays_, leaves_, leaves_, other_}) {
    v1::AddTargetRequest add;
    add.set_request_id(ids_.NewId());
    add.set_indicator("SO");
    add.mutable_target()->set_unit_id(unit);
    add.mutable_target()->set_comparator(v1::AT_LEAST);
    add.mutable_target()->set_value("10");
    ASSERT_OK(Call(&Stub::AddTarget, add));
  }
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(ids_.NewId());
  plan.set_effective_on("2027-01-01");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  organization::v1::UnitSuccession& whole = *plan.add_edges();
  whole.set_from_unit_id(stays_);
  whole.add_to_unit_ids(other_);
  whole.set_heir_unit_id(other_);
  organization::v1::UnitSuccession& divided = *plan.add_edges();
  divided.set_from_unit_id(leaves_);
  divided.add_to_unit_ids(other_);
  divided.add_to_unit_ids(province_);
  ASSERT_OK(cell_.database().Run(
      [&](pg::Transaction& tx) { return organization::replica::ApplyPlans(tx, std::span(&plan, 1)); }));

  v1::GetNumbersPreviewRequest request;
  request.set_succession_id(plan.succession_id());
  ASSERT_OK_AND_ASSIGN(const v1::NumbersPreview preview, Call(&Stub::GetNumbersPreview, request));
  EXPECT_EQ(preview.state(), "PLANNED");
  EXPECT_EQ(preview.values(), 2);
  EXPECT_EQ(preview.divided_values(), 1);
  EXPECT_EQ(preview.targets(), 3);
}

}  // namespace
}  // namespace dondoc::indicator
