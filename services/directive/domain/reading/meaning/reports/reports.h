// Duties to report.
#pragma once

#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/tasks/sections.h"
#include "services/directive/domain/reading/meaning/tasks/tasks.h"
#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {

// What the body's sentences ask to be reported. Who reports is the subject of the sentence, else who does the task that
// the sentence belongs to, else whom the heading above names, else all to whom the document is addressed; nobody
// where it leaves that open. Of `header`, issuer and addressees are used. `tasks` and spans are in tokens.
std::vector<ProposedReport> ReadReports(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections, const BodyTasks& tasks,
                                        const ParsedDirective& header);

// What the tasks in rows of tables ask to be reported.
std::vector<ProposedReport> ReadTableReports(const TokenText& text, const std::vector<TaskRow>& rows);

}  // namespace dondoc::directive::reading
