#include "services/organization/identity/app/permits.h"

#include <set>

#include "common/status/status.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/membership_storage.h"

namespace dondoc::identity {
namespace {

// More than an account can have: kMostMemberships at a time.
constexpr int kAll = 10000;

absl::StatusOr<std::set<std::string>> UnitsOf(pg::Transaction& tx, const User& user, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Membership> memberships,
                          ListMemberships(tx, {.user_id = user.id, .seen = {.all = true}, .limit = kAll}));
  std::set<std::string> units = {user.unit_id};
  for (const Membership& membership : memberships) {
    if (!membership.valid_to || today < *membership.valid_to) units.insert(membership.unit_id);
  }
  return units;
}

}  // namespace

absl::Status PermitWholeAccount(pg::Transaction& tx, const access::Permit& permit, const User& user, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> units, UnitsOf(tx, user, today));
  for (const std::string& unit : units) DONDOC_RETURN_IF_ERROR(permit({.unit = unit}));
  return absl::OkStatus();
}

absl::StatusOr<User> FindPermitted(pg::Database& database, const access::Permit& permit, const std::string& user_id,
                                   Day today) {
  return database.Run([&](pg::Transaction& tx) -> absl::StatusOr<User> {
    DONDOC_ASSIGN_OR_RETURN(User user, GetUser(tx, user_id));
    DONDOC_RETURN_IF_ERROR(PermitWholeAccount(tx, permit, user, today));
    return user;
  });
}

absl::Status PermitSight(pg::Transaction& tx, const access::Permit& permit, const User& user, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> units, UnitsOf(tx, user, today));
  absl::Status status;
  for (const std::string& unit : units) {
    status = permit({.unit = unit});
    if (status.ok()) return status;
  }
  return status;
}

}  // namespace dondoc::identity
