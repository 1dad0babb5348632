// What a document says, in words for people: days of which parts may be blank, spans of years, comparisons. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::cli {

// A day as it is written here, 20/10/2025, with ? for what is blank: "?/?/2020". Empty where all is blank; 0 is blank.
std::string DayText(int day, int month, int year);

// By when something is due: "20/10/2025", "16:00 5/3/2026", "20/10" (of each year), "day 25", "10/2025", "Q3/2020",
// "Friday", "5 working days from receipt", "at once". Empty where nothing is said.
std::string DueText(const directive::Due& due);

// "2025-2030", "by 2030", "from 2025"; empty where neither is known (0).
std::string YearsText(int from, int to);

// A number as people write it: 95, 0.3, 12500000; never 1e+07.
std::string NumberText(double number);

// At most `bytes` of a text, with … where more was there.
std::string Short(const std::string& text, std::size_t bytes);

// Marks what a person should look at first: below this more than one value in four is wrong.
const char* Doubt(double confidence);

}  // namespace dondoc::cli
