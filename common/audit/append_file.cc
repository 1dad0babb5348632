#include "common/audit/append_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "common/status/status.h"

namespace dondoc::audit {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  const int number_;
};

absl::Status NotWritten(const std::string& file, std::string_view what) {
  return Unavailable("AUDIT_FILE_NOT_WRITTEN", fmt::format("{}: {}: {}", file, what, std::strerror(errno)));
}

// Whether the file ends within a line.
bool EndsWithinLine(int descriptor) {
  const off_t size = lseek(descriptor, 0, SEEK_END);
  char last = '\n';
  return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 && last != '\n';
}

}  // namespace

absl::Status AppendDurably(const std::string& file, std::string_view line) {
  const Descriptor out(open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
  if (out.number() < 0) return NotWritten(file, "open");
  if (flock(out.number(), LOCK_EX) != 0) return NotWritten(file, "lock");
  const std::string text = fmt::format("{}{}\n", EndsWithinLine(out.number()) ? "\n" : "", line);
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t written = write(out.number(), text.data() + done, text.size() - done);
    if (written < 0 && errno != EINTR) return NotWritten(file, "write");
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  if (fsync(out.number()) != 0) return NotWritten(file, "fsync");
  // The name as well, where it is new.
  const std::string directory = std::filesystem::absolute(file).parent_path().string();
  const Descriptor parent(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.number() < 0 || fsync(parent.number()) != 0) return NotWritten(directory, "fsync");
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ReadLines(const std::string& file, std::uintmax_t tail) {
  std::vector<std::string> lines;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return lines;
  std::ifstream in(file, std::ios::binary);
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (size > tail) in.seekg(static_cast<std::streamoff>(size - tail));
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (in.bad() || !in.eof()) return Unavailable("AUDIT_FILE_NOT_READ", fmt::format("{} cannot be read", file));
  return lines;
}

}  // namespace dondoc::audit
