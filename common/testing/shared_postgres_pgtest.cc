#include "common/testing/shared_postgres.h"

#include <libpq-fe.h>

#include <string>

#include "gtest/gtest.h"

namespace dondoc::testing {
namespace {

std::string Ask(const std::string& conninfo, const std::string& statement) {
  PGconn* connection = PQconnectdb(conninfo.c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  std::string answer =
      PQresultStatus(result) == PGRES_TUPLES_OK ? PQgetvalue(result, 0, 0) : PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  return answer;
}

TEST(SharedPostgresTest, DatabasesAreApartAndCanBeCopied) {
  const std::string one = SharedPostgres::CreateDatabase();
  const std::string two = SharedPostgres::CreateDatabase();
  EXPECT_EQ(Ask(one, "CREATE TABLE t AS SELECT 5 AS x"), "");
  EXPECT_NE(Ask(two, "SELECT x FROM t"), "5");
  // A connection that is still open does not get in the way.
  PGconn* open = PQconnectdb(one.c_str());
  const std::string copy = SharedPostgres::CreateDatabaseFrom(one);
  EXPECT_EQ(Ask(copy, "SELECT x FROM t"), "5");
  PQfinish(open);
}

TEST(SharedPostgresTest, CanBeUsedAsAnotherRole) {
  const std::string database = SharedPostgres::CreateDatabase();
  EXPECT_EQ(Ask(database, "CREATE ROLE somebody LOGIN"), "");
  EXPECT_EQ(Ask(SharedPostgres::AsRole(database, "somebody"), "SELECT current_user"), "somebody");
}

TEST(SharedPostgresTest, KeepsCommittedDataThroughACrash) {
  const std::string database = SharedPostgres::CreateDatabase();
  EXPECT_EQ(Ask(database, "CREATE TABLE t AS SELECT 5 AS x"), "");
  PGconn* open = PQconnectdb(database.c_str());
  SharedPostgres::Crash();
  PQclear(PQexec(open, "SELECT 1"));
  EXPECT_EQ(PQstatus(open), CONNECTION_BAD);
  PQfinish(open);
  EXPECT_EQ(Ask(database, "SELECT x FROM t"), "5");
}

}  // namespace
}  // namespace dondoc::testing
