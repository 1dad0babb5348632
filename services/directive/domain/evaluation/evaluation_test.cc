#include "services/directive/domain/evaluation/evaluation.h"

#include <gtest/gtest.h>

namespace dondoc::directive::evaluation {
namespace {

TEST(Tally, GivesPrecisionRecallAndF1) {
  const struct {
    Tally tally;
    double precision, recall, f1;
  } cases[] = {
      {{true, 3, 4, 6}, 0.75, 0.5, 0.6},
      {{true, 0, 0, 0}, 1, 1, 1},  // nothing there, nothing found
      {{true, 0, 2, 0}, 0, 1, 0},
      {{true, 0, 0, 2}, 0, 0, 0},
  };
  for (const auto& c : cases) {
    EXPECT_DOUBLE_EQ(c.tally.precision(), c.precision);
    EXPECT_DOUBLE_EQ(c.tally.recall(), c.recall);
    EXPECT_DOUBLE_EQ(c.tally.f1(), c.f1);
  }
}

TEST(Evaluation, MeansTheF1OfWhatWasSeenWithoutCountingAFieldTwice) {
  Evaluation evaluation;
  EXPECT_EQ(evaluation.macro_f1(), 0);
  evaluation.at(Category::kHeader) = {true, 1, 1, 1};
  evaluation.at(Category::kNumber) = {true, 1, 1, 1};
  evaluation.at(Category::kAssignments) = {true, 0, 1, 1};
  evaluation.at(Category::kUnits) = {true, 0, 1, 1};
  evaluation.at(Category::kDeadlines) = {true, 0, 1, 1};
  EXPECT_DOUBLE_EQ(evaluation.macro_f1(), 0.5);
}

TEST(Evaluation, PutsEveryConfidenceIntoABinAndCountsItsWay) {
  Evaluation evaluation;
  evaluation.Count("number", Evidence::kLabelled, false, 1.0, true);
  evaluation.Count("number", Evidence::kLabelled, false, 0.95, false);
  evaluation.Count("issuer", Evidence::kOwnWords, true, 0.0, false);
  EXPECT_EQ(evaluation.reliability[9].count, 2);
  EXPECT_EQ(evaluation.reliability[9].right, 1);
  EXPECT_DOUBLE_EQ(evaluation.reliability[9].stated, 1.95);
  EXPECT_EQ(evaluation.reliability[0].count, 1);
  EXPECT_EQ((evaluation.ways[{"number", Evidence::kLabelled, false}]), (WayCount{1, 2}));
  EXPECT_EQ((evaluation.ways[{"issuer", Evidence::kOwnWords, true}]), (WayCount{0, 1}));
}

TEST(Evaluation, CalibrationErrorIsTheDistanceOfWhatIsStatedFromWhatIsRight) {
  Evaluation evaluation;
  EXPECT_EQ(evaluation.calibration_error(), 0);
  for (int i = 0; i < 10; ++i) {
    evaluation.Count("assignments", Evidence::kHeading, false, 0.9, i != 0);
  }
  EXPECT_NEAR(evaluation.calibration_error(), 0, 1e-9);
  for (int i = 0; i < 10; ++i) {
    evaluation.Count("assignments", Evidence::kDocument, false, 0.5, false);
  }
  EXPECT_NEAR(evaluation.calibration_error(), 0.25, 1e-9);
}

TEST(Evaluation, OfPartsAddsUpToThatOfTheWhole) {
  Evaluation one, two, both;
  one.documents = 1;
  two.documents = 2;
  both.documents = 3;
  one.at(Category::kReports) = {true, 1, 2, 3};
  two.at(Category::kReports) = {true, 4, 5, 6};
  both.at(Category::kReports) = {true, 5, 7, 9};
  one.Count("reports", Evidence::kDated, false, 0.5, true);
  two.Count("reports", Evidence::kDated, false, 0.25, false);
  both.Count("reports", Evidence::kDated, false, 0.5, true);
  both.Count("reports", Evidence::kDated, false, 0.25, false);
  one.Add(two);
  EXPECT_EQ(one, both);
}

}  // namespace
}  // namespace dondoc::directive::evaluation
