#include "services/directive/domain/evaluation/alike.h"

#include <gtest/gtest.h>

#include "services/directive/domain/evaluation/similarity.h"

namespace dondoc::directive::evaluation {
namespace {

// The right column is what Python's difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() gives.
TEST(Similarity, IsThatOfDifflib) {
  const struct {
    const char* a;
    const char* b;
    double ratio;
  } cases[] = {
      {"", "", 1.0},
      {"", "a", 0.0},
      {"abcd", "bcde", 0.75},
      {"abxcd", "abcd", 0.8888888888888888},
      {"tide", "diet", 0.25},
      {"diet", "tide", 0.5},
      {"so y te", "so noi vu", 0.5},
      {"private", "privat thread", 0.7},
  };
  for (const auto& c : cases) {
    EXPECT_DOUBLE_EQ(Similarity(c.a, c.b), c.ratio) << c.a << " | " << c.b;
    EXPECT_TRUE(Similar(c.a, c.b, c.ratio)) << c.a << " | " << c.b;
    EXPECT_FALSE(c.ratio < 1 && Similar(c.a, c.b, c.ratio + 0.001)) << c.a << " | " << c.b;
  }
}

TEST(PlainName, IsWithoutSpellingAbbreviationsAndTheOfficeOfAHead) {
  const std::pair<const char*, const char*> cases[] = {
      {"Phòng GD&ĐT", "phong giao duc va dao tao"},
      {"Phòng GD & ĐT", "phong giao duc va dao tao"},
      {"Sở LĐ - TB & XH", "so lao dong thuong binh va xa hoi"},
      {"Sở LĐTBXH", "so lao dong thuong binh va xa hoi"},
      {"Giám đốc Sở Y tế", "so y te"},
      {"Các đồng chí Bộ trưởng các Bộ", "bo"},
      {"Chủ tịch UBND huyện An Lộc Sơn", "uy ban nhan dan huyen an loc son"},
      {"Trưởng phòng Nội vụ", "truong phong noi vu"},
      {"Giám đốc", "giam doc"},
      {"Hội MTTQx", "hoi mttqx"},
      {"  Ủy ban –  nhân dân.", "uy ban nhan dan."},
      {"", ""},
  };
  for (const auto& [name, plain] : cases) {
    EXPECT_EQ(PlainName(name), plain) << name;
  }
}

TEST(PlainNumber, KeepsLettersDigitsAndSlashes) {
  EXPECT_EQ(PlainNumber("141 /KH-UBND"), PlainNumber("141/KH- UBND"));
  EXPECT_EQ(PlainNumber("141/QĐ-X"), "141/qdx");
  EXPECT_NE(PlainNumber("141/KH-UBND"), PlainNumber("14/KH-UBND"));
}

TEST(Alike, AllowsForAnErrorOrTwoInAName) {
  EXPECT_TRUE(Alike(PlainName("Ủy ban nhân dân xã Đồng Lĩnh"), PlainName("Ủy ban nhân dân xã Đồng Lỉnn")));
  EXPECT_FALSE(Alike(PlainName("Sở Y tế"), PlainName("Sở Nội vụ")));
  EXPECT_FALSE(Alike("", "so y te"));
  EXPECT_TRUE(Alike("", ""));
}

TEST(StartAlike, LooksAtTheFirstWordsBehindTheNumbering) {
  const std::string anchor = PlainStart("Chỉ đạo các trường rà soát cơ sở vật chất");
  EXPECT_TRUE(StartAlike(anchor, PlainStart("a) Chỉ đạo các trường rà soát cơ sở vật chất, báo cáo trước ngày 15/12")));
  EXPECT_TRUE(StartAlike(anchor, PlainStart("12. Chỉ đạo các trường rà soát cơ sở vật chất")));
  EXPECT_FALSE(StartAlike(anchor, PlainStart("Bố trí kinh phí cho các trường")));
  EXPECT_FALSE(StartAlike("", anchor));
}

TEST(SetsAlike, ComparesWithoutOrderEachNameOnce) {
  EXPECT_TRUE(SetsAlike({"so y te", "so noi vu"}, {"so noi vu", "so y te"}));
  EXPECT_FALSE(SetsAlike({"so y te", "so y te"}, {"so y te", "so noi vu"}));
  EXPECT_FALSE(SetsAlike({"so y te"}, {"so y te", "so noi vu"}));
  EXPECT_TRUE(SetsAlike({}, {}));
}

}  // namespace
}  // namespace dondoc::directive::evaluation
