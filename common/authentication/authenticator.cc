#include "common/authentication/authenticator.h"

#include <grpcpp/server_context.h>

#include "common/authentication/identify.h"
#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/tokens/token.h"

namespace dondoc::authentication {
namespace {

constexpr std::string_view kScheme = "bearer ";

bool HasScheme(std::string_view value) {
  if (value.size() <= kScheme.size()) return false;
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = value[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != kScheme[i]) return false;
  }
  return true;
}

std::vector<std::string> Values(const grpc::ServerContext& context, const char* key) {
  std::vector<std::string> values;
  const auto [first, last] = context.client_metadata().equal_range(key);
  for (auto value = first; value != last; ++value) values.emplace_back(value->second.data(), value->second.size());
  return values;
}

}  // namespace

absl::StatusOr<access::Caller> Authenticator::Authenticate(const Credentials& credentials) {
  access::Caller caller;
  caller.address = credentials.address;
  if (credentials.authorization.empty()) return caller;
  if (credentials.authorization.size() > 1 || !HasScheme(credentials.authorization.front()))
    return Unauthenticated("NOT_A_BEARER", "say who calls once, as `authorization: Bearer <access token>`");
  const std::string unit = credentials.unit.empty() ? std::string() : credentials.unit.front();
  if (credentials.unit.size() > 1 || (!unit.empty() && !IsUuid(unit)))
    return InvalidField("x-dondoc-unit", "BAD_ID", "the unit that the call is for is not one UUID");
  const std::string_view token = std::string_view(credentials.authorization.front()).substr(kScheme.size());
  const TimePoint now = clock_.Now();
  absl::StatusOr<tokens::Claims> claims = tokens::Verify(token, *keys_.ring(), {}, now);
  if (Reason(claims.status()) == "TOKEN_KEY_UNKNOWN" && keys_.RefreshForUnknownKey())
    claims = tokens::Verify(token, *keys_.ring(), {}, now);
  if (!claims.ok()) return claims.status();
  DONDOC_ASSIGN_OR_RETURN(caller, Identify(*claims, unit));
  caller.address = credentials.address;
  return caller;
}

absl::StatusOr<access::Caller> Authenticator::Authenticate(const grpc::ServerContext& context) {
  return Authenticate({.authorization = Values(context, "authorization"),
                       .unit = Values(context, "x-dondoc-unit"),
                       .address = AddressOf(context.peer())});
}

std::string AddressOf(std::string_view peer) {
  if (peer.starts_with("unix")) return std::string(kLocal);
  if (!peer.starts_with("ipv4:") && !peer.starts_with("ipv6:")) return "";
  const std::size_t port = peer.rfind(':');
  std::string address(peer.substr(5, port <= 5 ? 0 : port - 5));
  for (const std::string_view bracket : {"%5B", "%5D", "[", "]"}) {
    if (const std::size_t at = address.find(bracket); at != std::string::npos) address.erase(at, bracket.size());
  }
  return address;
}

}  // namespace dondoc::authentication
