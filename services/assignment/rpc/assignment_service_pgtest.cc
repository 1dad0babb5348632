// The API over a real channel: codes, reasons and fields, who may do what, paging, the same request twice.
#include "services/assignment/rpc/assignment_service.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "services/assignment/testing/world.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;
using Stub = v1::AssignmentService::Stub;
using testing::World;

class AssignmentServiceTest : public ::testing::Test {
 protected:
  AssignmentServiceTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::AssignmentService::NewStub(rpc::OpenChannel(address));
  }

  // Two tasks and a duty for each of six communes.
  void SetUp() override {
    auto fact = world_.Directive(COMMUNE);
    World::ForCommunesOf(world_.AddTask(fact, "2026-11-10"), world_.province);
    World::ForCommunesOf(world_.AddTask(fact, ""), world_.province);
    world_.AddDuty(fact, world_.province);
    ASSERT_OK(world_.Issue(fact));
    ASSERT_OK(world_.Settle());
    directive_id_ = fact.directive_id();
    id_ = world_.Texts("SELECT id FROM assignment WHERE due_on = '2026-11-10' AND unit_id = '" + world_.communes[0] +
                       "'")[0];
  }

  template <typename Request>
  Request New() {
    Request request;
    request.set_request_id(world_.ids.NewId());
    request.set_assignment_id(id_);
    return request;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request, const std::string& as = "") {
    return rpc::Invoke<Response>(*stub_, method, request,
                                 {.timeout = std::chrono::minutes(1), .unit_id = as, .user = "lan"});
  }

  absl::StatusOr<v1::ListAssignmentsResponse> List(const v1::ListAssignmentsRequest& request) {
    return Call(&Stub::ListAssignments, request);
  }

  World world_;
  rpc::Environment environment_{
      .authenticate = rpc::TrustMetadata(),
      .new_trace = [this] { return world_.ids.NewId(); },
      .observe = [](std::string_view, std::string_view, double) {},
      .within = [this](std::string_view unit, std::string_view above) { return world_.IsBelow(unit, above); }};
  organization::replica::TreeCache tree_{world_.database()};
  organization::replica::CoverCache covers_{tree_, world_.database()};
  AssignmentService service_{world_.context, covers_, environment_};
  dondoc::testing::TempDir directory_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
  std::string directive_id_;
  std::string id_;
};

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
              ::testing::ElementsAre(::testing::AllOf(::testing::StartsWith("it has open assignments: "),
                                                      ::testing::EndsWith("--unit " + world_.communes[0] + ")")),
                                     ::testing::StartsWith("it has recurring duties: each goes along")));
  EXPECT_THAT(uses(world_.province),
              ::testing::Contains(::testing::StartsWith("assignments that it gave are open: have them ")));
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
TEST_F(AssignmentServiceTest, CountsInTheTreeOfADay) {
  const auto unit = [&](const std::string& id, std::int64_t version, const std::vector<std::string>& above) {
    organization::v1::Unit message;
    message.set_id(id);
    message.set_name("UBND xã");
    message.set_level(COMMUNE);
    message.set_kind("UBND");
    message.set_territory_id(id);
    message.set_version(version);
    message.set_superior_id(above.front());
    message.mutable_superior_ids()->Assign(above.begin(), above.end());
    return message;
  };
  const std::string merged = world_.ids.NewId();
  organization::v1::UnitsChanged change;
  change.set_change(2);
  change.set_part(1);
  change.set_parts(1);
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(world_.ids.NewId());
  plan.set_effective_on("2026-11-21");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  for (const int i : {0, 1}) {
    *change.add_units() = unit(world_.communes[static_cast<std::size_t>(i)], 2,
                               {world_.districts[0], world_.province, world_.government});
    change.mutable_units(i)->set_valid_to("2026-11-21");
    auto& edge = *plan.add_edges();
    edge.set_from_unit_id(change.units(i).id());
    edge.add_to_unit_ids(merged);
  }
  *change.add_units() = unit(merged, 1, {world_.province, world_.government});
  change.mutable_units(2)->set_valid_from("2026-11-21");
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(organization::replica::ApplyPlans(tx, {&plan, 1}));
    return organization::replica::Apply(tx, {&change, 1});
  }));
  ASSERT_OK(covers_.Refresh());

  const auto total = [&](const std::string& of, const std::string& date) {
    v1::GetCountsRequest request;
    request.set_unit_id(of);
    request.set_subtree(true);
    request.set_date(date);
    const auto counts = Call(&Stub::GetCounts, request);
    EXPECT_OK(counts);
    return std::to_string(counts->total()) + " in the tree of " + counts->tree_date();
  };
  EXPECT_EQ(total(merged, ""), "6 in the tree of 2026-11-21");
  EXPECT_EQ(total(world_.communes[0], ""), "3 in the tree of 2026-11-20");
  EXPECT_EQ(total(world_.districts[0], ""), "3 in the tree of 2026-11-21");
  EXPECT_EQ(total(world_.districts[0], "2026-11-20"), "9 in the tree of 2026-11-20");
  EXPECT_EQ(total(world_.province, ""), "18 in the tree of 2026-11-21");
  v1::ListAssignmentsRequest list;
  list.set_unit_id(merged);
  list.set_subtree(true);
  ASSERT_OK_AND_ASSIGN(const v1::ListAssignmentsResponse assignments, List(list));
  EXPECT_EQ(assignments.assignments_size(), 6);
  list.set_date("2026-11-20");
  EXPECT_THAT(List(list), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
}

// What a change of the tree says of a commune: up to a day it was called and stood so, and from it on so.
struct Was {
  std::string name;
  std::string superior;
};
organization::v1::UnitsChanged Changed(const World& world, const std::string& commune, const std::string& day,
                                       const Was& before, const Was& after) {
  organization::v1::UnitsChanged change;
  change.set_change(2);
  change.set_part(1);
  change.set_parts(1);
  organization::v1::Unit& unit = *change.add_units();
  unit.set_id(commune);
  unit.set_level(COMMUNE);
  unit.set_kind("UBND");
  unit.set_territory_id(commune);
  unit.set_version(2);
  unit.set_name(after.name);
  unit.set_superior_id(after.superior);
  for (const auto& [from, to, was] : {std::tuple(std::string(), day, before), std::tuple(day, std::string(), after)}) {
    organization::v1::UnitState& state = *unit.add_states();
    state.set_valid_from(from);
    state.set_valid_to(to);
    state.set_name(was.name);
    state.set_superior_id(was.superior);
    for (const std::string& id : {was.superior, world.province, world.government}) state.add_superior_ids(id);
  }
  *unit.mutable_superior_ids() = unit.states(1).superior_ids();
  return change;
}

TEST_F(AssignmentServiceTest, ListsNameUnitsAsOnTheDay) {
  const std::string commune = world_.communes[0];
  const auto change = Changed(world_, commune, "2026-11-01", {"UBND xã Cũ", world_.districts[0]},
                              {"UBND phường Mới", world_.districts[0]});
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&change, 1}); }));
  ASSERT_OK(covers_.Refresh());
  const auto name = [&](const std::string& date, bool subtree) {
    v1::ListAssignmentsRequest request;
    request.set_unit_id(commune);
    request.set_date(date);
    request.set_subtree(subtree);
    const auto page = List(request);
    EXPECT_OK(page);
    return page->assignments(0).unit_name();
  };
  for (const bool subtree : {false, true}) {
    EXPECT_EQ(name("2026-10-31", subtree), "UBND xã Cũ");
    EXPECT_EQ(name("2026-11-01", subtree), "UBND phường Mới");
    EXPECT_EQ(name("", subtree), "UBND phường Mới");
  }
}

// Of a commune that went from one district to another before it ended: which district is meant is asked of the day, who
// sees what it left of today.
TEST_F(AssignmentServiceTest, ConflictsAreListedInTheTreeOfADay) {
  const std::string commune = world_.communes[0], first = world_.districts[0], second = world_.districts[1];
  const auto change = Changed(world_, commune, "2026-11-01", {"UBND xã Thượng 1", first}, {"UBND xã Thượng 1", second});
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&change, 1}); }));
  world_.Enact({{commune, {}, ""}});
  world_.ApplySuccessions();
  const auto conflicts = [&](const std::string& of, const std::string& date, const std::string& as = "") {
    v1::ListSuccessionConflictsRequest request;
    request.set_unit_id(of);
    request.set_date(date);
    const auto page = Call(&Stub::ListSuccessionConflicts, request, as);
    EXPECT_OK(page);
    return page->conflicts_size();
  };
  EXPECT_EQ(conflicts(first, "2026-10-31"), 3);
  EXPECT_EQ(conflicts(first, "2026-11-01"), 0);
  EXPECT_EQ(conflicts(second, "2026-10-31"), 0);
  EXPECT_EQ(conflicts(second, "2026-11-01"), 3);
  EXPECT_EQ(conflicts(first, ""), 3) << "on any day";
  EXPECT_EQ(conflicts(second, ""), 3);
  EXPECT_EQ(conflicts(first, "2026-10-31", first), 0) << "it is no longer its";
  EXPECT_EQ(conflicts(first, "2026-10-31", second), 3);
  v1::ListSuccessionConflictsRequest request;
  request.set_date("31/10/2026");
  EXPECT_THAT(Call(&Stub::ListSuccessionConflicts, request),
              HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE"));
}

}  // namespace
}  // namespace dondoc::assignment
