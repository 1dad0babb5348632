// A list that was planned is taken away again: a mistake, or what has come to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct DiscardedList {
  std::int64_t territories = 0;
  std::size_t bodies = 0;
};

// Withdraws the planned territories of a list, with everything that was made in them. Their codes, names and
// identifiers are free: the list may be imported again. Nothing is published: what copies of the tree know of these
// units, that they are planned, stays as it is, as with the twins of those that go on. Once for each request id.
//   NOT_FOUND            LIST_NOT_FOUND
//   FAILED_PRECONDITION  LIST_NOT_PLANNED  some of its territories are in force, or were
//   FAILED_PRECONDITION  LIST_IN_USE       says by what: planned successions, roles, accounts, systems, groups
absl::StatusOr<std::string> DiscardList(const Context& context, const RequestKey& request, const std::string& code_list,
                                        const std::function<std::string(const DiscardedList&)>& answer);

}  // namespace dondoc::organization
