// A deadline as a clause words it: to show beside the day that follows from it.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// How a clause writes a deadline.
struct WrittenDeadline {
  std::string text;     // "trước ngày 15/12 hằng năm"; empty where the clause does not show it
  bool before = false;  // trước
  bool yearly = false;  // hằng năm, hàng năm, mỗi năm beside it
};

// Finds `due` as `clause` writes it: "15/12", "ngày 15 tháng 12", "quý III/2020", "16 giờ 00 ngày 05/3/2026", "05 ngày
// làm việc kể từ ngày nhận được", "ngay khi nhận được", with what stands around it.
WrittenDeadline FindWrittenDeadline(std::string_view clause, const Due& due);

}  // namespace dondoc::directive
