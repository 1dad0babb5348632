// Who reports, as a sentence says it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/reports/report_acts.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The units that the part [begin, end) of a sentence names as those who do `act`: its subject, wherever it stands ("nếu
// có vướng mắc các xã kịp thời báo cáo ..."). Empty where it names nobody.
std::vector<std::string> SenderOfPart(const TokenText& text, size_t begin, size_t end, const ReportAct& act);

// Whom a sentence that goes on is about, from its first part [begin, end); `any`: or whom it begins with ("Sở Nội vụ là
// cơ quan thường trực; ...").
std::vector<std::string> SenderOfSentence(const TokenText& text, size_t begin, size_t end, bool any);

// True where `names` is one of `units` in short: "Tỉnh", "Các đơn vị".
bool NamedInShort(const std::vector<std::string>& names, const std::vector<std::string>& units);

}  // namespace dondoc::directive::reading
