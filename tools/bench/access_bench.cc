// What it costs to prove who calls and to decide whether they may: a call over a Unix socket with and without both, in
// one run, and each part alone. The call itself does nothing; a real one also reads and writes tables.
#include <fmt/core.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/access/access.h"
#include "common/authentication/identify.h"
#include "common/rpc/client.h"
#include "common/rpc/unary.h"
#include "common/tokens/key.h"
#include "common/tokens/key_ring.h"
#include "common/tokens/token.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "services/organization/replica/tree.h"

namespace dondoc::bench {
namespace {

using organization::replica::Tree;
using organization::replica::TreeUnit;
using organization::v1::OrganizationService;
using organization::v1::SetContactsRequest;
using organization::v1::Unit;

constexpr int kCalls = 4000;
constexpr int kCommunesOfADistrict = 15, kDistrictsOfAProvince = 11, kProvinces = 63;

std::string IdOf(int number) { return fmt::format("00000000-0000-7000-8000-{:012x}", number); }

// A country of 11,152 units: number 1 is the top.
std::vector<TreeUnit> Country(std::string& commune, std::string& province) {
  std::vector<TreeUnit> units;
  const auto add = [&](int superior) {
    const int number = static_cast<int>(units.size()) + 1;
    TreeUnit& unit = units.emplace_back();
    unit.id = *organization::replica::ParseUnitId(IdOf(number));
    unit.kind = "UBND";
    unit.states.push_back({});
    if (superior > 0) unit.states.back().superior = organization::replica::ParseUnitId(IdOf(superior));
    return number;
  };
  const int top = add(0);
  for (int p = 0; p < kProvinces; ++p) {
    const int one = add(top);
    province = IdOf(one);
    for (int d = 0; d < kDistrictsOfAProvince; ++d) {
      const int district = add(one);
      for (int c = 0; c < kCommunesOfADistrict; ++c) commune = IdOf(add(district));
    }
  }
  return units;
}

class Server final : public OrganizationService::Service {
 public:
  Server(rpc::Environment environment, std::string object)
      : environment_(std::move(environment)), object_(std::move(object)) {}
  grpc::Status SetContacts(grpc::ServerContext* context, const SetContactsRequest* request, Unit* response) override {
    return rpc::Unary(environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<Unit> {
      if (const absl::Status permitted = call.Permit({.unit = object_}); !permitted.ok()) return permitted;
      return Unit();
    });
  }

 private:
  const rpc::Environment environment_;
  const std::string object_;
};

// The median of one thing done many times, in microseconds.
double Microseconds(int times, const std::function<void()>& thing) {
  std::vector<double> took;
  took.reserve(static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    thing();
    took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(took.begin(), took.begin() + times / 2, took.end());
  return took[static_cast<std::size_t>(times / 2)];
}

double MicrosecondsACall(const rpc::Environment& environment, const std::string& object, const std::string& token,
                         const std::string& unit) {
  const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("access_bench.{}", ::getpid())).string();
  Server service(environment, object);
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + path, grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  const auto stub = OrganizationService::NewStub(rpc::OpenChannel("unix:" + path));
  const rpc::InvokeOptions options{.token = token, .unit_id = unit};
  const auto call = [&] {
    const auto answer =
        rpc::Invoke<Unit>(*stub, &OrganizationService::Stub::SetContacts, SetContactsRequest(), options);
    if (!answer.ok()) fmt::print(stderr, "{}\n", answer.status().ToString());
  };
  Microseconds(kCalls / 10, call);
  return Microseconds(kCalls, call);
}

int Main() {
  std::string commune, province;
  const Tree tree(Country(commune, province), 1);
  const Day today = *ParseDay("2026-11-21");
  const TimePoint now = StartOf(today);
  const access::Within within = [&](std::string_view unit, std::string_view above) {
    return tree.IsWithin(unit, above, today);
  };
  const tokens::SigningKey key = tokens::SigningKey::Generate();
  const tokens::KeyRing keys({{std::string(tokens::kOrganizationIssuer), key.public_key()}});
  tokens::Claims claims{.issuer = std::string(tokens::kOrganizationIssuer), .audience = std::string(tokens::kAudience)};
  claims.subject = "user:00000000-0000-7000-8000-000000000001";
  claims.name = "lan";
  claims.issued_at = claims.not_before = now;
  claims.expires_at = now + std::chrono::minutes(10);
  for (int i = 0; i < 3; ++i) claims.units.push_back({IdOf(1000 + i), {"OFFICER", "LEADER"}});
  claims.units.push_back({province, {"ADMINISTRATOR"}});
  const std::string token = tokens::Sign(claims, tokens::Kind::kAccess, key).value();
  const auto authenticate = [&] {
    return authentication::Identify(tokens::Verify(token, keys, {}, now).value(), province).value();
  };
  const access::Caller caller = authenticate();
  const access::Rule& rule = rpc::RulesOf(*SetContactsRequest::descriptor()).rule;

  const rpc::Environment without{.authenticate = [](const grpc::ServerContext&) -> absl::StatusOr<rpc::Caller> {
                                   return rpc::Caller{.subject = "operator", .all = true};
                                 },
                                 .new_trace = [] { return std::string("trace"); }};
  const rpc::Environment with{.authenticate = [&](const grpc::ServerContext& context) -> absl::StatusOr<rpc::Caller> {
                                const std::string said = rpc::Metadatum(context, "authorization").substr(7);
                                const auto verified = tokens::Verify(said, keys, {}, now);
                                if (!verified.ok()) return verified.status();
                                return authentication::Identify(*verified, rpc::Metadatum(context, "x-dondoc-unit"));
                              },
                              .new_trace = [] { return std::string("trace"); },
                              .within = within};
  const double bare = MicrosecondsACall(without, commune, "", "");
  const double proven = MicrosecondsACall(with, commune, token, province);
  fmt::print("a call that does nothing, over a Unix socket  {:7.1f} us\n", bare);
  fmt::print("the same, proven and decided                  {:7.1f} us  {:.2f} times\n", proven, proven / bare);
  fmt::print("  the token alone (Ed25519, {} bytes)        {:7.1f} us\n", token.size(),
             Microseconds(kCalls, [&] { authenticate(); }));
  fmt::print("  the decision alone ({} units)            {:7.2f} us\n", tree.size(),
             Microseconds(kCalls, [&] { access::Decide(rule, caller, {.unit = commune}, within); }));
  std::filesystem::remove(std::filesystem::temp_directory_path() / fmt::format("access_bench.{}", ::getpid()));
  return 0;
}

}  // namespace
}  // namespace dondoc::bench

int main() { return dondoc::bench::Main(); }
