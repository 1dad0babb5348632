// Keys in files: Ed25519 in PEM, as openssl reads and writes them, private ones of mode 0600.
//
// Thread-safe.
#pragma once

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/tokens/key.h"

namespace dondoc::authentication {

// FAILED_PRECONDITION: KEY_FILE_MISSING; KEY_FILE_EXPOSED where anybody but the owner may read or write it;
// INVALID_ARGUMENT (KEY_MALFORMED). The message names the file and what to do.
absl::StatusOr<tokens::SigningKey> ReadPrivateKey(const std::filesystem::path& file);

// The 32 bytes. Errors as above; anybody may read it.
absl::StatusOr<std::string> ReadPublicKey(const std::filesystem::path& file);

// Writes a new private key where there is no file yet, with mode 0600. Idempotent; two that make it at once get the
// same one. FAILED_PRECONDITION (KEY_FILE_NOT_WRITTEN).
absl::Status MakePrivateKey(const std::filesystem::path& file);

// Writes the public part of a private key, replacing what is there. Errors of both.
absl::Status WritePublicKeyOf(const std::filesystem::path& private_file, const std::filesystem::path& file);

}  // namespace dondoc::authentication
