// What a unit reads, in Vietnamese: what it is about, from which directive, until when, how many days are left or late,
// what to do. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"
#include "services/notification/domain/occurrences.h"
#include "services/notification/domain/pending.h"

namespace dondoc::notification {

struct Text {
  std::string subject = {};  // one line, no line breaks
  std::string body = {};     // lines end with \n
};

enum class Grade { kNone, kBlue, kOrange, kRed };

// "BLUE": as in the database and the API; empty for none.
std::string_view NameOf(Grade grade);

// The text of one step of a rule, as of `today`, to `unit_name`: whose task it is, or who is above where that unit,
// `ended_unit`, exists no more. Names may be empty where they are not known.
Text ReminderText(const PendingAssignment& assignment, const Occurrence& occurrence, std::string_view unit_name,
                  std::string_view issuer_name, Day today, std::string_view ended_unit = {});

// The text of a manual urge about the given assignments (at least one, all of one unit and one directive; at most 20
// are listed).
Text UrgeText(const std::vector<PendingAssignment>& assignments, Grade grade, std::string_view words,
              std::string_view unit_name, std::string_view sender_name, Day today);

}  // namespace dondoc::notification
