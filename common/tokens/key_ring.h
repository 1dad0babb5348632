// The public keys that a verifier knows, each with the one issuer that it speaks for.
//
// A key ring is a value: whoever learns of other keys makes another ring. Thread-safe to read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::tokens {

// The issuers of one installation: each signs with keys of its own and vouches for subjects of its own kinds.
inline constexpr std::string_view kOrganizationIssuer = "dondoc:organization";  // user:UUID, client:ID
inline constexpr std::string_view kServicesIssuer = "dondoc:services";          // service:NAME
inline constexpr std::string_view kOperatorIssuer = "dondoc:operator";          // operator

struct PublicKey {
  std::string issuer;  // tokens under this key must name it in `iss`
  std::string bytes;   // 32
};

class KeyRing {
 public:
  KeyRing() = default;
  explicit KeyRing(const std::vector<PublicKey>& keys);

  // Adds a key under its id; one that is there already keeps the issuer that it has.
  void Add(PublicKey key);

  // The key of exactly this id; null where there is none. An id is a stranger's text: it is compared and nothing else,
  // never part of a path, a query or a request.
  const PublicKey* Find(std::string_view id) const;

  std::size_t size() const { return keys_.size(); }

 private:
  std::map<std::string, PublicKey, std::less<>> keys_;
};

}  // namespace dondoc::tokens
