#include "common/authentication/key_cache.h"

#include <algorithm>
#include <utility>

#include "common/authentication/migrations.h"
#include "common/authentication/sql.h"
#include "common/status/status.h"

namespace dondoc::authentication {
namespace {

constexpr std::chrono::seconds kAskAgain{1};

std::vector<pg::Bytes> ToBytes(const std::vector<std::string>& keys) {
  std::vector<pg::Bytes> bytes;
  for (const std::string& key : keys) bytes.push_back({key});
  return bytes;
}

}  // namespace

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("authentication", migrations::kFiles); }

KeyCache::KeyCache(std::vector<tokens::PublicKey> fixed, pg::Database& database, const Clock& clock, Fetch fetch)
    : fixed_(std::move(fixed)), database_(database), clock_(clock), fetch_(std::move(fetch)) {
  Believe({});
}

std::shared_ptr<const tokens::KeyRing> KeyCache::ring() const {
  const std::lock_guard lock(mutex_);
  return ring_;
}

void KeyCache::Believe(const std::vector<std::string>& keys) {
  auto ring = std::make_shared<tokens::KeyRing>(fixed_);
  for (const std::string& key : keys) ring->Add({.issuer = std::string(tokens::kOrganizationIssuer), .bytes = key});
  const std::lock_guard lock(mutex_);
  ring_ = std::move(ring);
}

absl::Status KeyCache::Load() {
  const std::lock_guard refreshing(refreshing_);
  DONDOC_ASSIGN_OR_RETURN(kept_, database_.Run([](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTrustedKeys));
    std::vector<std::string> keys;
    for (const pg::Row row : rows) keys.push_back(row.Get<pg::Bytes>("public_key").data);
    return keys;
  }));
  Believe(kept_);
  return absl::OkStatus();
}

absl::Status KeyCache::Refresh() {
  const std::lock_guard refreshing(refreshing_);
  if (!fetch_) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> keys, fetch_());
  std::sort(keys.begin(), keys.end());
  if (keys == kept_) return absl::OkStatus();
  Believe(keys);
  return Keep(keys);
}

absl::Status KeyCache::Keep(const std::vector<std::string>& keys) {
  const TimePoint now = clock_.Now();
  const absl::Status kept = database_.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteOtherTrustedKeys, ToBytes(keys)).status());
    return tx.Execute(sql::kInsertTrustedKeys, ToBytes(keys), now).status();
  });
  if (kept.ok()) kept_ = keys;
  return kept;
}

bool KeyCache::RefreshForUnknownKey() {
  {
    const std::lock_guard lock(mutex_);
    const TimePoint now = clock_.Now();
    // A clock that went back does not keep anybody waiting.
    if (asked_at_ <= now && now - asked_at_ < kAskAgain) return false;
    asked_at_ = now;
  }
  return Refresh().ok();
}

}  // namespace dondoc::authentication
