// How a service keeps its copy of the tree, in its start():
//
//   auto& tree = runtime.Own<replica::TreeCache>(runtime.database());
//   replica::KeepCopy(runtime, [&tree] { return tree.Refresh(); });
//   runtime.Loop("tree", [&tree](const std::stop_token& stop) { tree.Follow(stop); });
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/service/service.h"
#include "services/organization/replica/succession.h"

namespace dondoc::organization::replica {

// Loads the copy before the process serves (tree_loader.h), and reads it into memory with `refresh`; then follows the
// facts of its changes, and sees to it that none is missed. `enacted` and `undone` are what the service does itself
// when a succession takes effect or is taken back (succession.h).
void KeepCopy(service::Runtime& runtime, std::function<absl::Status()> refresh, SuccessionStep enacted = nullptr,
              SuccessionStep undone = nullptr);

}  // namespace dondoc::organization::replica
