#include "common/audit/record.h"

#include <sodium.h>

#include <algorithm>

namespace dondoc::audit {
namespace {

static_assert(sizeof(Hash) == crypto_generichash_BYTES);

void AddNumber(std::int64_t number, std::string& out) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(bits >> shift);
}

void AddText(std::string_view text, std::string& out) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift);
  out += text;
}

void AddMoment(TimePoint moment, std::string& out) { AddNumber(moment.time_since_epoch().count(), out); }

int DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string_view BytesOf(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string Encode(const Record& record) {
  std::string out;
  out.reserve(256 + record.before.size() + record.after.size());
  const bool of_another = !record.object_unit_id.empty();
  AddText(of_another ? "dondoc.audit.record.2" : "dondoc.audit.record.1", out);
  AddNumber(record.seq, out);
  AddMoment(record.at, out);
  AddMoment(record.recorded_at, out);
  for (const std::string* text :
       {&record.subject, &record.name, &record.unit_id, &record.method, &record.object_type, &record.object_id,
        &record.before, &record.after, &record.request_id, &record.address, &record.trace}) {
    AddText(*text, out);
  }
  if (of_another) AddText(record.object_unit_id, out);
  return out;
}

Hash Blake2b(std::string_view bytes) {
  Hash hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return hash;
}

Hash DigestOf(const Record& record) { return Blake2b(Encode(record)); }

Hash ChainHash(const Hash& previous, std::int64_t number, const Hash& digest) {
  std::string bytes;
  bytes.reserve(128);
  AddText("dondoc.audit.chain.1", bytes);
  bytes += BytesOf(previous);
  AddNumber(number, bytes);
  bytes += BytesOf(digest);
  return Blake2b(bytes);
}

std::string ToHex(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kHex[byte >> 4];
    hex += kHex[byte & 15];
  }
  return hex;
}

std::string ToHex(const Hash& hash) { return ToHex(BytesOf(hash)); }

std::optional<std::string> FromHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = DigitOf(hex[i]);
    const int low = DigitOf(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::optional<Hash> HashFromHex(std::string_view hex) {
  const std::optional<std::string> bytes = FromHex(hex);
  Hash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

}  // namespace dondoc::audit
