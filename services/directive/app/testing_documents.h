// Invented documents for the tests of this service.
#pragma once

#include <string>

namespace dondoc::directive::testing {

// A plan of huyện Suối Bạc. `number` and `date` as the document prints them.
inline std::string PlanText(const std::string& number = "Số: 12/KH-UBND",
                            const std::string& date = "Suối Bạc, ngày 14 tháng 02 năm 2025",
                            const std::string& subject = "Nâng cao chất lượng phổ cập giáo dục năm 2025") {
  return "ỦY BAN NHÂN DÂN\nHUYỆN SUỐI BẠC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n" +
         number + "\n\n" + date + "\n\nKẾ HOẠCH\n\n" + subject +
         "\n\nThực hiện Kế hoạch số 43/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh Nam Sơn về phổ cập giáo "
         "dục;\n\n"
         "Ủy ban nhân dân huyện Suối Bạc ban hành Kế hoạch như sau:\n\n"
         "I. MỤC TIÊU\n\n"
         "1. Giai đoạn 2021 - 2025\n\n"
         "- Tỷ lệ huy động trẻ 5 tuổi ra lớp đạt 99,9%.\n\n"
         "II. TỔ CHỨC THỰC HIỆN\n\n"
         "1. Phòng Giáo dục và Đào tạo huyện\n\n"
         "a) Chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện Kế hoạch này.\n\n"
         "b) Tham mưu Ủy ban nhân dân huyện kiểm tra, đôn đốc việc thực hiện, hoàn thành trước ngày 30/6/2025.\n\n"
         "2. Phòng Tài chính - Kế hoạch huyện\n\n"
         "Cân đối, bố trí kinh phí thực hiện Kế hoạch theo quy định.\n\n"
         "3. UBND các xã, thị trấn\n\n"
         "Xây dựng kế hoạch và tổ chức thực hiện tại địa phương. Định kỳ hằng năm (trước ngày 15/12) báo cáo kết quả "
         "thực hiện về "
         "Phòng Giáo dục và Đào tạo huyện để tổng hợp, báo cáo UBND huyện.\n\n"
         "Nơi nhận:\n- UBND tỉnh (b/c);\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n";
}

}  // namespace dondoc::directive::testing
