// kill -9 of sealers at random moments while others write: afterwards the chain has every committed record once, in one
// line. A failure prints the seed; DONDOC_TEST_SEED runs it again.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <random>

#include "common/audit/chain_fixture.h"

namespace dondoc::audit {
namespace {

constexpr int kWriters = 2;
constexpr int kTransactions = 300;  // of each writer
constexpr int kKills = 40;

// Runs `body` in a process of its own, which ends with it or is killed.
pid_t Fork(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child != 0) return child;
  body();
  _exit(0);
}

class SealerCrashTest : public ChainTest {
 protected:
  // Transactions with none to three records, some rolled back; exits with 0 where all of it went well.
  void Write(unsigned seed) const {
    std::mt19937 random(seed);
    pg::Database database({.conninfo = conninfo_});
    for (int i = 0; i < kTransactions; ++i) {
      const bool commits = random() % 5 != 0;
      const auto records = static_cast<int>(random() % 4);
      const absl::Status done = database.Run([&](pg::Transaction& tx) -> absl::Status {
        for (int r = 0; r < records; ++r) DONDOC_RETURN_IF_ERROR(Append(tx, ActOf(i)));
        return commits ? absl::OkStatus() : FailedPrecondition("WRONG_STATE", "rolled back");
      });
      if (done.ok() != commits) _exit(1);
    }
  }

  void SealForever(const std::string& replica, unsigned seed) const {
    std::mt19937 random(seed);
    SealerOptions options = options_;
    options.replica = replica;
    options.batch = 1 + static_cast<int>(random() % 20);
    options.checkpoint_records = 1 + static_cast<int>(random() % 30);
    options.lease = std::chrono::milliseconds(20);
    pg::Database database({.conninfo = conninfo_});
    const SystemClock clock;
    SealerStats stats;
    Sealer sealer(options, database, clock, stats, [](std::string_view, const absl::Status&) {});
    while (getppid() != 1) {
      const absl::StatusOr<bool> worked = sealer.Step();
      if (!worked.ok() && worked.status().code() == absl::StatusCode::kDataLoss) _exit(2);
    }
  }
};

TEST_F(SealerCrashTest, NoGapAndNoForkWhateverDies) {
  const char* given = std::getenv("DONDOC_TEST_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}();
  SCOPED_TRACE("DONDOC_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<pid_t> writers;
  for (unsigned i = 0; i < kWriters; ++i) writers.push_back(Fork([&] { Write(seed + i); }));
  std::vector<pid_t> sealers(2);
  const auto start = [&](std::size_t i) {
    const unsigned own = static_cast<unsigned>(random());
    sealers[i] = Fork([&] { SealForever(std::to_string(i), own); });
  };
  for (std::size_t i = 0; i < sealers.size(); ++i) start(i);

  // Each is killed in the middle of something: after some more places were given, or none.
  for (int kills = 0; kills < kKills; ++kills) {
    const std::int64_t until = Count("SELECT count(*) FROM audit_seal") + static_cast<std::int64_t>(random() % 25);
    while (Count("SELECT count(*) FROM audit_seal") < until && Count("SELECT count(*) FROM audit_unsealed") > 0) {
    }
    const std::size_t victim = random() % sealers.size();
    ASSERT_EQ(kill(sealers[victim], SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(sealers[victim], &status, 0), sealers[victim]);
    ASSERT_TRUE(WIFSIGNALED(status)) << "a sealer ended by itself: " << WEXITSTATUS(status);
    start(victim);
  }
  for (const pid_t writer : writers) {
    int status = 0;
    ASSERT_EQ(waitpid(writer, &status, 0), writer);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  while (Count("SELECT count(*) FROM audit_unsealed") > 0) {
  }
  for (const pid_t sealer : sealers) {
    kill(sealer, SIGKILL);
    waitpid(sealer, nullptr, 0);
  }
  // What remains is signed by the next one.
  options_.checkpoint_every = std::chrono::milliseconds(0);
  Tamper("UPDATE audit_sealer SET expires_at = '-infinity'");
  RestartSealer();
  SealAll();

  const std::int64_t records = Count("SELECT count(*) FROM audit_record");
  EXPECT_GT(records, 0);
  EXPECT_EQ(Count("SELECT count(*) FROM audit_seal"), records);
  EXPECT_EQ(Count("SELECT max(number) FROM audit_seal"), records);
  ExpectWhole(records);
  EXPECT_EQ(Verify().outside.number, records);
}

}  // namespace
}  // namespace dondoc::audit
