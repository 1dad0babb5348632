#include "common/tokens/pem.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "common/status/status.h"
#include "common/tokens/base64.h"

namespace dondoc::tokens {
namespace {

// What stands before the 32 bytes in DER. Both forms have one length only, so there is nothing to parse.
constexpr std::string_view kPrivateHead("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
constexpr std::string_view kPublicHead("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);

std::string Write(std::string_view label, std::string_view der) {
  std::string text = "-----BEGIN ";
  text.append(label).append("-----\n").append(ToBase64(der)).append("\n-----END ").append(label).append("-----\n");
  return text;
}

absl::StatusOr<std::string> Read(std::string_view text, std::string_view label, std::string_view head) {
  const auto wrong = [&] {
    return Error(
        absl::StatusCode::kInvalidArgument, "KEY_MALFORMED",
        "this is no " + std::string(label) + " of Ed25519 in PEM; openssl genpkey -algorithm ed25519 makes keys");
  };
  const std::string begin = "-----BEGIN " + std::string(label) + "-----";
  const std::string end = "-----END " + std::string(label) + "-----";
  const std::size_t from = text.find(begin);
  if (from == std::string_view::npos) return wrong();
  const std::size_t to = text.find(end, from + begin.size());
  if (to == std::string_view::npos) return wrong();
  std::string base64(text.substr(from + begin.size(), to - from - begin.size()));
  base64.erase(std::remove_if(base64.begin(), base64.end(), [](unsigned char c) { return std::isspace(c) != 0; }),
               base64.end());
  const std::optional<std::string> der = FromBase64(base64);
  if (!der || der->size() != head.size() + kSeedBytes || !der->starts_with(head)) return wrong();
  return der->substr(head.size());
}

}  // namespace

absl::StatusOr<SigningKey> ReadPrivatePem(std::string_view text) {
  DONDOC_ASSIGN_OR_RETURN(const std::string seed, Read(text, "PRIVATE KEY", kPrivateHead));
  return SigningKey::FromSeed(seed);
}

absl::StatusOr<std::string> ReadPublicPem(std::string_view text) { return Read(text, "PUBLIC KEY", kPublicHead); }

std::string WritePrivatePem(const SigningKey& key) {
  return Write("PRIVATE KEY", std::string(kPrivateHead).append(key.seed()));
}

std::string WritePublicPem(std::string_view public_key) {
  return Write("PUBLIC KEY", std::string(kPublicHead).append(public_key));
}

}  // namespace dondoc::tokens
