// Dates as documents write them: a zero before days under 10 and before January and February (Decree 30/2020/NĐ-CP,
// annex I). Pure.
#pragma once

#include <string>

#include "common/time/day.h"

namespace dondoc {

// "05/3/2026"
std::string FormatDate(Day day);

// "05/3"
std::string FormatDateOfYear(Day day);

}  // namespace dondoc
