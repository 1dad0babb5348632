// How often signing in may fail, so that passwords cannot be guessed and nobody can be kept out by failing in their
// name.
//
// Every attempt is counted before the password is looked at, and forgiven where it was right. What it is counted for
// depends on whether the device is known: it has signed in to this account before and shows the token that it got then
// (OWASP's device cookies).
//   a known device        the account on that device alone: whatever strangers do, it may go on
//   any other             the account from this source; the source, whatever the account; the account from all sources
// A count begins anew kWindow after its first failure. An account and a source that do not exist count as others do, so
// that nothing is told by being kept waiting.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc::identity {

inline constexpr std::chrono::minutes kWindow{15};
inline constexpr int kFailuresOfDevice = 10;             // of an account on a device that is known
inline constexpr int kFailuresOfLoginFromSource = 5;     // of an account from one source
inline constexpr int kFailuresOfSource = 50;             // from one source: an office behind one address
inline constexpr int kFailuresOfLoginByStrangers = 100;  // of an account from everywhere: guessing from many places

struct Attempt {
  std::string login;                     // folded
  std::string source;                    // an address, "local" for the machine itself
  std::optional<std::string> device_id;  // where the device is known for this login
};

// One thing that failures are counted for, and how many it may have.
struct Limit {
  std::string key;  // what is counted: its parts cannot be mistaken for each other's
  int at_most = 0;
  bool cleared_by_success = false;  // else success takes back what the attempt itself was counted
};

// What an attempt is counted for, the widest first: where that is used up, the others need no count, so that a flood
// from one source leaves few of them. Where a narrower one is used up, the attempt does not count for the wider.
std::vector<Limit> LimitsOf(const Attempt& attempt);

// What strangers' failures are counted for, wherever they come from: a new password begins anew.
Limit LimitOfStrangers(std::string_view login);

// What is counted for a key, this attempt included.
struct Count {
  int failures = 0;
  TimePoint since;
};

// Until when an attempt must wait whose key has this count, or nothing where it may go on.
std::optional<TimePoint> WaitUntil(const Limit& limit, const Count& count, TimePoint now);

}  // namespace dondoc::identity
