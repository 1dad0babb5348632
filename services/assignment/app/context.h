// What any operation may touch. Thread-safe as its parts are.
#pragma once

#include <set>
#include <string>

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"

namespace dondoc::assignment {

struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
  // The levels whose units have their rows in this database: those of the cell, by name. What goes to another level is
  // handed over in a fact.
  std::set<std::string> levels = {"CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE"};
};

}  // namespace dondoc::assignment
