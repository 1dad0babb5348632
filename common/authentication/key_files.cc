#include "common/authentication/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "common/status/status.h"
#include "common/tokens/pem.h"

namespace dondoc::authentication {
namespace {

namespace fs = std::filesystem;

// A key file has some hundred bytes; what is longer is something else.
constexpr std::size_t kLongestFile = 4096;

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

std::string Cause(const fs::path& file) { return file.string() + ": " + std::strerror(errno); }

absl::StatusOr<std::string> ReadKeyFile(const fs::path& file, bool secret) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.get() < 0) return FailedPrecondition("KEY_FILE_MISSING", "cannot read the key " + Cause(file));
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode))
    return FailedPrecondition("KEY_FILE_MISSING", file.string() + " is no file with a key");
  if (secret && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return FailedPrecondition("KEY_FILE_EXPOSED", "others may read the private key " + file.string() + ": chmod 600");
  }
  std::array<char, kLongestFile> buffer{};
  const ssize_t length = ::read(descriptor.get(), buffer.data(), buffer.size());
  if (length < 0) return FailedPrecondition("KEY_FILE_MISSING", "cannot read the key " + Cause(file));
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

absl::Status WriteWhole(const fs::path& file, std::string_view text, mode_t mode) {
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (descriptor.get() < 0 ||
      ::write(descriptor.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(descriptor.get()) != 0) {
    return FailedPrecondition("KEY_FILE_NOT_WRITTEN", "cannot write the key " + Cause(file));
  }
  return absl::OkStatus();
}

// A name that no other process and no other thread of this one writes to.
fs::path Beside(const fs::path& file) {
  static std::atomic<int> made = 0;
  fs::path beside = file;
  return beside += ".new-" + std::to_string(::getpid()) + "-" + std::to_string(++made);
}

template <typename Key>
absl::StatusOr<Key> Named(absl::StatusOr<Key> key, const fs::path& file) {
  if (key.ok()) return key;
  return Error(key.status().code(), Reason(key.status()), file.string() + ": " + std::string(key.status().message()));
}

}  // namespace

absl::StatusOr<tokens::SigningKey> ReadPrivateKey(const fs::path& file) {
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadKeyFile(file, /*secret=*/true));
  return Named(tokens::ReadPrivatePem(text), file);
}

absl::StatusOr<std::string> ReadPublicKey(const fs::path& file) {
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadKeyFile(file, /*secret=*/false));
  return Named(tokens::ReadPublicPem(text), file);
}

absl::Status MakePrivateKey(const fs::path& file) {
  std::error_code error;
  if (fs::exists(file, error)) return absl::OkStatus();
  // Whole or not at all, and never over another's: written beside, then linked to its name.
  const fs::path beside = Beside(file);
  fs::remove(beside, error);
  absl::Status written = WriteWhole(beside, tokens::WritePrivatePem(tokens::SigningKey::Generate()), 0600);
  if (written.ok() && ::link(beside.c_str(), file.c_str()) != 0 && errno != EEXIST)
    written = FailedPrecondition("KEY_FILE_NOT_WRITTEN", "cannot write the key " + Cause(file));
  fs::remove(beside, error);
  return written;
}

absl::Status WritePublicKeyOf(const fs::path& private_file, const fs::path& file) {
  DONDOC_ASSIGN_OR_RETURN(const tokens::SigningKey key, ReadPrivateKey(private_file));
  const fs::path beside = Beside(file);
  std::error_code error;
  fs::remove(beside, error);
  DONDOC_RETURN_IF_ERROR(WriteWhole(beside, tokens::WritePublicPem(key.public_key()), 0644));
  fs::rename(beside, file, error);
  if (error) return FailedPrecondition("KEY_FILE_NOT_WRITTEN", "cannot write the key " + file.string());
  return absl::OkStatus();
}

}  // namespace dondoc::authentication
