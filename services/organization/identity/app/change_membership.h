// Accounts act for units in roles, from a day to a day.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {

using MembershipAnswer = std::function<std::string(const Membership&)>;

struct GrantCommand {
  RequestKey request;
  access::Permit permit;
  std::string user_id;
  std::string unit_id;
  std::string role;
  std::optional<Day> valid_from;  // today
  std::optional<Day> valid_to;
};

// ALREADY_EXISTS (MEMBERSHIP_EXISTS); RESOURCE_EXHAUSTED (TOO_MANY_MEMBERSHIPS); NOT_FOUND (USER_NOT_FOUND,
// UNIT_NOT_FOUND); INVALID_ARGUMENT (BAD_PERIOD); PERMISSION_DENIED; FAILED_PRECONDITION (UNIT_ENDED) where the unit no
// longer exists today or on the first day. Once for each request id.
absl::StatusOr<std::string> GrantMembership(const Context& context, const GrantCommand& command,
                                            const MembershipAnswer& answer);

// An end on the first day or before says that it never was: it gives no right, is on no list and in nobody's way; that
// it was granted and taken back is in the audit.
// NOT_FOUND (MEMBERSHIP_NOT_FOUND); ALREADY_EXISTS (MEMBERSHIP_EXISTS) where a later end meets another one;
// FAILED_PRECONDITION (MEMBERSHIP_MOVED) where it goes on in an heir, (UNIT_ENDED) for a later end in a unit that has
// ended. Once for each request id.
absl::StatusOr<std::string> EndMembership(const Context& context, const RequestKey& request,
                                          const access::Permit& permit, const std::string& membership_id,
                                          std::optional<Day> valid_to, const MembershipAnswer& answer);

}  // namespace dondoc::identity
