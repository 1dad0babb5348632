// The national succession of 2025 in one running system (live_replay.h says what is done). As a test it is small; in
// full
//
//   DONDOC_SHARED=... build/tests/live_replay_e2e_test --full
//
// it has 211,000 open assignments and 4,016,000 numbers, and takes about a quarter of an hour. --issuer=, --tasks=,
// --acts=,
// --indicators=, --periods= and --every= set the sizes one by one; --lock=FILE is locked while something is timed.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/replay/live_replay.h"

namespace dondoc::replay {
namespace {

Sizes sizes;  // by main

// Whether an argument was understood.
bool Take(const std::string& argument) {
  if (argument == "--full") {
    sizes = {
        .issuer = "VN", .tasks = 19, .acts = 6000, .indicators = 20, .periods = 20, .every = 1, .lock = sizes.lock};
    return true;
  }
  const auto equals = argument.find('=');
  if (equals == std::string::npos) return false;
  const std::string name = argument.substr(0, equals);
  const std::string value = argument.substr(equals + 1);
  for (const auto& [known, text] : {std::pair{"--lock", &sizes.lock}, {"--issuer", &sizes.issuer}}) {
    if (name != known) continue;
    *text = value;
    return true;
  }
  for (const auto& [known, size] : {std::pair{"--tasks", &sizes.tasks},
                                    {"--acts", &sizes.acts},
                                    {"--indicators", &sizes.indicators},
                                    {"--periods", &sizes.periods},
                                    {"--every", &sizes.every}}) {
    if (name != known) continue;
    *size = std::atoi(value.c_str());
    return *size > 0;
  }
  return false;
}

TEST(LiveReplay, TheFirstOfJuly2025) {
  const std::optional<Country> country = Country::Read();
  if (!country) GTEST_SKIP() << "no shared data: set DONDOC_SHARED";
  const std::vector<Tree> old = {Tree::kOf2024};
  const std::vector<Tree> both = {Tree::kOf2024, Tree::kOf2025};
  LiveReplay replay(*country, sizes);
  replay.ImportLists();
  replay.Equip();
  replay.GiveTasks();
  replay.ReportBefore();
  replay.FillOffices();
  replay.CheckNumbers(old);
  replay.CheckCounts(old);
  const auto before = replay.DigestAll();

  replay.Plan();
  replay.Preview();
  replay.Enact(/*kill=*/true);
  replay.CheckAssignments();
  replay.CheckPeople(Tree::kOf2025);
  replay.CheckCounts(both);
  replay.CheckNumbers(both);

  replay.Undo();
  const auto after = replay.DigestAll();
  for (const auto& [table, digest] : before) {
    EXPECT_EQ(after.contains(table) ? after.at(table) : "", digest) << table << " is not what it was";
  }
  replay.CheckPeople(Tree::kOf2024);
  replay.CheckNumbers(old);
  replay.CheckCounts(old);

  replay.Plan();
  replay.Enact(/*kill=*/false);
  replay.CheckAssignments();
  replay.CheckCounts(both);
  replay.ReportAfter();
  replay.CheckNumbers(both);
  replay.CheckInUse();
  replay.CheckNothingIsDead();
}

}  // namespace
}  // namespace dondoc::replay

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (dondoc::replay::Take(argv[i])) continue;
    std::cerr << argv[i] << " is not understood; the head of live_replay_e2e_test.cc says what is\n";
    return 2;
  }
  return RUN_ALL_TESTS();
}
