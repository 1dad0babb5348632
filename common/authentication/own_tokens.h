// The tokens that a process makes for itself: a service for its calls to other services, the command line of whoever
// runs the installation. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "common/time/clock.h"
#include "common/tokens/key.h"
#include "common/tokens/token.h"

namespace dondoc::authentication {

class OwnTokens {
 public:
  // As the service `name`, or as the operator, whom people call `name`. The clock must outlive it.
  static std::unique_ptr<OwnTokens> OfService(tokens::SigningKey key, std::string name, const Clock& clock);
  static std::unique_ptr<OwnTokens> OfOperator(tokens::SigningKey key, std::string name, const Clock& clock);

  // A token that is valid for some minutes; made anew when half of its life is over, or when the clock has gone back.
  std::string Token();

 private:
  OwnTokens(tokens::SigningKey key, tokens::Claims claims, const Clock& clock);

  const tokens::SigningKey key_;
  const Clock& clock_;
  std::mutex mutex_;
  tokens::Claims claims_;
  std::string token_;
};

}  // namespace dondoc::authentication
