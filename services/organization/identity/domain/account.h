// Accounts of people and for whom they act.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/time/day.h"

namespace dondoc::identity {

// What a person does in a unit: the names of access.proto.
inline constexpr std::string_view kRoles[] = {"OFFICER", "CLERK", "LEADER", "ADMINISTRATOR", "AUDITOR"};

// For how many units and roles one account may act at once: more would not fit into an access token.
inline constexpr int kMostMemberships = 24;

struct User {
  std::string id;
  std::string login;
  std::string name;
  std::string unit_id;  // that keeps the account
  TimePoint created_at;
  std::optional<TimePoint> disabled_at;
  std::optional<std::string> password_hash;  // nobody signs in without one
  bool must_change_password = false;
};

// From the first day to the one before `valid_to`; one that ends on its first day never was.
struct Membership {
  std::string id;
  std::string user_id;
  std::string unit_id;
  std::string role;
  Day valid_from{};
  std::optional<Day> valid_to;
  std::string login;
  std::string user_name;
  std::optional<std::string> went_to;  // the name of the unit in which it goes on, where a succession ended it
  TimePoint granted_at{};              // what is read of one does not say it

  bool Includes(Day day) const { return valid_from <= day && (!valid_to || day < *valid_to); }
};

// A unit as people belong to it: what it is called now, or was last, and its end, where there is one.
struct UnitDays {
  std::string name;
  std::optional<Day> valid_to;
};
// Whether it still exists on a day. FAILED_PRECONDITION (UNIT_ENDED).
absl::Status CheckLasts(const UnitDays& unit, Day day);

// The roles of one account in one unit.
struct UnitRoles {
  std::string unit_id;
  std::vector<std::string> roles;
  friend bool operator==(const UnitRoles&, const UnitRoles&) = default;
};

// What memberships of one account come to on a day, by unit.
std::vector<UnitRoles> RolesOn(const std::vector<Membership>& memberships, Day day);

// "lan.nguyen": what people type is taken in any case. INVALID_ARGUMENT (BAD_LOGIN) where it is not 2 to 64 lower case
// letters of ASCII, digits and . _ - that begin with a letter or digit.
std::string FoldLogin(std::string_view login);
absl::Status CheckLogin(std::string_view login);

}  // namespace dondoc::identity
