#include "tools/dondoc/session_file.h"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <pwd.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include "common/status/status.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;

fs::path StateDirectory() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && state[0] == '/')
    return fs::path(state) / "dondoc";
  const char* home = std::getenv("HOME");
  const passwd* user = home == nullptr ? ::getpwuid(::geteuid()) : nullptr;
  const std::string directory = home != nullptr ? home : user != nullptr ? user->pw_dir : "/";
  return fs::path(directory) / ".local" / "state" / "dondoc";
}

// A file's name for a system: paths and addresses have letters that names of files may not.
std::string NameOf(const std::string& system) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(system.data()), system.size(),
                     nullptr, 0);
  std::array<char, 33> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return std::string("session-") + hex.data() + ".json";
}

}  // namespace

SessionFile::SessionFile(std::string system) : system_(std::move(system)), path_(StateDirectory() / NameOf(system_)) {}

absl::Status SessionFile::NotWritten() const {
  return FailedPrecondition("SESSION_FILE_NOT_WRITTEN", "cannot write " + path_.string() + ": " + std::strerror(errno));
}

absl::StatusOr<v1::StoredSession> SessionFile::Read() const {
  v1::StoredSession session;
  session.set_system(system_);
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0) return session;
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return FailedPrecondition("SESSION_FILE_EXPOSED", "others may read " + path_.string() + ": chmod 600");
  std::ifstream in(path_);
  std::ostringstream text;
  text << in.rdbuf();
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  session.Clear();
  if (!in || !google::protobuf::util::JsonStringToMessage(text.str(), &session, options).ok())
    return FailedPrecondition("SESSION_FILE_BROKEN", path_.string() + " cannot be read; remove it and sign in again");
  return session;
}

absl::Status SessionFile::Write(const v1::StoredSession& session) const {
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(session, &text).ok()) return NotWritten();
  const fs::path fresh = path_.string() + ".new";
  ::unlink(fresh.c_str());
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return NotWritten();
  const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(descriptor);
  if (!written || ::rename(fresh.c_str(), path_.c_str()) != 0) return NotWritten();
  return absl::OkStatus();
}

absl::StatusOr<SessionFile::Lock> SessionFile::Take() const {
  std::error_code error;
  fs::create_directories(path_.parent_path(), error);
  ::chmod(path_.parent_path().c_str(), 0700);
  const int descriptor = ::open((path_.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return NotWritten();
  while (::flock(descriptor, LOCK_EX) != 0) {
    if (errno != EINTR) {
      ::close(descriptor);
      return NotWritten();
    }
  }
  return Lock(descriptor);
}

SessionFile::Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

SessionFile::Lock::~Lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace dondoc::cli
