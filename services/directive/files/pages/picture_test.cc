#include "services/directive/files/pages/picture.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/status/status_matchers.h"
#include "services/directive/testing/page_files.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;
using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): clang 14 misses its use

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
const process::Patience kLong = process::Patience::For(std::chrono::minutes(10));

std::string Png(const std::string& width, const std::string& height) {
  return "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s + width + height + "\x08\0\0\0\0"s;
}

TEST(PictureSizesTest, ReadsTheHeads) {
  const auto png = PictureSizes(Png("\0\0\x02\x01"s, "\0\0\0\x09"s), FileForm::kPng);
  ASSERT_OK(png);
  EXPECT_EQ(png->at(0).width, 513U);
  EXPECT_EQ(png->at(0).height, 9U);
  const auto jpeg = PictureSizes("\xFF\xD8\xFF\xE0\0\x04xx\xFF\xFF\xC2\0\x11\x08\x01\x02\x03\x04"s, FileForm::kJpeg);
  ASSERT_OK(jpeg);
  EXPECT_EQ(jpeg->at(0).height, 0x102U);
  EXPECT_EQ(jpeg->at(0).width, 0x304U);
  const auto tiff = PictureSizes(testing::TiffOf({"P5 2 3 255\nabcdef", "P5 1 1 255\nx"}), FileForm::kTiff);
  ASSERT_OK(tiff);
  ASSERT_EQ(tiff->size(), 2U);
  EXPECT_EQ(tiff->at(0).height, 3U);
}

TEST(PictureSizesTest, RefusesHeadsThatAreNone) {
  for (const std::string& bytes : {"\x89PNG\r\n\x1a\n"s, Png("\0\0\0\0"s, "\0\0\0\x01"s)}) {
    EXPECT_THAT(PictureSizes(bytes, FileForm::kPng), HasReason(kInvalid, "BAD_PICTURE"));
  }
  for (const std::string& bytes : {"\xFF\xD8"s, "\xFF\xD8\xFF\xE0\0\0"s, "\xFF\xD8\xFF\xE0\xFF\xFFxx"s}) {
    EXPECT_THAT(PictureSizes(bytes, FileForm::kJpeg), HasReason(kInvalid, "BAD_PICTURE"));
  }
  for (const std::string& bytes :
       {"II*\0"s, "II*\0\x08\0\0\0"s, "II*\0\x08\0\0\0\0\0\x08\0\0\0"s, "II*\0\x08\0\0\0\xFF\xFF"s}) {
    EXPECT_THAT(PictureSizes(bytes, FileForm::kTiff), HasReason(kInvalid, "BAD_PICTURE"));
  }
  std::mt19937 random(5);
  const std::string good = testing::TiffOf({"P5 2 3 255\nabcdef", "P5 1 1 255\nx"});
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 4; ++i) bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
    for (const FileForm form : {FileForm::kPng, FileForm::kJpeg, FileForm::kTiff}) {
      const auto sizes = PictureSizes(bytes, form);
      EXPECT_TRUE(sizes.ok() || sizes.status().code() == kInvalid);
    }
  }
}

TEST(PictureTextTest, BelievesNoHead) {
  EXPECT_THAT(PictureText(Png("\x7F\xFF\xFF\xFF", "\x7F\xFF\xFF\xFF"), FileForm::kPng, {}, kLong),
              HasReason(kInvalid, "PICTURE_TOO_LARGE"));
  const std::string two = testing::TiffOf({"P5 1 1 255\nx", "P5 1 1 255\nx"});
  EXPECT_THAT(PictureText(two, FileForm::kTiff, {.ocr_pages = 1}, kLong), HasReason(kInvalid, "TOO_MANY_PAGES"));
}

TEST(PictureTextTest, RefusesWhatIsNoPicture) {
  if (!testing::CanMakePages()) GTEST_SKIP() << "no pango1.0-tools";
  for (const std::string& bytes :
       {Png("\0\0\x10\0"s, "\0\0\x10\0"s), Png("\0\0\x10\0"s, "\0\0\x10\0"s) + std::string(5000, 'x')}) {
    EXPECT_THAT(PictureText(bytes, FileForm::kPng, {}, kLong), HasReason(kInvalid, "BAD_PICTURE"));
  }
}

}  // namespace
}  // namespace dondoc::directive::files
