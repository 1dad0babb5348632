#include "common/config/config.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::config {
namespace {

using ::testing::HasSubstr;

struct Knobs {
  std::string postgres;
  int connections = 12;
  std::chrono::milliseconds wait{250};
  bool quick = false;
  std::vector<std::string> levels = {"all"};

  void Declare(Reader& reader) {
    reader.Text("POSTGRES", &postgres, "where the database is").Required();
    reader.Count("CONNECTIONS", &connections, 1, 20, "how many");
    reader.Millis("WAIT", &wait, "how long");
    reader.Flag("QUICK", &quick, "be quick");
    reader.List("LEVELS", &levels, "which levels");
  }
};

TEST(ConfigTest, FlagsWinOverEnvironmentAndDefaultsStay) {
  Knobs knobs;
  Reader reader({"serve", "--connections=7", "--quick"},
                {{"DONDOC_POSTGRES", "host=/x"},
                 {"DONDOC_CONNECTIONS", "3"},
                 {"DONDOC_LEVELS", "commune,district"},
                 {"HOME", "/root"}},
                "DONDOC_");
  knobs.Declare(reader);
  ASSERT_OK(reader.Finish());
  EXPECT_EQ(knobs.postgres, "host=/x");
  EXPECT_EQ(knobs.connections, 7);
  EXPECT_EQ(knobs.wait.count(), 250);
  EXPECT_TRUE(knobs.quick);
  EXPECT_EQ(knobs.levels, (std::vector<std::string>{"commune", "district"}));
  EXPECT_EQ(reader.positional(), std::vector<std::string>{"serve"});
}

TEST(ConfigTest, AllMistakesAreReportedTogether) {
  Knobs knobs;
  Reader reader({"--no-such", "--wait", "--connections=99"}, {{"DONDOC_QUICK", "yes"}, {"DONDOC_POSTGRESS", "typo"}},
                "DONDOC_");
  knobs.Declare(reader);
  const absl::Status status = reader.Finish();
  EXPECT_THAT(status, testing::HasReason(absl::StatusCode::kInvalidArgument, "BAD_CONFIGURATION"));
  const std::string message(status.message());
  for (const char* mistake :
       {"--no-such: no such flag", "--wait: want --wait=VALUE", "DONDOC_CONNECTIONS: 99 is not between 1 and 20",
        "DONDOC_QUICK: 'yes' is neither true nor false", "DONDOC_POSTGRES: missing",
        "DONDOC_POSTGRESS: no such setting"}) {
    EXPECT_THAT(message, HasSubstr(mistake));
  }
  EXPECT_EQ(knobs.connections, 12);
}

TEST(ConfigTest, HelpNamesEveryKnob) {
  Knobs knobs;
  Reader reader({"--help"}, {}, "DONDOC_");
  knobs.Declare(reader);
  EXPECT_TRUE(reader.help_asked());
  EXPECT_THAT(reader.Help(), HasSubstr("--connections, DONDOC_CONNECTIONS"));
  EXPECT_THAT(reader.Help(), HasSubstr("(default 12)"));
}

}  // namespace
}  // namespace dondoc::config
