#include "tools/dondoc/read_password.h"

#include <fcntl.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string_view>

#include "common/status/status.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

constexpr std::size_t kLongest = 4096;
constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";

std::string FirstLine(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

// The terminal, with what is typed not shown until it goes.
class Terminal {
 public:
  Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silenced_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (silenced_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool ok() const { return silenced_; }
  void Say(std::string_view text) const {
    if (::write(descriptor_, text.data(), text.size()) < 0) return;
  }
  std::string ReadLine() const {
    std::string line;
    char c = 0;
    while (line.size() < kLongest && ::read(descriptor_, &c, 1) == 1 && c != '\n') line += c;
    return line;
  }

 private:
  const int descriptor_;
  termios before_{};
  bool silenced_ = false;
};

absl::StatusOr<std::string> Ask(const std::string& prompt) {
  const Terminal terminal;
  if (!terminal.ok())
    return FailedPrecondition("NO_TERMINAL", "there is no terminal to ask for a password; use --password-file");
  terminal.Say(prompt);
  std::string line = terminal.ReadLine();
  terminal.Say("\n");
  return line;
}

}  // namespace

absl::StatusOr<std::string> ReadPassword(const std::string& file, const std::string& prompt) {
  if (file.empty()) return Ask(prompt);
  if (file == "-") {
    std::string line;
    std::getline(std::cin, line);
    return FirstLine(line);
  }
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, kLongest));
  return FirstLine(text);
}

absl::StatusOr<std::string> ReadNewPassword(const std::string& file, const std::string& prompt) {
  DONDOC_ASSIGN_OR_RETURN(std::string password, ReadPassword(file, prompt));
  if (!file.empty()) return password;
  DONDOC_ASSIGN_OR_RETURN(const std::string again, Ask("once more: "));
  if (again != password) return InvalidField("password", "PASSWORDS_DIFFER", "the two are not the same");
  return password;
}

std::string MakePassword() {
  if (sodium_init() < 0) std::abort();
  std::string password;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) password += '-';
    password += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return password;
}

}  // namespace dondoc::cli
