// One document, one reading: whatever form a sample comes in, what it says is the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status_matchers.h"
#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/files/read_file.h"
#include "services/directive/testing/docx_file.h"
#include "services/directive/testing/essence.h"
#include "services/directive/testing/page_files.h"
#include "services/directive/testing/sample.h"

namespace dondoc::directive::files {
namespace {

using testing::EssenceOf;
using testing::Sample;
using testing::Spacing;

class FormsTest : public ::testing::TestWithParam<std::string> {
 protected:
  std::string Expected() const { return EssenceOf(ReadDirective(testing::SampleText(GetParam()))); }

  static std::string Read(const std::string& bytes, FileForm form) {
    const auto file = ReadFile(bytes, process::Patience::For(std::chrono::minutes(5)));
    if (!file.ok()) return std::string(file.status().message());
    EXPECT_EQ(file->form, form);
    return EssenceOf(ReadDirective(file->text));
  }
};

TEST_P(FormsTest, Html) { EXPECT_EQ(Read(HtmlOf(testing::ReadSample(GetParam())), FileForm::kHtml), Expected()); }

TEST_P(FormsTest, Docx) { EXPECT_EQ(Read(DocxOf(testing::ReadSample(GetParam())), FileForm::kDocx), Expected()); }

TEST_P(FormsTest, Pdf) {
  if (!testing::CanMakePages()) GTEST_SKIP() << "no pango1.0-tools";
  const Sample sample = testing::ReadSample(GetParam());
  for (const Spacing spacing : {Spacing::kEmptyLines, Spacing::kFirstLinesSetIn}) {
    // Its table would go on over the border of two pages, where columns stand elsewhere.
    if (spacing == Spacing::kFirstLinesSetIn && GetParam() == "decision_table.txt") continue;
    EXPECT_EQ(Read(testing::PdfOf(testing::PagesOf(sample, spacing)), FileForm::kPdf), Expected());
  }
}

// What OCR loses is not much: the header and most tasks are there, whatever the scan comes in.
class ScansTest : public FormsTest {
 protected:
  void SetUp() override {
    if (!testing::CanMakePages()) GTEST_SKIP() << "no pango1.0-tools";
  }

  void ExpectNearlySame(const std::string& bytes, FileForm form) const {
    const auto file = ReadFile(bytes, process::Patience::For(std::chrono::minutes(5)));
    ASSERT_OK(file);
    EXPECT_EQ(file->form, form);
    ASSERT_FALSE(file->notes.empty());
    const ParsedDirective want = ReadDirective(testing::SampleText(GetParam()));
    const ParsedDirective got = ReadDirective(file->text);
    // An item of a list may have lost its dash.
    if (want.addressees.empty()) {
      EXPECT_EQ(testing::HeaderOf(got), testing::HeaderOf(want)) << file->text;
    }
    EXPECT_EQ(got.number + got.issuer + got.subject + got.signer.name,
              want.number + want.issuer + want.subject + want.signer.name);
    // Where the number of a heading is misread, the tasks below it may be lost.
    int found = 0;
    for (const ProposedTask& task : want.tasks) {
      found += std::any_of(got.tasks.begin(), got.tasks.end(), [&](const ProposedTask& other) {
        return other.units == task.units && other.role == task.role && other.deadline == task.deadline;
      });
    }
    EXPECT_GE(found * 10, static_cast<int>(want.tasks.size()) * 6) << testing::TasksOf(got) << testing::TasksOf(want);
    EXPECT_LE(got.tasks.size() * 10, want.tasks.size() * 12);
  }

  std::string Pdf() const {
    return testing::PdfOf(testing::PagesOf(testing::ReadSample(GetParam()), Spacing::kEmptyLines));
  }
};

TEST_P(ScansTest, Pdf) {
  std::vector<testing::ScannedPage> pages;
  for (const std::string& picture : testing::PicturesOf(Pdf(), "jpeg")) pages.push_back({picture, ""});
  ExpectNearlySame(testing::ScannedPdfOf(pages), FileForm::kPdf);
}

TEST_P(ScansTest, Tiff) { ExpectNearlySame(testing::TiffOf(testing::PicturesOf(Pdf(), "gray")), FileForm::kTiff); }

TEST(PictureTest, PngAndJpeg) {
  if (!testing::CanMakePages()) GTEST_SKIP() << "no pango1.0-tools";
  const std::string pdf = testing::PdfOf({"Ủy ban nhân dân huyện An Lộc Sơn\nPhòng Văn hóa và Thông tin\n"});
  for (const auto& [name, form] : {std::pair("png", FileForm::kPng), std::pair("jpeg", FileForm::kJpeg)}) {
    const auto file = ReadFile(testing::PicturesOf(pdf, name).at(0), process::Patience::For(std::chrono::minutes(5)));
    ASSERT_OK(file);
    EXPECT_EQ(file->form, form);
    EXPECT_EQ(file->pages, 1);
    EXPECT_NE(file->text.find("Phòng Văn hóa"), std::string::npos) << file->text;
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, ScansTest,
                         ::testing::Values("letter_blank.txt", "plan_district.txt", "plan_province.txt"),
                         [](const auto& each) { return each.param.substr(0, each.param.find('.')); });

INSTANTIATE_TEST_SUITE_P(Samples, FormsTest, ::testing::ValuesIn(testing::SampleNames()),
                         [](const auto& each) { return each.param.substr(0, each.param.find('.')); });

}  // namespace
}  // namespace dondoc::directive::files
