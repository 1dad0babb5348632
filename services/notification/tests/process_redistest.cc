// The real program, killed again and again in the middle of its work: every step is in the inbox once, and every mail
// is sent.
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "common/authentication/key_files.h"
#include "common/process/process.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_redis.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/tests/database_fixture.h"
#include "services/notification/tests/mail_server.h"

namespace dondoc::notification {
namespace {

using process::Process;
using testing::At;
using testing::TestId;

class ProcessTest : public testing::NotificationTest {
 protected:
  ProcessTest() { EXPECT_OK(authentication::MakePrivateKey(service_key_)); }

  Process Start() const {
    auto process =
        Process::Spawn({.argv = {DONDOC_NOTIFICATION_PROGRAM},
                        .environment = {{"DONDOC_POSTGRES", conninfo_},
                                        {"DONDOC_REDIS", dondoc::testing::SharedRedis::Address()},
                                        {"DONDOC_LISTEN", "unix:" + (directory_.path() / "grpc.sock").string()},
                                        {"DONDOC_SERVICE_KEY", service_key_},
                                        {"DONDOC_DEVELOPMENT_CLOCK", (directory_.path() / "clock").string()},
                                        {"DONDOC_SMTP_SOCKET", (directory_.path() / "smtp.sock").string()},
                                        {"DONDOC_MAIL_FROM", "dondoc@example.vn"},
                                        {"DONDOC_MAIL_UNKNOWN_DELAY", "100"}},
                        .directory = {},
                        .log = directory_.path() / "notification.log",
                        .user = std::nullopt});
    EXPECT_OK(process.status());
    return *std::move(process);
  }

  // Deliveries that are sent; those that a person would have to look at are none.
  std::size_t Sent() {
    std::size_t sent = 0;
    for (const ListedDelivery& delivery : Deliveries()) sent += delivery.state == "SENT" ? 1 : 0;
    return sent;
  }

  dondoc::testing::TempDir directory_;
  const std::string service_key_ = (directory_.path() / "service.key").string();
};

TEST_F(ProcessTest, KilledInTheMiddleOfABurstEachStepIsMadeOnceAndEachMailSent) {
  constexpr int kAssignments = 60;
  const testing::MailCatcher catcher(directory_.path());
  std::vector<AssignmentCreatedFact> many;
  for (int i = 0; i < kAssignments; ++i)
    many.push_back(Created(TestId(1000 + i), i % 2 == 0 ? commune_ : other_commune_));
  Apply(many);
  ASSERT_TRUE(SetDevelopmentClock((directory_.path() / "clock").string(), At("2026-12-15", 8)));

  // For each: 7, 3 and 1 days before, on the day and one day after, as a moved clock passes through them all. Killed
  // whenever some more mail is through.
  const std::size_t all = 5 * kAssignments;
  for (std::size_t kill_at = all / 6; kill_at < all; kill_at += all / 6) {
    Process process = Start();
    while (Sent() < kill_at && !process.Poll().has_value()) std::this_thread::yield();
    process.Signal(SIGKILL);
    ASSERT_TRUE(process.Wait(std::chrono::seconds(60)).has_value());
  }
  Process process = Start();
  while (Sent() < all && !process.Poll().has_value()) std::this_thread::yield();
  EXPECT_FALSE(process.Poll().has_value()) << process::LastLines(directory_.path() / "notification.log", 5);
  process.Signal(SIGTERM);
  const auto ended = process.Wait(std::chrono::seconds(60));
  ASSERT_TRUE(ended.has_value());
  EXPECT_TRUE(ended->ok()) << ended->Describe();

  for (int i = 0; i < kAssignments; ++i) EXPECT_EQ(Steps(TestId(1000 + i)).size(), 5u);
  EXPECT_EQ(Inbox(commune_).size() + Inbox(other_commune_).size(), all);
  std::map<std::string, int> mails;
  for (const auto& mail : catcher.Caught()) ++mails[mail.Header("Message-ID")];
  EXPECT_EQ(mails.size(), all);
  std::map<std::string, int> doubts;
  for (const ListedDelivery& delivery : Deliveries())
    doubts["<" + delivery.delivery_id + "@example.vn>"] = delivery.doubts;
  // At most once more for what was in doubt, and nothing else twice.
  for (const auto& [id, times] : mails) EXPECT_LE(times, 1 + doubts.at(id)) << id;
}

}  // namespace
}  // namespace dondoc::notification
