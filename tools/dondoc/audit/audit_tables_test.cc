#include "tools/dondoc/audit/audit_tables.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/dondoc/audit/chain_sources.h"

namespace dondoc::cli {
namespace {

using ::testing::HasSubstr;

TEST(AuditTablesTest, SaysTheFirstBadRecordAndWhatIsWrongWithIt) {
  audit::Report report{.records = 5, .checkpoints = 2, .signed_to = 4};
  report.findings = {{audit::Fault::kEdited, 6, 12, "record 6 (seq 12) was changed after it was sealed"}};
  report.notes = {"no checkpoints"};
  v1::AuditVerification verification;
  *verification.add_chains() = ToProto("assignment", "main", report);
  *verification.add_chains() = ToProto("directive", "main", audit::Report{.records = 3});
  EXPECT_EQ(VerificationText(verification),
            "SERVICE     CELL  RECORDS  WAITING  CHECKPOINTS  SIGNED TO  OUTCOME\n"
            "assignment  main  5        0        2            4          edited at 6\n"
            "directive   main  3        0        0            0          right\n"
            "assignment: edited: record 6 (seq 12) was changed after it was sealed\n"
            "assignment: note: no checkpoints\n");
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
  const std::string text = RecordsTable({record, other}).Text();
  EXPECT_THAT(text, HasSubstr("2025-12-06 12:46  Lan"));
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
