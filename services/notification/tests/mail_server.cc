#include "services/notification/tests/mail_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

#include "absl/strings/escaping.h"

namespace dondoc::notification::testing {
namespace {

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "mail server of the test: %s\n", what.c_str());
  std::abort();
}

process::Process StartCatcher(const std::filesystem::path& directory) {
  const std::filesystem::path ready = directory / "mail.ready";
  auto process = process::Process::Spawn(
      {.argv = {"/usr/bin/python3", "tools/mailcatcher/mailcatcher.py", "--socket", (directory / "smtp.sock").string(),
                "--maildir", (directory / "mail").string(), "--ready-file", ready.string(), "--reject",
                "450=reject-450", "--reject", "550=reject-550", "--drop", "drop"},
       .environment = {},
       .directory = {},
       .log = directory / "mailcatcher.log",
       .user = std::nullopt});
  if (!process.ok()) Fail(process.status().ToString());
  // Its end is what Wait waits for: only a catcher that cannot start ends, so this is a short poll for the ready file.
  for (int tries = 0; tries < 600; ++tries) {
    if (std::filesystem::exists(ready)) return *std::move(process);
    if (process->Wait(std::chrono::milliseconds(50)).has_value()) break;
  }
  Fail(process::LastLines(directory / "mailcatcher.log", 5));
}

}  // namespace

std::string CaughtMail::Header(std::string_view name) const {
  std::istringstream lines(text.substr(0, text.find("\n\n")));
  std::string value;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (inside && (line.starts_with(' ') || line.starts_with('\t'))) {
      value += line;
      continue;
    }
    if (inside) break;
    inside = line.starts_with(std::string(name) + ": ");
    if (inside) value = line.substr(name.size() + 2);
  }
  return value;
}

std::string CaughtMail::Body() const {
  std::string encoded = text.substr(text.find("\n\n") + 2);
  std::erase(encoded, '\n');
  std::string decoded;
  if (!absl::Base64Unescape(encoded, &decoded)) return "not base64: " + encoded;
  return decoded;
}

MailCatcher::MailCatcher(const std::filesystem::path& directory)
    : directory_(directory), process_(StartCatcher(directory)) {}

std::vector<CaughtMail> MailCatcher::Caught() const {
  std::vector<CaughtMail> caught;
  for (const auto& entry : std::filesystem::directory_iterator(directory_ / "mail" / "new")) {
    std::ifstream file(entry.path(), std::ios::binary);
    caught.push_back({std::string(std::istreambuf_iterator<char>(file), {})});
  }
  return caught;
}

StallingServer::StallingServer(std::string socket, Stall stall) : socket_(std::move(socket)), stall_(stall) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.size() >= sizeof(address.sun_path)) Fail("the path of the socket is too long");
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  listener_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || ::listen(listener_, 8) != 0 ||
      ::pipe(stop_) != 0) {
    Fail(std::strerror(errno));
  }
  thread_ = std::thread([this] { Serve(); });
}

StallingServer::~StallingServer() {
  ::close(stop_[1]);
  thread_.join();
  ::close(stop_[0]);
  ::close(listener_);
  ::unlink(socket_.c_str());
}

void StallingServer::Serve() {
  for (;;) {
    pollfd wait[2] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(wait, 2, -1) < 0 || wait[1].revents != 0) return;
    const int connection = ::accept(listener_, nullptr, nullptr);
    Converse(connection);
    ::close(connection);
  }
}

void StallingServer::Converse(int connection) {
  bool stalled = stall_ == Stall::kAtGreeting;
  const auto say = [&](std::string_view line) {
    if (!stalled && ::send(connection, line.data(), line.size(), MSG_NOSIGNAL) < 0) stalled = true;
  };
  say("220 stalling ESMTP\r\n");
  std::string received;
  bool in_text = false;
  for (;;) {
    pollfd wait[2] = {{connection, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(wait, 2, -1) < 0 || wait[1].revents != 0) return;
    char buffer[4096];
    const ssize_t bytes = ::recv(connection, buffer, sizeof(buffer), 0);
    if (bytes <= 0) return;
    received.append(buffer, static_cast<std::size_t>(bytes));
    for (std::size_t end; (end = received.find("\r\n")) != std::string::npos; received.erase(0, end + 2)) {
      const std::string line = received.substr(0, end);
      if (in_text) {
        if (line != ".") continue;
        in_text = false;
        ++complete_;
        stalled = stalled || stall_ == Stall::kAfterText;
        say("250 kept\r\n");
      } else if (line.starts_with("RCPT")) {
        stalled = stalled || stall_ == Stall::kAtRecipient;
        say("250 ok\r\n");
      } else if (line.starts_with("DATA")) {
        stalled = stalled || stall_ == Stall::kBeforeText;
        in_text = !stalled;
        say("354 go on\r\n");
      } else {
        say("250 ok\r\n");
      }
    }
  }
}

}  // namespace dondoc::notification::testing
