// Bodies as a document names those who decide it.
#pragma once

#include <string>

#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// The line between the title and the first basis that says who decides: "ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG", "BỘ TRƯỞNG
// BỘ TƯ PHÁP"; also where it is torn over lines or run behind the title on one line. Empty where there is none.
TokenRange FindAuthority(const TokenText& text, const Layout& layout);

// The body in tokens [begin, end), where the office of its head means the body: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" is "Ủy
// ban nhân dân tỉnh".
std::string BodyOf(const TokenText& text, size_t begin, size_t end);

// True where the name of a body, or the office of its head, begins at `at`.
bool BeginsBody(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
