#include "services/organization/identity/app/change_membership.h"

#include <algorithm>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/membership_storage.h"

namespace dondoc::identity {
namespace {

absl::Status CheckDays(const Membership& membership) {
  if (!membership.valid_to || membership.valid_from < *membership.valid_to) return absl::OkStatus();
  return InvalidField("valid_to", "BAD_PERIOD",
                      "the membership begins on " + FormatDay(membership.valid_from) + "; it must end after that");
}

// A succession can only give back what is as it left it.
absl::Status CheckHere(const Membership& membership) {
  if (!membership.went_to) return absl::OkStatus();
  return FailedPrecondition(
      "MEMBERSHIP_MOVED", "a succession ended it, and it goes on in " + *membership.went_to + "; change the one there");
}

absl::Status CheckFree(pg::Transaction& tx, const Membership& membership) {
  DONDOC_ASSIGN_OR_RETURN(const bool overlaps, Overlaps(tx, membership));
  if (!overlaps) return absl::OkStatus();
  return AlreadyExists("MEMBERSHIP_EXISTS", "the account has this role in this unit on some of these days already");
}

}  // namespace

absl::StatusOr<std::string> GrantMembership(const Context& context, const GrantCommand& command,
                                            const MembershipAnswer& answer) {
  const TimePoint now = context.clock.Now();
  DONDOC_RETURN_IF_ERROR(command.permit({.unit = command.unit_id}));
  return Once(context, "GrantMembership", command.request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    const Day from = command.valid_from.value_or(DayOf(now));
    DONDOC_ASSIGN_OR_RETURN(const UnitDays unit, LockDaysOfUnit(tx, command.unit_id));
    DONDOC_RETURN_IF_ERROR(CheckLasts(unit, std::max(from, DayOf(now))));
    DONDOC_ASSIGN_OR_RETURN(const User user, LockUser(tx, command.user_id));
    const Membership membership{.id = context.ids.NewId(),
                                .user_id = user.id,
                                .unit_id = command.unit_id,
                                .role = command.role,
                                .valid_from = from,
                                .valid_to = command.valid_to,
                                .login = user.login,
                                .user_name = user.name,
                                .granted_at = now};
    DONDOC_RETURN_IF_ERROR(CheckDays(membership));
    DONDOC_RETURN_IF_ERROR(CheckFree(tx, membership));
    DONDOC_ASSIGN_OR_RETURN(const int lasting, CountLasting(tx, user.id, DayOf(now)));
    if (lasting >= kMostMemberships) {
      return Error(absl::StatusCode::kResourceExhausted, "TOO_MANY_MEMBERSHIPS",
                   "one account acts for at most " + std::to_string(kMostMemberships) + " units and roles");
    }
    DONDOC_RETURN_IF_ERROR(InsertMembership(tx, membership));
    audit::Changes changes;
    changes.Made("user", user.id).Made("unit", membership.unit_id).Made("role", membership.role);
    changes.Made("valid_from", membership.valid_from).Made("valid_to", membership.valid_to);
    return Done{.answer = answer(membership),
                .object = {"membership", membership.id, membership.unit_id},
                .changes = std::move(changes)};
  });
}

absl::StatusOr<std::string> EndMembership(const Context& context, const RequestKey& request,
                                          const access::Permit& permit, const std::string& membership_id,
                                          std::optional<Day> valid_to, const MembershipAnswer& answer) {
  const TimePoint now = context.clock.Now();
  DONDOC_ASSIGN_OR_RETURN(const Membership found,
                          context.database.Run([&](pg::Transaction& tx) { return GetMembership(tx, membership_id); }));
  DONDOC_RETURN_IF_ERROR(permit({.unit = found.unit_id}));
  return Once(context, "EndMembership", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_ASSIGN_OR_RETURN(const UnitDays unit, LockDaysOfUnit(tx, found.unit_id));
    DONDOC_RETURN_IF_ERROR(LockUser(tx, found.user_id).status());
    DONDOC_ASSIGN_OR_RETURN(Membership membership, GetMembership(tx, membership_id));
    DONDOC_RETURN_IF_ERROR(CheckHere(membership));
    // What ends before it begins never was: a role that was granted by mistake, today or for later.
    const Day end = std::max(valid_to.value_or(DayOf(now)), membership.valid_from);
    const std::optional<Day> before = std::exchange(membership.valid_to, end);
    // Of a unit that has ended they only become shorter.
    if (before && *before < end) DONDOC_RETURN_IF_ERROR(CheckLasts(unit, DayOf(now)));
    DONDOC_RETURN_IF_ERROR(CheckFree(tx, membership));
    DONDOC_RETURN_IF_ERROR(SetEnd(tx, membership_id, membership.valid_to));
    audit::Changes changes;
    changes.Set("valid_to", before, membership.valid_to);
    return Done{.answer = answer(membership),
                .object = {"membership", membership_id, membership.unit_id},
                .changes = std::move(changes)};
  });
}

}  // namespace dondoc::identity
