#include "services/organization/identity/domain/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace dondoc::identity {
namespace {

// "2:ab3:xyz": parts with their lengths, so that no two lists of parts look alike.
std::string Key(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) key.append(std::to_string(part.size())).append(":").append(part);
  return key;
}

Limit AtHome(std::string_view login) { return {Key({"login at home", login}), kOfLoginAtHome}; }
Limit ByStrangers(std::string_view login) { return {Key({"login", login}), kOfLoginByStrangers}; }

}  // namespace

std::vector<Limit> LimitsOfAccount(std::string_view login) { return {AtHome(login), ByStrangers(login)}; }

Limit LimitOfRefusals(std::string_view client_id) { return {Key({"assertion", client_id}), kOfRefusalsKept}; }

std::vector<Limit> LimitsOf(const Attempt& attempt) {
  if (attempt.device_id) return {{Key({"device", attempt.login, *attempt.device_id}), kOfDevice, true}};
  return {{Key({"source", attempt.source}), kOfSource},
          {Key({"login from source", attempt.login, attempt.source}), kOfLoginFromSource, true},
          attempt.known_network ? AtHome(attempt.login) : ByStrangers(attempt.login)};
}

std::optional<TimePoint> WaitUntil(const Allowance& allowance, TimePoint forgotten_at, TimePoint now) {
  const TimePoint until = forgotten_at - allowance.at_most * allowance.each;
  return until <= now ? std::nullopt : std::optional<TimePoint>(until);
}

std::string NetworkOf(const std::string& address) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  const std::string without_zone = address.substr(0, address.find('%'));
  if (inet_pton(AF_INET6, without_zone.c_str(), bytes.data()) != 1) return address;
  constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> text{};
  // An IPv4 address in the clothes of IPv6, as a socket for both shows it.
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
    return inet_ntop(AF_INET, bytes.data() + kMapped.size(), text.data(), text.size());
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return std::string(inet_ntop(AF_INET6, bytes.data(), text.data(), text.size())) + "/64";
}

}  // namespace dondoc::identity
