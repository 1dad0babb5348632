#include "services/directive/domain/issue.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/directive/domain/discard.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/due_text.h"

namespace dondoc::directive {
namespace {

// More would not be read in a message; the directive itself lists all.
constexpr size_t kMaxNamed = 20;

absl::Status CheckHeader(const Directive& draft) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(draft));
  if (!IsCompleteNumber(draft.number)) {
    return InvalidField("number", "MISSING_NUMBER",
                        "the number is \"" + draft.number + "\"; want number and notation, such as 141/KH-UBND");
  }
  const PartialDate& date = draft.issued;
  if (date.year == 0 || date.month == 0 || date.day == 0) {
    return InvalidField("issued_on", "MISSING_DATE",
                        "the day of issue is blank in the document; give it as YYYY-MM-DD");
  }
  if (!IssueDay(draft).has_value()) {
    return InvalidField("issued_on", "INVALID_DATE",
                        "there is no day " + std::to_string(date.day) + "/" + std::to_string(date.month) + "/" +
                            std::to_string(date.year));
  }
  if (IssuerUnit(draft) == nullptr) {
    return WithMetadata(
        FailedPrecondition("UNRESOLVED_ISSUER", "no unit is known by the issuer's name \"" + draft.issuer +
                                                    "\"; say which unit issues the directive"),
        "field", "issuer");
  }
  return absl::OkStatus();
}

absl::Status CheckDeadlines(const Directive& draft) {
  const auto check = [](const auto& items, const std::string& kind) {
    for (const auto& item : items) {
      if (!item.dropped && !IsPossible(item.due)) {
        return InvalidField(kind + "[" + std::to_string(item.ordinal) + "].due", "INVALID_DATE",
                            "there is no date " + FormatDue(item.due));
      }
    }
    return absl::OkStatus();
  };
  DONDOC_RETURN_IF_ERROR(check(draft.tasks, "tasks"));
  return check(draft.duties, "duties");
}

struct Unresolved {
  std::string field;
  std::string what;
};

void Collect(const Directive& draft, const std::string& item, const std::string& list, const std::string& section,
             const std::vector<std::string>& names, std::vector<Unresolved>& found) {
  const std::string where = section.empty() ? "" : " (" + section + ")";
  if (names.empty()) {
    found.push_back({item + "." + list, item + where + " names nobody"});
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const NamedBody* body = FindName(draft.names, names[i]);
    if (body == nullptr || !body->meaning.known()) {
      found.push_back({item + "." + list + "[" + std::to_string(i) + "]", item + where + " \"" + names[i] + "\""});
    }
  }
}

absl::Status CheckUnits(const Directive& draft) {
  std::vector<Unresolved> found;
  for (const Task& task : draft.tasks) {
    if (!task.dropped) {
      Collect(draft, "tasks[" + std::to_string(task.ordinal) + "]", "units", task.section, task.units, found);
    }
  }
  for (const Duty& duty : draft.duties) {
    if (!duty.dropped) {
      Collect(draft, "duties[" + std::to_string(duty.ordinal) + "]", "from", duty.section, duty.from, found);
    }
  }
  if (found.empty()) {
    return absl::OkStatus();
  }
  std::string message = "it is not known who is meant by: ";
  for (size_t i = 0; i < std::min(found.size(), kMaxNamed); ++i) {
    message += (i == 0 ? "" : "; ") + found[i].what;
  }
  if (found.size() > kMaxNamed) {
    message += "; and " + std::to_string(found.size() - kMaxNamed) + " more";
  }
  message += ". Say which unit or group a name means, name other units, or drop the item";
  return WithMetadata(FailedPrecondition("UNRESOLVED_UNITS", message), "field", found.front().field);
}

}  // namespace

absl::Status CheckIssue(const Directive& draft) {
  DONDOC_RETURN_IF_ERROR(CheckHeader(draft));
  if (CountTasks(draft) == 0) {
    return WithMetadata(
        FailedPrecondition("NO_TASKS", "no task was found in the document; add one (text and units), then issue it"),
        "field", "tasks");
  }
  DONDOC_RETURN_IF_ERROR(CheckDeadlines(draft));
  return CheckUnits(draft);
}

std::vector<std::string> Warnings(const Directive& directive) {
  std::vector<std::string> warnings;
  if (directive.state != State::kDraft) {
    return warnings;
  }
  if (directive.damaged) {
    warnings.emplace_back("the text looks like a bad scan; compare every value with the document");
  }
  if (!IsCompleteNumber(directive.number)) {
    warnings.emplace_back("the number is blank; give it when issuing");
  }
  if (!IssueDay(directive).has_value()) {
    warnings.emplace_back("the day of issue is blank or no date; give it when issuing");
  }
  if (IssuerUnit(directive) == nullptr) {
    warnings.emplace_back("the issuer is not known; names are resolved once it is");
  }
  if (CountTasks(directive) == 0) {
    warnings.emplace_back("no task was found; add at least one before issuing");
  }
  if (const size_t unresolved = UnresolvedNames(directive).size(); unresolved > 0) {
    warnings.push_back(std::to_string(unresolved) + " names are not resolved");
  }
  const auto unsure = std::count_if(directive.tasks.begin(), directive.tasks.end(),
                                    [](const Task& task) { return !task.dropped && task.confidence < kDoubtful; });
  if (unsure > 0) {
    warnings.push_back("the reader is not sure of " + std::to_string(unsure) + " tasks");
  }
  return warnings;
}

Directive Issued(Directive draft, TimePoint now) {
  draft.state = State::kIssued;
  draft.issued_at = now;
  return draft;
}

std::optional<Deadline> DeadlineOf(const Directive& directive, const Task& task) {
  const auto issued_on = IssueDay(directive);
  if (!issued_on.has_value() || task.due.empty()) {
    return std::nullopt;
  }
  const bool recurs = std::any_of(directive.duties.begin(), directive.duties.end(), [&](const Duty& duty) {
    return !duty.dropped && duty.section == task.section && duty.due == task.due &&
           duty.recurrence != Recurrence::kOnce && duty.recurrence != Recurrence::kAdHoc;
  });
  if (recurs) {
    return std::nullopt;
  }
  return DeadlineOf(task.due, task.before, *issued_on, directive.issued_at);
}

const Task* TaskOf(const Directive& directive, const Duty& duty) {
  if (duty.recurrence != Recurrence::kOnce || duty.due.empty() || duty.from.empty()) {
    return nullptr;
  }
  const auto task = std::find_if(directive.tasks.begin(), directive.tasks.end(), [&](const Task& one) {
    return !one.dropped && one.section == duty.section && one.due == duty.due && one.before == duty.before &&
           std::all_of(duty.from.begin(), duty.from.end(), [&](const std::string& name) {
             return std::find(one.units.begin(), one.units.end(), name) != one.units.end();
           });
  });
  return task == directive.tasks.end() ? nullptr : &*task;
}

std::optional<Deadline> DeadlineOf(const Directive& directive, const Duty& duty) {
  const auto issued_on = IssueDay(directive);
  if (!issued_on.has_value() || duty.recurrence != Recurrence::kOnce) {
    return std::nullopt;
  }
  return DeadlineOf(duty.due, duty.before, *issued_on, directive.issued_at);
}

}  // namespace dondoc::directive
