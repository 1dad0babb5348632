// The API over a real channel: codes, reasons and fields, who may do what, paging, the same request twice.
#include "services/assignment/rpc/assignment_service.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "services/assignment/rpc/service_fixture.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;

TEST_F(AssignmentServiceTest, TheWholeLifeOfOne) {
  const std::string unit = world_.communes[0];
  ASSERT_OK_AND_ASSIGN(v1::Assignment now, Call(&Stub::AcceptAssignment, New<v1::AcceptAssignmentRequest>(), unit));
  EXPECT_EQ(now.state(), v1::Assignment::ACCEPTED);
  EXPECT_EQ(now.etag(), "2");
  ASSERT_OK(Call(&Stub::StartAssignment, New<v1::StartAssignmentRequest>(), unit));
  auto report = New<v1::ReportAssignmentRequest>();
  report.set_text("Đã rà soát");
  report.set_evidence_note("12/BC-UBND");
  ASSERT_OK(Call(&Stub::ReportAssignment, report, unit));
  auto give_back = New<v1::ReturnAssignmentRequest>();
  give_back.set_reason("Thiếu số liệu quý III");
  ASSERT_OK_AND_ASSIGN(now, Call(&Stub::ReturnAssignment, give_back, world_.province));
  EXPECT_EQ(now.returns(), 1);
  report.set_request_id(world_.ids.NewId());
  ASSERT_OK(Call(&Stub::ReportAssignment, report, unit));
  ASSERT_OK_AND_ASSIGN(now, Call(&Stub::CompleteAssignment, New<v1::CompleteAssignmentRequest>(), world_.districts[0]));
  EXPECT_EQ(now.state(), v1::Assignment::COMPLETED);
  EXPECT_FALSE(now.done_in_time());
  EXPECT_FALSE(now.overdue());
  EXPECT_EQ(now.transitions_size(), 0);

  v1::GetAssignmentRequest get;
  get.set_assignment_id(id_);
  ASSERT_OK_AND_ASSIGN(now, Call(&Stub::GetAssignment, get));
  ASSERT_EQ(now.transitions_size(), 6);
  EXPECT_EQ(now.transitions(3).verb(), "RETURN");
  EXPECT_EQ(now.transitions(3).text(), "Thiếu số liệu quý III");
  EXPECT_EQ(now.transitions(3).actor_unit_id(), world_.province);
  EXPECT_EQ(now.transitions(3).actor_unit_name(), "UBND tỉnh Sơn Hà");
  EXPECT_EQ(now.transitions(3).actor_user(), "lan");
  EXPECT_EQ(now.coordinators(1), "Các đoàn thể");
  EXPECT_EQ(now.reported_on(), "2026-11-21");
}

TEST_F(AssignmentServiceTest, SaysWhatKeepsAUnitFromBeingEnded) {
  const auto uses = [&](const std::string& unit) {
    v1::GetUnitWorkRequest request;
    request.set_unit_id(unit);
    request.set_date("2026-11-21");
    const auto answer = Call(&Stub::GetUnitWork, request);
    EXPECT_OK(answer);
    return std::vector<std::string>(answer->uses().begin(), answer->uses().end());
  };
  EXPECT_THAT(uses(world_.communes[0]),
              ::testing::ElementsAre(
                  ::testing::AllOf(::testing::StartsWith("it has open assignments: "),
                                   ::testing::HasSubstr("(dondoc assignment list --unit " + world_.communes[0] + ")")),
                  ::testing::StartsWith("it has recurring duties: each goes along")));
  EXPECT_THAT(uses(world_.province),
              ::testing::Contains(::testing::StartsWith("assignments that it gave are open: its clerks ")));
  EXPECT_THAT(uses(world_.ids.NewId()), ::testing::IsEmpty());
}

TEST_F(AssignmentServiceTest, ErrorsNameCodeReasonAndField) {
  auto accept = New<v1::AcceptAssignmentRequest>();
  accept.set_request_id("7");
  absl::Status status = Call(&Stub::AcceptAssignment, accept).status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "BAD_REQUEST_ID"));
  EXPECT_EQ(Metadata(status)["field"], "request_id");
  EXPECT_THAT(Call(&Stub::AcceptAssignment, New<v1::AcceptAssignmentRequest>(), "x"),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  accept = New<v1::AcceptAssignmentRequest>();
  accept.set_assignment_id(world_.ids.NewId());
  EXPECT_THAT(Call(&Stub::AcceptAssignment, accept), HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
  accept = New<v1::AcceptAssignmentRequest>();
  accept.set_etag("9");
  EXPECT_THAT(Call(&Stub::AcceptAssignment, accept), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Call(&Stub::AcceptAssignment, New<v1::AcceptAssignmentRequest>(), world_.communes[1]),
              HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"))
      << "a sibling may not even know of it";
  EXPECT_THAT(Call(&Stub::AcceptAssignment, New<v1::AcceptAssignmentRequest>(), world_.districts[0]),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  status = Call(&Stub::CompleteAssignment, New<v1::CompleteAssignmentRequest>()).status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(Metadata(status)["state"], "ASSIGNED");
  EXPECT_EQ(Metadata(status)["expected"], "REPORTED");
  EXPECT_THAT(Call(&Stub::RefuseAssignment, New<v1::RefuseAssignmentRequest>()),
              HasReason(absl::StatusCode::kInvalidArgument, "REASON_REQUIRED"));
}

TEST_F(AssignmentServiceTest, TheSameRequestTwiceHasTheSameAnswer) {
  const auto accept = New<v1::AcceptAssignmentRequest>();
  ASSERT_OK_AND_ASSIGN(const v1::Assignment first, Call(&Stub::AcceptAssignment, accept));
  ASSERT_OK(Call(&Stub::StartAssignment, New<v1::StartAssignmentRequest>()));
  ASSERT_OK_AND_ASSIGN(const v1::Assignment again, Call(&Stub::AcceptAssignment, accept));
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(first, again));
  EXPECT_THAT(Call(&Stub::AcceptAssignment, accept, world_.communes[0]),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(AssignmentServiceTest, ListsPageByPage) {
  v1::ListAssignmentsRequest request;
  request.set_unit_id(world_.districts[0]);
  request.set_subtree(true);
  request.set_directive_id(directive_id_);
  request.set_page_size(4);
  std::vector<std::string> due;
  int pages = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const v1::ListAssignmentsResponse page, List(request));
    for (const v1::Assignment& assignment : page.assignments()) due.push_back(assignment.due_on());
    request.set_page_token(page.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(due, (std::vector<std::string>{"2026-11-10", "2026-11-10", "2026-11-10", "2026-12-14", "2026-12-14",
                                           "2026-12-14", "", "", ""}));
}

TEST_F(AssignmentServiceTest, ListsWhatIsOverdueAndWhatAnIdBeginsWith) {
  v1::ListAssignmentsRequest request;
  request.set_unit_id(world_.communes[0]);
  request.set_overdue(true);
  ASSERT_OK_AND_ASSIGN(v1::ListAssignmentsResponse page, List(request));
  ASSERT_EQ(page.assignments_size(), 1);
  EXPECT_EQ(page.assignments(0).days_left(), -11);
  EXPECT_TRUE(page.assignments(0).overdue());
  request.Clear();
  request.set_id_prefix(id_.substr(0, 10));
  ASSERT_OK_AND_ASSIGN(page, List(request));
  ASSERT_EQ(page.assignments_size(), 1);
  EXPECT_EQ(page.assignments(0).assignment_id(), id_);
}

TEST_F(AssignmentServiceTest, AQuestionThatIsNoneIsAnswered) {
  const auto refused = [&](auto change, absl::StatusCode code, const char* reason, const char* field) {
    v1::ListAssignmentsRequest request;
    change(request);
    const absl::Status status = List(request).status();
    EXPECT_THAT(status, HasReason(code, reason));
    EXPECT_EQ(Metadata(status)["field"], field);
  };
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  refused([](auto& r) { r.set_unit_id("x"); }, kInvalid, "BAD_ID", "unit_id");
  refused([](auto& r) { r.set_directive_id("x"); }, kInvalid, "BAD_ID", "directive_id");
  refused([](auto& r) { r.set_due_to("2026-02-30"); }, kInvalid, "INVALID_DATE", "due_to");
  refused([](auto& r) { r.set_id_prefix("zz"); }, kInvalid, "BAD_ID_PREFIX", "id_prefix");
  refused([](auto& r) { r.set_page_size(-1); }, kInvalid, "BAD_PAGE_SIZE", "page_size");
  refused([](auto& r) { r.set_page_token("?"); }, kInvalid, "BAD_PAGE_TOKEN", "page_token");
  refused([](auto& r) { r.add_states(v1::Assignment::STATE_UNSPECIFIED); }, kInvalid, "BAD_STATE", "states");
  refused([&](auto& r) { r.set_unit_id(world_.ids.NewId()); }, absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "");
  v1::GetCountsRequest counts;
  EXPECT_THAT(Call(&Stub::GetCounts, counts), HasReason(kInvalid, "BAD_ID"));
  counts.set_unit_id(world_.ids.NewId());
  EXPECT_THAT(Call(&Stub::GetCounts, counts), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST_F(AssignmentServiceTest, CountsOfAUnitAndOfEverythingBelow) {
  v1::GetCountsRequest request;
  request.set_unit_id(world_.province);
  request.set_subtree(true);
  request.set_directive_id(directive_id_);
  ASSERT_OK_AND_ASSIGN(v1::AssignmentCounts counts, Call(&Stub::GetCounts, request));
  EXPECT_EQ(counts.overdue(), 6);
  EXPECT_EQ(counts.in_time(), 6);
  EXPECT_EQ(counts.no_deadline(), 6);
  EXPECT_EQ(counts.total(), 18);
  EXPECT_EQ(counts.rate_numerator(), 0);
  EXPECT_EQ(counts.rate_denominator(), 6);
  EXPECT_EQ(counts.as_of(), "2026-11-21");
  request.set_subtree(false);
  ASSERT_OK_AND_ASSIGN(counts, Call(&Stub::GetCounts, request));
  EXPECT_EQ(counts.total(), 0);
  request.set_unit_id(world_.communes[2]);
  ASSERT_OK_AND_ASSIGN(counts, Call(&Stub::GetCounts, request));
  EXPECT_EQ(counts.total(), 3);
}

// Two communes of one district become one below the province.
}  // namespace
}  // namespace dondoc::assignment
