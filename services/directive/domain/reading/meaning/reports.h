// Duties to report: who reports to whom, by when, how often.
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// At most one duty a task that says "báo cáo" to somebody, or regularly; spans of tasks and duties are tokens.
std::vector<ProposedReport> ReadReports(const TokenText& text, const std::vector<ProposedTask>& tasks);

}  // namespace dondoc::directive::reading
