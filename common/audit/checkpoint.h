// Checkpoints: what the chain's hash is at a number, signed (Ed25519) with a key that the database does not hold.
//
// As a line, of nine words, which is also how it stands in the file outside of the database:
//   dondoc-audit-checkpoint 1 <service> <cell> <number> <hash> <made at, RFC 3339> <key id> <signature>
// Signed is everything before the last space. Pure, but for the files of keys; thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/audit/record.h"
#include "common/tokens/key.h"

namespace dondoc::audit {

struct Checkpoint {
  std::string service;
  std::string cell;
  std::int64_t number = 0;
  Hash hash{};
  TimePoint made_at;
  std::string key_id;
  std::string signature;  // 64 bytes

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string ToLine(const Checkpoint& checkpoint);
// Nothing where the line is none, or not a whole one.
std::optional<Checkpoint> ParseCheckpoint(std::string_view line);

// Sets key id and signature.
void Sign(Checkpoint& checkpoint, const tokens::SigningKey& key);

// The keys whose signatures are believed: the present one and those before it.
class PublicKeys {
 public:
  void Add(std::string_view public_key);
  void Add(const PublicKeys& others) { keys_.insert(others.keys_.begin(), others.keys_.end()); }
  // Adds the keys of a PEM text with one or more of them. INVALID_ARGUMENT (KEY_MALFORMED).
  absl::Status AddPem(std::string_view text);

  bool empty() const { return keys_.empty(); }
  bool Knows(const std::string& key_id) const { return keys_.contains(key_id); }
  // Whether a key that is known has signed exactly this.
  bool Verifies(const Checkpoint& checkpoint) const;

 private:
  std::map<std::string, std::string> keys_;  // by id
};

// The public keys of a file. FAILED_PRECONDITION (AUDIT_KEY_NOT_USABLE).
absl::StatusOr<PublicKeys> LoadPublicKeys(const std::string& file);
}  // namespace dondoc::audit
