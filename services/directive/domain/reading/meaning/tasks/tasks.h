// Tasks: which clauses give work to whom.
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/tasks/sections.h"
#include "services/directive/domain/reading/meaning/tasks/task_rows.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

// What the body's blocks give to whom; `span` holds tokens.
struct BodyTasks {
  std::vector<ProposedTask> tasks;
  // Closing paragraphs, which ask everybody to comply and are no tasks; but reports may be asked for in them.
  std::vector<ProposedTask> closings;
};

// A clause gets its units from the heading above it, from its own subject, or from labels behind it ("Đơn vị chủ trì:
// ..."). `sections` as ReadSections gives them.
BodyTasks ReadTasks(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections);

// The tasks of table rows; `span` holds tokens.
std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TaskRow>& rows);

}  // namespace dondoc::directive::reading
