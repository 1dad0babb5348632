#include "services/organization/identity/domain/signing_keys.h"

namespace dondoc::identity {

const SigningKeyRecord* SignerAt(const std::vector<SigningKeyRecord>& keys, TimePoint now) {
  const SigningKeyRecord* signer = nullptr;
  const SigningKeyRecord* next = nullptr;
  for (const SigningKeyRecord& key : keys) {
    if (key.removed_at) continue;
    if (key.signs_from <= now) {
      if (signer == nullptr || signer->signs_from < key.signs_from) signer = &key;
    } else if (next == nullptr || key.signs_from < next->signs_from) {
      next = &key;
    }
  }
  return signer == nullptr ? next : signer;
}

TimePoint SignsFrom(const std::vector<SigningKeyRecord>& keys, TimePoint now) {
  return SignerAt(keys, now) == nullptr ? now : now + kKnownAfter;
}

bool IsRotationDue(const std::vector<SigningKeyRecord>& keys, TimePoint now) {
  for (const SigningKeyRecord& key : keys) {
    if (!key.removed_at && now < key.signs_from + kRotateAfter) return false;
  }
  return true;
}

std::vector<std::string> OutlivedAt(const std::vector<SigningKeyRecord>& keys, TimePoint now) {
  const SigningKeyRecord* signer = SignerAt(keys, now);
  std::vector<std::string> outlived;
  if (signer == nullptr || now < signer->signs_from + kRemoveAfter) return outlived;
  for (const SigningKeyRecord& key : keys) {
    if (!key.removed_at && key.signs_from < signer->signs_from) outlived.push_back(key.id);
  }
  return outlived;
}

}  // namespace dondoc::identity
