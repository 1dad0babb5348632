#include "services/organization/identity/domain/account.h"

#include <algorithm>
#include <map>

#include "common/status/status.h"
#include "common/text/utf8.h"

namespace dondoc::identity {

absl::Status CheckLasts(const UnitDays& unit, Day day) {
  if (!unit.valid_to || day < *unit.valid_to) return absl::OkStatus();
  return WithMetadata(FailedPrecondition("UNIT_ENDED", unit.name + " has ended on " + FormatDay(*unit.valid_to)),
                      "field", "unit_id");
}

std::vector<UnitRoles> RolesOn(const std::vector<Membership>& memberships, Day day) {
  std::map<std::string, std::vector<std::string>> by_unit;
  for (const Membership& membership : memberships) {
    if (membership.Includes(day)) by_unit[membership.unit_id].push_back(membership.role);
  }
  std::vector<UnitRoles> units;
  for (auto& [unit_id, roles] : by_unit) {
    std::sort(roles.begin(), roles.end());
    units.push_back({unit_id, roles});
  }
  return units;
}

std::string FoldLogin(std::string_view login) { return ToLower(login); }

absl::Status CheckLogin(std::string_view login) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const bool good =
      login.size() >= 2 && login.size() <= 64 && letter(login.front()) &&
      std::all_of(login.begin(), login.end(), [&](char c) { return letter(c) || c == '.' || c == '_' || c == '-'; });
  if (good) return absl::OkStatus();
  return InvalidField(
      "login", "BAD_LOGIN",
      "a login has 2 to 64 lower case letters (a-z), digits and . _ - and begins with a letter or digit");
}

}  // namespace dondoc::identity
