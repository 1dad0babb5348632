#include "common/postgres/connection.h"
#include "common/status/status_matchers.h"
#include "gtest/gtest.h"
#include "services/notification/storage/sql.h"
#include "services/notification/tests/database_fixture.h"

namespace dondoc::notification {
namespace {

class StatementsTest : public testing::NotificationTest {};

TEST_F(StatementsTest, EveryStatementFitsTheMigratedSchema) {
  ASSERT_OK_AND_ASSIGN(const auto connection, pg::Connection::Open(conninfo_));
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

// Ten thousand assignments are pending and nothing is due: finding that out touches a handful of pages of one index.
TEST_F(StatementsTest, AnIdleSchedulerReadsOneIndexHoweverMuchIsPending) {
  std::vector<AssignmentCreatedFact> many;
  for (int i = 0; i < 10'000; ++i) many.push_back(Created(testing::TestId(10'000 + i), commune_));
  Apply(many);
  ASSERT_OK_AND_ASSIGN(const auto connection, pg::Connection::Open(conninfo_));
  ASSERT_OK(connection->ExecuteScript("ANALYZE pending_assignment"));
  const std::string explain = "EXPLAIN (ANALYZE, BUFFERS) " + std::string(sql::kLockDue.text);
  const pg::Statement statement{"explain_lock_due", explain};
  ASSERT_OK_AND_ASSIGN(
      const pg::Result rows,
      connection->Execute(statement, {pg::ToParam(clock_.Now()), pg::ToParam(500), pg::ToParam(DayOf(clock_.Now()))}));
  std::string plan;
  for (const pg::Row row : rows) plan += row.Get<std::string>("\"QUERY PLAN\"") + "\n";
  EXPECT_NE(plan.find("pending_assignment_next"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("Seq Scan on pending_assignment"), std::string::npos) << plan;
}

}  // namespace
}  // namespace dondoc::notification
