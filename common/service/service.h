// One way to run a service: signals, health, reflection, metrics, consumers, relay, drain order. A main.cc is a list of
// differences:
//
//   int main(int argc, char** argv) {
//     assignment::Config config;
//     return service::Run(argc, argv, {
//         .name = "assignment",
//         .migrations = {messaging::Migrations(), idempotency::Migrations(), pg::MigrationSet::Of("assignment",
//         migrations::kFiles)}, .subscribers = {"notification", "assignment"},      // services whose consumers must
//         have confirmed a fact of ours .configure = [&](config::Reader& reader) { config.Read(reader); }, .start =
//         [&](service::Runtime& runtime) -> absl::Status {
//           auto& context = runtime.Own<app::Context>(runtime.database(), runtime.clock(), runtime.ids());
//           runtime.Serve(runtime.Own<rpc::AssignmentService>(context, runtime.rpc()));
//           runtime.Subscribe("directive", messaging::Type<directive::v1::DirectiveIssued>(),
//           events::OnDirectiveIssued(context)); runtime.Loop("duties", [&](std::stop_token stop) { ... }); return
//           absl::OkStatus();
//         }});
//   }
//
// `dondoc-assignment` serves; `dondoc-assignment migrate`, as the schema's owner, applies the migrations, gives the
// serving role its rights and ends; `--help` prints the knobs.
//
// Start: configuration, schema check (refuses a schema that is older than it needs), start(), relay, server, what
// start() requires (Require), consumer and loops, health SERVING. Stop (SIGTERM, SIGINT): health NOT_SERVING, server
// shut down with a deadline for calls in flight, loops and consumers asked to stop and joined, relay last, so that
// facts of the last calls still go out; pools closed.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/config/config.h"
#include "common/ids/id_generator.h"
#include "common/messaging/consumer.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"
#include "common/rpc/unary.h"
#include "common/time/clock.h"

namespace grpc {
class Channel;
class Service;
}  // namespace grpc

namespace dondoc::service {

// Knobs that every service has; each with its DONDOC_ name in service_config.cc.
struct CommonConfig {
  std::string postgres;
  std::string redis;
  std::string listen;                         // "unix:/path" or "host:port"
  std::string tls_certificate, tls_key;       // files (PEM) of TLS at `listen`; both empty for none
  std::string admin_listen;                   // host:port of /metrics; empty for none
  std::vector<std::string> levels = {"all"};  // which levels this process serves
  std::string cell = "main";                  // names this database among those that write to one stream
  std::vector<std::string> cells = {"main"};  // cells whose facts are read
  std::string replica = "0";                  // stable name of this process among those of its service and cell
  int threads = 16;                           // calls served at once; more are refused with RESOURCE_EXHAUSTED
  int database_connections = 12;
  std::string development_clock;  // file of DevelopmentClock; set only by `dondoc up --development`
  std::string audit_key;          // file of the key that signs the audit's checkpoints; empty for none
  std::string audit_checkpoints;  // file outside of the database to which they are added; empty for none
  std::string log_level = "info";
  std::string service_key;  // file of the private key that the services of this installation call each other with
  std::string operator_public_key;  // file of the public key of whoever runs the installation; empty for nobody
  // Addresses of the services; of those that have cells, one for each cell.
  std::string organization, notification;
  std::vector<std::string> directive, assignment, indicator;
};

class Runtime {
 public:
  virtual ~Runtime() = default;

  virtual const CommonConfig& config() const = 0;
  virtual const Clock& clock() const = 0;
  virtual IdGenerator& ids() = 0;
  virtual pg::Database& database() = 0;
  virtual const rpc::Environment& rpc() const = 0;

  // Whether this process serves units of `level` ("central", "province", "district", "commune").
  virtual bool Serves(std::string_view level) const = 0;

  // Whether units of `level` have their rows in this process's database: whether its cell serves them.
  virtual bool Keeps(std::string_view level) const = 0;

  // A channel to another service, by its name; to its first cell where it has several. A call that does not say who
  // calls is made as this service.
  virtual std::shared_ptr<grpc::Channel> Peer(std::string_view service) = 0;
  // Channels to all cells of another service.
  virtual std::vector<std::shared_ptr<grpc::Channel>> Peers(std::string_view service) = 0;

  // Serves the RPCs of `service`, which must live as long as the runtime (Own).
  virtual void Serve(grpc::Service& service) = 0;

  // Facts of `type` that `source` publishes, to the levels that this process serves and to all; see
  // common/messaging/consumer.h.
  virtual void Subscribe(std::string_view source, std::string_view type, messaging::Handler handler) = 0;

  // What must have happened before this process takes calls and facts. `step` is tried, with growing pauses, until it
  // is OK; meanwhile health is NOT_SERVING, and every call is answered UNAVAILABLE (NOT_READY) with what `step` says.
  // Steps run one after the other, in a thread of their own; one that takes long ends early when asked to stop.
  virtual void Require(std::string name, std::function<absl::Status(const std::stop_token&)> step) = 0;

  // A background loop in a thread of its own, until asked to stop. Begins once what is required has happened.
  virtual void Loop(std::string name, std::function<void(std::stop_token)> body) = 0;

  // Makes an object that lives until everything has stopped; destroyed in reverse order.
  template <typename T, typename... Args>
  T& Own(Args&&... args) {
    auto owned = std::make_shared<T>(std::forward<Args>(args)...);
    T& reference = *owned;
    Keep(std::move(owned));
    return reference;
  }

 protected:
  virtual void Keep(std::shared_ptr<void> owned) = 0;
};

struct Spec {
  std::string name;
  std::vector<pg::MigrationSet> migrations;  // besides that of common/authentication
  std::vector<std::string> subscribers;
  std::function<void(config::Reader&)> configure;
  std::function<absl::Status(Runtime&)> start;
};

// The body of main(): 0 after an orderly stop, 1 after an error, 2 for wrong configuration; errors on stderr.
int Run(int argc, char** argv, Spec spec);

}  // namespace dondoc::service
