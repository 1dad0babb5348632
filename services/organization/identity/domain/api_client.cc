#include "services/organization/identity/domain/api_client.h"

#include <algorithm>
#include <set>

#include "common/status/status.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {
namespace {

constexpr std::size_t kMostScopes = 32;

bool IsScope(std::string_view scope) {
  const std::size_t dot = scope.find('.');
  if (dot == 0 || dot == std::string_view::npos || dot > 40) return false;
  const std::string_view verb = scope.substr(dot + 1);
  return (verb == "read" || verb == "write") &&
         std::all_of(scope.begin(), scope.begin() + static_cast<std::ptrdiff_t>(dot),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

absl::Status CheckClient(const ApiClient& client) {
  if (!CheckLogin(client.id).ok()) {
    return InvalidField(
        "client.id", "BAD_CLIENT_ID",
        "an id has 2 to 64 lower case letters (a-z), digits and . _ - and begins with a letter or digit");
  }
  const std::set<std::string> distinct(client.scopes.begin(), client.scopes.end());
  if (distinct.empty() || client.scopes.size() > kMostScopes || distinct.size() != client.scopes.size() ||
      !std::all_of(distinct.begin(), distinct.end(), IsScope)) {
    return InvalidField("client.scopes", "BAD_SCOPE",
                        "1 to 32 different scopes are needed, each as assignments.read or values.write");
  }
  return absl::OkStatus();
}

}  // namespace dondoc::identity
