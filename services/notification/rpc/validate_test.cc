#include "services/notification/rpc/validate.h"

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/rpc/convert.h"

namespace dondoc::notification {
namespace {

using ::testing::ElementsAre;

constexpr char kId[] = "00000000-0000-7000-8000-000000000001";

struct Wrong {
  std::string field;
  std::string reason;
};

void ExpectRefused(const absl::Status& status, const Wrong& wrong) {
  EXPECT_THAT(status, dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, wrong.reason));
  EXPECT_EQ(Metadata(status)["field"], wrong.field);
}

TEST(ValidateTest, PageSizesAndTokens) {
  EXPECT_EQ(*PageSize(0), 100);
  EXPECT_EQ(*PageSize(7), 7);
  EXPECT_EQ(*PageSize(100000), 1000);
  ExpectRefused(PageSize(-1).status(), {"page_size", "BAD_PAGE_SIZE"});
  EXPECT_THAT(*PageKey(PageToken({"a", "b", "c"}), 3), ElementsAre("a", "b", "c"));
  ExpectRefused(PageKey("a/b", 3).status(), {"page_token", "BAD_PAGE_TOKEN"});
}

TEST(ValidateTest, UrgesNameAnAssignmentOrAUnitAndADirective) {
  v1::UrgeRequest good;
  good.set_request_id(kId);
  good.set_assignment_id(kId);
  good.set_text("Báo cáo ngay.");
  good.set_grade(v1::RED);
  EXPECT_OK(Validate(good));
  struct Case {
    void (*spoil)(v1::UrgeRequest&);
    Wrong wrong;
  };
  const Case cases[] = {
      {[](auto& r) { r.set_request_id(""); }, {"request_id", "BAD_REQUEST_ID"}},
      {[](auto& r) { r.set_assignment_id("7"); }, {"assignment_id", "BAD_ID"}},
      {[](auto& r) { r.clear_assignment_id(); }, {"assignment_id", "MISSING_FIELD"}},
      {[](auto& r) { r.set_unit_id(kId); }, {"unit_id", "CONFLICTING_FIELDS"}},
      {[](auto& r) {
         r.clear_assignment_id();
         r.set_unit_id(kId);
       },
       {"directive_id", "BAD_ID"}},
      {[](auto& r) { r.clear_grade(); }, {"grade", "BAD_GRADE"}},
      {[](auto& r) { r.clear_text(); }, {"text", "MISSING_FIELD"}},
      {[](auto& r) { r.set_text(std::string(4001, 'a')); }, {"text", "TEXT_TOO_LONG"}},
      {[](auto& r) { r.set_text(std::string("a\0b", 3)); }, {"text", "BAD_TEXT"}},
  };
  for (const Case& one : cases) {
    v1::UrgeRequest request = good;
    one.spoil(request);
    ExpectRefused(Validate(request), one.wrong);
  }
}

TEST(ValidateTest, MarkingReadNamesMessages) {
  v1::MarkReadRequest request;
  ExpectRefused(Validate(request), {"request_id", "BAD_REQUEST_ID"});
  request.set_request_id(kId);
  ExpectRefused(Validate(request), {"unit_id", "BAD_ID"});
  request.set_unit_id(kId);
  ExpectRefused(Validate(request), {"message_ids", "MISSING_FIELD"});
  request.add_message_ids("x");
  ExpectRefused(Validate(request), {"message_ids", "BAD_ID"});
  request.clear_message_ids();
  for (int i = 0; i < 1001; ++i) request.add_message_ids(kId);
  ExpectRefused(Validate(request), {"message_ids", "TOO_MANY"});
}

TEST(ValidateTest, RemindersAreListedOfAUnitOrAnAssignment) {
  v1::ListRemindersRequest request;
  ExpectRefused(Validate(request), {"unit_id", "MISSING_FIELD"});
  request.set_unit_id("x");
  ExpectRefused(Validate(request), {"unit_id", "BAD_ID"});
  request.set_assignment_id(kId);
  ExpectRefused(Validate(request), {"assignment_id", "CONFLICTING_FIELDS"});
}

TEST(ConvertTest, RulesComeAndGo) {
  v1::SetRuleRequest request;
  request.set_request_id(kId);
  ExpectRefused(ToCommand(request).status(), {"rule", "MISSING_FIELD"});
  request.mutable_rule()->add_before_days(3);
  for (const char* time : {"", "7:30", "24:00", "07:60", "07.30", "ab:cd"}) {
    request.mutable_rule()->set_time_of_day(time);
    ExpectRefused(ToCommand(request).status(), {"rule.time_of_day", "BAD_TIME"});
  }
  request.mutable_rule()->set_time_of_day("07:05");
  for (const char* etag : {"x", "0", "-1", "1x"}) {
    request.mutable_rule()->set_etag(etag);
    ExpectRefused(ToCommand(request).status(), {"rule.etag", "BAD_ETAG"});
  }
  request.mutable_rule()->set_etag("4");
  const SetRuleCommand command = *ToCommand(request);
  EXPECT_EQ(command.version, 4);
  const v1::ReminderRule back = ToProto(StoredRule{.issuer_unit_id = {}, .rule = command.rule, .version = 4});
  EXPECT_EQ(back.SerializeAsString(), request.rule().SerializeAsString());
}

}  // namespace
}  // namespace dondoc::notification
