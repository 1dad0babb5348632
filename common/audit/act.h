// What an act is: who did what, for which unit, from where, and what it changed. No dependencies but JSON of its own;
// not thread-safe, values.
#pragma once

#include <string>

#include "common/audit/changes.h"
#include "common/time/day.h"

namespace dondoc::audit {

// Who acts and from where, as the call said and proved it (common/rpc).
struct Caller {
  std::string subject;  // "user:UUID", "client:ID", "service:NAME", "operator"; empty where nobody said
  std::string name;     // of a person, as the log has it
  std::string unit_id;  // the unit that they act for; empty for none
  std::string address;  // where the call came from: "10.1.2.3", "local" over a Unix socket
  std::string trace;    // of the call
};

// What it was done to: one thing of the business, by the name of its message and its id ("assignment", UUID), and the
// unit whose thing it is, which reads of it whoever acted; empty for nobody's.
struct Object {
  std::string type;
  std::string id;
  std::string unit_id = {};
};

struct Act {
  Caller caller;
  std::string method;  // the RPC or the fact: "AcceptAssignment"
  std::string request_id;
  TimePoint at;  // the operation's now
  Object object;
  Changes changes;
};

}  // namespace dondoc::audit
