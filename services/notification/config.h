// The knobs of the notification service, beside those that every service has.
#pragma once

#include <chrono>
#include <string>

#include "common/config/config.h"

namespace dondoc::notification {

struct Config {
  std::string smtp_url = "smtp://localhost";
  std::string smtp_socket;
  std::string mail_from = "dondoc@localhost";
  bool smtp_require_tls = false;
  std::chrono::milliseconds smtp_connect_timeout{10'000};
  std::chrono::milliseconds smtp_timeout{60'000};
  std::chrono::milliseconds mail_unknown_delay{60'000};
  int mail_senders = 2;

  void Read(config::Reader& reader);
};

}  // namespace dondoc::notification
