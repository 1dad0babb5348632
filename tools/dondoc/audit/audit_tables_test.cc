#include "tools/dondoc/audit/audit_tables.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/dondoc/audit/chain_sources.h"

namespace dondoc::cli {
namespace {

using ::testing::HasSubstr;

TEST(AuditTablesTest, SaysTheFirstBadRecordAndWhatIsWrongWithIt) {
  audit::Report report{.records = 5, .waiting = 1, .checkpoints = 2};
  report.vouched = report.outside = {4, TimePoint(std::chrono::microseconds(1'765'000'000'000'250))};
  report.findings = {{audit::Fault::kEdited, 6, 12, "record 6 (seq 12) was changed after it was sealed"}};
  report.notes = {"no checkpoints"};
  v1::AuditVerification verification;
  *verification.add_chains() = ToProto("assignment", "main", report);
  *verification.add_chains() = ToProto("directive", "main", audit::Report{.records = 3});
  EXPECT_EQ(VerificationText(verification),
            "SERVICE     CELL  RECORDS  WAITING  CHECKPOINTS  SIGNED TO  OUTCOME\n"
            "assignment  main  5        1        2            4          edited at 6\n"
            "directive   main  3        0        0            0          right\n"
            "assignment: vouched for to record 4 of 2025-12-06T05:46:40.000250Z by a checkpoint outside of the "
            "database; 2 behind it are not: who owns the database could cut them off unnoticed\n"
            "assignment: edited: record 6 (seq 12) was changed after it was sealed\n"
            "assignment: note: no checkpoints\n"
            "directive: no record is vouched for, of 3\n");
  report = {.records = 4};
  report.vouched = {4, TimePoint(std::chrono::microseconds(1'765'000'000'000'250))};
  verification.Clear();
  *verification.add_chains() = ToProto("assignment", "main", report);
  EXPECT_THAT(
      VerificationText(verification),
      HasSubstr(
          "to record 4 of 2025-12-06T05:46:40.000250Z by a checkpoint in the database alone; nothing stands behind "
          "it\n"));
  *verification.mutable_chains(0) = ToProto("assignment", "main", {});
  EXPECT_THAT(VerificationText(verification), HasSubstr("assignment: there are no records\n"));
}

TEST(AuditTablesTest, ARecordIsOneLine) {
  common::v1::AuditRecord record;
  record.mutable_time()->set_seconds(1'765'000'000);
  record.set_name("Lan");
  record.set_unit_id("u1");
  record.set_method("AcceptAssignment");
  record.set_object_type("assignment");
  record.set_object_id("a1");
  record.set_before(R"({"state":"ASSIGNED"})");
  record.set_after(R"({"state":"ACCEPTED"})");
  common::v1::AuditRecord other;
  other.set_subject("operator");
  other.set_after("{\"text\":\"" + std::string(500, 'x') + "\"}");
  google::protobuf::RepeatedPtrField<common::v1::AuditRecord> records;
  for (const auto& one : {record, other}) *records.Add() = one;
  const std::string text = RecordsTable(records, {{"u1", "UBND xã Suối (98101)"}}).Text();
  EXPECT_THAT(text, HasSubstr("2025-12-06 12:46  Lan       UBND xã Suối (98101)"));
  EXPECT_THAT(RecordsTable(records, {}).Text(), HasSubstr("2025-12-06 12:46  Lan       u1"));
  EXPECT_THAT(text, HasSubstr(R"(assignment a1  {"state":"ASSIGNED"} → {"state":"ACCEPTED"})"));
  EXPECT_THAT(text, HasSubstr("operator"));
  EXPECT_THAT(text, HasSubstr("xxx…\n"));
}

TEST(ChainSourcesTest, ADatabaseIsNamedWithItsServiceAndCell) {
  const ChainSource source = ParseDatabase("assignment/commune=host=db user=x").value();
  EXPECT_EQ(source.service, "assignment");
  EXPECT_EQ(source.cell, "commune");
  EXPECT_EQ(source.conninfo, "host=db user=x");
  EXPECT_EQ(ParseDatabase("directive=host=db").value().cell, "main");
  EXPECT_FALSE(ParseDatabase("host").ok());
}

}  // namespace
}  // namespace dondoc::cli
