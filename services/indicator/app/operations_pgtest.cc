// Operations against PostgreSQL: what they do, once for a request, whole or not at all, and each refusal with its
// reason.
#include <thread>

#include "common/status/status_matchers.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "gtest/gtest.h"
#include "services/indicator/app/change_targets.h"
#include "services/indicator/app/define_indicator.h"
#include "services/indicator/app/submit_values.h"
#include "services/indicator/testing/test_cell.h"

namespace dondoc::indicator::app {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string EncodeSubmission(const AcceptedSubmission& accepted) {
  std::string text;
  for (const AcceptedValue& value : accepted.values) {
    text += value.indicator_code + (value.changed ? " is now " : " stays ") + std::to_string(value.revision) + ";";
  }
  return text;
}

std::string EncodeOutcomes(const SubmissionOutcomes& outcomes) {
  std::string text;
  for (const auto& outcome : outcomes) text += (outcome.ok() ? "OK" : Reason(outcome.status())) + " ";
  return text;
}

std::string EncodeTarget(const Target& target) {
  return target.id + " " + target.indicator_code + " " + std::to_string(target.version);
}

CellInput Count(const std::string& code, std::int64_t count) {
  return {.indicator = code, .count = count, .numerator = {}, .denominator = {}};
}
CellInput Ratio(const std::string& code, std::int64_t n, std::int64_t d) {
  return {.indicator = code, .count = {}, .numerator = n, .denominator = d};
}

// Whoever may change what is of one unit, and nothing else.
access::Permit Only(const std::string& unit_id) {
  return [unit_id](const access::Parties& parties) {
    return parties.unit == unit_id ? absl::OkStatus()
                                   : Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", "not yours");
  };
}

class OperationsTest : public ::testing::Test {
 protected:
  OperationsTest() {
    count_ = {.id = ids_.NewId(), .code = "SO", .name = "Số", .kind = IndicatorKind::kCount, .measure = "cái"};
    ratio_ = {.id = ids_.NewId(), .code = "TY_LE", .name = "Tỷ lệ", .kind = IndicatorKind::kRatio, .measure = "%"};
    organization::v1::Unit gone = MakeUnit(gone_, "UBND xã Cũ", common::v1::COMMUNE, "UBND", {district_});
    gone.set_valid_to("2025-07-01");
    cell_.AddUnits({MakeUnit(district_, "UBND huyện Đồi", common::v1::DISTRICT, "UBND", {}),
                    MakeUnit(commune_, "UBND xã Suối", common::v1::COMMUNE, "UBND", {district_}),
                    MakeUnit(other_, "UBND xã Khe", common::v1::COMMUNE, "UBND", {district_}), gone});
    cell_.AddIndicators({count_, ratio_});
  }

  Context& context() { return cell_.context(); }

  absl::StatusOr<std::string> Submit(const std::vector<CellInput>& values, const std::string& unit,
                                     const std::string& period = "2026") {
    return SubmitValues(context(), NewRequest(ids_, "SubmitValues"), {unit, period, values, "ghi chú"},
                        EncodeSubmission);
  }

  // Everything that a submission writes.
  std::vector<std::string> Rows() {
    return cell_.Select(
        "SELECT (SELECT count(*) FROM report) AS r, (SELECT count(*) FROM submission) AS s, (SELECT count(*) FROM "
        "value_revision) AS v, "
        "(SELECT count(*) FROM roll_up) AS t, (SELECT count(*) FROM outbox) AS o, (SELECT count(*) FROM "
        "idempotency_key) AS k");
  }

  FakeIdGenerator ids_;
  const std::string district_ = ids_.NewId();
  const std::string commune_ = ids_.NewId();
  const std::string other_ = ids_.NewId();
  const std::string gone_ = ids_.NewId();
  Indicator count_;
  Indicator ratio_;
  TestCell cell_;
};

TEST_F(OperationsTest, ASubmissionChangesTheTotalAndTellsTheUnitAbove) {
  ASSERT_OK_AND_ASSIGN(const std::string answer, Submit({Count("SO", 12), Ratio("TY_LE", 45, 50)}, commune_));
  EXPECT_EQ(answer, "SO is now 1;TY_LE is now 1;");
  EXPECT_THAT(cell_.Select("SELECT numerator, denominator, reported_units, version FROM roll_up ORDER BY numerator"),
              ElementsAre("12|0|1|1", "45|50|1|1"));
  const auto facts = cell_.TakeFacts();
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(facts[0].destination, "commune");
  ASSERT_OK_AND_ASSIGN(const auto submitted, messaging::Decode<v1::ValuesSubmitted>(facts[0].fact));
  EXPECT_EQ(submitted.indicator_ids_size(), 2);
  EXPECT_FALSE(submitted.revised());
  EXPECT_EQ(facts[1].destination, "district");
  EXPECT_EQ(facts[1].fact.trace, "trace");
  ASSERT_OK_AND_ASSIGN(const auto changed, messaging::Decode<v1::ContributionsChanged>(facts[1].fact));
  EXPECT_EQ(changed.parent_unit_id(), district_);
  EXPECT_EQ(changed.child_unit_id(), commune_);
  EXPECT_EQ(changed.cells_size(), 2);
}

TEST_F(OperationsTest, ARevisionChangesOnlyWhatDiffers) {
  ASSERT_OK(Submit({Count("SO", 12), Ratio("TY_LE", 45, 50)}, commune_));
  cell_.TakeFacts();
  ASSERT_OK_AND_ASSIGN(const std::string answer, Submit({Ratio("TY_LE", 44, 49), Count("SO", 12)}, commune_));
  EXPECT_EQ(answer, "TY_LE is now 2;SO stays 1;");
  EXPECT_THAT(cell_.Select("SELECT numerator, denominator, reported_units, version FROM roll_up ORDER BY numerator"),
              ElementsAre("12|0|1|1", "44|49|1|2"));
  const auto facts = cell_.TakeFacts();
  ASSERT_EQ(facts.size(), 2u);
  ASSERT_OK_AND_ASSIGN(const auto submitted, messaging::Decode<v1::ValuesSubmitted>(facts[0].fact));
  EXPECT_TRUE(submitted.revised());
  ASSERT_OK_AND_ASSIGN(const auto changed, messaging::Decode<v1::ContributionsChanged>(facts[1].fact));
  ASSERT_EQ(changed.cells_size(), 1);
  EXPECT_EQ(changed.cells(0).version(), 2);
}

TEST_F(OperationsTest, TheSameNumbersAgainChangeNothingAndSaySo) {
  ASSERT_OK(Submit({Count("SO", 12)}, commune_));
  cell_.TakeFacts();
  ASSERT_OK_AND_ASSIGN(const std::string answer, Submit({Count("SO", 12)}, commune_));
  EXPECT_EQ(answer, "SO stays 1;");
  EXPECT_THAT(cell_.TakeFacts(), IsEmpty());
  EXPECT_THAT(cell_.Select("SELECT version FROM roll_up"), ElementsAre("1"));
}

TEST_F(OperationsTest, TheSameRequestTakesEffectOnce) {
  const Request request = NewRequest(ids_, "SubmitValues");
  const SubmissionInput input{commune_, "2026", {Count("SO", 12)}, ""};
  ASSERT_OK_AND_ASSIGN(const std::string first, SubmitValues(context(), request, input, EncodeSubmission));
  ASSERT_OK(Submit({Count("SO", 13)}, commune_));
  ASSERT_OK_AND_ASSIGN(const std::string again, SubmitValues(context(), request, input, EncodeSubmission));
  EXPECT_EQ(first, again);
  EXPECT_THAT(cell_.Select("SELECT numerator, version FROM roll_up"), ElementsAre("13|2"));
  Request mixed_up = request;
  mixed_up.hash = "other content";
  EXPECT_THAT(SubmitValues(context(), mixed_up, input, EncodeSubmission),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(OperationsTest, ARefusedSubmissionLeavesNothing) {
  const auto before = Rows();
  struct Case {
    std::vector<CellInput> values;
    std::string unit;
    std::string period;
    absl::StatusCode code;
    const char* reason;
    const char* field;
  };
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  for (const Case& c : {
           Case{{Count("SO", 1), Ratio("TY_LE", 5, 4)},
                commune_,
                "2026",
                kInvalid,
                "NUMERATOR_ABOVE_DENOMINATOR",
                "values[1].numerator"},
           Case{{Count("SO", 1), Ratio("TY_LE", -1, 4)},
                commune_,
                "2026",
                kInvalid,
                "NEGATIVE_VALUE",
                "values[1].numerator"},
           Case{{Count("SO", 1)}, ids_.NewId(), "2026", kInvalid, "UNIT_NOT_FOUND", "unit_id"},
           Case{{Count("SO", 1)}, "xã Suối", "2026", kInvalid, "UNIT_NOT_FOUND", "unit_id"},
           Case{{Count("SO", 1)}, gone_, "2026", kInvalid, "UNIT_NOT_VALID", "unit_id"},
           Case{{Count("SO", 1)}, commune_, "2026-13", kInvalid, "BAD_PERIOD", "period"},
           Case{{Count("KHONG_CO", 1)}, commune_, "2026", kInvalid, "INDICATOR_NOT_FOUND", "values[0].indicator"},
           Case{{}, commune_, "2026", kInvalid, "NO_VALUES", "values"},
       }) {
    const auto answer = Submit(c.values, c.unit, c.period);
    EXPECT_THAT(answer, HasReason(c.code, c.reason));
    EXPECT_EQ(Metadata(answer.status())["field"], c.field);
  }
  Request stranger = NewRequest(ids_, "SubmitValues");
  stranger.permit = Only(district_);
  const SubmissionInput input{commune_, "2026", {Count("SO", 1)}, ""};
  EXPECT_THAT(SubmitValues(context(), stranger, input, EncodeSubmission),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_EQ(Rows(), before);
  stranger.permit = Only(commune_);
  EXPECT_OK(SubmitValues(context(), stranger, input, EncodeSubmission));
}

TEST_F(OperationsTest, AUnitOfAnotherLevelsProcessIsRefused) {
  TestCell districts({"DISTRICT"});
  districts.AddUnits({MakeUnit(district_, "UBND huyện Đồi", common::v1::DISTRICT, "UBND", {}),
                      MakeUnit(commune_, "UBND xã Suối", common::v1::COMMUNE, "UBND", {district_})});
  districts.AddIndicators({count_});
  const SubmissionInput input{commune_, "2026", {Count("SO", 1)}, ""};
  EXPECT_THAT(SubmitValues(districts.context(), NewRequest(ids_, "SubmitValues"), input, EncodeSubmission),
              HasReason(absl::StatusCode::kFailedPrecondition, "LEVEL_NOT_SERVED"));
}

TEST_F(OperationsTest, EachSubmissionOfABatchIsWholeOrNot) {
  const Request request = NewRequest(ids_, "SubmitValuesBatch");
  const std::vector<SubmissionInput> inputs{
      {commune_, "2026", {Count("SO", 1), Ratio("TY_LE", 1, 2)}, ""},
      {other_, "2026", {Count("SO", 2), Ratio("TY_LE", 3, 2)}, ""},
      {commune_, "2026-Q5", {Count("SO", 1)}, ""},
      {commune_, "2026", {Count("SO", 9)}, ""},
      {other_, "2026-Q1", {Count("SO", 4)}, ""},
  };
  ASSERT_OK_AND_ASSIGN(const std::string outcomes, SubmitValuesBatch(context(), request, inputs, EncodeOutcomes));
  EXPECT_EQ(outcomes, "OK NUMERATOR_ABOVE_DENOMINATOR BAD_PERIOD DUPLICATE_SUBMISSION OK ");
  EXPECT_THAT(cell_.Select("SELECT period, numerator, denominator FROM roll_up ORDER BY period, denominator"),
              ElementsAre("2026|1|0", "2026|1|2", "2026-Q1|4|0"));
  ASSERT_OK_AND_ASSIGN(const std::string again, SubmitValuesBatch(context(), request, inputs, EncodeOutcomes));
  EXPECT_EQ(again, outcomes);
  EXPECT_THAT(cell_.Select("SELECT count(*) AS c FROM submission"), ElementsAre("2"));
  // Each report that changed has its record, as if it had come alone; and the batch one.
  EXPECT_THAT(cell_.Select("SELECT object_type, object_id, object_unit_id, after FROM audit_record ORDER BY seq"),
              ElementsAre("report|" + commune_ + "/2026|" + commune_ + R"(|{"SO":1,"TY_LE":[1,2]})",
                          "report|" + other_ + "/2026-Q1|" + other_ + R"(|{"SO":4})",
                          "report_batch|" + request.id + R"(||{"reports":2,"reports_changed":2,"values_changed":3})"));
}

TEST_F(OperationsTest, TwoSubmissionsOfOneCellWaitForOneAnother) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        EXPECT_OK(SubmitValues(context(), NewRequest(context().ids, "SubmitValues"),
                               {commune_, "2026", {Count("SO", t * 100 + i)}, ""}, EncodeSubmission));
      }
    });
  }
  threads.clear();
  EXPECT_THAT(cell_.Select("SELECT max(revision) AS m, count(*) AS c FROM value_revision"), ElementsAre("100|100"));
  EXPECT_EQ(cell_.Select("SELECT numerator, 1 AS reported FROM value_revision WHERE is_current"),
            cell_.Select("SELECT numerator, reported_units FROM roll_up"));
}

TEST_F(OperationsTest, AnIndicatorIsDefinedOnceAndToldToAllLevels) {
  const Request request = NewRequest(ids_, "DefineIndicator");
  const Indicator definition{.code = "MOI", .name = "Mới", .measure = "cái"};
  const auto encode = [](const Indicator& indicator) { return indicator.id; };
  ASSERT_OK_AND_ASSIGN(const std::string id, DefineIndicator(context(), request, definition, encode));
  ASSERT_OK_AND_ASSIGN(const std::string again, DefineIndicator(context(), request, definition, encode));
  EXPECT_EQ(id, again);
  const auto facts = cell_.TakeFacts();
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].destination, "all");
  EXPECT_OK(cell_.Deliver({facts[0].fact}));
  EXPECT_THAT(DefineIndicator(context(), NewRequest(ids_, "DefineIndicator"), definition, encode),
              HasReason(absl::StatusCode::kAlreadyExists, "CODE_TAKEN"));
  TestCell communes({"COMMUNE"});
  EXPECT_THAT(DefineIndicator(communes.context(), NewRequest(ids_, "DefineIndicator"), definition, encode),
              HasReason(absl::StatusCode::kFailedPrecondition, "LEVEL_NOT_SERVED"));
  EXPECT_OK(communes.Deliver({facts[0].fact}));
  EXPECT_THAT(communes.Select("SELECT id, code FROM indicator"), ElementsAre(id + "|MOI"));
}

TEST_F(OperationsTest, ATargetIsAddedLinkedAndUnlinked) {
  Target target;
  target.unit_id = district_;
  target.value = "95.5";
  ASSERT_OK_AND_ASSIGN(const std::string added,
                       AddTarget(context(), NewRequest(ids_, "AddTarget"), target, "TY_LE", EncodeTarget));
  const std::string id = added.substr(0, 36);
  EXPECT_EQ(added, id + " TY_LE 1");
  const auto link = [&](const std::optional<std::string>& indicator, std::int64_t version) {
    return LinkTarget(context(), NewRequest(ids_, "LinkTarget"), id, indicator, version, EncodeTarget);
  };
  EXPECT_THAT(link(std::nullopt, 2), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  ASSERT_OK_AND_ASSIGN(const std::string unlinked, link(std::nullopt, 1));
  EXPECT_EQ(unlinked, id + "  2");
  EXPECT_THAT(link("SO", 2), HasReason(absl::StatusCode::kInvalidArgument, "WRONG_KIND"));
  EXPECT_THAT(link("KHONG_CO", 2), HasReason(absl::StatusCode::kNotFound, "INDICATOR_NOT_FOUND"));
  ASSERT_OK_AND_ASSIGN(const std::string linked, link("TY_LE", 2));
  EXPECT_EQ(linked, id + " TY_LE 3");
  EXPECT_THAT(LinkTarget(context(), NewRequest(ids_, "LinkTarget"), ids_.NewId(), "SO", 1, EncodeTarget),
              HasReason(absl::StatusCode::kNotFound, "TARGET_NOT_FOUND"));
  Request stranger = NewRequest(ids_, "LinkTarget");
  stranger.permit = Only(commune_);
  EXPECT_THAT(LinkTarget(context(), stranger, id, "TY_LE", 3, EncodeTarget),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  target.unit_id = ids_.NewId();
  EXPECT_THAT(AddTarget(context(), NewRequest(ids_, "AddTarget"), target, "TY_LE", EncodeTarget),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

}  // namespace
}  // namespace dondoc::indicator::app
