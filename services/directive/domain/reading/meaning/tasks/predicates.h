// What stands behind the name of a unit: a verb of duty, or what only tells of the unit.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// Words behind a unit with which the sentence is about the unit, and not to it.
bool NotADuty(const TokenText& text, size_t at, size_t limit);

// True where a verb of duty stands at `at`, and no preposition.
bool ActsAt(const TokenText& text, size_t at, size_t limit);

// "là cơ quan đầu mối, phối hợp cùng ...", "là đầu mối tổng hợp ...": what the unit is, and what it does as that.
bool ActsAsFocalPoint(const TokenText& text, size_t at, size_t limit);

// "theo chức năng, nhiệm vụ ...", "căn cứ ...", "nhất là ...": behind a remark between the subject and its verb, or
// `at`.
size_t SkipRemark(const TokenText& text, size_t at, size_t limit);

// Behind the brackets that open at `at` (a remark, the mark of a footnote), or `at`.
size_t SkipBrackets(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
