#include "services/notification/mail/smtp_client.h"

#include <optional>
#include <string>

#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/mail/mime.h"
#include "services/notification/tests/mail_server.h"

namespace dondoc::notification {
namespace {

using ::testing::HasSubstr;
using testing::MailCatcher;
using testing::StallingServer;

constexpr char kFrom[] = "dondoc@example.vn";

std::string MailTo(const std::string& to) {
  return *Render({.id = "0190a000-0000-7000-8000-000000000001",
                  .date = ParseTime("2026-12-08T00:30:05.000000Z").value(),
                  .from = kFrom,
                  .to = to,
                  .subject = "Nhắc việc",
                  .body = "Đến hạn.\n.một dòng chấm\n"});
}

class SmtpClientTest : public ::testing::Test {
 protected:
  SmtpOutcome Send(SmtpClient& client, const std::string& to) {
    return client.Send(kFrom, to, MailTo(to), [this] {
      ++ends_;
      return go_on_;
    });
  }
  SmtpOptions Options(const std::string& socket) {
    return {.socket = socket, .connect_timeout = std::chrono::seconds(5), .timeout = std::chrono::seconds(20)};
  }

  dondoc::testing::TempDir directory_;
  int ends_ = 0;
  bool go_on_ = true;
};

TEST_F(SmtpClientTest, HandsMailToARealServerOverOneConnection) {
  const MailCatcher catcher(directory_.path());
  SmtpClient client(Options(catcher.socket()));
  for (const char* to : {"a@example.vn", "b@example.vn"}) {
    const SmtpOutcome outcome = Send(client, to);
    EXPECT_EQ(outcome.result, AttemptResult::kAccepted) << outcome.answer;
    EXPECT_THAT(outcome.answer, HasSubstr("250"));
  }
  EXPECT_EQ(ends_, 2);
  const auto caught = catcher.Caught();
  ASSERT_EQ(caught.size(), 2u);
  EXPECT_EQ(caught[0].Header("Message-ID"), "<0190a000-0000-7000-8000-000000000001@example.vn>");
  EXPECT_EQ(caught[0].Body(), "Đến hạn.\r\n.một dòng chấm\r\n");
}

TEST_F(SmtpClientTest, TellsRefusedForNowFromRefusedForGoodAndGoesOn) {
  const MailCatcher catcher(directory_.path());
  SmtpClient client(Options(catcher.socket()));
  const SmtpOutcome later = Send(client, "reject-450@example.vn");
  EXPECT_EQ(later.result, AttemptResult::kRefusedForNow);
  EXPECT_THAT(later.answer, HasSubstr("450"));
  const SmtpOutcome never = Send(client, "reject-550@example.vn");
  EXPECT_EQ(never.result, AttemptResult::kRefused);
  EXPECT_THAT(never.answer, HasSubstr("550"));
  EXPECT_EQ(ends_, 0);
  EXPECT_EQ(Send(client, "a@example.vn").result, AttemptResult::kAccepted);
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(SmtpClientTest, WhatIsGivenUpBeforeItsEndIsNotKept) {
  const MailCatcher catcher(directory_.path());
  SmtpClient client(Options(catcher.socket()));
  go_on_ = false;
  const SmtpOutcome outcome = Send(client, "a@example.vn");
  EXPECT_TRUE(outcome.abandoned);
  EXPECT_EQ(outcome.result, AttemptResult::kRefusedForNow);
  go_on_ = true;
  EXPECT_EQ(Send(client, "b@example.vn").result, AttemptResult::kAccepted);
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(SmtpClientTest, AConnectionCutAfterTheTextLeavesItUnknown) {
  const MailCatcher catcher(directory_.path());
  SmtpClient client(Options(catcher.socket()));
  EXPECT_EQ(Send(client, "drop@example.vn").result, AttemptResult::kUnknown);
  EXPECT_EQ(catcher.Caught().size(), 1u);
}

TEST_F(SmtpClientTest, AServerThatIsNotThereIsTriedAgainLater) {
  SmtpClient client(Options((directory_.path() / "nobody.sock").string()));
  const SmtpOutcome outcome = Send(client, "a@example.vn");
  EXPECT_EQ(outcome.result, AttemptResult::kRefusedForNow);
  EXPECT_FALSE(outcome.answer.empty());
}

TEST_F(SmtpClientTest, AServerThatStallsIsLeftInTimeAndOnlyAfterTheTextInDoubt) {
  using Stall = StallingServer::Stall;
  for (const Stall stall : {Stall::kAtGreeting, Stall::kAtRecipient, Stall::kBeforeText, Stall::kAfterText}) {
    const StallingServer server((directory_.path() / "stalling.sock").string(), stall);
    SmtpOptions options = Options(server.socket());
    // Cut short it is the same, but after the text, up to where everything must come through in time.
    options.timeout = stall == Stall::kAfterText ? std::chrono::seconds(3) : std::chrono::milliseconds(200);
    SmtpClient client(options);
    const auto begin = std::chrono::steady_clock::now();
    const SmtpOutcome outcome = Send(client, "a@example.vn");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    const bool complete = stall == Stall::kAfterText;
    EXPECT_EQ(outcome.result, complete ? AttemptResult::kUnknown : AttemptResult::kRefusedForNow)
        << static_cast<int>(stall);
    EXPECT_EQ(ends_, complete ? 1 : 0);
    EXPECT_EQ(server.complete(), complete ? 1 : 0);
  }
}

}  // namespace
}  // namespace dondoc::notification
