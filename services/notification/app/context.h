// What an operation may touch. The references must outlive it.
#pragma once

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"

namespace dondoc::notification {

struct Context {
  pg::Database& database;
  const Clock& clock;  // the system's: in development it can be moved
  IdGenerator& ids;
  // A development clock that jumps passes through the moments between, as a year that is shown in a minute has to: what
  // is due is done at its own moment. Otherwise what was missed is late, and said to be.
  bool lives_through = false;
};

}  // namespace dondoc::notification
