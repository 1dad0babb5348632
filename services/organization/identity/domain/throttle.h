// How often signing in may fail, so that passwords cannot be guessed and nobody can be kept out by failing in their
// name.
//
// Every attempt is counted before the password is looked at, and forgiven where it was right. What it is counted for
// depends on what is known of where it comes from (docs/adr/2026-11-22-strangers-keep-nobody-out.md):
//   a known device        has signed in to this account before and shows the token that it got then (OWASP's device
//                         cookies), or a sign-in code: the account on that device alone, whatever others do
//   a known network       the account is in use from there: the account from all networks that are known
//   any other             a stranger: the account from all strangers
// and the last two also for the account from this source, and for the source, whatever the account.
//
// Failures are forgotten one by one, each some time after the one before: who has used them up waits for one, and not
// for all. An account and a source that do not exist count as others do, so that nothing is told by being kept waiting.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc::identity {

// So many failures at once, and one more whenever one is forgotten.
struct Allowance {
  int at_most = 0;
  std::chrono::seconds each{};  // after which one is forgotten

  // In any time of this length.
  int Within(std::chrono::seconds time) const { return at_most + static_cast<int>(time / each); }
};

inline constexpr Allowance kOfDevice{10, std::chrono::minutes(5)};             // of an account on a known device
inline constexpr Allowance kOfLoginFromSource{5, std::chrono::minutes(3)};     // of an account from one source
inline constexpr Allowance kOfSource{50, std::chrono::seconds(18)};            // from one source: an office
inline constexpr Allowance kOfLoginAtHome{50, std::chrono::minutes(15)};       // of an account from its networks
inline constexpr Allowance kOfLoginByStrangers{50, std::chrono::minutes(15)};  // of an account from everywhere else

// Refused assertions of a system that the audit keeps: they are refused without limit, and anybody can send them.
inline constexpr Allowance kOfRefusalsKept{50, std::chrono::minutes(15)};

// Within which sessions say what networks are known.
inline constexpr std::chrono::hours kNetworkKnownFor{90 * 24};

struct Attempt {
  std::string login;                     // folded
  std::string source;                    // NetworkOf an address
  std::optional<std::string> device_id;  // where the device is known for this login
  bool known_network = false;            // the source is one of this login's

  bool of_stranger() const { return !device_id && !known_network; }
};

// One thing that failures are counted for, and how many it may have.
struct Limit {
  std::string key;  // what is counted: its parts cannot be mistaken for each other's
  Allowance allowance;
  bool cleared_by_success = false;  // else success takes back what the attempt itself was counted
};

// What an attempt is counted for, the widest first: where that is used up, the others need no count, so that a flood
// from one source leaves few of them. Where a narrower one is used up, the attempt does not count for the wider.
std::vector<Limit> LimitsOf(const Attempt& attempt);

// What failures are counted for wherever they come from: a new password begins anew. Not those from one source, of
// which nobody knows the keys.
std::vector<Limit> LimitsOfAccount(std::string_view login);

// What is counted for refused assertions of a system; of all that there are not, "".
Limit LimitOfRefusals(std::string_view client_id);

// Until when an attempt must wait, or nothing where it may go on. `forgotten_at`: when all failures that are counted
// are forgotten, this attempt included.
std::optional<TimePoint> WaitUntil(const Allowance& allowance, TimePoint forgotten_at, TimePoint now);

// Whom an address counts for: IPv6 by the first 64 bits, of which one computer has all others; else the address itself.
std::string NetworkOf(const std::string& address);

}  // namespace dondoc::identity
