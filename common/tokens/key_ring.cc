#include "common/tokens/key_ring.h"

#include <utility>

#include "common/tokens/key.h"

namespace dondoc::tokens {

KeyRing::KeyRing(const std::vector<PublicKey>& keys) {
  for (const PublicKey& key : keys) Add(key);
}

void KeyRing::Add(PublicKey key) {
  std::string id = KeyId(key.bytes);
  keys_.emplace(std::move(id), std::move(key));
}

const PublicKey* KeyRing::Find(std::string_view id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace dondoc::tokens
