// A small directive for the tests of this service: an invented district plan with two tasks, a target and a yearly
// duty.
#pragma once

#include "services/directive/domain/directive.h"

namespace dondoc::directive::testing {

inline constexpr char kIssuerUnit[] = "00000000-0000-7000-8000-0000000000d1";
inline constexpr char kOffice[] = "00000000-0000-7000-8000-0000000000d2";

inline Directive Plan() {
  Directive plan;
  plan.id = "00000000-0000-7000-8000-000000000001";
  plan.number = "12/KH-UBND";
  plan.type = DocumentType::kPlan;
  plan.issuer = "Ủy ban nhân dân huyện Suối Bạc";
  plan.place = "Suối Bạc";
  plan.issued = {2025, 2, 14};
  plan.subject = "Nâng cao chất lượng phổ cập giáo dục năm 2025";
  plan.tasks = {{.id = "00000000-0000-7000-8000-000000000011",
                 .ordinal = 1,
                 .units = {"Phòng Giáo dục và Đào tạo huyện"},
                 .role = Role::kLead,
                 .text = "Chủ trì, hướng dẫn các trường thực hiện Kế hoạch trước ngày 30/6/2025.",
                 .section = "IV.1.a",
                 .due = {.year = 2025, .month = 6, .day = 30},
                 .before = true,
                 .due_text = "trước ngày 30/6/2025"},
                {.id = "00000000-0000-7000-8000-000000000012",
                 .ordinal = 2,
                 .units = {"Phòng Giáo dục và Đào tạo huyện", "Ủy ban nhân dân các xã, thị trấn"},
                 .text = "Báo cáo kết quả thực hiện hằng năm (trước ngày 15/12).",
                 .section = "IV.2",
                 .due = {.month = 12, .day = 15},
                 .before = true,
                 .due_text = "trước ngày 15/12"}};
  plan.targets = {{.id = "00000000-0000-7000-8000-000000000021",
                   .ordinal = 1,
                   .text = "Huy động trên 99,9% trẻ 5 tuổi ra lớp",
                   .comparator = Comparator::kMoreThan,
                   .value = "99.9",
                   .measure = "%",
                   .from_year = 2025,
                   .to_year = 2025}};
  plan.duties = {{.id = "00000000-0000-7000-8000-000000000031",
                  .ordinal = 1,
                  .from = {"Ủy ban nhân dân các xã, thị trấn"},
                  .to = {"Phòng Giáo dục và Đào tạo huyện"},
                  .text = "Báo cáo kết quả thực hiện hằng năm (trước ngày 15/12).",
                  .section = "IV.2",
                  .recurrence = Recurrence::kYearly,
                  .due = {.month = 12, .day = 15},
                  .before = true,
                  .due_text = "trước ngày 15/12"}};
  plan.names = {
      {.name = plan.issuer, .meaning = {kIssuerUnit, std::nullopt, Level::kDistrict}, .candidates = {}},
      {.name = "Phòng Giáo dục và Đào tạo huyện",
       .meaning = {kOffice, std::nullopt, Level::kDistrict},
       .candidates = {}},
      {.name = "Ủy ban nhân dân các xã, thị trấn",
       .meaning = {"", UnitGroup{kIssuerUnit, Level::kCommune, {"UBND"}, {}, {"xã", "thị trấn"}, {}}, Level::kCommune},
       .candidates = {}}};
  plan.tree_change = 7;
  return plan;
}

}  // namespace dondoc::directive::testing
