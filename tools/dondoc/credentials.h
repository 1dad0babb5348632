// Who a command calls as: whoever runs the installation, with the operator's key of the running system, or of
// $DONDOC_OPERATOR_KEY for a system on other machines. Whoever may read neither is nobody.
//
// Not thread-safe.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/authentication/own_tokens.h"
#include "common/time/clock.h"

namespace dondoc::cli {

class Credentials {
 public:
  // `var` is as FindSystem takes it.
  explicit Credentials(std::string var);
  ~Credentials();

  // The access token to call with now; empty for nobody. Errors of authentication/key_files.h where there is a key that
  // cannot be used.
  absl::StatusOr<std::string> Token();

 private:
  absl::Status LoadOperator();

  const std::string var_;
  bool looked_ = false;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<authentication::OwnTokens> operator_;
};

}  // namespace dondoc::cli
