#include "services/organization/identity/domain/throttle.h"

namespace dondoc::identity {
namespace {

// "2:ab3:xyz": parts with their lengths, so that no two lists of parts look alike.
std::string Key(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) key.append(std::to_string(part.size())).append(":").append(part);
  return key;
}

}  // namespace

Limit LimitOfStrangers(std::string_view login) { return {Key({"login", login}), kFailuresOfLoginByStrangers, false}; }

std::vector<Limit> LimitsOf(const Attempt& attempt) {
  if (attempt.device_id) return {{Key({"device", attempt.login, *attempt.device_id}), kFailuresOfDevice, true}};
  return {{Key({"source", attempt.source}), kFailuresOfSource, false},
          {Key({"login from source", attempt.login, attempt.source}), kFailuresOfLoginFromSource, true},
          LimitOfStrangers(attempt.login)};
}

std::optional<TimePoint> WaitUntil(const Limit& limit, const Count& count, TimePoint now) {
  const TimePoint until = count.since + kWindow;
  // A clock that went back keeps nobody waiting for longer than the window.
  if (count.failures <= limit.at_most || until <= now || count.since > now) return std::nullopt;
  return until;
}

}  // namespace dondoc::identity
