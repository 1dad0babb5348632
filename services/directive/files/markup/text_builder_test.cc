#include "services/directive/files/markup/text_builder.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace dondoc::directive::files {
namespace {

void Cell(TextBuilder& builder, std::string_view text, int columns = 1, int rows = 1) {
  builder.BeginCell(columns, rows);
  builder.Append(text);
  builder.EndCell();
}

void Row(TextBuilder& builder, std::initializer_list<std::string_view> cells) {
  builder.BeginRow();
  for (const std::string_view cell : cells) Cell(builder, cell);
  builder.EndRow();
}

TEST(TextBuilderTest, SeparatesParagraphs) {
  TextBuilder builder;
  builder.Append(" Một ");
  builder.EndParagraph();
  builder.EndParagraph();
  builder.Append("Hai\ndòng");
  EXPECT_EQ(builder.Take(), "Một\n\nHai\ndòng\n");
  EXPECT_EQ(builder.Take(), "");
}

TEST(TextBuilderTest, KeepsACentredTitleTogether) {
  TextBuilder builder;
  for (const char* line : {"KẾ HOẠCH", "Mở điểm đọc"}) {
    builder.Append(line);
    builder.EndParagraph(/*centred=*/true);
  }
  builder.Append("Thực hiện");
  EXPECT_EQ(builder.Take(), "KẾ HOẠCH\nMở điểm đọc\n\nThực hiện\n");
}

TEST(TextBuilderTest, WritesTablesBetweenLonePipes) {
  TextBuilder builder;
  builder.Append("Trước");
  builder.BeginTable();
  Row(builder, {"TT", "Nội dung"});
  Row(builder, {"1", ""});
  Row(builder, {"", ""});
  builder.EndTable();
  builder.Append("Sau");
  EXPECT_EQ(builder.Take(), "Trước\n\n||\nTT\n|\nNội dung\n|\n||\n1\n|\n|\n\nSau\n");
}

TEST(TextBuilderTest, SaysInEachRowWhatACellSaysOfSeveral) {
  TextBuilder html;
  html.BeginTable();
  html.BeginRow();
  Cell(html, "a");
  Cell(html, "chung", 1, 2);
  Cell(html, "c");
  Row(html, {"d", "f"});
  html.EndTable();
  EXPECT_EQ(html.Take(), "||\na\n|\nchung\n|\nc\n|\n||\nd\n|\nchung\n|\nf\n|\n");
  TextBuilder word;
  word.BeginTable();
  Row(word, {"a", "chung"});
  word.BeginRow();
  Cell(word, "b");
  word.BeginCell();
  word.MergeUp();
  word.EndCell();
  word.EndTable();
  EXPECT_EQ(word.Take(), "||\na\n|\nchung\n|\n||\nb\n|\nchung\n|\n");
}

TEST(TextBuilderTest, LeavesEmptyCellsBehindOneOverSeveralColumns) {
  TextBuilder builder;
  builder.BeginTable();
  builder.BeginRow();
  Cell(builder, "TT", 1, 2);
  Cell(builder, "Phân công", 2, 1);
  Row(builder, {"Chủ trì", "Phối hợp"});
  builder.EndTable();
  EXPECT_EQ(builder.Take(), "||\nTT\n|\nPhân công\n|\n|\n||\nTT\n|\nChủ trì\n|\nPhối hợp\n|\n");
}

TEST(TextBuilderTest, TakesTablesForTheLayoutApart) {
  TextBuilder builder;
  builder.BeginTable();
  builder.BeginRow();
  builder.BeginCell();
  builder.Append("Cột bên");
  builder.EndCell();
  builder.BeginCell();
  builder.BeginTable();
  Row(builder, {"1", "2"});
  builder.EndTable();
  builder.EndCell();
  builder.EndTable();
  EXPECT_EQ(builder.Take(), "Cột bên\n\n||\n1\n|\n2\n|\n");
  builder.BeginTable();
  Row(builder, {"Khung"});
  builder.EndTable();
  EXPECT_EQ(builder.Take(), "Khung\n");
}

TEST(TextBuilderTest, PutsWhatStandsBesideBehind) {
  TextBuilder builder;
  builder.Append("Đoạn ");
  builder.BeginAside();
  builder.Append("Khung chữ");
  builder.EndAside();
  builder.Append("văn");
  builder.EndParagraph();
  EXPECT_EQ(builder.Take(), "Đoạn văn\n\nKhung chữ\n");
}

TEST(TextBuilderTest, TakesCallsInAnyOrder) {
  TextBuilder builder;
  builder.EndCell();
  builder.EndTable();
  builder.EndAside();
  builder.MergeUp();
  builder.BeginCell();
  builder.Append("a");
  builder.BeginAside();
  builder.BeginTable();
  builder.BeginRow();
  builder.BeginCell();
  builder.Append("b");
  EXPECT_EQ(builder.Take(), "a\n\nb\n");
}

}  // namespace
}  // namespace dondoc::directive::files
