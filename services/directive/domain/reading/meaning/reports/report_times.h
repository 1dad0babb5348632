// How often, and by when, a report is due.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/reports/report_acts.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct ReportTime {
  std::optional<Recurrence> recurrence;  // nothing where no period is said
  Due due;
};

// The times said for `act` in the part [begin, end) of a sentence, which begins at `sentence`: "định kỳ 6 tháng (trước
// ngày 15/6) và năm (trước ngày 15/12)" says two. Never empty.
std::vector<ReportTime> ReadReportTimes(const TokenText& text, const ReportAct& act, size_t sentence, size_t begin,
                                        size_t end);

}  // namespace dondoc::directive::reading
