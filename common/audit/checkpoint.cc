#include "common/audit/checkpoint.h"

#include <fmt/core.h>

#include <charconv>
#include <fstream>
#include <sstream>
#include <vector>

#include "common/status/status.h"
#include "common/tokens/pem.h"

namespace dondoc::audit {
namespace {

constexpr std::string_view kWord = "dondoc-audit-checkpoint";
constexpr std::string_view kVersion = "1";
constexpr std::string_view kPemEnd = "-----END PUBLIC KEY-----";

std::vector<std::string_view> Words(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t end = line.find(' ');
    words.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end + 1);
  }
}

std::string SignedPart(const Checkpoint& checkpoint) {
  return fmt::format("{} {} {} {} {} {} {} {}", kWord, kVersion, checkpoint.service, checkpoint.cell, checkpoint.number,
                     ToHex(checkpoint.hash), FormatTime(checkpoint.made_at), checkpoint.key_id);
}

absl::Status NotUsable(const std::string& file, std::string_view why) {
  return FailedPrecondition("AUDIT_KEY_NOT_USABLE", fmt::format("{}: {}", file, why));
}

absl::StatusOr<std::string> ReadAll(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return NotUsable(file, "it cannot be read");
  return text.str();
}

}  // namespace

std::string ToLine(const Checkpoint& checkpoint) { return SignedPart(checkpoint) + " " + ToHex(checkpoint.signature); }

std::optional<Checkpoint> ParseCheckpoint(std::string_view line) {
  const std::vector<std::string_view> words = Words(line);
  if (words.size() != 9 || words[0] != kWord || words[1] != kVersion) return std::nullopt;
  Checkpoint checkpoint;
  checkpoint.service = words[2];
  checkpoint.cell = words[3];
  const auto read = std::from_chars(words[4].data(), words[4].data() + words[4].size(), checkpoint.number);
  const std::optional<Hash> hash = HashFromHex(words[5]);
  const std::optional<TimePoint> made_at = ParseTime(words[6]);
  const std::optional<std::string> signature = FromHex(words[8]);
  if (read.ec != std::errc() || !hash || !made_at || !signature) return std::nullopt;
  checkpoint.hash = *hash;
  checkpoint.made_at = *made_at;
  checkpoint.key_id = words[7];
  checkpoint.signature = *signature;
  // One text for one checkpoint: another spelling of it is not what was signed.
  if (ToLine(checkpoint) != line) return std::nullopt;
  return checkpoint;
}

void Sign(Checkpoint& checkpoint, const tokens::SigningKey& key) {
  checkpoint.key_id = key.id();
  checkpoint.signature = key.Sign(SignedPart(checkpoint));
}

void PublicKeys::Add(std::string_view public_key) { keys_[tokens::KeyId(public_key)] = public_key; }

absl::Status PublicKeys::AddPem(std::string_view text) {
  bool found = false;
  for (std::size_t end = text.find(kPemEnd); end != std::string_view::npos; end = text.find(kPemEnd)) {
    const std::size_t size = end + kPemEnd.size();
    DONDOC_ASSIGN_OR_RETURN(const std::string key, tokens::ReadPublicPem(text.substr(0, size)));
    Add(key);
    found = true;
    text.remove_prefix(size);
  }
  return found ? absl::OkStatus() : tokens::ReadPublicPem(text).status();
}

bool PublicKeys::Verifies(const Checkpoint& checkpoint) const {
  const auto key = keys_.find(checkpoint.key_id);
  return key != keys_.end() && tokens::IsSignatureOf(SignedPart(checkpoint), checkpoint.signature, key->second);
}

absl::StatusOr<PublicKeys> LoadPublicKeys(const std::string& file) {
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadAll(file));
  PublicKeys keys;
  if (const absl::Status added = keys.AddPem(text); !added.ok()) return NotUsable(file, std::string(added.message()));
  return keys;
}

}  // namespace dondoc::audit
