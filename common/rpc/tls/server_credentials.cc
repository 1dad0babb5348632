#include "common/rpc/tls/server_credentials.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <filesystem>
#include <system_error>

#include "common/status/status.h"

namespace dondoc::rpc {
namespace {

namespace fs = std::filesystem;
using grpc::experimental::FileWatcherCertificateProvider;

absl::Status Bad(const std::string& file, const std::string& what) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  ERR_clear_error();
  return FailedPrecondition("BAD_CERTIFICATE", file + " " + what + " (" + reason.data() + ")");
}

// gRPC only logs what it cannot use, and then refuses every connection.
absl::Status Check(const std::string& certificate_file, const std::string& key_file) {
  std::error_code error;
  const fs::perms perms = fs::status(key_file, error).permissions();
  if (!error && (perms & fs::perms::others_all) != fs::perms::none) {
    return FailedPrecondition("KEY_FILE_EXPOSED", key_file + " is open to everybody: chmod o= " + key_file);
  }
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (context == nullptr) return Bad(certificate_file, "cannot be checked");
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_file.c_str()) != 1) {
    return Bad(certificate_file, "is no readable certificate in PEM");
  }
  // Where it is not the certificate's, OpenSSL says so already here.
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    return Bad(key_file, "is no readable private key in PEM of the certificate in " + certificate_file);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(const std::string& certificate_file,
                                                                              const std::string& key_file,
                                                                              std::chrono::seconds refresh) {
  DONDOC_RETURN_IF_ERROR(Check(certificate_file, key_file));
  grpc::experimental::TlsServerCredentialsOptions options(std::make_shared<FileWatcherCertificateProvider>(
      key_file, certificate_file, static_cast<unsigned>(refresh.count())));
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  return grpc::experimental::TlsServerCredentials(options);
}

}  // namespace dondoc::rpc
