// Memberships to rows and back. Errors are those of pg::Transaction, besides what is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {

// NOT_FOUND (UNIT_NOT_FOUND).
absl::Status InsertMembership(pg::Transaction& tx, const Membership& membership);
// Locks the unit (FOR SHARE): its end stays so until the transaction ends. To be asked before an account is locked: a
// succession locks units first. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<UnitDays> LockDaysOfUnit(pg::Transaction& tx, const std::string& unit_id);
// Whether the account has the same role in the same unit on some of these days, by another membership.
absl::StatusOr<bool> Overlaps(pg::Transaction& tx, const Membership& membership);
// How many memberships have not ended on a day.
absl::StatusOr<int> CountLasting(pg::Transaction& tx, const std::string& user_id, Day day);
// NOT_FOUND (MEMBERSHIP_NOT_FOUND).
absl::StatusOr<Membership> GetMembership(pg::Transaction& tx, const std::string& id);
absl::Status SetEnd(pg::Transaction& tx, const std::string& id, std::optional<Day> valid_to);

// Of an account, of a unit, or of a succession.
struct MembershipFilter {
  std::optional<std::string> user_id;
  std::optional<std::string> unit_id;
  std::optional<std::string> succession_id;  // in bodies that it ends without an heir, and beyond its day
  std::optional<std::string> after_id;       // the last one of the page before
  access::Filter seen;                       // those in units that the caller may see, on `today`
  Day today;
  int limit = 0;
};
// By first day and id.
absl::StatusOr<std::vector<Membership>> ListMemberships(pg::Transaction& tx, const MembershipFilter& filter);
// Of accounts, on a day; those in units that the caller may see `today`.
absl::StatusOr<std::vector<Membership>> ListCurrentMemberships(pg::Transaction& tx,
                                                               const std::vector<std::string>& user_ids, Day day,
                                                               const access::Filter& seen, Day today);

}  // namespace dondoc::identity
