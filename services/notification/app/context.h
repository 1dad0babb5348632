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
};

}  // namespace dondoc::notification
