#include "services/directive/rpc/convert_evaluation.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

evaluation::Evaluation Full() {
  evaluation::Evaluation full;
  full.documents = 3;
  full.at(evaluation::Category::kNumber) = {true, 2, 3, 3};
  full.at(evaluation::Category::kRole) = {true, 4, 5, 6};
  for (std::size_t i = 0; i < evaluation::kBins; ++i) {
    full.Count("number", Evidence::kLabelled, i % 2 == 0, (static_cast<double>(i) + 0.5) / evaluation::kBins, i > 4);
  }
  return full;
}

TEST(EvaluationToProto, SaysCountsAndSharesOfWhatWasCompared) {
  const v1::Evaluation message = ToProto(Full());
  ASSERT_EQ(message.categories_size(), 2);
  EXPECT_EQ(message.categories(0).category(), "number");
  EXPECT_DOUBLE_EQ(message.categories(0).precision(), 2.0 / 3);
  EXPECT_EQ(message.categories(1).category(), "assignment role");
  ASSERT_EQ(message.reliability_size(), 10);
  EXPECT_DOUBLE_EQ(message.reliability(7).stated(), 0.75);
  EXPECT_EQ(message.reliability(7).right(), 1);
  EXPECT_EQ(message.ways_size(), 2);
  EXPECT_EQ(ToProto(evaluation::Evaluation{}).categories_size(), 0);
}

TEST(EvaluationFromProto, IsTheWayBack) {
  const v1::Evaluation message = ToProto(Full());
  EXPECT_EQ(ToProto(FromProto(message)).SerializeAsString(), message.SerializeAsString());
  EXPECT_EQ(FromProto(message).categories, Full().categories);
}

TEST(EvaluationFromProto, LeavesOutCategoriesThatItDoesNotKnow) {
  v1::Evaluation message;
  message.add_categories()->set_category("seals");
  EXPECT_EQ(FromProto(message), evaluation::Evaluation{});
}

}  // namespace
}  // namespace dondoc::directive
