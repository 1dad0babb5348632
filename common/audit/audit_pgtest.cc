#include "common/audit/audit.h"

#include "common/audit/sql.h"
#include "common/audit/units_fixture.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

using ::dondoc::testing::SharedPostgres;
using ::dondoc::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};

class AuditTest : public ::testing::Test {
 protected:
  void SetUp() override {
    conninfo_ = SharedPostgres::CreateDatabase();
    ASSERT_OK_AND_ASSIGN(connection_, pg::Connection::Open(conninfo_));
    ASSERT_OK(pg::Migrate(*connection_, {Migrations()}, kNow).status());
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
  }

  absl::Status Record(const Act& act) {
    return database_->Run([&](pg::Transaction& tx) { return Append(tx, act); });
  }

  std::string Text(const std::string& query) {
    auto rows = connection_->Execute(pg::Statement{query, query}, {});
    EXPECT_OK(rows.status());
    return rows.ok() && rows->size() == 1 ? (*rows)[0].Get<std::string>("text") : "";
  }

  std::string conninfo_;
  std::unique_ptr<pg::Connection> connection_;
  std::unique_ptr<pg::Database> database_;
};

Act Sample() {
  Act act{.caller = {.subject = "user:1", .name = "Lan", .unit_id = "u1", .address = "10.0.0.1", .trace = "t1"},
          .method = "AcceptAssignment",
          .request_id = "r1",
          .at = kNow,
          .object = {"assignment", "a1"}};
  act.changes.Set("state", "ASSIGNED", "ACCEPTED");
  return act;
}

TEST_F(AuditTest, EveryStatementIsRight) {
  CreateUnits(*connection_);
  for (const pg::Statement* statement : sql::kAll) {
    if (std::string_view(statement->text).find("COPY (") == std::string_view::npos) {
      EXPECT_OK(connection_->Prepare(*statement)) << statement->name;
    } else {
      EXPECT_OK(connection_->CopyOut(*statement, [](std::string_view) { return absl::OkStatus(); })) << statement->name;
    }
  }
}

TEST_F(AuditTest, ARecordSaysWhoDidWhat) {
  ASSERT_OK(Record(Sample()));
  EXPECT_EQ(
      Text("SELECT concat_ws('|', at, subject, name, unit_id, method, object_type, object_id, before, after, "
           "request_id, "
           "address, trace) AS text FROM audit_record"),
      "2025-12-06 "
      "05:46:40+00|user:1|Lan|u1|AcceptAssignment|assignment|a1|{\"state\":\"ASSIGNED\"}|{\"state\":\"ACCEPTED\"}|"
      "r1|10.0.0.1|t1");
  EXPECT_EQ(Text("SELECT (r.seq = u.seq)::text AS text FROM audit_record AS r, audit_unsealed AS u"), "true");
}

TEST_F(AuditTest, ARecordIsThereIfAndOnlyIfTheActIs) {
  EXPECT_FALSE(database_
                   ->Run([&](pg::Transaction& tx) -> absl::Status {
                     DONDOC_RETURN_IF_ERROR(Append(tx, Sample()));
                     return FailedPrecondition("WRONG_STATE", "no");
                   })
                   .ok());
  EXPECT_EQ(Text("SELECT count(*)::text AS text FROM audit_record"), "0");
  EXPECT_EQ(Text("SELECT count(*)::text AS text FROM audit_unsealed"), "0");
}

TEST_F(AuditTest, WhatIsLongIsKeptInShort) {
  Act act = Sample();
  act.changes.Made("text", std::string(kLongestJson, 'x'));
  ASSERT_OK(Record(act));
  EXPECT_THAT(Text("SELECT after AS text FROM audit_record"), StartsWith(R"({"omitted_bytes":131)"));
  EXPECT_THAT(Text("SELECT before AS text FROM audit_record"), HasSubstr("ASSIGNED"));
}

TEST_F(AuditTest, SeveralRecordsKeepTheirOrder) {
  std::vector<Act> acts(30, Sample());
  for (std::size_t i = 0; i < acts.size(); ++i) acts[i].object.id = "a" + std::to_string(i);
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return Append(tx, acts); }));
  std::string expected;
  for (const Act& act : acts) expected += act.object.id + " ";
  EXPECT_EQ(Text("SELECT string_agg(object_id, ' ' ORDER BY seq) || ' ' AS text FROM audit_record"), expected);
  EXPECT_EQ(Text("SELECT count(seq)::text AS text FROM audit_unsealed"), "30");
}

TEST_F(AuditTest, NoNameKeepsAnActFromBeingRecorded) {
  Act act = Sample();
  act.caller.name = std::string("a\0b\xff", 4);
  ASSERT_OK(Record(act));
  EXPECT_EQ(Text("SELECT name AS text FROM audit_record"), "a b\uFFFD");
}

TEST_F(AuditTest, NotEvenTheOwnerChangesRecordsByASlip) {
  ASSERT_OK(Record(Sample()));
  for (const std::string_view table : kAppendOnlyTables) {
    const std::string name(table);
    for (const std::string& script :
         {"UPDATE " + name + (name == "audit_record" ? " SET name = 'x'" : " SET hash = ''"), "DELETE FROM " + name,
          "TRUNCATE " + name}) {
      EXPECT_THAT(connection_->ExecuteScript(script), StatusIs(absl::StatusCode::kInternal)) << script;
    }
  }
  EXPECT_EQ(Text("SELECT name AS text FROM audit_record"), "Lan");
}

}  // namespace
}  // namespace dondoc::audit
