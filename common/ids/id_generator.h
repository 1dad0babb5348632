// Ids: UUID version 7 (RFC 9562), 36 characters of lower-case hexadecimal. They sort by the millisecond they were made
// in, which keeps indexes dense; 74 bits are random, so that ids of different databases never meet.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "common/time/clock.h"

namespace dondoc {

// Makes ids. Thread-safe.
class IdGenerator {
 public:
  virtual ~IdGenerator() = default;
  virtual std::string NewId() = 0;
};

// UUIDs of version 7 from `clock` (which must outlive it) and the operating system's random source.
class UuidGenerator final : public IdGenerator {
 public:
  explicit UuidGenerator(const Clock& clock) : clock_(clock) {}
  std::string NewId() override;

 private:
  const Clock& clock_;
};

// Ids that count up from `first`, well-formed UUIDs and the same in every run; for tests.
class FakeIdGenerator final : public IdGenerator {
 public:
  explicit FakeIdGenerator(std::uint64_t first = 1) : next_(first) {}
  std::string NewId() override;

 private:
  std::mutex mutex_;
  std::uint64_t next_;
};

// Whether `text` is a UUID in the form that PostgreSQL prints (8-4-4-4-12, lower case).
bool IsUuid(std::string_view text);

}  // namespace dondoc
