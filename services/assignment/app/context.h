// What any operation may touch. Thread-safe as its parts are.
#pragma once

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"

namespace dondoc::assignment {

struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
};

}  // namespace dondoc::assignment
