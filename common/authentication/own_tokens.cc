#include "common/authentication/own_tokens.h"

#include <utility>

namespace dondoc::authentication {
namespace {

constexpr std::chrono::seconds kLife{600};

}  // namespace

std::unique_ptr<OwnTokens> OwnTokens::OfService(tokens::SigningKey key, std::string name, const Clock& clock) {
  tokens::Claims claims;
  claims.issuer = tokens::kServicesIssuer;
  claims.subject = "service:" + name;
  claims.name = std::move(name);
  return std::unique_ptr<OwnTokens>(new OwnTokens(std::move(key), std::move(claims), clock));
}

std::unique_ptr<OwnTokens> OwnTokens::OfOperator(tokens::SigningKey key, std::string name, const Clock& clock) {
  tokens::Claims claims;
  claims.issuer = tokens::kOperatorIssuer;
  claims.subject = "operator";
  claims.name = std::move(name);
  return std::unique_ptr<OwnTokens>(new OwnTokens(std::move(key), std::move(claims), clock));
}

OwnTokens::OwnTokens(tokens::SigningKey key, tokens::Claims claims, const Clock& clock)
    : key_(std::move(key)), clock_(clock), claims_(std::move(claims)) {
  claims_.audience = tokens::kAudience;
}

std::string OwnTokens::Token() {
  const TimePoint now = clock_.Now();
  const std::lock_guard lock(mutex_);
  if (!token_.empty() && claims_.issued_at <= now && now < claims_.issued_at + kLife / 2) return token_;
  claims_.issued_at = claims_.not_before = now;
  claims_.expires_at = now + kLife;
  // A name that is not UTF-8 would be the only reason for a refusal; then there is no token, and nobody believes it.
  token_ = tokens::Sign(claims_, tokens::Kind::kAccess, key_).value_or(std::string());
  return token_;
}

}  // namespace dondoc::authentication
