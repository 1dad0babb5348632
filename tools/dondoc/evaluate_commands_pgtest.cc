// `dondoc evaluate` as it is typed, against the real service over a socket.
#include "tools/dondoc/evaluate_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/directive/app/testing_documents.h"
#include "tools/dondoc/directive_command_line_fixture.h"
#include "tools/dondoc/directive_commands.h"

namespace dondoc::cli {
namespace {

using directive::testing::PlanText;
using ::testing::AllOf;
using ::testing::HasSubstr;

class EvaluateCommandsTest : public testing::DirectiveCommandLine {
 protected:
  EvaluateCommandsTest() : DirectiveCommandLine({RegisterDirective, RegisterEvaluate}) {}
};

TEST_F(EvaluateCommandsTest, PrintsWhatPeopleMadeOfProposals) {
  ASSERT_EQ(Run({"ingest", Write("a.txt", PlanText())}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 documents"));
  ASSERT_EQ(Run({"directive", "correct", "12/KH-UBND", "--drop-task", "2", "--set", "place=Nơi khác"}), 0);
  ASSERT_EQ(Run({"evaluate", "--drafts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 documents"));
  ASSERT_EQ(Run({"directive", "issue", "12/KH-UBND"}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("1 documents"), HasSubstr("assignments            0.750"),
                                HasSubstr("  place                0.000"), HasSubstr("calibration error")));
  ASSERT_EQ(Run({"--format=json", "evaluate", "--since", "2020-01-01"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("\"category\": \"assignments\""), HasSubstr("\"documents\": 1")));
  ASSERT_EQ(Run({"evaluate", "--counts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("number\tLABELLED\tSOUND\t1\t1\n"));
}

TEST_F(EvaluateCommandsTest, DiscardedDraftsDoNotCount) {
  ASSERT_EQ(Run({"ingest", Write("a.txt", PlanText())}), 0) << err_.str();
  ASSERT_EQ(Run({"directive", "correct", "12/KH-UBND", "--drop-task", "2"}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate", "--drafts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 documents"));
  ASSERT_EQ(Run({"directive", "discard", "12/KH-UBND"}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate", "--drafts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 documents"));
}

TEST_F(EvaluateCommandsTest, WrongUseIsSaidSo) {
  EXPECT_EQ(Run({"evaluate", "a.txt"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--gold", "gold"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--crossed"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--until", "30/2/2025"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: INVALID_ARGUMENT INVALID_DATE"));
}

}  // namespace
}  // namespace dondoc::cli
