#include "services/organization/identity/app/signing_keys.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "common/log/log.h"
#include "common/status/status.h"
#include "common/tokens/key.h"
#include "services/organization/identity/domain/throttle.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/session_storage.h"
#include "services/organization/identity/storage/signing_key_storage.h"
#include "services/organization/identity/storage/throttle_storage.h"

namespace dondoc::identity {
namespace {

constexpr std::chrono::seconds kTendEvery{30};
constexpr int kPrunedAtOnce = 1000;  // in one transaction
// A refresh token that comes after its end still tells that it was stolen.
constexpr std::chrono::hours kTokensKept{24 * 30};

absl::StatusOr<SigningKeyRecord> MakeKey(pg::Transaction& tx, const Context& context,
                                         const std::vector<SigningKeyRecord>& keys, TimePoint now) {
  const tokens::SigningKey key = tokens::SigningKey::Generate();
  SigningKeyRecord record{.id = key.id(),
                          .public_key = key.public_key(),
                          .sealed = context.vault.Seal(key.seed(), key.id()),
                          .created_at = now,
                          .signs_from = SignsFrom(keys, now)};
  DONDOC_RETURN_IF_ERROR(InsertSigningKey(tx, record));
  return record;
}

// Until nothing is left: what a flood makes does not grow over what is pruned.
absl::Status PruneAll(const Context& context, absl::StatusOr<std::int64_t> (*prune)(pg::Transaction&, TimePoint, int),
                      TimePoint before) {
  for (std::int64_t pruned = kPrunedAtOnce; pruned == kPrunedAtOnce;) {
    DONDOC_ASSIGN_OR_RETURN(
        pruned, context.database.Run([&](pg::Transaction& tx) { return prune(tx, before, kPrunedAtOnce); }));
  }
  return absl::OkStatus();
}

absl::Status Prune(const Context& context) {
  const TimePoint now = context.clock.Now();
  DONDOC_RETURN_IF_ERROR(PruneAll(context, PruneFailures, now));
  DONDOC_RETURN_IF_ERROR(PruneAll(context, PruneUsedAssertions, now));
  return PruneAll(context, PruneRefreshTokens, now - kTokensKept);
}

}  // namespace

absl::Status TendSigningKeys(const Context& context) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(LockSigningKeys(tx));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<SigningKeyRecord> keys, ListSigningKeys(tx));
    if (IsRotationDue(keys, now)) DONDOC_RETURN_IF_ERROR(MakeKey(tx, context, keys, now).status());
    return RemoveSigningKeys(tx, OutlivedAt(keys, now), now);
  });
}

void TendIdentity(const Context& context, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    for (const absl::Status& status : {TendSigningKeys(context), Prune(context)}) {
      if (!status.ok()) log::Warning("identity not tended", {{"cause", status.ToString()}});
    }
    stopped.wait_for(lock, stop, kTendEvery, [] { return false; });
  }
}

absl::StatusOr<std::string> RotateSigningKey(const Context& context, const RequestKey& request,
                                             const KeyAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "RotateSigningKey", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_RETURN_IF_ERROR(LockSigningKeys(tx));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<SigningKeyRecord> keys, ListSigningKeys(tx));
    DONDOC_ASSIGN_OR_RETURN(const SigningKeyRecord key, MakeKey(tx, context, keys, now));
    audit::Changes changes;
    changes.Made("signs_from", key.signs_from);
    return Done{.answer = answer(key), .object = {"signing_key", key.id}, .changes = std::move(changes)};
  });
}

absl::StatusOr<std::string> RemoveSigningKey(const Context& context, const RequestKey& request,
                                             const std::string& key_id, const KeyAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "RemoveSigningKey", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_RETURN_IF_ERROR(LockSigningKeys(tx));
    DONDOC_ASSIGN_OR_RETURN(std::vector<SigningKeyRecord> keys, ListSigningKeys(tx));
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](const SigningKeyRecord& each) { return each.id == key_id; });
    if (key == keys.end()) return NotFound("KEY_NOT_FOUND", "there is no such key");
    DONDOC_RETURN_IF_ERROR(RemoveSigningKeys(tx, {key_id}, now));
    audit::Changes changes;
    changes.Set("removed", key->removed_at.has_value(), true);
    if (!key->removed_at) key->removed_at = now;
    if (SignerAt(keys, now) == nullptr) DONDOC_RETURN_IF_ERROR(MakeKey(tx, context, keys, now).status());
    return Done{.answer = answer(*key), .object = {"signing_key", key_id}, .changes = std::move(changes)};
  });
}

}  // namespace dondoc::identity
