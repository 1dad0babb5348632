#include "services/directive/files/pages/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

#include "common/status/status_matchers.h"
#include "services/directive/testing/page_files.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class PdfTextTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::CanMakePages()) GTEST_SKIP() << "no pango1.0-tools";
  }

  static absl::StatusOr<PagesText> Read(const std::string& pdf, const Limits& limits = {}) {
    return PdfText(pdf, limits, process::Patience::For(std::chrono::minutes(5)));
  }

  const std::string first_ = testing::PdfOf({"Ủy ban nhân dân huyện An Lộc Sơn.\n"});
  const std::string second_ = testing::PdfOf({"Phòng Văn hóa và Thông tin huyện.\n"});
};

TEST_F(PdfTextTest, ReadsTextPageByPage) {
  const auto read = Read(testing::Unite({first_, second_}));
  ASSERT_OK(read);
  EXPECT_EQ(read->text, "Ủy ban nhân dân huyện An Lộc Sơn.\n\nPhòng Văn hóa và Thông tin huyện.\n");
  EXPECT_EQ(read->pages, 2);
  EXPECT_THAT(read->notes, IsEmpty());
}

TEST_F(PdfTextTest, RecognisesPagesThatAreScans) {
  const std::string scan = testing::PicturesOf(second_, "jpeg").at(0);
  const std::string mixed = testing::Unite({first_, testing::ScannedPdfOf({{scan, ""}}), first_});
  const auto read = Read(mixed);
  ASSERT_OK(read);
  EXPECT_THAT(read->text, HasSubstr("Phòng Văn hóa"));
  EXPECT_EQ(read->pages, 3);
  EXPECT_THAT(read->notes, ElementsAre("page 2 of 3 was read by OCR"));
  EXPECT_THAT(Read(mixed, {.ocr_pages = 0}), HasReason(kInvalid, "TOO_MANY_PAGES"));
}

TEST_F(PdfTextTest, RecognisesASignedScan) {
  // Like a page in size, as a scan is.
  const std::string page = testing::PdfOf({"Phòng Văn hóa và Thông tin huyện\n" + std::string(30, '\n') + "Lưu: VT\n"});
  const std::string scan = testing::PicturesOf(page, "jpeg").at(0);
  const auto read =
      Read(testing::ScannedPdfOf({{scan, "Signed by: Uy ban nhan dan huyen An Loc Son, 01/10/2025 08:00"}}));
  ASSERT_OK(read);
  EXPECT_THAT(read->text, HasSubstr("Phòng Văn hóa"));
}

TEST_F(PdfTextTest, RefusesWhatItCannotRead) {
  EXPECT_THAT(Read("%PDF-1.4\n"), HasReason(kInvalid, "BAD_PDF"));
  EXPECT_THAT(Read("%PDF-1.4\n" + std::string(100'000, 'x')), HasReason(kInvalid, "BAD_PDF"));
  EXPECT_THAT(Read(first_.substr(0, 600)), HasReason(kInvalid, "BAD_PDF"));
  EXPECT_THAT(Read(testing::Unite({first_, second_}), {.pages = 1}), HasReason(kInvalid, "TOO_MANY_PAGES"));
  std::string locked = testing::ScannedPdfOf({});
  EXPECT_THAT(Read(locked), HasReason(kInvalid, "BAD_PDF")) << "no pages";
  const size_t at = locked.find("/Root 1 0 R");
  locked.insert(at, "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + std::string(64, '0') +
                        "> /U <" + std::string(64, '1') + "> >> ");
  EXPECT_THAT(Read(locked), HasReason(kInvalid, "PDF_ENCRYPTED"));
}

TEST_F(PdfTextTest, KeepsWithinItsLimits) {
  EXPECT_THAT(Read(first_, {.program_output = 10}), HasReason(kInvalid, "FILE_TOO_COMPLEX"));
  EXPECT_THAT(PdfText(first_, {}, process::Patience::For(std::chrono::milliseconds(0))),
              HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST_F(PdfTextTest, SurvivesDamage) {
  std::mt19937 random(11);
  for (int round = 0; round < 30; ++round) {
    std::string bytes = first_;
    for (int i = 0; i < 20; ++i) bytes[10 + random() % (bytes.size() - 10)] = static_cast<char>(random());
    const absl::StatusCode code = Read(bytes).status().code();
    EXPECT_TRUE(code == absl::StatusCode::kOk || code == kInvalid) << code;
  }
}

TEST_F(PdfTextTest, SaysWhatToInstall) {
  const char* path = getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  const auto read = Read(first_);
  setenv("PATH", path, 1);
  EXPECT_THAT(read, HasReason(absl::StatusCode::kFailedPrecondition, "PDF_READER_NOT_INSTALLED"));
}

}  // namespace
}  // namespace dondoc::directive::files
