#include "services/organization/domain/name_resolution/words.h"

#include <utility>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"
#include "services/organization/data.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;

TEST(WordReaderTest, WritesAbbreviationsOut) {
  ASSERT_OK_AND_ASSIGN(const WordReader reader, WordReader::Create(data::kAbbreviations));
  for (const auto& [name, words] : {
           std::pair("Phòng GD&ĐT huyện", "phong giao duc dao tao huyen"),
           std::pair("PHÒNG GIÁO DỤC - ĐÀO TẠO", "phong giao duc dao tao"),
           std::pair("phòng gdđt", "phong giao duc dao tao"),
           std::pair("UBND các xã, thị trấn", "uy ban nhan dan cac xa thi tran"),
           std::pair("Phòng LĐ-TB&XH", "phong lao dong thuong binh xa hoi"),
           std::pair("Trung tâm GDNN-GDTX", "trung tam giao duc nghe nghiep giao duc thuong xuyen"),
           std::pair("Trung tâm VH - TT&TT huyện", "trung tam van hoa the thao truyen thong huyen"),
           std::pair("TT HĐND tỉnh", "thuong truc hoi dong nhan dan tinh"),
           std::pair("Sở Tư pháp", "so tu phap"),
           std::pair("SỞ TƯ PHÁP", "so tu phap"),
           std::pair("VP HĐND-UBND huyện", "van phong hoi dong nhan dan uy ban nhan dan huyen"),
           std::pair("", ""),
           std::pair(" - ;", ""),
       }) {
    EXPECT_EQ(JoinWords(reader.Read(name)), words) << name;
  }
}

TEST(WordReaderTest, RefusesABrokenFile) {
  EXPECT_THAT(WordReader::Create("# remark\nUBND only\n"),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_ABBREVIATIONS"));
}

}  // namespace
}  // namespace dondoc::organization
