// What every operation of this service may touch, and who asks for it.
#pragma once

#include <string>
#include <vector>

#include "common/access/permit.h"
#include "common/audit/act.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "services/directive/app/unit_directory.h"

namespace dondoc::directive::app {

// Thread-safe as its members are.
struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
  UnitDirectory& units;
};

// One write: the same id with the same hash again has no further effect.
struct Request {
  std::string id;
  std::string hash;     // of everything that was asked for
  std::string unit_id;  // the unit acted for; may be empty
  std::string user;
  std::string trace;
  audit::Caller caller = {};
  access::Permit permit;                  // asked before anything is told or done
  std::vector<std::string> caller_units;  // the units that the caller is a member of
};

}  // namespace dondoc::directive::app
