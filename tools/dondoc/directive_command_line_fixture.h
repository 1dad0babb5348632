// What tests of the commands of directives share: `dondoc` typed against the real service over a socket.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "services/directive/app/testing_documents.h"
#include "services/directive/app/testing_units.h"
#include "services/directive/rpc/directive_service.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli::testing {

class DirectiveCommandLine : public ::testing::Test {
 protected:
  using Register = void (*)(CLI::App&, Session&);

  // With the commands that these register.
  explicit DirectiveCommandLine(std::vector<Register> commands)
      : commands_(std::move(commands)), database_({.conninfo = Migrated()}) {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    setenv("DONDOC_DIRECTIVE", address.c_str(), 1);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.SetMaxReceiveMessageSize(rpc::kMaxMessageBytes);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
  }

  static std::string Migrated() {
    const std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(conninfo);
    EXPECT_OK(pg::Migrate(*connection,
                          {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                           organization::replica::Migrations(), directive::Migrations()},
                          TimePoint{}));
    return conninfo;
  }

  std::string Write(const std::string& name, const std::string& bytes) {
    std::ofstream(directory_.path() / name, std::ios::binary) << bytes;
    return (directory_.path() / name).string();
  }

  // Runs a command line as main() does; what it printed is in out_ and err_.
  int Run(std::vector<std::string> arguments) {
    out_.str("");
    err_.str("");
    CLI::App app("test", "dondoc");
    Session session(out_, err_);
    session.AddOptions(app);
    for (const Register add : commands_) add(app, session);
    std::reverse(arguments.begin(), arguments.end());
    try {
      app.parse(arguments);
    } catch (const CLI::ParseError& error) {
      err_ << error.what();
      return 2;
    }
    return session.exit_code();
  }

  std::vector<Register> commands_;
  pg::Database database_;
  SystemClock clock_;
  UuidGenerator ids_{clock_};
  dondoc::testing::TempDir directory_;
  directive::testing::Units units_;
  directive::app::Context context_{database_, clock_, ids_, units_};
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [this] { return ids_.NewId(); },
                                .observe = [](std::string_view, std::string_view, double) {},
                                .within = [](auto, auto) { return false; }};
  directive::DirectiveService service_{context_, environment_};
  std::unique_ptr<grpc::Server> server_;
  std::ostringstream out_, err_;
};

}  // namespace dondoc::cli::testing
