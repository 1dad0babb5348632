#include "common/private_servers/private_postgres.h"

#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::private_servers {
namespace {

using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;

// The first value that `statement` gives, or the error.
std::string Ask(const PrivatePostgres& server, const std::string& statement) {
  PGconn* connection = PQconnectdb(server.Conninfo("postgres", PrivatePostgres::kSuperuser).c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  std::string answer = PQerrorMessage(connection);
  if (PQresultStatus(result) == PGRES_TUPLES_OK) answer = PQgetvalue(result, 0, 0);
  PQclear(result);
  PQfinish(connection);
  return answer;
}

class PrivatePostgresTest : public ::testing::Test {
 protected:
  PostgresOptions Options() const {
    PostgresOptions options;
    options.directory = directory_.path() / "postgres";
    options.durable = false;
    options.settings = {{"shared_buffers", "16MB"}};
    return options;
  }

  TempDir directory_{TempDir::Medium::kMemory};
};

TEST_F(PrivatePostgresTest, LivesOnItsSocketAloneAndKeepsItsData) {
  ASSERT_OK_AND_ASSIGN(auto server, PrivatePostgres::Prepare(Options()));
  EXPECT_FALSE(server->Ready());
  ASSERT_OK(server->Start());
  ASSERT_OK(server->Start());
  EXPECT_TRUE(server->Ready());
  EXPECT_EQ(Ask(*server, "SHOW server_encoding"), "UTF8");
  EXPECT_EQ(Ask(*server, "SHOW lc_collate"), "C.UTF-8");
  EXPECT_EQ(Ask(*server, "SHOW listen_addresses"), "");
  EXPECT_EQ(Ask(*server, "SHOW shared_buffers"), "16MB");
  EXPECT_EQ(Ask(*server, "SHOW fsync"), "off");
  EXPECT_EQ(Ask(*server, "SHOW TimeZone"), "Asia/Ho_Chi_Minh");
  Ask(*server, "CREATE TABLE kept (x int)");
  Ask(*server, "INSERT INTO kept VALUES (7)");

  server->Kill();
  EXPECT_FALSE(server->Ready());
  ASSERT_OK(server->Start());
  EXPECT_EQ(Ask(*server, "SELECT x FROM kept"), "7");

  server->Stop();
  ASSERT_OK_AND_ASSIGN(auto again, PrivatePostgres::Prepare(Options()));
  // A number that belongs to somebody else now, as after a restart of the machine.
  std::ofstream(directory_.path() / "postgres/data/postmaster.pid") << getppid() << "\n";
  ASSERT_OK(again->Start());
  EXPECT_EQ(Ask(*again, "SELECT x FROM kept"), "7");

  ASSERT_OK_AND_ASSIGN(auto second, PrivatePostgres::Prepare(Options()));
  EXPECT_THAT(second->Start(std::chrono::milliseconds(50)),
              HasReason(absl::StatusCode::kFailedPrecondition, "ALREADY_RUNNING"));
  EXPECT_EQ(Ask(*again, "SELECT x FROM kept"), "7");
}

TEST_F(PrivatePostgresTest, EndsWithTheProcessThatStartedIt) {
  const pid_t child = fork();
  if (child == 0) {
    auto server = PrivatePostgres::Prepare(Options());
    if (!server.ok() || !(*server)->Start().ok()) _exit(1);
    raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the server did not start";
  EXPECT_OK(WaitUntilGone("postgres", directory_.path() / "postgres/data", std::chrono::seconds(30)));
  ASSERT_OK_AND_ASSIGN(auto server, PrivatePostgres::Prepare(Options()));
  EXPECT_OK(server->Start());
}

TEST_F(PrivatePostgresTest, SaysWhyItDoesNotStart) {
  PostgresOptions options = Options();
  options.settings = {{"no_such_setting", "1"}};
  ASSERT_OK_AND_ASSIGN(auto server, PrivatePostgres::Prepare(std::move(options)));
  const absl::Status started = server->Start();
  EXPECT_THAT(started, HasReason(absl::StatusCode::kInternal, "SERVER_ENDED"));
  EXPECT_THAT(std::string(started.message()), HasSubstr("no_such_setting"));
}

TEST_F(PrivatePostgresTest, StartsBelowALongPath) {
  PostgresOptions options = Options();
  options.directory = directory_.path() / std::string(100, 'x') / "postgres";
  std::filesystem::path socket_directory;
  {
    ASSERT_OK_AND_ASSIGN(auto server, PrivatePostgres::Prepare(std::move(options)));
    ASSERT_OK(server->Start());
    EXPECT_EQ(Ask(*server, "SELECT 1"), "1");
    socket_directory = server->place().socket_directory;
  }
  std::filesystem::remove_all(socket_directory);
}

}  // namespace
}  // namespace dondoc::private_servers
