// `dondoc evaluate` as it is typed, against the real service over a socket.
#include "tools/dondoc/evaluate_commands.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "services/directive/app/testing_documents.h"
#include "services/directive/app/testing_units.h"
#include "services/directive/rpc/directive_service.h"
#include "services/directive/storage/directive_storage.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/directive_commands.h"

namespace dondoc::cli {
namespace {

using directive::testing::PlanText;
using ::testing::AllOf;
using ::testing::HasSubstr;

class EvaluateCommandsTest : public ::testing::Test {
 protected:
  EvaluateCommandsTest() : database_({.conninfo = Migrated()}) {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    setenv("DONDOC_DIRECTIVE", address.c_str(), 1);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.SetMaxReceiveMessageSize(64 * 1024 * 1024);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
  }

  static std::string Migrated() {
    const std::string conninfo = testing::SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(conninfo);
    EXPECT_OK(pg::Migrate(*connection, {messaging::Migrations(), idempotency::Migrations(), directive::Migrations()},
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
    RegisterDirective(app, session);
    RegisterEvaluate(app, session);
    std::reverse(arguments.begin(), arguments.end());
    try {
      app.parse(arguments);
    } catch (const CLI::ParseError& error) {
      err_ << error.what();
      return 2;
    }
    return session.exit_code();
  }

  pg::Database database_;
  SystemClock clock_;
  UuidGenerator ids_{clock_};
  testing::TempDir directory_;
  directive::testing::Units units_;
  directive::app::Context context_{database_, clock_, ids_, units_};
  rpc::Environment environment_{.new_trace = [this] { return ids_.NewId(); },
                                .observe = [](std::string_view, std::string_view, double) {}};
  directive::DirectiveService service_{context_, environment_};
  std::unique_ptr<grpc::Server> server_;
  std::ostringstream out_, err_;
};

TEST_F(EvaluateCommandsTest, PrintsWhatPeopleMadeOfProposals) {
  ASSERT_EQ(Run({"ingest", Write("a.txt", PlanText())}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 documents"));
  ASSERT_EQ(Run({"directive", "correct", "12/KH-UBND", "--drop-task", "2", "--set", "place=Nơi khác"}), 0);
  ASSERT_EQ(Run({"evaluate", "--drafts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 documents"));
  ASSERT_EQ(Run({"directive", "issue", "12/KH-UBND"}), 0) << err_.str();
  ASSERT_EQ(Run({"evaluate"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("1 documents"), HasSubstr("assignments            0.750"),
                                HasSubstr("  place                0.000"), HasSubstr("calibration error")));
  ASSERT_EQ(Run({"--format=json", "evaluate", "--since", "2020-01-01"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("\"category\": \"assignments\""), HasSubstr("\"documents\": 1")));
  ASSERT_EQ(Run({"evaluate", "--counts"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("number\tLABELLED\tSOUND\t1\t1\n"));
}

TEST_F(EvaluateCommandsTest, WrongUseIsSaidSo) {
  EXPECT_EQ(Run({"evaluate", "a.txt"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--gold", "gold"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--crossed"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"evaluate", "--until", "30/2/2025"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: INVALID_ARGUMENT INVALID_DATE"));
}

}  // namespace
}  // namespace dondoc::cli
