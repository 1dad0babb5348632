// The RPCs over a real channel: answers, pages, errors as a client sees them.
#include "services/indicator/rpc/indicator_service.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/indicator/testing/test_cell.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;
using Stub = v1::IndicatorService::Stub;

// A cell behind a server on a Unix socket.
class ServedCell {
 public:
  explicit ServedCell(std::set<std::string> levels = {"CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE"})
      : cell_(std::move(levels)) {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::IndicatorService::NewStub(rpc::OpenChannel(address));
  }

  TestCell& cell() { return cell_; }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request, rpc::InvokeOptions options = {}) {
    options.timeout = std::chrono::minutes(1);
    return rpc::Invoke<Response>(*stub_, method, request, options);
  }

 private:
  dondoc::testing::TempDir directory_;
  TestCell cell_;
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [] { return std::string("trace"); },
                                .observe = [](auto, auto, double) {},
                                .within = [](auto, auto) { return false; }};
  IndicatorService service_{cell_.context(), environment_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

class IndicatorServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    tree_ = {MakeUnit(province_, "UBND tỉnh Mây", common::v1::PROVINCE, "UBND", {}),
             MakeUnit(commune_, "UBND xã Suối", common::v1::COMMUNE, "UBND", {province_}),
             MakeUnit(other_, "UBND xã Khe", common::v1::COMMUNE, "UBND", {province_})};
    served_.cell().AddUnits(tree_);
    Define("TY_LE", v1::RATIO);
    Define("SO", v1::COUNT);
  }

  void Define(const std::string& code, v1::IndicatorKind kind) {
    v1::DefineIndicatorRequest request;
    request.set_request_id(ids_.NewId());
    request.mutable_indicator()->set_code(code);
    request.mutable_indicator()->set_name("Chỉ tiêu " + code);
    request.mutable_indicator()->set_kind(kind);
    request.mutable_indicator()->set_measure(kind == v1::RATIO ? "%" : "cái");
    request.mutable_indicator()->set_over_time(v1::LAST);
    ASSERT_OK_AND_ASSIGN(const v1::Indicator indicator, served_.Call(&Stub::DefineIndicator, request));
    EXPECT_EQ(indicator.code(), code);
    EXPECT_EQ(indicator.create_time().seconds(), 1796691600);
  }

  v1::SubmitValuesRequest Submission(const std::string& unit, std::int64_t numerator, std::int64_t denominator,
                                     std::int64_t count) {
    v1::SubmitValuesRequest request;
    request.set_request_id(ids_.NewId());
    request.set_unit_id(unit);
    request.set_period("2026");
    request.set_note("theo sổ");
    v1::ValueInput& ratio = *request.add_values();
    ratio.set_indicator("TY_LE");
    ratio.set_numerator(numerator);
    ratio.set_denominator(denominator);
    v1::ValueInput& value = *request.add_values();
    value.set_indicator("SO");
    value.set_count(count);
    return request;
  }

  // All facts arrive.
  void Settle() {
    TestCell& cell = served_.cell();
    for (auto facts = cell.TakeFacts(); !facts.empty(); facts = cell.TakeFacts()) {
      for (const TravellingFact& one : facts) ASSERT_OK(cell.Deliver({one.fact}));
    }
  }

  v1::GetTotalsResponse Totals(const std::string& unit) {
    v1::GetTotalsRequest request;
    request.set_unit_id(unit);
    request.set_period("2026");
    auto response = served_.Call(&Stub::GetTotals, request);
    EXPECT_OK(response);
    return response.ok() ? *response : v1::GetTotalsResponse();
  }

  FakeIdGenerator ids_;
  const std::string province_ = ids_.NewId();
  const std::string commune_ = ids_.NewId();
  const std::string other_ = ids_.NewId();
  std::vector<organization::v1::Unit> tree_;
  ServedCell served_;
};

TEST_F(IndicatorServiceTest, NumbersAddUpAndAreHeldAgainstTargets) {
  v1::AddTargetRequest add;
  add.set_request_id(ids_.NewId());
  add.set_indicator("TY_LE");
  add.mutable_target()->set_unit_id(province_);
  add.mutable_target()->set_comparator(v1::AT_LEAST);
  add.mutable_target()->set_value("90");
  add.mutable_target()->set_from_year(2026);
  ASSERT_OK_AND_ASSIGN(const v1::Target target, served_.Call(&Stub::AddTarget, add));
  EXPECT_EQ(target.measure(), "%");
  EXPECT_EQ(Totals(province_).totals_size(), 1);
  EXPECT_EQ(Totals(province_).totals(0).targets(0).state(), v1::NO_DATA);

  ASSERT_OK_AND_ASSIGN(const auto accepted, served_.Call(&Stub::SubmitValues, Submission(commune_, 45, 50, 12)));
  EXPECT_EQ(accepted.changed_values(), 2);
  Settle();
  v1::GetTotalsResponse totals = Totals(province_);
  EXPECT_EQ(totals.unit_name(), "UBND tỉnh Mây");
  ASSERT_EQ(totals.totals_size(), 2);
  EXPECT_EQ(totals.totals(0).indicator().code(), "SO");
  EXPECT_EQ(totals.totals(0).numerator(), 12);
  EXPECT_EQ(totals.totals(1).numerator(), 45);
  EXPECT_EQ(totals.totals(1).denominator(), 50);
  EXPECT_EQ(totals.totals(1).share(), 9000);
  EXPECT_EQ(totals.totals(1).reported_units(), 1);
  EXPECT_EQ(totals.totals(1).expected_units(), 2);
  EXPECT_EQ(totals.totals(1).missing_units(), 1);
  EXPECT_FALSE(totals.totals(1).has_own());
  EXPECT_EQ(totals.totals(1).targets(0).state(), v1::MEETS);

  ASSERT_OK(served_.Call(&Stub::SubmitValues, Submission(other_, 8, 10, 0)));
  Settle();
  totals = Totals(province_);
  EXPECT_EQ(totals.totals(1).share(), 8833);
  EXPECT_EQ(totals.totals(1).targets(0).state(), v1::BELOW);
  EXPECT_EQ(totals.totals(1).missing_units(), 0);
  const v1::GetTotalsResponse own = Totals(commune_);
  EXPECT_TRUE(own.totals(1).has_own());
  EXPECT_EQ(own.totals(1).own_numerator(), 45);
  EXPECT_EQ(own.totals(1).expected_units(), 1);
}

TEST_F(IndicatorServiceTest, ATotalIsExplained) {
  ASSERT_OK(served_.Call(&Stub::SubmitValues, Submission(commune_, 45, 50, 12)));
  Settle();
  v1::ListContributionsRequest contributions;
  contributions.set_unit_id(province_);
  contributions.set_period("2026");
  contributions.set_indicator("TY_LE");
  ASSERT_OK_AND_ASSIGN(const auto children, served_.Call(&Stub::ListContributions, contributions));
  ASSERT_EQ(children.contributions_size(), 1);
  EXPECT_EQ(children.contributions(0).unit_name(), "UBND xã Suối");
  EXPECT_EQ(children.contributions(0).denominator(), 50);
  v1::ListMissingUnitsRequest missing;
  missing.set_unit_id(province_);
  missing.set_period("2026");
  missing.set_indicator("TY_LE");
  ASSERT_OK_AND_ASSIGN(const auto units, served_.Call(&Stub::ListMissingUnits, missing));
  ASSERT_EQ(units.units_size(), 1);
  EXPECT_EQ(units.units(0).unit_name(), "UBND xã Khe");
  EXPECT_EQ(units.units(0).superior_name(), "UBND tỉnh Mây");
}

TEST_F(IndicatorServiceTest, RevisionsAreListedPageByPage) {
  for (const std::int64_t numerator : {45, 46, 47}) {
    ASSERT_OK(served_.Call(&Stub::SubmitValues, Submission(commune_, numerator, 50, 12), {.user = "lan"}));
  }
  v1::GetValuesRequest request;
  request.set_unit_id(commune_);
  request.set_period("2026");
  request.set_page_size(3);
  request.set_with_revisions(true);
  ASSERT_OK_AND_ASSIGN(const auto first, served_.Call(&Stub::GetValues, request));
  ASSERT_EQ(first.values_size(), 3);
  EXPECT_EQ(first.values(0).indicator_code(), "SO");
  EXPECT_EQ(first.values(1).revision(), 3);
  EXPECT_TRUE(first.values(1).current());
  EXPECT_EQ(first.values(1).submitted_by(), "lan");
  EXPECT_EQ(first.values(1).note(), "theo sổ");
  request.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, served_.Call(&Stub::GetValues, request));
  ASSERT_EQ(second.values_size(), 1);
  EXPECT_EQ(second.values(0).revision(), 1);
  EXPECT_FALSE(second.values(0).current());
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(IndicatorServiceTest, SaysWhatKeepsAUnitFromBeingEnded) {
  const auto uses = [&](const char* day) {
    v1::GetUnitNumbersRequest request;
    request.set_unit_id(commune_);
    request.set_date(day);
    const auto answer = served_.Call(&Stub::GetUnitNumbers, request);
    EXPECT_OK(answer);
    return std::vector<std::string>(answer->uses().begin(), answer->uses().end());
  };
  EXPECT_THAT(uses("2000-01-01"), ::testing::IsEmpty());
  ASSERT_OK(served_.Call(&Stub::SubmitValues, Submission(commune_, 1, 2, 3)));
  v1::AddTargetRequest request;
  request.set_request_id(ids_.NewId());
  request.set_indicator("SO");
  v1::Target& target = *request.mutable_target();
  target.set_unit_id(commune_);
  target.set_text("Đạt 10 cái");
  target.set_comparator(v1::AT_LEAST);
  target.set_value("10");
  target.set_from_year(2026);
  target.set_to_year(2027);
  ASSERT_OK(served_.Call(&Stub::AddTarget, request));
  EXPECT_THAT(uses("2000-01-01"),
              ::testing::ElementsAre(::testing::StartsWith("it has targets that reach beyond the day: end it when"),
                                     "it has reported numbers on that day or since: end it on a later one"));
  EXPECT_THAT(uses("2027-12-31"), ::testing::ElementsAre(::testing::StartsWith("it has targets")));
  EXPECT_THAT(uses("2028-01-01"), ::testing::IsEmpty());
  request.set_request_id(ids_.NewId());
  target.set_to_year(0);
  ASSERT_OK(served_.Call(&Stub::AddTarget, request));
  EXPECT_THAT(uses("2028-01-01"), ::testing::IsEmpty()) << "it would be kept for ever";
}

TEST_F(IndicatorServiceTest, TheSameRequestGetsTheSameAnswer) {
  const v1::SubmitValuesRequest request = Submission(commune_, 45, 50, 12);
  ASSERT_OK_AND_ASSIGN(const auto first, served_.Call(&Stub::SubmitValues, request));
  ASSERT_OK_AND_ASSIGN(const auto again, served_.Call(&Stub::SubmitValues, request));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  v1::SubmitValuesRequest other = Submission(commune_, 1, 50, 12);
  other.set_request_id(request.request_id());
  EXPECT_THAT(served_.Call(&Stub::SubmitValues, other),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(IndicatorServiceTest, ABatchSaysWhatIsWrongWithEach) {
  v1::SubmitValuesBatchRequest batch;
  batch.set_request_id(ids_.NewId());
  for (const auto& request : {Submission(commune_, 45, 50, 12), Submission(other_, 51, 50, 12)}) {
    v1::Submission& submission = *batch.add_submissions();
    submission.set_unit_id(request.unit_id());
    submission.set_period(request.period());
    *submission.mutable_values() = request.values();
  }
  ASSERT_OK_AND_ASSIGN(const auto response, served_.Call(&Stub::SubmitValuesBatch, batch));
  EXPECT_EQ(response.accepted(), 1);
  ASSERT_EQ(response.outcomes_size(), 2);
  EXPECT_EQ(response.outcomes(0).accepted().changed_values(), 2);
  EXPECT_EQ(response.outcomes(1).error().code(), "INVALID_ARGUMENT");
  EXPECT_EQ(response.outcomes(1).error().reason(), "NUMERATOR_ABOVE_DENOMINATOR");
  EXPECT_EQ(response.outcomes(1).error().field(), "values[0].numerator");
}

TEST_F(IndicatorServiceTest, ErrorsReachTheClientWithReasonAndField) {
  const auto refused = served_.Call(&Stub::SubmitValues, Submission(commune_, 45, 50, -1));
  EXPECT_THAT(refused, HasReason(absl::StatusCode::kInvalidArgument, "NEGATIVE_VALUE"));
  EXPECT_EQ(Metadata(refused.status())["field"], "values[1].count");
  v1::SubmitValuesRequest anonymous = Submission(commune_, 45, 50, 1);
  anonymous.clear_request_id();
  EXPECT_THAT(served_.Call(&Stub::SubmitValues, anonymous),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_REQUEST_ID"));
  EXPECT_THAT(served_.Call(&Stub::SubmitValues, Submission(commune_, 45, 50, 1), {.unit_id = other_}),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  v1::GetTotalsRequest totals;
  totals.set_period("2026");
  totals.set_unit_id(ids_.NewId());
  EXPECT_THAT(served_.Call(&Stub::GetTotals, totals), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  totals.set_unit_id(province_);
  totals.add_indicators("KHONG_CO");
  EXPECT_THAT(served_.Call(&Stub::GetTotals, totals), HasReason(absl::StatusCode::kNotFound, "INDICATOR_NOT_FOUND"));
  totals.set_period("2026-02-30");
  EXPECT_THAT(served_.Call(&Stub::GetTotals, totals), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PERIOD"));
  v1::GetIndicatorRequest get;
  get.set_indicator("KHONG_CO");
  EXPECT_THAT(served_.Call(&Stub::GetIndicator, get), HasReason(absl::StatusCode::kNotFound, "INDICATOR_NOT_FOUND"));
  EXPECT_THAT(served_.Call(&Stub::ListTargets, v1::ListTargetsRequest()),
              HasReason(absl::StatusCode::kInvalidArgument, "MISSING_FIELD"));
}

TEST_F(IndicatorServiceTest, AProcessAnswersForItsOwnLevels) {
  ServedCell province({"PROVINCE"});
  province.cell().AddUnits(tree_);
  v1::GetTotalsRequest totals;
  totals.set_period("2026");
  totals.set_unit_id(commune_);
  EXPECT_THAT(province.Call(&Stub::GetTotals, totals),
              HasReason(absl::StatusCode::kFailedPrecondition, "LEVEL_NOT_SERVED"));
  totals.set_unit_id(province_);
  EXPECT_OK(province.Call(&Stub::GetTotals, totals));
  v1::ListMissingUnitsRequest missing;
  missing.set_period("2026");
  missing.set_unit_id(province_);
  EXPECT_THAT(province.Call(&Stub::ListMissingUnits, missing),
              HasReason(absl::StatusCode::kFailedPrecondition, "LEVEL_NOT_SERVED"));
}

TEST_F(IndicatorServiceTest, TargetsAreLinkedWithTheirEtag) {
  v1::AddTargetRequest add;
  add.set_request_id(ids_.NewId());
  add.set_indicator("SO");
  add.mutable_target()->set_unit_id(province_);
  add.mutable_target()->set_comparator(v1::MORE_THAN);
  add.mutable_target()->set_value("1000");
  ASSERT_OK_AND_ASSIGN(const v1::Target added, served_.Call(&Stub::AddTarget, add));
  v1::UnlinkTargetRequest unlink;
  unlink.set_request_id(ids_.NewId());
  unlink.set_target_id(added.id());
  unlink.set_etag(added.etag());
  ASSERT_OK_AND_ASSIGN(const v1::Target unlinked, served_.Call(&Stub::UnlinkTarget, unlink));
  EXPECT_EQ(unlinked.indicator_code(), "");
  v1::LinkTargetRequest link;
  link.set_request_id(ids_.NewId());
  link.set_target_id(added.id());
  link.set_indicator("SO");
  link.set_etag(added.etag());
  EXPECT_THAT(served_.Call(&Stub::LinkTarget, link), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  link.set_request_id(ids_.NewId());
  link.clear_etag();
  ASSERT_OK_AND_ASSIGN(const v1::Target linked, served_.Call(&Stub::LinkTarget, link));
  EXPECT_EQ(linked.indicator_code(), "SO");
  v1::ListTargetsRequest list;
  list.set_unit_id(province_);
  ASSERT_OK_AND_ASSIGN(const auto targets, served_.Call(&Stub::ListTargets, list));
  ASSERT_EQ(targets.targets_size(), 1);
  EXPECT_EQ(targets.targets(0).SerializeAsString(), linked.SerializeAsString());
}

TEST_F(IndicatorServiceTest, TheCatalogueIsListedByCode) {
  v1::ListIndicatorsRequest request;
  request.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto first, served_.Call(&Stub::ListIndicators, request));
  ASSERT_EQ(first.indicators_size(), 1);
  EXPECT_EQ(first.indicators(0).code(), "SO");
  request.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, served_.Call(&Stub::ListIndicators, request));
  EXPECT_EQ(second.indicators(0).code(), "TY_LE");
  EXPECT_EQ(second.next_page_token(), "");
}

}  // namespace
}  // namespace dondoc::indicator
