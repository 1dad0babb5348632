// Deadlines that run from the document itself: "trong 05 ngày làm việc kể từ ngày nhận được Công điện này", "ngay sau
// khi nhận được văn bản". A period that runs from anything else ("kể từ ngày nhận đủ hồ sơ", "sau khi kết thúc đợt"),
// or from nothing ("trong 03 ngày liên tiếp"), belongs to a procedure and is no deadline of the document. "..., thực
// hiện ngay." sets a time; any other bare "ngay" urges, in sentences of all kinds ("triển khai ngay các giải pháp").
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {

// The first period in [begin, end), or else the first words that say at once. Its end is 0 where there is none.
DueAt FindRelativeDue(const TokenText& text, size_t begin, size_t end);

// As FindRelativeDue, in a cell or behind a label, where a period needs no word before it ("10 ngày kể từ ngày ký"),
// and "Ngay" alone says at once.
Due ReadRelativeDueCell(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
