// What an issued directive asks for, as this service keeps it. Values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/time/day.h"
#include "services/assignment/domain/recurrence.h"

namespace dondoc::assignment {

struct Directive {
  std::string id;
  std::string number;  // "141/KH-UBND"
  std::string type;    // "KE_HOACH"
  std::string subject;
  std::string issuer_unit_id;
  std::string issuer_name;
  Day issued_on;
};

// One thing to be done, from one clause; a duty where it has a rule.
struct Task {
  std::string id;
  std::string section;  // "IV.1.a"
  std::string text;
  std::string role = "EXECUTE";  // LEAD, COORDINATE, ADVISE or EXECUTE
  bool binding = true;
  std::vector<std::string> coordinators;     // names, as the document writes them
  std::vector<std::string> lead_ids;         // units that lead it, where its own units only help
  std::vector<std::string> coordinator_ids;  // units that help, where a name means one
  std::optional<Day> due_on;                 // of a task; a duty has its days from the rule
  std::string due_text;
  std::string due_time;        // "16:00" on the last day; empty for its end
  std::string due_derivation;  // how due_on follows from due_text; empty where that is a plain date
  std::string report_to;       // to whom its result is reported, as the document names them; may be empty
  std::optional<DutyRule> duty;
};

}  // namespace dondoc::assignment
