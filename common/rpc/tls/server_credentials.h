// TLS where calls go over a network.
//
// Callers ask for it in the address (client.h): the certificate must be of the host that is named there, and signed by
// whom the machine trusts, or by who is in the file of the environment's GRPC_DEFAULT_SSL_ROOTS_FILE_PATH.
#pragma once

#include <grpcpp/security/server_credentials.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace dondoc::rpc {

// Of a certificate with its chain and its private key (files, PEM): TLS 1.2 or 1.3; callers need no certificate, their
// tokens say who they are. Files that change are taken within `refresh`, and connections that are open stay: a
// certificate is renewed without a restart.
//
// FAILED_PRECONDITION: BAD_CERTIFICATE where a file cannot be read, is no PEM, or the key is not the certificate's;
// KEY_FILE_EXPOSED for a key that is open to more than its owner and its group, which the keys of a machine have
// (Debian's ssl-cert). The message names the file.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const std::string& certificate_file, const std::string& key_file,
    std::chrono::seconds refresh = std::chrono::seconds(10));

}  // namespace dondoc::rpc
