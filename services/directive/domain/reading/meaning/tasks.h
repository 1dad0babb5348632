// Tasks: which clauses give work to whom.
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/sections.h"
#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {

// The tasks of the body's blocks; `span` holds tokens. A clause gets its units from the heading above it, from its own
// subject, or from labels behind it ("Đơn vị chủ trì: ...").
std::vector<ProposedTask> ReadTasks(const TokenText& text, const std::vector<Block>& blocks,
                                    const std::vector<SectionKind>& sections);

// The tasks of table rows; `span` holds tokens.
std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TableRow>& rows);

}  // namespace dondoc::directive::reading
