#include "common/ids/id_generator.h"

#include <fmt/core.h>
#include <sys/random.h>

#include <array>
#include <cstdlib>

namespace dondoc {

std::string UuidGenerator::NewId() {
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now().time_since_epoch()).count();
  std::array<std::uint64_t, 2> random{};
  // getrandom never fails for so few bytes once the kernel has booted; an id that repeats must not be handed out.
  if (::getrandom(random.data(), sizeof(random), 0) != static_cast<ssize_t>(sizeof(random))) std::abort();
  const auto time = static_cast<std::uint64_t>(millis) & 0xffffffffffffULL;
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", time >> 16, time & 0xffff, random[0] & 0xfff,
                     0x8000 | ((random[0] >> 12) & 0x3fff), random[1] & 0xffffffffffffULL);
}

std::string FakeIdGenerator::NewId() {
  const std::lock_guard lock(mutex_);
  return fmt::format("00000000-0000-7000-8000-{:012x}", next_++);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

}  // namespace dondoc
