#include "services/notification/rpc/notification_service.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/tests/database_fixture.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using testing::TestId;
using Stub = v1::NotificationService::Stub;

// The service over a real channel.
class NotificationServiceTest : public testing::NotificationTest {
 protected:
  NotificationServiceTest() {
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (directory_.path() / "notification.sock").string();
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::NotificationService::NewStub(rpc::OpenChannel(address));
    Apply({Created(mine_, commune_), Created(second_, commune_)});
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request, const std::string& as = "") {
    return rpc::Invoke<Response>(*stub_, method, request, {.timeout = std::chrono::minutes(1), .unit_id = as});
  }

  v1::UrgeRequest AboutMine() const {
    v1::UrgeRequest request;
    request.set_request_id(TestId(1));
    request.set_assignment_id(mine_);
    request.set_text("Báo cáo ngay.");
    request.set_grade(v1::ORANGE);
    return request;
  }

  const std::string mine_ = TestId(100);
  const std::string second_ = TestId(101);
  dondoc::testing::TempDir directory_;
  rpc::Environment environment_{
      .authenticate = rpc::TrustMetadata(),
      .new_trace = [] { return "t"; },
      .observe = [](auto, auto, double) {},
      .within = [this](std::string_view unit,
                       std::string_view above) { return above == district_ && unit != district_; }};
  NotificationServiceImpl service_{context_, environment_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(NotificationServiceTest, AnInboxIsReadPageByPageAndMarked) {
  DayByDayTo("2026-12-20");
  v1::ListInboxRequest request;
  request.set_unit_id(commune_);
  request.set_page_size(5);
  std::vector<v1::InboxMessage> messages;
  do {
    ASSERT_OK_AND_ASSIGN(const v1::ListInboxResponse page, Call(&Stub::ListInbox, request));
    messages.insert(messages.end(), page.messages().begin(), page.messages().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_THAT(messages, SizeIs(12));
  EXPECT_EQ(messages.front().nominal_on(), "2026-12-17");
  EXPECT_EQ(messages.back().nominal_on(), "2026-12-07");
  EXPECT_EQ(messages.back().kind(), v1::REMINDER);
  EXPECT_EQ(messages.back().from_unit_id(), district_);

  v1::MarkReadRequest read;
  read.set_request_id(TestId(1));
  read.set_unit_id(commune_);
  read.add_message_ids(messages.front().message_id());
  ASSERT_OK_AND_ASSIGN(const v1::MarkReadResponse marked, Call(&Stub::MarkRead, read));
  EXPECT_EQ(marked.newly_read(), 1);
  v1::ListInboxRequest unread;
  unread.set_unit_id(commune_);
  unread.set_unread_only(true);
  ASSERT_OK_AND_ASSIGN(const v1::ListInboxResponse rest, Call(&Stub::ListInbox, unread));
  EXPECT_THAT(rest.messages(), SizeIs(11));
}

TEST_F(NotificationServiceTest, RemindersOfAnAssignmentEndWithThePlannedOnes) {
  DayByDayTo("2026-12-14");
  v1::ListRemindersRequest request;
  request.set_assignment_id(mine_);
  ASSERT_OK_AND_ASSIGN(const v1::ListRemindersResponse response, Call(&Stub::ListReminders, request));
  std::vector<int> made;
  for (const auto& reminder : response.reminders()) made.push_back(reminder.step());
  EXPECT_THAT(made, ElementsAre(-7, -3, -1, 0));
  ASSERT_THAT(response.planned(), SizeIs(10));
  EXPECT_EQ(response.planned(0).nominal_on(), "2026-12-15");
  EXPECT_EQ(response.planned(0).state(), v1::Reminder::PLANNED);
  v1::ListRemindersRequest by_unit;
  by_unit.set_unit_id(commune_);
  by_unit.set_page_size(3);
  int count = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const v1::ListRemindersResponse page, Call(&Stub::ListReminders, by_unit));
    count += page.reminders_size();
    by_unit.set_page_token(page.next_page_token());
  } while (!by_unit.page_token().empty());
  EXPECT_EQ(count, 8);
}

TEST_F(NotificationServiceTest, AnUrgeSaysForWhomItIsMadeAndIsRefusedWithItsReason) {
  ASSERT_OK_AND_ASSIGN(const v1::InboxMessage message, Call(&Stub::Urge, AboutMine(), district_));
  EXPECT_EQ(message.kind(), v1::URGE);
  EXPECT_EQ(message.grade(), v1::ORANGE);
  ASSERT_OK_AND_ASSIGN(const v1::InboxMessage again, Call(&Stub::Urge, AboutMine(), district_));
  EXPECT_EQ(again.SerializeAsString(), message.SerializeAsString());
  v1::UrgeRequest other = AboutMine();
  other.set_request_id(TestId(2));
  EXPECT_THAT(Call(&Stub::Urge, other, other_commune_), HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
  EXPECT_THAT(Call(&Stub::Urge, other, commune_), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  other.set_assignment_id(TestId(555));
  const absl::Status unknown = Call(&Stub::Urge, other, district_).status();
  EXPECT_THAT(unknown, HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
  EXPECT_EQ(Metadata(unknown)["field"], "assignment_id");
}

TEST_F(NotificationServiceTest, DeliveriesAreListedByStateAndUnit) {
  ASSERT_OK(Call(&Stub::Urge, AboutMine()));
  v1::ListDeliveriesRequest request;
  ASSERT_OK_AND_ASSIGN(const v1::ListDeliveriesResponse all, Call(&Stub::ListDeliveries, request));
  ASSERT_THAT(all.deliveries(), SizeIs(1));
  EXPECT_EQ(all.deliveries(0).state(), v1::Delivery::PENDING);
  EXPECT_FALSE(all.deliveries(0).has_next_attempt_time());  // at once
  request.set_state(v1::Delivery::SENT);
  ASSERT_OK_AND_ASSIGN(const v1::ListDeliveriesResponse sent, Call(&Stub::ListDeliveries, request));
  EXPECT_THAT(sent.deliveries(), SizeIs(0));
  request.set_state(v1::Delivery::PENDING);
  request.set_unit_id(other_commune_);
  ASSERT_OK_AND_ASSIGN(const v1::ListDeliveriesResponse others, Call(&Stub::ListDeliveries, request));
  EXPECT_THAT(others.deliveries(), SizeIs(0));
}

TEST_F(NotificationServiceTest, RulesAreReadChangedAndListed) {
  ASSERT_OK_AND_ASSIGN(const v1::ListRulesResponse rules, Call(&Stub::ListRules, v1::ListRulesRequest()));
  ASSERT_THAT(rules.rules(), SizeIs(1));
  EXPECT_THAT(rules.rules(0).before_days(), ElementsAre(7, 3, 1));
  EXPECT_EQ(rules.rules(0).time_of_day(), "07:30");
  v1::SetRuleRequest change;
  change.set_request_id(TestId(1));
  *change.mutable_rule() = rules.rules(0);
  change.mutable_rule()->set_time_of_day("09:00");
  ASSERT_OK_AND_ASSIGN(const v1::ReminderRule changed, Call(&Stub::SetRule, change));
  EXPECT_EQ(changed.time_of_day(), "09:00");
  EXPECT_NE(changed.etag(), rules.rules(0).etag());
  change.set_request_id(TestId(2));
  EXPECT_EQ(Reason(Call(&Stub::SetRule, change).status()), "STALE_ETAG");
  change.mutable_rule()->set_issuer_unit_id(district_);
  change.mutable_rule()->clear_etag();
  ASSERT_OK(Call(&Stub::SetRule, change));
  v1::ListRulesRequest page;
  page.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const v1::ListRulesResponse first, Call(&Stub::ListRules, page));
  EXPECT_EQ(first.rules(0).issuer_unit_id(), "");
  page.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const v1::ListRulesResponse second, Call(&Stub::ListRules, page));
  ASSERT_THAT(second.rules(), SizeIs(1));
  EXPECT_EQ(second.rules(0).issuer_unit_id(), district_);
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(NotificationServiceTest, RefusesPageTokensThatItNeverGave) {
  for (const char* token : {"?", "a/b/c", "2026-12-14/x/1", "2026-12-14T01:00:00.000000Z/2026-02-30/x"}) {
    v1::ListInboxRequest inbox;
    inbox.set_unit_id(commune_);
    inbox.set_page_token(token);
    EXPECT_THAT(Call(&Stub::ListInbox, inbox), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN"));
    v1::ListRemindersRequest reminders;
    reminders.set_unit_id(commune_);
    reminders.set_page_token(token);
    EXPECT_THAT(Call(&Stub::ListReminders, reminders), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN"));
    v1::ListDeliveriesRequest deliveries;
    deliveries.set_page_token(token);
    EXPECT_THAT(Call(&Stub::ListDeliveries, deliveries),
                HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN"));
    v1::ListRulesRequest rules;
    rules.set_page_token(token);
    EXPECT_THAT(Call(&Stub::ListRules, rules), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN"));
  }
}

}  // namespace
}  // namespace dondoc::notification
