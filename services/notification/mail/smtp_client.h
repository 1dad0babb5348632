// Hands one mail at a time to a mail server by SMTP (libcurl), over TCP or a Unix socket.
//
// What matters is whether the server has the mail: every outcome says it as far as it can be known. Up to the end of
// the message (the final dot) it certainly has it not; between that and its answer nobody knows.
//
// Not thread-safe: one client a thread. Keeps its connection between mails.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "services/notification/domain/delivery.h"

namespace dondoc::notification {

struct SmtpOptions {
  std::string url = "smtp://localhost";  // smtp:// or smtps://, credentials as user:password@
  std::string socket;                    // path of a Unix socket; then the url's host is only a name
  bool require_tls = false;              // STARTTLS or smtps, or no mail at all; else TLS where the server offers it
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};  // of the whole mail; no byte for half of it ends it as well
};

struct SmtpOutcome {
  AttemptResult result = AttemptResult::kRefusedForNow;
  bool abandoned = false;  // `before_end` said no: the server does not have the mail
  std::string answer;      // the server's last line, or what went wrong; at most 500 bytes, no secrets
};

class SmtpClient {
 public:
  explicit SmtpClient(SmtpOptions options);
  SmtpClient(const SmtpClient&) = delete;
  SmtpClient& operator=(const SmtpClient&) = delete;
  ~SmtpClient();

  // Sends `mail` (as Render made it). `before_end` is called once all of it but its end was handed out: false gives it
  // up, and the server drops what it has.
  //
  // A 5xx to the sender, the recipient or the text is final; one to the greeting, to TLS or to the credentials is the
  // server's or our own trouble and passes.
  SmtpOutcome Send(const std::string& from, const std::string& to, std::string_view mail,
                   const std::function<bool()>& before_end);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dondoc::notification
