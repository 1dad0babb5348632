// When a draft may be issued, and what it then says.
//
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/time/day.h"
#include "services/directive/domain/deadline.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// OK where the draft can be issued. Otherwise the first of:
//   FAILED_PRECONDITION DIRECTIVE_ISSUED    state      it is issued already
//   FAILED_PRECONDITION DIRECTIVE_DISCARDED state      it is discarded
//   INVALID_ARGUMENT    MISSING_NUMBER  number         it has no number, or only a notation
//   INVALID_ARGUMENT    MISSING_DATE    issued_on      a part of the day of issue is blank
//   INVALID_ARGUMENT    INVALID_DATE    issued_on, tasks[N].due, duties[N].due     there is no such date
//   FAILED_PRECONDITION UNRESOLVED_ISSUER  issuer      nobody known issues it
//   FAILED_PRECONDITION NO_TASKS           tasks       nothing in it is to be done
//   FAILED_PRECONDITION UNRESOLVED_UNITS   tasks[N].units[I], duties[N].from[I]: the first; the message names all, with
//   their sections
absl::Status CheckIssue(const Directive& draft);

// What a person should look at before issuing a draft, one sentence each: a bad scan, what is blank, who is not known,
// what the reader was not sure of. None for what is no draft.
std::vector<std::string> Warnings(const Directive& directive);

// The issued directive. Requires CheckIssue(draft) to be OK.
Directive Issued(Directive draft, TimePoint now);

// When a task is due, once the day of issue is known; what runs from receipt once it is issued. A deadline of a
// recurring duty of the same clause is the duty's, not the task's: nothing then. One that comes again ("trước ngày
// 15/12 hằng năm") without such a duty is due the first time.
std::optional<Deadline> DeadlineOf(const Directive& directive, const Task& task);

// The task of the same clause that a duty which comes once is: the same units report by the same day. Such a duty is
// not given beside it, or everybody would have it twice. nullptr where there is none.
const Task* TaskOf(const Directive& directive, const Duty& duty);

// When a duty that comes once is due; nothing for one that comes again, or when there is something to report.
std::optional<Deadline> DeadlineOf(const Directive& directive, const Duty& duty);

}  // namespace dondoc::directive
