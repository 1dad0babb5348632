// Tasks that are numbered inside a paragraph: "Bộ X: (1) rà soát ...; (2) báo cáo ...", "...: (i) Sở X ...; (ii) Sở Y
// ...".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/tasks/task_list.h"

namespace dondoc::directive::reading {

// Adds the items that are numbered inside tokens [begin, end) of block `i`, each with its own subject or with
// `subject`, that of the paragraph. False where there are none.
bool AddRunInTasks(const TokenText& text, size_t i, size_t begin, size_t end, const Subject& subject, TaskList* tasks);

}  // namespace dondoc::directive::reading
