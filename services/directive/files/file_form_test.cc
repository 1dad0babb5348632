#include "services/directive/files/file_form.h"

#include <gtest/gtest.h>

#include <string>

#include "common/status/status_matchers.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;
using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): clang 14 misses its use

TEST(FormOfTest, LooksAtTheBytes) {
  const struct {
    std::string bytes;
    FileForm form;
  } cases[] = {
      {"", FileForm::kText},
      {"KẾ HOẠCH", FileForm::kText},
      {"# KẾ HOẠCH\n<br>", FileForm::kText},
      {"Điểm <html> trong văn bản", FileForm::kText},
      {"<div align=center>\n\n# KẾ HOẠCH\n\n</div>\n\nMột dòng.", FileForm::kText},
      {"<pkh>", FileForm::kText},
      {"<p>", FileForm::kHtml},
      {"\n<P class=x>Một dòng</P>\n", FileForm::kHtml},
      {"<div><p>Một dòng</p></div>", FileForm::kHtml},
      {"<!-- a --><table><tr><td>Một ô</td></tr></table>", FileForm::kHtml},
      {"MM mùa này", FileForm::kText},
      {"BM 12", FileForm::kText},
      {"PK 3", FileForm::kText},
      {"<!DOCTYPE html>\n<p>", FileForm::kHtml},
      {"\xEF\xBB\xBF \n<HTML lang=vi>", FileForm::kHtml},
      {"<?xml version='1.0'?><!-- a -->\n<html>", FileForm::kHtml},
      {"%PDF-1.4\n", FileForm::kPdf},
      {"\r\n\r\n%PDF-1.7", FileForm::kPdf},
      {"PK\x03\x04....word/document.xml", FileForm::kDocx},
      {"\x89PNG\r\n\x1a\n", FileForm::kPng},
      {"\xFF\xD8\xFF\xE0", FileForm::kJpeg},
      {"II*\0"s, FileForm::kTiff},
      {"MM\0*"s, FileForm::kTiff},
  };
  for (const auto& c : cases) {
    const auto form = FormOf(c.bytes);
    ASSERT_OK(form) << c.bytes;
    EXPECT_EQ(*form, c.form) << c.bytes;
  }
}

TEST(FormOfTest, SaysWhatToSaveOtherFormsAs) {
  const auto invalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(FormOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), HasReason(invalid, "OLD_WORD_FILE"));
  EXPECT_THAT(FormOf("{\\rtf1\\ansi"), HasReason(invalid, "OLD_WORD_FILE"));
  for (const std::string& bytes : {"PK\x03\x04....xl/workbook.xml"s, "GIF89a"s,
                                   "BM\x36\x10\x0E\x00\x00\x00\x00\x00\x36"s, "RIFF\x10\x00\x00\x00WEBPVP8 "s,
                                   "\0\0\0\x18"
                                   "ftypheic...."s}) {
    EXPECT_THAT(FormOf(bytes), HasReason(invalid, "FORM_NOT_READ")) << bytes;
  }
}

}  // namespace
}  // namespace dondoc::directive::files
