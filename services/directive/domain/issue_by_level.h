// An issued directive, cut by administrative level: each level is served by processes of its own and gets only what
// concerns it.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// A task and those of its units that are of one level.
struct LevelTask {
  const Task* task = nullptr;
  std::vector<const NamedBody*> units;
};
struct LevelDuty {
  const Duty* duty = nullptr;
  std::vector<const NamedBody*> from;
};

struct LevelPart {
  Level level = Level::kCentral;
  std::vector<LevelTask> tasks;
  std::vector<LevelDuty> duties;
  bool with_targets = false;  // the issuer's level: it holds the targets against what is reported
};

// One part for each level that has something to do, from above to below, and one for the issuer's level in any case.
// What was dropped is left out, and a duty that is a task (TaskOf). Points into `directive`. Requires CheckIssue to
// have been OK.
std::vector<LevelPart> SplitByLevel(const Directive& directive);

}  // namespace dondoc::directive
