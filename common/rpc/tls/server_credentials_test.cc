#include "common/rpc/tls/server_credentials.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "common/rpc/client.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::rpc {
namespace {

namespace fs = std::filesystem;
using ::dondoc::organization::v1::GetUnitRequest;
using ::dondoc::organization::v1::OrganizationService;
using ::dondoc::organization::v1::Unit;
using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;

constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
constexpr std::chrono::seconds kPatience{60};

struct File {
  explicit File(const fs::path& path) : file(std::fopen(path.c_str(), "w")) {}
  ~File() { std::fclose(file); }
  std::FILE* file;
};

// A key and a certificate of localhost, by nobody but itself, in `directory`.
void MakeCertificate(const fs::path& directory, const std::string& name) {
  fs::create_directories(directory);
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
  X509_add_ext(certificate, names, -1);
  X509_sign(certificate, key, EVP_sha256());
  PEM_write_X509(File(directory / "certificate.pem").file, certificate);
  PEM_write_PrivateKey(File(directory / "key.pem").file, key, nullptr, nullptr, 0, nullptr, nullptr);
  fs::permissions(directory / "key.pem", fs::perms::owner_read | fs::perms::owner_write);
  X509_EXTENSION_free(names);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

class Echo final : public OrganizationService::Service {
  grpc::Status GetUnit(grpc::ServerContext* /*context*/, const GetUnitRequest* /*request*/, Unit* response) override {
    response->set_name("answered");
    return grpc::Status::OK;
  }
};

class TlsTest : public ::testing::Test {
 protected:
  // gRPC reads the roots once in a process: all tests have copies of the same certificates.
  static void SetUpTestSuite() {
    made_ = new testing::TempDir();
    const fs::path made = made_->path();
    for (const char* name : {"first", "second", "stranger"}) MakeCertificate(made / name, name);
    std::ofstream(made / "roots.pem") << std::ifstream(made / "first" / "certificate.pem").rdbuf()
                                      << std::ifstream(made / "second" / "certificate.pem").rdbuf();
    setenv("GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", (made / "roots.pem").c_str(), 1);
  }
  static void TearDownTestSuite() { delete made_; }

  TlsTest() {
    fs::copy(made_->path(), directory_.path(), fs::copy_options::recursive);
    fs::create_directory_symlink("first", Path("current"));
  }

  fs::path Path(const std::string& name) const { return directory_.path() / name; }

  absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> Credentials(const fs::path& directory) const {
    return TlsServerCredentials((directory / "certificate.pem").string(), (directory / "key.pem").string(),
                                std::chrono::seconds(1));
  }

  void Serve(const fs::path& directory) {
    auto credentials = Credentials(directory);
    ASSERT_OK(credentials.status());
    Serve(*std::move(credentials));
  }
  void Serve(const std::shared_ptr<grpc::ServerCredentials>& credentials) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("localhost:0", credentials, &port);
    builder.RegisterService(&echo_);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
    address_ = "localhost:" + std::to_string(port);
  }

  static absl::StatusOr<Unit> Ask(const std::string& address) {
    const auto stub = OrganizationService::NewStub(OpenChannel(address));
    return Invoke<Unit>(*stub, &OrganizationService::Stub::GetUnit, GetUnitRequest(), {.timeout = kPatience});
  }

  // Whose certificate a new connection is shown.
  std::string Shown() const {
    const auto stub = OrganizationService::NewStub(OpenChannel("tls:" + address_));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    Unit unit;
    if (!stub->GetUnit(&context, GetUnitRequest(), &unit).ok()) return "";
    const auto names = context.auth_context()->FindPropertyValues("x509_common_name");
    return names.empty() ? "" : std::string(names.front().data(), names.front().size());
  }

  static inline testing::TempDir* made_ = nullptr;
  testing::TempDir directory_;
  Echo echo_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

TEST_F(TlsTest, CallsAreAnsweredWithTlsAndNotWithout) {
  Serve(Path("first"));
  EXPECT_EQ(Ask("tls:" + address_).value().name(), "answered");
  EXPECT_THAT(Ask(address_), HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
}

TEST_F(TlsTest, NobodyTalksToAStranger) {
  Serve(Path("stranger"));
  EXPECT_THAT(Ask("tls:" + address_), HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
  // Nor to the right one under another name.
  Serve(Path("first"));
  const std::string elsewhere = "tls:127.0.0.1" + address_.substr(address_.find(':'));
  EXPECT_THAT(Ask(elsewhere), HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
}

TEST_F(TlsTest, NobodyTalksInTheClearWhoWantedTls) {
  Serve(grpc::InsecureServerCredentials());
  EXPECT_EQ(Ask(address_).value().name(), "answered");
  EXPECT_THAT(Ask("tls:" + address_), HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
}

TEST_F(TlsTest, ACertificateIsRenewedWithoutARestart) {
  Serve(Path("current"));
  EXPECT_EQ(Shown(), "first");
  fs::create_directory_symlink("second", Path("next"));
  fs::rename(Path("next"), Path("current"));
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (Shown() != "second") ASSERT_LT(std::chrono::steady_clock::now(), until);
}

TEST_F(TlsTest, FilesThatDoNotServeAreRefusedWithTheirNames) {
  EXPECT_THAT(Credentials(Path("nowhere")), HasReason(kPrecondition, "BAD_CERTIFICATE"));
  fs::rename(Path("stranger") / "key.pem", Path("first") / "key.pem");
  const auto mixed = Credentials(Path("first"));
  EXPECT_THAT(mixed, HasReason(kPrecondition, "BAD_CERTIFICATE"));
  EXPECT_THAT(std::string(mixed.status().message()), HasSubstr((Path("first") / "key.pem").string()));
  std::ofstream(Path("second") / "certificate.pem") << "no PEM";
  EXPECT_THAT(Credentials(Path("second")), HasReason(kPrecondition, "BAD_CERTIFICATE"));
}

TEST_F(TlsTest, AKeyIsForItsOwnerAndGroup) {
  const fs::path key = Path("first") / "key.pem";
  fs::permissions(key, fs::perms::owner_read | fs::perms::group_read);
  EXPECT_OK(Credentials(Path("first")));
  for (const fs::perms others : {fs::perms::others_read, fs::perms::others_write}) {
    fs::permissions(key, fs::perms::owner_read | others);
    EXPECT_THAT(Credentials(Path("first")), HasReason(kPrecondition, "KEY_FILE_EXPOSED"));
  }
}

}  // namespace
}  // namespace dondoc::rpc
