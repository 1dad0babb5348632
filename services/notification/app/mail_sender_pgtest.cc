#include "services/notification/app/mail_sender.h"

#include <map>
#include <set>
#include <thread>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/app/send_due_reminders.h"
#include "services/notification/tests/database_fixture.h"
#include "services/notification/tests/mail_server.h"

namespace dondoc::notification {
namespace {

using testing::At;
using ::testing::HasSubstr;
using testing::MailCatcher;
using testing::StallingServer;
using testing::TestId;

class MailSenderTest : public testing::NotificationTest {
 protected:
  // A unit with these addresses has a reminder to be mailed.
  void Remind(const std::vector<std::string>& emails) {
    AddUnit(TestId(20), "Ủy ban nhân dân xã Thư", emails, district_);
    Apply({Created(TestId(100), TestId(20))});
    clock_.Set(At("2026-12-07", 8));
    SendAll();
  }

  MailSenderOptions Options(const std::string& socket, const std::string& name = "0.1") {
    return {.name = name,
            .from = "dondoc@example.vn",
            .smtp = {.socket = socket, .timeout = std::chrono::seconds(20)},
            .policy = {},
            .dies_at = {}};
  }
  // The only delivery.
  ListedDelivery Delivery() {
    const auto deliveries = Deliveries();
    EXPECT_EQ(deliveries.size(), 1u);
    return deliveries.front();
  }

  dondoc::testing::TempDir directory_;
  FakeClock real_clock_{At("2026-11-20", 10)};  // the development clock is elsewhere
};

TEST_F(MailSenderTest, SendsEachMailOnceWithAStableMessageId) {
  const MailCatcher catcher(directory_.path());
  Remind({"ubnd@thu.example.vn"});
  MailSender sender(Options(catcher.socket()), database_, real_clock_);
  EXPECT_THAT(sender.Step(), ::testing::Eq(absl::StatusOr<int>(1)));
  EXPECT_THAT(sender.Step(), ::testing::Eq(absl::StatusOr<int>(0)));
  const ListedDelivery sent = Delivery();
  EXPECT_EQ(sent.state, "SENT");
  EXPECT_EQ(sent.attempts, 1);
  const auto caught = catcher.Caught();
  ASSERT_EQ(caught.size(), 1u);
  EXPECT_EQ(caught[0].Header("Message-ID"), "<" + sent.delivery_id + "@example.vn>");
  EXPECT_EQ(caught[0].Header("Delivered-To"), "ubnd@thu.example.vn");
  EXPECT_EQ(caught[0].Header("Date"), "Mon, 07 Dec 2026 08:00:00 +0700");
  EXPECT_THAT(caught[0].Body(), HasSubstr("Thời hạn: 14/12/2026 (còn 7 ngày)"));
}

TEST_F(MailSenderTest, EachAddressHasAStateOfItsOwn) {
  const MailCatcher catcher(directory_.path());
  Remind({"good@thu.example.vn", "reject-450@thu.example.vn", "reject-550@thu.example.vn", "not an address"});
  MailSender sender(Options(catcher.socket()), database_, real_clock_);
  ASSERT_OK(sender.Step());
  std::map<std::string, ListedDelivery> by_address;
  for (const auto& delivery : Deliveries()) by_address[delivery.address] = delivery;
  EXPECT_EQ(by_address["good@thu.example.vn"].state, "SENT");
  EXPECT_EQ(by_address["reject-450@thu.example.vn"].state, "PENDING");
  EXPECT_THAT(by_address["reject-450@thu.example.vn"].last_answer, HasSubstr("450"));
  EXPECT_EQ(by_address["reject-550@thu.example.vn"].state, "FAILED");
  EXPECT_THAT(by_address["reject-550@thu.example.vn"].last_answer, HasSubstr("550"));
  EXPECT_EQ(by_address["not an address"].state, "FAILED");
  EXPECT_THAT(by_address["not an address"].last_answer, HasSubstr("BAD_ADDRESS"));
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(MailSenderTest, WhatIsRefusedForNowIsTriedAgainUntilADayIsOver) {
  const MailCatcher catcher(directory_.path());
  Remind({"reject-450@thu.example.vn"});
  MailSender sender(Options(catcher.socket()), database_, real_clock_);
  ASSERT_OK(sender.Step());
  EXPECT_THAT(sender.Step(), ::testing::Eq(absl::StatusOr<int>(0)));  // not before its time
  int attempts = 1;
  while (Delivery().state == "PENDING") {
    real_clock_.Set(*Delivery().next_attempt_at);
    ASSERT_OK(sender.Step());
    EXPECT_EQ(Delivery().attempts, ++attempts);
    ASSERT_LT(attempts, 200);
  }
  EXPECT_EQ(Delivery().state, "FAILED");
  EXPECT_GT(attempts, 45);
}

TEST_F(MailSenderTest, AServerThatIsDownIsTriedUntilItIsBack) {
  Remind({"ubnd@thu.example.vn"});
  MailSender sender(Options((directory_.path() / "smtp.sock").string()), database_, real_clock_);
  ASSERT_OK(sender.Step());
  EXPECT_EQ(Delivery().state, "PENDING");
  const MailCatcher catcher(directory_.path());
  real_clock_.Advance(std::chrono::minutes(1));
  ASSERT_OK(sender.Step());
  EXPECT_EQ(Delivery().state, "SENT");
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(MailSenderTest, KilledBeforeTheFinalDotItIsSentOnceAfterTheRestart) {
  const MailCatcher catcher(directory_.path());
  Remind({"ubnd@thu.example.vn"});
  MailSender restarted(Options(catcher.socket()), database_, real_clock_);
  for (const std::string point : {"claimed", "before_end"}) {
    MailSenderOptions dying = Options(catcher.socket());
    dying.dies_at = [&](std::string_view here) { return here == point; };
    EXPECT_FALSE(MailSender(dying, database_, real_clock_).Step().ok());
    EXPECT_EQ(Delivery().state, "SENDING");
    EXPECT_THAT(restarted.TakeBackLost(true), ::testing::Eq(absl::StatusOr<int>(1)));
    EXPECT_EQ(Delivery().state, "PENDING");
  }
  ASSERT_OK(restarted.Step());
  EXPECT_EQ(Delivery().state, "SENT");
  EXPECT_EQ(Delivery().doubts, 0);
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(MailSenderTest, KilledBetweenTheAnswerAndTheRowItIsUnknownAndSentOnceMoreWithTheSameMessageId) {
  const MailCatcher catcher(directory_.path());
  Remind({"ubnd@thu.example.vn"});
  MailSenderOptions dying = Options(catcher.socket());
  dying.dies_at = [](std::string_view here) { return here == "answered"; };
  EXPECT_FALSE(MailSender(dying, database_, real_clock_).Step().ok());
  EXPECT_EQ(catcher.Caught().size(), 1u);

  MailSender restarted(Options(catcher.socket()), database_, real_clock_);
  EXPECT_THAT(restarted.TakeBackLost(true), ::testing::Eq(absl::StatusOr<int>(1)));
  EXPECT_EQ(Delivery().state, "UNKNOWN");
  EXPECT_EQ(Delivery().doubts, 1);
  EXPECT_THAT(restarted.Step(), ::testing::Eq(absl::StatusOr<int>(0)));  // not at once: it may still arrive
  real_clock_.Set(*Delivery().next_attempt_at);
  ASSERT_OK(restarted.Step());
  EXPECT_EQ(Delivery().state, "SENT");
  const auto caught = catcher.Caught();
  ASSERT_EQ(caught.size(), 2u);
  EXPECT_EQ(caught[0].Header("Message-ID"), caught[1].Header("Message-ID"));
}

TEST_F(MailSenderTest, InDoubtTwiceItIsLeftForAPerson) {
  const MailCatcher catcher(directory_.path());
  Remind({"drop@thu.example.vn"});
  MailSender sender(Options(catcher.socket()), database_, real_clock_);
  ASSERT_OK(sender.Step());
  EXPECT_EQ(Delivery().state, "UNKNOWN");
  real_clock_.Set(*Delivery().next_attempt_at);
  ASSERT_OK(sender.Step());
  EXPECT_EQ(Delivery().state, "UNKNOWN");
  EXPECT_EQ(Delivery().doubts, 2);
  EXPECT_EQ(Delivery().next_attempt_at, std::nullopt);
  real_clock_.Advance(std::chrono::hours(100));
  EXPECT_THAT(sender.Step(), ::testing::Eq(absl::StatusOr<int>(0)));
  EXPECT_EQ(catcher.Caught().size(), 2u);
}

TEST_F(MailSenderTest, AStalledServerLeavesItPendingBeforeTheTextAndUnknownAfterIt) {
  using Stall = StallingServer::Stall;
  Remind({"ubnd@thu.example.vn"});
  for (const auto& [stall, state] :
       {std::pair(Stall::kAtGreeting, "PENDING"), std::pair(Stall::kAfterText, "UNKNOWN")}) {
    const StallingServer server((directory_.path() / "smtp.sock").string(), stall);
    MailSenderOptions options = Options(server.socket());
    // As short as may be where it says nothing at all; else everything up to the text must come through in time.
    options.smtp.timeout = stall == Stall::kAtGreeting ? std::chrono::milliseconds(200) : std::chrono::seconds(3);
    MailSender sender(options, database_, real_clock_);
    real_clock_.Advance(std::chrono::hours(1));
    ASSERT_OK(sender.Step());
    EXPECT_EQ(Delivery().state, state);
  }
}

TEST_F(MailSenderTest, ASenderWhoseLeaseIsOverSendsNothingOfWhatAnotherHasTaken) {
  const MailCatcher catcher(directory_.path());
  Remind({"ubnd@thu.example.vn"});
  // While it speaks to the server, its lease runs out and another sender takes over, sends and records.
  MailSenderOptions slow = Options(catcher.socket(), "0.1");
  slow.dies_at = [&](std::string_view here) {
    if (here != "before_end") return false;
    EXPECT_OK(database_.Run([](pg::Transaction& tx) {
      return tx
          .Execute(pg::Statement{"expire", "UPDATE delivery SET lease_until = '2020-01-01' WHERE state = 'SENDING'"})
          .status();
    }));
    MailSender other(Options(catcher.socket(), "0.2"), database_, real_clock_);
    EXPECT_THAT(other.TakeBackLost(false), ::testing::Eq(absl::StatusOr<int>(1)));
    EXPECT_OK(other.Step());
    return false;
  };
  MailSender sender(slow, database_, real_clock_);
  ASSERT_OK(sender.Step());
  EXPECT_EQ(Delivery().state, "SENT");
  EXPECT_EQ(Delivery().attempts, 2);
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(MailSenderTest, TwoSendersAtOnceSendEachMailOnce) {
  const MailCatcher catcher(directory_.path());
  std::vector<std::string> addresses;
  for (int i = 0; i < 40; ++i) addresses.push_back("a" + std::to_string(i) + "@thu.example.vn");
  Remind(addresses);
  const auto work = [&](const std::string& name) {
    MailSender sender(Options(catcher.socket(), name), database_, real_clock_);
    for (;;) {
      const auto tried = sender.Step();
      ASSERT_OK(tried);
      if (*tried == 0) return;
    }
  };
  std::thread first(work, "0.1");
  std::thread second(work, "0.2");
  first.join();
  second.join();
  std::set<std::string> ids;
  for (const auto& mail : catcher.Caught()) ids.insert(mail.Header("Message-ID"));
  EXPECT_EQ(catcher.Caught().size(), 40u);
  EXPECT_EQ(ids.size(), 40u);
  for (const auto& delivery : Deliveries()) EXPECT_EQ(delivery.state, "SENT");
}

TEST_F(MailSenderTest, RunSendsUntilItIsAskedToStop) {
  const MailCatcher catcher(directory_.path());
  Remind({"ubnd@thu.example.vn"});
  MailSender sender(Options(catcher.socket()), database_, real_clock_);
  std::jthread thread([&](std::stop_token stop) { sender.Run(stop); });
  while (Delivery().state != "SENT") std::this_thread::yield();
  thread.request_stop();
  thread.join();
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

}  // namespace
}  // namespace dondoc::notification
