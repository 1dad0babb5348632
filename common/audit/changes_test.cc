#include "common/audit/changes.h"

#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

TEST(ChangesTest, OnlyWhatDiffersIsKept) {
  Changes changes;
  changes.Set("state", "ASSIGNED", "ACCEPTED")
      .Set("progress", 10, 10)
      .Set("due_on", std::optional<Day>(), ParseDay("2026-12-08"));
  EXPECT_EQ(changes.before(), R"({"state":"ASSIGNED","due_on":null})");
  EXPECT_EQ(changes.after(), R"({"state":"ACCEPTED","due_on":"2026-12-08"})");
}

TEST(ChangesTest, NothingIsNoObject) {
  EXPECT_EQ(Changes().before(), "");
  EXPECT_EQ(Changes().Set("a", 1, 1).after(), "");
}

TEST(ChangesTest, NewAndGone) {
  Changes changes;
  changes.Made("emails", std::vector<std::string>{"a@x.vn", "b@x.vn"})
      .Made("ok", true)
      .Made("share", 0.25)
      .Gone("note", "old");
  EXPECT_EQ(changes.before(), R"({"note":"old"})");
  EXPECT_EQ(changes.after(), R"({"emails":["a@x.vn","b@x.vn"],"ok":true,"share":0.25})");
}

TEST(ChangesTest, AnyTextIsJson) {
  EXPECT_EQ(Value("a\"b\\c\nd\x01").json(), R"("a\"b\\c\nd\u0001")");
  EXPECT_EQ(Value(std::string_view("\0", 1)).json(), R"("\u0000")");
  EXPECT_EQ(Value("\xff").json(), "\"\uFFFD\"");
  EXPECT_EQ(Value("Bình Giang").json(), "\"Bình Giang\"");
}

}  // namespace
}  // namespace dondoc::audit
