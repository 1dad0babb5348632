// The one way that a directive is changed: what it becomes is worked out first, with other services asked where needed,
// and then written in one transaction, if it is still what it was.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directive/app/context.h"
#include "services/directive/domain/corrections.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive::app {

// A directive that somebody has read at a version.
struct AtVersion {
  std::string directive_id;
  std::int64_t version = 0;
};

// What it becomes.
struct Changed {
  Directive directive;          // its version is set when it is written
  std::vector<Change> changes;  // by a person
  std::optional<std::int64_t> undoes;
};

// Given the directive and now; says whether it may be changed at all. May ask other services, must have no effect.
using WorkOut = std::function<absl::StatusOr<Changed>(const Directive& present, TimePoint now)>;

// Whose the directive is, as the question who may is asked; for who changes the answer by what is asked for.
using PartiesOf = std::function<access::Parties(access::Parties present)>;

// Changes a directive and returns its id. What nothing became of is not written. One that becomes issued sends its
// facts. Errors besides those of `work_out`: what request.permit says,
// NOT_FOUND (DIRECTIVE_NOT_FOUND), ABORTED (STALE_ETAG), ALREADY_EXISTS
// (DUPLICATE_NUMBER; metadata directive_id is who has its number or, where it was discarded, its file by now),
// INVALID_ARGUMENT (REQUEST_ID_REUSED). Idempotent by request.id.
absl::StatusOr<std::string> ChangeDirective(Context& context, const Request& request, std::string_view method,
                                            const AtVersion& target, const WorkOut& work_out,
                                            const PartiesOf& parties_of = nullptr);

// What happens in the transaction of a write; says what it does to what, which the audit then has.
using Effect = std::function<absl::StatusOr<std::string>(pg::Transaction& tx, audit::Act& act)>;

// Runs `effect` in a transaction, once for a request; its answer, also the next time. After ALREADY_EXISTS it runs once
// more: where a unique index says so, another transaction has just done what `effect` had looked for in vain, and can
// be named now.
absl::StatusOr<std::string> Once(Context& context, const Request& request, std::string_view method, TimePoint now,
                                 const Effect& effect);

}  // namespace dondoc::directive::app
