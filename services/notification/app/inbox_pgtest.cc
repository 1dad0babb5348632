#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/app/mark_read.h"
#include "services/notification/app/urge.h"
#include "services/notification/tests/database_fixture.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing::TestId;

class InboxTest : public testing::NotificationTest {
 protected:
  InboxTest() { Apply({Created(mine_, commune_), Created(second_, commune_)}); }

  UrgeCommand AboutMine(const std::string& request_id) const {
    return {.request_id = request_id,
            .request_hash = "h",
            .assignment_id = mine_,
            .unit_id = {},
            .directive_id = {},
            .words = "Báo cáo ngay trong hôm nay.",
            .grade = Grade::kRed,
            .caller_unit_id = district_};
  }

  const std::string mine_ = TestId(100);
  const std::string second_ = TestId(101);
};

TEST_F(InboxTest, AnUrgeIsInTheInboxAndOnItsWay) {
  ASSERT_OK_AND_ASSIGN(const InboxMessage message, Urge(context_, AboutMine(TestId(1))));
  const auto inbox = Inbox(commune_);
  ASSERT_THAT(inbox, SizeIs(1));
  EXPECT_EQ(inbox[0].message_id, message.message_id);
  EXPECT_EQ(inbox[0].grade, Grade::kRed);
  EXPECT_EQ(inbox[0].from_unit_id, district_);
  EXPECT_THAT(inbox[0].text.subject, HasSubstr("mức đỏ"));
  EXPECT_THAT(inbox[0].text.body, HasSubstr("Báo cáo ngay trong hôm nay."));
  const auto deliveries = Deliveries();
  ASSERT_THAT(deliveries, SizeIs(1));
  EXPECT_EQ(deliveries[0].address, "ubnd@suoitrong.example.vn");
}

TEST_F(InboxTest, TheSameRequestUrgesOnce) {
  ASSERT_OK_AND_ASSIGN(const InboxMessage first, Urge(context_, AboutMine(TestId(1))));
  clock_.Advance(std::chrono::minutes(5));
  ASSERT_OK_AND_ASSIGN(const InboxMessage again, Urge(context_, AboutMine(TestId(1))));
  EXPECT_EQ(first.message_id, again.message_id);
  EXPECT_EQ(first.made_at, again.made_at);
  EXPECT_THAT(Inbox(commune_), SizeIs(1));
  UrgeCommand other = AboutMine(TestId(1));
  other.request_hash = "another";
  EXPECT_THAT(Urge(context_, other), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(InboxTest, AUnitIsUrgedOnAboutAllThatIsOpenFromADirective) {
  UrgeCommand all = AboutMine(TestId(1));
  all.assignment_id.clear();
  all.unit_id = commune_;
  all.directive_id = TestId(900);
  ASSERT_OK_AND_ASSIGN(const InboxMessage message, Urge(context_, all));
  EXPECT_EQ(message.assignment_id, std::nullopt);
  EXPECT_THAT(message.text.body, HasSubstr(mine_));
  EXPECT_THAT(message.text.body, HasSubstr(second_));
  all.request_id = TestId(2);
  all.unit_id = other_commune_;
  EXPECT_THAT(Urge(context_, all), HasReason(absl::StatusCode::kNotFound, "NOTHING_OPEN"));
}

TEST_F(InboxTest, TheHeirOfAnIssuerThatHasEndedIsTheIssuer) {
  const std::string heir = TestId(300);
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) {
    static constexpr pg::Statement kEnd{"test.end", "INSERT INTO heir (unit_id, heir_unit_id) VALUES ($1, $2)"};
    return tx.Execute(kEnd, district_, heir).status();
  }));
  int asked = 0;
  const auto permit = [&](const access::Parties& parties) {
    ++asked;
    EXPECT_EQ(parties.unit, commune_);
    EXPECT_EQ(parties.issuer, heir);
    return absl::OkStatus();
  };
  UrgeCommand one = AboutMine(TestId(1));
  one.permit = permit;
  EXPECT_OK(Urge(context_, one));
  UrgeCommand all = AboutMine(TestId(2));
  all.assignment_id.clear();
  all.unit_id = commune_;
  all.directive_id = TestId(900);
  all.permit = permit;
  EXPECT_OK(Urge(context_, all));
  EXPECT_EQ(asked, 2);
}

TEST_F(InboxTest, RefusesWhatIsUnknownDoneOrNotTheCallersBusiness) {
  UrgeCommand unknown = AboutMine(TestId(1));
  unknown.assignment_id = TestId(555);
  EXPECT_THAT(Urge(context_, unknown), HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
  UrgeCommand stranger = AboutMine(TestId(2));
  stranger.permit = [this](const access::Parties& parties) {
    EXPECT_EQ(parties.unit, commune_);
    EXPECT_EQ(parties.issuer, district_);
    return Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", "not yours");
  };
  EXPECT_THAT(Urge(context_, stranger), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  Apply({Changed(Created(mine_, commune_), 2, "REPORTED", "2026-12-01")});
  EXPECT_THAT(Urge(context_, AboutMine(TestId(3))),
              HasReason(absl::StatusCode::kFailedPrecondition, "ASSIGNMENT_NOT_OPEN"));
  Apply({Created(TestId(102), TestId(77))});
  UrgeCommand nobody = AboutMine(TestId(4));
  nobody.assignment_id = TestId(102);
  EXPECT_THAT(Urge(context_, nobody), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_THAT(Inbox(commune_), SizeIs(0));
  EXPECT_THAT(Deliveries(), SizeIs(0));
}

TEST_F(InboxTest, PagesGoFromTheNewestToTheOldestWithoutGaps) {
  DayByDayTo("2026-12-20");
  std::vector<std::string> seen;
  std::optional<InboxKey> after;
  for (;;) {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         database_.Run([&](pg::Transaction& tx) { return ListInbox(tx, commune_, false, after, 5); }));
    if (page.empty()) break;
    for (const InboxMessage& message : page) seen.push_back(message.message_id);
    after = InboxKey{page.back().made_at, page.back().nominal_on, page.back().message_id};
  }
  std::vector<std::string> all;
  for (const InboxMessage& message : Inbox(commune_)) all.push_back(message.message_id);
  std::reverse(seen.begin(), seen.end());
  EXPECT_EQ(seen, all);
  EXPECT_THAT(seen, SizeIs(12));
}

TEST_F(InboxTest, WhatIsReadStaysReadFromTheFirstTime) {
  ASSERT_OK_AND_ASSIGN(const InboxMessage message, Urge(context_, AboutMine(TestId(1))));
  EXPECT_THAT(MarkMessagesRead(context_, commune_, {message.message_id, message.message_id}, {.name = "lan"}),
              ::testing::Eq(absl::StatusOr<std::int64_t>(1)));
  const auto first_read = Inbox(commune_)[0].read_at;
  EXPECT_EQ(first_read, clock_.Now());
  clock_.Advance(std::chrono::hours(1));
  EXPECT_THAT(MarkMessagesRead(context_, commune_, {message.message_id}, {.name = "lan"}),
              ::testing::Eq(absl::StatusOr<std::int64_t>(0)));
  EXPECT_EQ(Inbox(commune_)[0].read_at, first_read);
  ASSERT_OK_AND_ASSIGN(const auto unread, database_.Run([&](pg::Transaction& tx) {
    return ListInbox(tx, commune_, true, std::nullopt, 9);
  }));
  EXPECT_THAT(unread, SizeIs(0));
  EXPECT_THAT(MarkMessagesRead(context_, other_commune_, {message.message_id}, {.name = "lan"}),
              HasReason(absl::StatusCode::kNotFound, "MESSAGE_NOT_FOUND"));
}

}  // namespace
}  // namespace dondoc::notification
