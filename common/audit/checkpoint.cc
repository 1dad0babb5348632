#include "common/audit/checkpoint.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <sstream>
#include <vector>

#include "common/audit/append_file.h"
#include "common/status/status.h"
#include "common/tokens/pem.h"

namespace dondoc::audit {
namespace {

constexpr std::string_view kWord = "dondoc-audit-checkpoint";
constexpr std::string_view kVersion = "1";
constexpr std::string_view kPemEnd = "-----END PUBLIC KEY-----";
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

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

absl::StatusOr<tokens::SigningKey> LoadKey(const std::string& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) == 0 && (status.st_mode & kOthers) != 0) {
    return NotUsable(file, "others than its owner have rights to it (chmod 600 takes them away)");
  }
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadAll(file));
  absl::StatusOr<tokens::SigningKey> key = tokens::ReadPrivatePem(text);
  if (!key.ok()) return NotUsable(file, std::string(key.status().message()));
  return key;
}

absl::StatusOr<PublicKeys> LoadPublicKeys(const std::string& file) {
  DONDOC_ASSIGN_OR_RETURN(const std::string text, ReadAll(file));
  PublicKeys keys;
  if (const absl::Status added = keys.AddPem(text); !added.ok()) return NotUsable(file, std::string(added.message()));
  return keys;
}

absl::Status MakeKeyFiles(const std::string& file, const std::string& public_file) {
  const auto write = [](const std::string& to, std::string pem) {
    pem.pop_back();  // a line has its own end
    return AppendDurably(to, pem);
  };
  if (access(file.c_str(), F_OK) != 0) {
    DONDOC_RETURN_IF_ERROR(write(file, tokens::WritePrivatePem(tokens::SigningKey::Generate())));
  }
  if (access(public_file.c_str(), F_OK) == 0) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const tokens::SigningKey key, LoadKey(file));
  return write(public_file, tokens::WritePublicPem(key.public_key()));
}

}  // namespace dondoc::audit
