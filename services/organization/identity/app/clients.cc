#include "services/organization/identity/app/clients.h"

#include <optional>
#include <utility>

#include "common/status/status.h"
#include "common/tokens/token.h"
#include "services/organization/identity/domain/throttle.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/membership_storage.h"
#include "services/organization/identity/storage/throttle_storage.h"

namespace dondoc::identity {
namespace {

constexpr std::size_t kLongestJti = 256;

absl::Status Refused() {
  return Unauthenticated("ASSERTION_REFUSED",
                         "no such system, or it was revoked, or the assertion was used before or has no jti");
}

// Beyond what is kept of a system nothing is: else whoever likes could fill the audit.
absl::Status RecordRefusal(const Context& context, const RequestKey& request, const std::optional<ApiClient>& client,
                           const absl::Status& why, TimePoint now) {
  Limit limit = LimitOfRefusals(client ? client->id : "");
  limit.key = HashOf(limit.key);
  audit::Object object{"api_client", ""};
  if (client) object = {"api_client", client->id, client->unit_id};
  audit::Changes changes;
  changes.Made("refused", client ? Reason(why) : "no such system");
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    // Looked at first: a flood does not write to the one row that all systems that there are not share.
    DONDOC_ASSIGN_OR_RETURN(const bool used_up, IsUsedUp(tx, limit, now));
    if (used_up) return absl::OkStatus();
    DONDOC_ASSIGN_OR_RETURN(const TimePoint forgotten_at, ChargeFailure(tx, limit, now));
    if (WaitUntil(limit.allowance, forgotten_at, now)) return ForgiveFailures(tx, {limit}, now);
    return audit::Append(tx, ActOf("ExchangeAssertion", request, now, object, changes));
  });
}

}  // namespace

absl::StatusOr<std::string> CreateClient(const Context& context, const RequestKey& request,
                                         const access::Permit& permit, ApiClient client, const ClientAnswer& answer) {
  const TimePoint now = context.clock.Now();
  client.created_at = now;
  DONDOC_RETURN_IF_ERROR(CheckClient(client));
  DONDOC_RETURN_IF_ERROR(permit({.unit = client.unit_id}));
  return Once(context, "CreateApiClient", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_ASSIGN_OR_RETURN(const UnitDays unit, LockDaysOfUnit(tx, client.unit_id));
    DONDOC_RETURN_IF_ERROR(CheckLasts(unit, DayOf(now)));
    DONDOC_RETURN_IF_ERROR(InsertClient(tx, client));
    audit::Changes changes;
    changes.Made("name", client.name).Made("unit", client.unit_id).Made("roles", client.roles);
    changes.Made("scopes", client.scopes).Made("key", tokens::KeyId(client.public_key));
    return Done{
        .answer = answer(client), .object = {"api_client", client.id, client.unit_id}, .changes = std::move(changes)};
  });
}

absl::StatusOr<std::string> RevokeClient(const Context& context, const RequestKey& request,
                                         const access::Permit& permit, const std::string& client_id,
                                         const ClientAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const auto find = [&](pg::Transaction& tx) { return FindClient(tx, client_id); };
  DONDOC_ASSIGN_OR_RETURN(const std::optional<ApiClient> known, context.database.Run(find));
  if (!known) return NotFound("CLIENT_NOT_FOUND", "there is no such system");
  DONDOC_RETURN_IF_ERROR(permit({.unit = known->unit_id}));
  return Once(context, "RevokeApiClient", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_ASSIGN_OR_RETURN(std::optional<ApiClient> client, find(tx));
    DONDOC_RETURN_IF_ERROR(RevokeClient(tx, client_id, now));
    audit::Changes changes;
    changes.Set("revoked", client->revoked_at.has_value(), true);
    if (!client->revoked_at) client->revoked_at = now;
    return Done{
        .answer = answer(*client), .object = {"api_client", client_id, client->unit_id}, .changes = std::move(changes)};
  });
}

absl::StatusOr<AccessToken> ExchangeAssertion(const Context& context, const RequestKey& request,
                                              const std::string& client_id, const std::string& assertion) {
  const TimePoint now = context.clock.Now();
  std::optional<ApiClient> client;
  absl::StatusOr<AccessToken> exchanged = context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<AccessToken> {
    DONDOC_ASSIGN_OR_RETURN(client, FindClient(tx, client_id));
    if (!client || client->revoked_at) return Refused();
    const tokens::Expectation expected{.kind = tokens::Kind::kAssertion, .longest_life = kAssertionLife};
    const tokens::KeyRing keys({{.issuer = client->id, .bytes = client->public_key}});
    DONDOC_ASSIGN_OR_RETURN(const tokens::Claims claims, tokens::Verify(assertion, keys, expected, now));
    if (claims.subject != client->id || claims.id.empty() || claims.id.size() > kLongestJti) return Refused();
    // Remembered for as long as it would be taken.
    DONDOC_ASSIGN_OR_RETURN(const bool first,
                            UseAssertion(tx, client->id, HashOf(claims.id), claims.expires_at + expected.leeway));
    if (!first) return Refused();
    DONDOC_ASSIGN_OR_RETURN(AccessToken token, IssueAccess(tx, context, *client, now));
    audit::Act act = ActOf("ExchangeAssertion", request, now, {"api_client", client->id, client->unit_id}, {});
    act.caller.subject = "client:" + client->id;
    act.caller.name = client->id;
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    return token;
  });
  if (absl::IsUnauthenticated(exchanged.status()))
    DONDOC_RETURN_IF_ERROR(RecordRefusal(context, request, client, exchanged.status(), now));
  return exchanged;
}

}  // namespace dondoc::identity
