#include "services/organization/domain/territory_list.h"

#include <fstream>
#include <iterator>
#include <string>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHeader[] = "code,name,level,type,parent_code\n";
constexpr char kGood[] =
    "98,Tỉnh A,province,Tỉnh,\n"
    "981,Huyện B,district,Huyện,98\n"
    "98101,Xã C,commune,Xã,981\n";

TEST(TerritoryListTest, ReadsTheSample) {
  std::ifstream in("tests/samples/units.csv");
  const std::string csv((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  ASSERT_OK_AND_ASSIGN(const auto rows, ReadTerritoryList(csv, "units.csv"));
  ASSERT_EQ(rows.size(), 28u);
  EXPECT_EQ(rows.front().name, "Tỉnh Bình Giang");
  EXPECT_EQ(rows[1].parent_code, "98");
  EXPECT_EQ(rows.back().level, Level::kCommune);
}

TEST(TerritoryListTest, TakesAListOfTwoLevels) {
  EXPECT_OK(ReadTerritoryList(std::string(kHeader) + "98,Tỉnh A,province,Tỉnh,\n98101,Xã C,commune,Xã,98\n", "u"));
}

TEST(TerritoryListTest, BringsTextIntoOneForm) {
  ASSERT_OK_AND_ASSIGN(const auto rows,
                       ReadTerritoryList(std::string(kHeader) + "98,\"Ti\u0309nh   A\",province,Tỉnh,\n", "u"));
  EXPECT_EQ(rows.front().name, "Tỉnh A");
}

struct Broken {
  std::string row;
  std::string reason;
  std::string field;
  std::string line = "5";
};

TEST(TerritoryListTest, NamesFileLineFieldAndReason) {
  const Broken cases[] = {
      {"98102,Xã D,commune,Xã,999", "UNKNOWN_PARENT", "parent_code"},
      {"98102,Xã D,commune,Xã,", "UNKNOWN_PARENT", "parent_code"},
      {"98101,Xã D,commune,Xã,981", "DUPLICATE_CODE", "code"},
      {"98102,Xã D,ward,Xã,981", "BAD_LEVEL", "level"},
      {"98102,Xã D,commune,Xã,98", "BAD_PARENT", "parent_code"},
      {"98102,Xã D,commune,Xã,98101", "BAD_PARENT", "parent_code"},
      {"982,Huyện D,district,Huyện,981", "BAD_PARENT", "parent_code"},
      {"97,Tỉnh D,province,Tỉnh,98", "BAD_PARENT", "parent_code"},
      {"98102,,commune,Xã,981", "MISSING_NAME", "name"},
      {"98102,Xã D,commune,,981", "MISSING_TYPE", "type"},
      {",Xã D,commune,Xã,981", "BAD_CODE", "code"},
      {"98 102,Xã D,commune,Xã,981", "BAD_CODE", "code"},
      {"98102,Xã D,commune,Xã", "BAD_ROW", "row"},
      {"98102,Xã D,commune,Xã,981,x", "BAD_ROW", "row"},
      {"98102,\"Xã D,commune,Xã,981", "BAD_ROW", "row"},
      {"98102,X\xE3,commune,X,981", "NOT_UTF8", "row"},
  };
  for (const Broken& broken : cases) {
    const auto rows = ReadTerritoryList(std::string(kHeader) + kGood + broken.row + "\n", "u.csv");
    ASSERT_THAT(rows, HasReason(absl::StatusCode::kInvalidArgument, broken.reason)) << broken.row;
    const auto metadata = Metadata(rows.status());
    EXPECT_EQ(metadata.at("file"), "u.csv");
    EXPECT_EQ(metadata.at("line"), broken.line) << broken.row;
    EXPECT_EQ(metadata.at("field"), broken.field) << broken.row;
    EXPECT_THAT(std::string(rows.status().message()), HasSubstr("u.csv:5: " + broken.field + ": " + broken.reason));
  }
}

TEST(TerritoryListTest, WantsAHeaderAndRows) {
  EXPECT_THAT(ReadTerritoryList("", "u"), HasReason(absl::StatusCode::kInvalidArgument, "NO_HEADER"));
  EXPECT_THAT(ReadTerritoryList(kGood, "u"), HasReason(absl::StatusCode::kInvalidArgument, "NO_HEADER"));
  EXPECT_THAT(ReadTerritoryList(kHeader, "u"), HasReason(absl::StatusCode::kInvalidArgument, "NO_ROWS"));
}

TEST(TerritoryListTest, DoesNotBlameTheChildrenOfABrokenRow) {
  const auto rows = ReadTerritoryList(
      std::string(kHeader) + "98,Tỉnh A,province,Tỉnh,\n981,Huyện B,distric,Huyện,98\n98101,Xã C,commune,Xã,981\n",
      "u");
  EXPECT_THAT(rows, HasReason(absl::StatusCode::kInvalidArgument, "BAD_LEVEL"));
  EXPECT_THAT(std::string(rows.status().message()), Not(HasSubstr("u:4:")));
}

TEST(TerritoryListTest, ReportsUpToTwentyMistakesAtOnce) {
  std::string csv = std::string(kHeader) + kGood;
  for (int i = 0; i < 25; ++i) csv += std::to_string(98200 + i) + ",Xã D,commune,Xã,777\n";
  const auto rows = ReadTerritoryList(csv, "u");
  const std::string message(rows.status().message());
  EXPECT_THAT(message, HasSubstr("u:5:"));
  EXPECT_THAT(message, HasSubstr("u:24:"));
  EXPECT_THAT(message, Not(HasSubstr("u:25:")));
  EXPECT_THAT(message, HasSubstr("and 5 more"));
}

}  // namespace
}  // namespace dondoc::organization
