// A record as it is kept, its canonical encoding, and the chain over it. Pure; thread-safe.
//
// The encoding, version 1. A text is its length in bytes (4 bytes, big-endian) and its bytes; a number is 8 bytes,
// big-endian, two's complement; a moment is microseconds since 1970 as a number. In this order:
//   text "dondoc.audit.record.1", number seq, moment at, moment recorded_at, texts subject, name, unit_id, method,
//   object_type, object_id, before, after, request_id, address, trace.
// Version 2, of records whose object is of another unit: "dondoc.audit.record.2", and object_unit_id at the end.
//   digest = BLAKE2b-256(encoding)
//   hash   = BLAKE2b-256(text "dondoc.audit.chain.1", previous hash, number of the place, digest)
// The first previous hash is 32 zero bytes. No two records have one encoding, as each field says where it ends. A new
// field is a new version; old records keep theirs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/time/day.h"

namespace dondoc::audit {

using Hash = std::array<unsigned char, 32>;

struct Record {
  std::int64_t seq = 0;
  TimePoint at;           // by the clock of the operation
  TimePoint recorded_at;  // by the clock of the database
  std::string subject, name, unit_id, method, object_type, object_id, before, after, request_id, address, trace;
  std::string object_unit_id;  // empty where it is unit_id, or nobody's
};

std::string Encode(const Record& record);
Hash DigestOf(const Record& record);
Hash ChainHash(const Hash& previous, std::int64_t number, const Hash& digest);
Hash Blake2b(std::string_view bytes);

std::string ToHex(std::string_view bytes);
std::string ToHex(const Hash& hash);
// The bytes of an even number of hexadecimal digits; nothing for anything else.
std::optional<std::string> FromHex(std::string_view hex);
std::optional<Hash> HashFromHex(std::string_view hex);

std::string_view BytesOf(const Hash& hash);

}  // namespace dondoc::audit
