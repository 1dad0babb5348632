// What operations may touch, and what a caller says with each write.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "common/access/permit.h"
#include "common/audit/act.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/status/status.h"
#include "common/time/clock.h"
#include "services/organization/replica/cover_cache.h"

namespace dondoc::indicator::app {

// Thread-safe as far as its parts are, which all are.
struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
  organization::replica::CoverCache& covers;  // the unit tree in memory, and what belongs where in it
  // Whether this process serves units of a level ("COMMUNE"): it writes and reads only what belongs to those.
  std::function<bool(const std::string& level)> serves;
};

// OK where this process serves the level, else FAILED_PRECONDITION, reason LEVEL_NOT_SERVED: ask a process of that
// level.
inline absl::Status RequireLevel(const Context& context, const std::string& level) {
  if (context.serves(level)) return absl::OkStatus();
  return FailedPrecondition("LEVEL_NOT_SERVED",
                            "this process does not serve the level " + level + "; ask one that does");
}

// Who asks for a write, and what makes it safe to repeat.
struct Request {
  std::string id;         // request_id
  std::string method;     // "SubmitValues"
  std::string hash;       // of the request's content: the same id with another content is a mistake of the caller
  std::string trace;      // goes into the facts
  std::string user;       // for the record
  std::string unit_id;    // on whose behalf; empty for not said
  access::Permit permit;  // asked before anything is told or done
  audit::Caller caller = {};
};

}  // namespace dondoc::indicator::app
