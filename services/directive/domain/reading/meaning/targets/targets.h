// Quantified targets: "trên 90% giáo viên đạt chuẩn", "giảm từ 03 đơn vị trở lên".
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/tasks/sections.h"
#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {

// The targets of the body's blocks and of tables; `span` holds tokens. `sections` as ReadSections gives them.
// `issued`: the document's year, 0 where unknown; what was reached before is no target.
std::vector<ProposedTarget> ReadTargets(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections, const std::vector<Table>& tables,
                                        int issued = 0);

}  // namespace dondoc::directive::reading
