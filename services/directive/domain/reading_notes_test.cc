#include "services/directive/domain/reading_notes.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(ReadingNotesTest, SaysWhereAnotherDocumentBegins) {
  const std::string_view text = "Công văn\nthứ nhất\n\nỦY BAN NHÂN DÂN\n  TỈNH BÌNH GIANG\nSố: 12/KH-UBND\n";
  ParsedDirective parsed;
  EXPECT_TRUE(ReadingNotes(parsed, text).empty());
  parsed.further = {static_cast<uint32_t>(text.find("ỦY BAN")), static_cast<uint32_t>(text.size())};
  const auto notes = ReadingNotes(parsed, text);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(
      notes[0],
      "another document begins in line 4 (\"ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG Số: 12/KH-UBND…\") and was not read; save "
      "it as a file of its own to have it read");
}

TEST(ReadingNotesTest, AreEmptyForASpanOfAnotherText) {
  ParsedDirective parsed;
  parsed.further = {100, 200};
  EXPECT_TRUE(ReadingNotes(parsed, "short").empty());
}

}  // namespace
}  // namespace dondoc::directive
