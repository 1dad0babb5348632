// The national succession of 2025, as a test. DONDOC_REPLAY_TASKS says how many tasks every commune has (default 2:
// some 30,000 open assignments; 19 make 200,000).

#include "tests/replay/national_replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace dondoc::replay {
namespace {

TEST(NationalReplay, NothingIsLostAndUndoneEverythingIsAsItWas) {
  const std::unique_ptr<NationalReplay> replay = NationalReplay::Make();
  if (replay == nullptr) GTEST_SKIP() << "no shared data: set DONDOC_SHARED";
  const char* tasks = std::getenv("DONDOC_REPLAY_TASKS");
  replay->ImportLists();
  replay->GiveTasks(tasks == nullptr ? 2 : std::atoi(tasks));
  const std::int64_t open = replay->Open();
  EXPECT_EQ(replay->OpenInTotals(), open);
  EXPECT_EQ(replay->Lost(), 0);
  const std::map<std::string, std::string> before = replay->Digests();

  const organization::Succession planned = replay->Plan();
  EXPECT_EQ(planned.continuing, 132 + 11);
  EXPECT_EQ(planned.ending, 10035 - 132 + 696 + 52);
  EXPECT_EQ(planned.beginning, 3355 - 132 - 11);
  const assignment::SuccessionCounts preview = replay->Preview();
  EXPECT_EQ(preview.open, preview.transferred + preview.conflicts);

  replay->Enact();
  replay->ApplyAndBeKilled();
  replay->ApplyRest();
  EXPECT_EQ(replay->Lost(), 0);
  EXPECT_EQ(replay->Conflicts(), preview.conflicts);
  EXPECT_EQ(replay->Open(), open - preview.transferred + preview.remaining);
  EXPECT_EQ(replay->OpenInTotals(), replay->Open());

  replay->Undo();
  EXPECT_EQ(replay->Open(), open);
  EXPECT_EQ(replay->OpenInTotals(), open);
  const std::map<std::string, std::string> after = replay->Digests();
  ASSERT_EQ(after.size(), before.size());
  for (const auto& [table, digest] : before) EXPECT_EQ(after.at(table), digest) << table;
}

}  // namespace
}  // namespace dondoc::replay
