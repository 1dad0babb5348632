#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "common/status/status.h"
#include "services/directive/domain/reading/confidence/confidence.h"
#include "tools/dondoc/evaluate_gold.h"
#include "tools/dondoc/evaluation_text.h"

namespace dondoc::cli {
namespace {

using directive::Evidence;
using directive::evaluation::Category;
using directive::evaluation::Evaluation;
using directive::evaluation::Tally;

// Answers in a directory of their own, gone with the test.
class EvaluateGoldTest : public ::testing::Test {
 protected:
  EvaluateGoldTest() {
    std::string name = (std::filesystem::temp_directory_path() / "dondoc-gold-XXXXXX").string();
    gold_ = mkdtemp(name.data());
  }
  ~EvaluateGoldTest() override {
    std::error_code error;
    std::filesystem::remove_all(gold_, error);
  }
  void Answer(const std::string& name, const std::string& json) {
    std::filesystem::create_directories((gold_ / name).parent_path());
    std::ofstream(gold_ / name) << json;
  }
  absl::StatusOr<Evaluation> Evaluate(std::vector<std::string> files, bool crossed = false) {
    return EvaluateGold({{gold_.string()}, std::move(files), crossed}, err_);
  }

  std::filesystem::path gold_;
  std::ostringstream err_;
};

TEST_F(EvaluateGoldTest, ComparesTheFieldsThatTheAnswersHave) {
  Answer(
      "plan_district.json",
      R"({"number": "31/KH-UBND", "type": "KE_HOACH", "place": "Suối Bạc", "issued": {"year": 2021, "month": 4, "day": 5}})");
  const auto evaluation = Evaluate({"tests/samples/plan_district.txt", "tests/samples/letter_blank.txt"});
  ASSERT_TRUE(evaluation.ok()) << evaluation.status();
  EXPECT_EQ(evaluation->documents, 1);
  EXPECT_EQ(evaluation->at(Category::kHeader), (Tally{true, 3, 4, 4}));
  EXPECT_EQ(evaluation->at(Category::kPlace), (Tally{true, 0, 1, 1}));
  EXPECT_FALSE(evaluation->at(Category::kAssignments).seen);
  EXPECT_EQ(err_.str(), "note: 1 documents have no answers\n");
}

TEST_F(EvaluateGoldTest, TakesAnswersOfTheDocumentsFolderFirst) {
  Answer("plan_district.json", R"({"number": "1/KH-UBND"})");
  Answer("samples/plan_district.json", R"({"number": "31/KH-UBND"})");
  const auto evaluation = Evaluate({"tests/samples/plan_district.txt"});
  ASSERT_TRUE(evaluation.ok()) << evaluation.status();
  EXPECT_EQ(evaluation->at(Category::kNumber).right, 1);
}

TEST_F(EvaluateGoldTest, StatesFromTheOtherHalfWhenCrossed) {
  Answer("plan_district.json", R"({"number": "31/KH-UBND"})");
  Answer("plan_province.json", R"({"number": "0/KH-X"})");
  const auto evaluation =
      Evaluate({"tests/samples/plan_district.txt", "tests/samples/plan_province.txt"}, /*crossed=*/true);
  ASSERT_TRUE(evaluation.ok()) << evaluation.status();
  // Each was stated by the other: the right one low, the wrong one high.
  int64_t right_and_low = 0, wrong_and_high = 0;
  for (size_t i = 0; i < directive::evaluation::kBins; ++i) {
    const auto& bin = evaluation->reliability[i];
    (i < 5 ? right_and_low : wrong_and_high) += i < 5 ? bin.right : bin.count - bin.right;
  }
  EXPECT_EQ(right_and_low, 1);
  EXPECT_EQ(wrong_and_high, 1);
}

TEST_F(EvaluateGoldTest, RefusesAnswersThatAreNone) {
  Answer("plan_district.json", "[]");
  const auto bad = Evaluate({"tests/samples/plan_district.txt"});
  EXPECT_EQ(Reason(bad.status()), "BAD_ANSWERS");
  const auto none = Evaluate({"tests/samples/letter_blank.txt"});
  EXPECT_EQ(Reason(none.status()), "NO_ANSWERS");
  Answer("gone.json", "{}");
  EXPECT_EQ(Reason(Evaluate({"tests/samples/gone.txt"}).status()), "FILE_NOT_FOUND");
}

Evaluation Small() {
  Evaluation small;
  small.documents = 2;
  small.at(Category::kHeader) = {true, 1, 2, 2};
  small.at(Category::kNumber) = {true, 1, 2, 2};
  small.Count("number", Evidence::kLabelled, false, 0.95, true);
  small.Count("number", Evidence::kLabelled, true, 0.95, false);
  small.Count("number", Evidence::kNone, true, 0.2, false);
  return small;
}

TEST(EvaluationText, ShowsScoresAndReliability) {
  const std::string text = EvaluationText(Small());
  for (const char* part :
       {"2 documents", "header    0.500", "  number  0.500", "macro F1 0.500", "0.9 to 1.0  2       0.950   0.500"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
}

TEST(CountsText, IsWhatConfidenceIsMadeOf) {
  const std::string text = CountsText(Small());
  EXPECT_EQ(text, "number\tLABELLED\tSOUND\t1\t1\nnumber\tLABELLED\tDAMAGED\t0\t1\n");
  const directive::reading::ConfidenceTable table(text);
  EXPECT_GT(table.Confidence("number", Evidence::kLabelled, false),
            table.Confidence("number", Evidence::kLabelled, true));
}

}  // namespace
}  // namespace dondoc::cli
