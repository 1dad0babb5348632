// Mail servers for tests: the mail catcher (tools/mailcatcher), which is a real one, and one that stops in the middle
// of a conversation, as only a broken one does. Linked by tests only.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "common/process/process.h"

namespace dondoc::notification::testing {

// One message that the mail catcher has, as it keeps it: headers and body, lines end with \n.
struct CaughtMail {
  std::string text;
  // The value of a header (unfolded, not decoded), or "".
  std::string Header(std::string_view name) const;
  // The base64 body, decoded.
  std::string Body() const;
};

// A mail catcher on a Unix socket in `directory`. Ends the test process with a message where it cannot be started.
// Recipients with the local parts reject-450 and reject-550 are answered with that code; of mail for "drop" it keeps
// the message and cuts the connection.
class MailCatcher {
 public:
  explicit MailCatcher(const std::filesystem::path& directory);

  std::string socket() const { return (directory_ / "smtp.sock").string(); }
  std::vector<CaughtMail> Caught() const;

 private:
  const std::filesystem::path directory_;
  process::Process process_;
};

// Listens on a Unix socket and says nothing more from a point on; the connection stays open until the peer closes it.
class StallingServer {
 public:
  enum class Stall { kAtGreeting, kAtRecipient, kBeforeText, kAfterText };
  StallingServer(std::string socket, Stall stall);
  StallingServer(const StallingServer&) = delete;
  StallingServer& operator=(const StallingServer&) = delete;
  ~StallingServer();

  const std::string& socket() const { return socket_; }
  // How many messages came with their end.
  int complete() const { return complete_; }

 private:
  void Serve();
  void Converse(int connection);

  const std::string socket_;
  const Stall stall_;
  int listener_ = -1;
  int stop_[2] = {-1, -1};
  std::atomic<int> complete_ = 0;
  std::thread thread_;
};

}  // namespace dondoc::notification::testing
