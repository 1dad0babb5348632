// The audit of the whole system: every write of every service leaves a record, whoever owns the database cannot hide
// what he did to them, and a system from before there was an audit starts again.

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::Value;
using ::testing::HasSubstr;

const std::filesystem::path kSamples = "tests/samples";

// Every RPC that changes something: those that can be repeated by a request id. From the contracts themselves, so that
// none can be left out.
std::set<std::string> WritingRpcs() {
  google::protobuf::FileDescriptorSet files;
  std::ifstream in(DONDOC_CONTRACTS, std::ios::binary);
  EXPECT_TRUE(files.ParseFromIstream(&in)) << DONDOC_CONTRACTS;
  google::protobuf::DescriptorPool contracts;
  std::set<std::string> names;
  for (const google::protobuf::FileDescriptorProto& file : files.file()) {
    const FileDescriptor* contract = contracts.BuildFile(file);
    if (contract == nullptr) continue;
    for (int s = 0; s < contract->service_count(); ++s) {
      for (int m = 0; m < contract->service(s)->method_count(); ++m) {
        const MethodDescriptor& method = *contract->service(s)->method(m);
        if (method.input_type()->FindFieldByName("request_id") != nullptr) names.insert(method.name());
      }
    }
  }
  EXPECT_GT(names.size(), 20U);
  return names;
}

// The outcome for one service.
Value Chain(const Value& verification, std::string_view service) {
  for (const Value& chain : List(verification, "chains")) {
    if (Text(chain, "service") == service) return chain;
  }
  ADD_FAILURE() << "no chain of " << service;
  return {};
}

class AuditTest : public ::testing::Test {
 protected:
  AuditTest() : scenario_(system_, 20261121) {
    scenario_.Insist({"clock", "set", "2026-11-30"});
    scenario_.Insist({"units", "import", (kSamples / "units.csv").string()});
    scenario_.Insist({"units", "equip", "98", "--subtree"});
  }

  Value Verify() { return ParseJson(system_.Run({"audit", "verify", "--format=json"}).out); }

  // All is sealed and signed: what is done to it now must be found.
  void WaitUntilSigned() {
    system_.WaitUntil("every record to be sealed and signed", [&] {
      const std::vector<Value> chains = List(Verify(), "chains");
      for (const Value& chain : chains) {
        if (Number(chain, "waiting") > 0 || Number(chain, "signed_to") < Number(chain, "records")) return false;
      }
      return !chains.empty();
    });
  }

  // One of the unit's assignments of a directive.
  std::string AssignmentOf(const std::string& unit, const std::string& directive, std::size_t which) {
    std::vector<Value> assignments;
    system_.WaitUntil("the assignments", [&] {
      assignments =
          List(scenario_.InsistJson({"assignment", "list", "--unit", unit, "--directive", directive}), "assignments");
      return assignments.size() > which;
    });
    return assignments.size() > which ? Text(assignments[which], "assignment_id") : "";
  }

  // Accounts, systems and keys; at the end nobody is signed in.
  void WalkIdentity() {
    const auto file = [&](const std::string& name, const std::string& content) {
      const std::string path = (system_.directory() / name).string();
      std::ofstream(path) << content << "\n";
      return path;
    };
    const std::string first = file("first", "tạm thời 2025");
    const std::string own = file("own", "mây trắng trên núi");
    scenario_.Insist({"user", "add", "minh", "--name", "Trần Minh", "--unit", "98102", "--password-file", first});
    const Value membership = scenario_.InsistJson({"user", "grant", "minh", "officer", "--unit", "98102"});
    scenario_.Insist({"user", "end", Text(membership, "id"), "--on", "2030-01-01"});
    scenario_.Insist({"user", "disable", "minh"});
    scenario_.Insist({"user", "enable", "minh"});
    scenario_.Insist({"user", "reset-password", "minh", "--password-file", first});
    const std::string code = Text(scenario_.InsistJson({"user", "sign-in-code", "minh"}), "code");
    const std::string key =
        file("hrm.pub",
             "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
             "-----END PUBLIC KEY-----");
    scenario_.Insist({"client", "add", "hrm", "--name", "Nhân sự", "--unit", "98102", "--role", "officer", "--scope",
                      "assignments.read", "--key", key});
    scenario_.Insist({"client", "revoke", "hrm"});
    scenario_.Insist({"keys", "remove", Text(scenario_.InsistJson({"keys", "rotate"}), "id")});
    scenario_.Insist({"sign-in", "minh", "--password-file", first, "--code", code});
    scenario_.Insist({"sign-in-code"});
    scenario_.Insist({"password", "--old-password-file", first, "--new-password-file", own});
    scenario_.Insist({"sign-out"});
    scenario_.Insist({"sign-in", "minh", "--password-file", own});
    const std::vector<Value> sessions = List(scenario_.InsistJson({"sessions", "list"}), "sessions");
    ASSERT_EQ(sessions.size(), 1U);
    scenario_.Insist({"sessions", "revoke", Text(sessions.front(), "id")});
    scenario_.Insist({"sign-out"});
  }

  System system_;
  Scenario scenario_;
};

TEST_F(AuditTest, EveryWriteLeavesARecord) {
  const std::string office =
      Text(scenario_.InsistJson({"units", "add", "Phòng Thử xã", "--superior", "98102", "--kind", "PHONG_THU"}), "id");
  const std::string board =
      Text(scenario_.InsistJson({"units", "add", "Ban Thử xã", "--superior", "98102", "--kind", "BAN_THU"}), "id");
  scenario_.Insist({"units", "rename", office, "Phòng Thử hai xã"});
  scenario_.Insist({"units", "move", office, board});
  scenario_.Insist({"units", "end", office});
  scenario_.Insist({"units", "alias", "98102", "Xã Một"});
  scenario_.Insist({"units", "contact", "98102", "x@binhgiang.example"});
  scenario_.Insist({"units", "identify", "98102", "H98.12.3"});
  scenario_.Insist({"units", "mark", "98102", "--specially-difficult", "yes"});
  scenario_.Insist({"units", "tag", "98102", "DON_VI"});
  scenario_.Insist({"units", "alias", "98102", "Xã Một", "--end"});
  const Value group = scenario_.InsistJson(
      {"units", "group", "define", "Nhóm Thử", "--of", "98", "--level", "commune", "--kind", "UBND"});
  scenario_.Insist({"units", "group", "end", Text(group, "id"), "--to", "2030-01-01"});

  // A directive that is discarded, restored, corrected, resolved; and issued.
  const Value ingested = scenario_.InsistJson({"ingest", (kSamples / "plan_district.txt").string()});
  const std::string draft = Text(Member(ingested, "directive"), "id");
  scenario_.Insist({"directive", "discard", draft, "--reason", "nhầm"});
  scenario_.Insist({"directive", "restore", draft});
  scenario_.Insist({"directive", "correct", draft, "--set", "place=Nơi khác"});
  scenario_.Insist({"directive", "undo", draft});
  scenario_.Insist({"directive", "resolve", draft});
  const std::string plan = scenario_.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});

  const std::string unit = "98102";
  const std::string one = AssignmentOf(unit, plan, 0);
  for (const std::vector<std::string>& act : std::vector<std::vector<std::string>>{{"accept"},
                                                                                   {"start"},
                                                                                   {"report", "--text", "xong"},
                                                                                   {"return", "--reason", "thiếu"},
                                                                                   {"report", "--text", "đủ"},
                                                                                   {"complete"}}) {
    std::vector<std::string> command = {"assignment", act[0], one};
    command.insert(command.end(), act.begin() + 1, act.end());
    scenario_.Insist(command);
  }
  scenario_.Insist({"assignment", "refuse", AssignmentOf(unit, plan, 1), "--reason", "không thuộc thẩm quyền"});

  scenario_.Insist({"indicator", "define", "DEM", "--name", "Đếm", "--kind", "COUNT", "--measure", "trẻ"});
  scenario_.Insist({"indicator", "submit", "--unit", unit, "--period", "2026", "DEM=5"});
  scenario_.Insist({"indicator", "submit", "--unit", unit, "--period", "2026", "DEM=7"});
  std::ofstream(system_.directory() / "values.csv")
      << "unit,period,indicator,numerator,denominator\n98102,2025,DEM,1,\n98103,2025,DEM,2,\n";
  scenario_.Insist({"indicator", "submit", "--file", (system_.directory() / "values.csv").string()});
  const Value target = scenario_.InsistJson({"indicator", "target", "add", unit, "DEM", "10"});
  scenario_.Insist({"indicator", "target", "link", Text(target, "id"), "DEM"});
  scenario_.Insist({"indicator", "target", "unlink", Text(target, "id")});

  scenario_.Insist({"urge", "--unit", unit, "--directive", plan, "--text", "Khẩn trương"});
  scenario_.Insist({"inbox", unit, "--mark-read"});
  scenario_.Insist({"reminders", "set-rule", "--repeat", "5"});

  // A succession, and back; and an assignment that goes to another unit.
  constexpr char kDecision[] = "88/NQ-HĐND";
  scenario_.Insist({"units", "import", (kSamples / "units_2026.csv").string(), "--list", "2026"});
  scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(), "--decision", kDecision,
                    "--decided-on", "2026-11-20", "--effective", "2026-11-25"});
  scenario_.Insist({"units", "resolve", kDecision, "98103=98109"});
  scenario_.Insist({"units", "enact", kDecision});
  scenario_.Insist({"units", "undo", kDecision});
  constexpr char kGivenUp[] = "89/NQ-HĐND";
  scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(), "--decision", kGivenUp,
                    "--decided-on", "2026-11-20", "--effective", "2027-01-01"});
  scenario_.Insist({"units", "discard", kGivenUp});
  const auto mistaken = system_.directory() / "mistaken.csv";
  std::ofstream(mistaken) << "code,name,level,type,parent_code\n98,Tỉnh Bình Giang,province,Tỉnh,\n"
                             "98991,Xã Nhầm,commune,Xã,98\n";
  scenario_.Insist({"units", "import", mistaken.string(), "--list", "nham"});
  scenario_.Insist({"units", "discard-list", "nham"});
  scenario_.Insist({"assignment", "transfer", AssignmentOf("98104", plan, 0), "--to", "98105", "--reason", "gần hơn"});

  WalkIdentity();

  const std::vector<Value> records = List(scenario_.InsistJson({"audit", "list", "--limit", "0"}), "records");
  std::set<std::string> recorded;
  for (const Value& record : records) {
    recorded.insert(Text(record, "method"));
    EXPECT_FALSE(Text(record, "object_id").empty()) << Text(record, "method");
    EXPECT_FALSE(Text(record, "subject").empty()) << Text(record, "method");
    EXPECT_FALSE(Text(record, "trace").empty()) << Text(record, "method");
    // What the system does by itself comes from nowhere; all else from this machine.
    const bool by_itself = Text(record, "subject").starts_with("service:");
    EXPECT_EQ(Text(record, "address"), by_itself ? "" : "local") << Text(record, "method");
  }
  // Refreshing is no act, but where a token comes twice; assertions are for other systems. Both are tried by identity's
  // tests.
  recorded.insert({"RefreshSession", "ExchangeAssertion"});
  for (const std::string& rpc : WritingRpcs()) {
    EXPECT_TRUE(recorded.contains(rpc)) << rpc
                                        << " left no record; call it above, and record it (common/audit/README.md)";
  }

  // Before and after, of one thing, by one who did it.
  const std::vector<Value> of_one = List(scenario_.InsistJson({"audit", "list", "--object", one}), "records");
  ASSERT_GE(of_one.size(), 6U);
  EXPECT_EQ(Text(of_one.back(), "method"), "AcceptAssignment");
  EXPECT_EQ(Text(of_one.back(), "before"), R"({"state":"ASSIGNED"})");
  EXPECT_EQ(Text(of_one.back(), "after"), R"({"state":"ACCEPTED"})");
  // Numbers, of a report each, in a batch as well.
  std::vector<Value> values, of_batch;
  for (const Value& record : List(scenario_.InsistJson({"audit", "list", "--type", "report"}), "records")) {
    (Text(record, "method") == "SubmitValuesBatch" ? of_batch : values).push_back(record);
  }
  EXPECT_EQ(of_batch.size(), 2U);
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(Text(values.front(), "before"), R"({"DEM":5})");
  EXPECT_EQ(Text(values.front(), "after"), R"({"DEM":7})");
  EXPECT_TRUE(List(scenario_.InsistJson({"audit", "list", "--person", "nobody"}), "records").empty());
  EXPECT_TRUE(List(scenario_.InsistJson({"audit", "list", "--until", "2020-01-01"}), "records").empty());
}

TEST_F(AuditTest, WhatTheOwnerOfTheDatabaseDoesIsFound) {
  for (const char* part : {"organization", "postgres"}) {
    scenario_.Insist({"units", "alias", "98102", std::string("Xã ") + part});
    system_.Kill(part);
    scenario_.Insist({"units", "alias", "98103", std::string("Xã ") + part});
  }
  WaitUntilSigned();
  EXPECT_EQ(system_.Run({"audit", "verify"}).code, 0);
  const auto exported = system_.directory() / "export";
  system_.RunOk({"audit", "export", exported.string()});

  system_.DoInDatabase(
      "organization",
      "SET session_replication_role = replica; UPDATE audit_record SET name = 'x' WHERE seq = (SELECT seq FROM "
      "audit_seal WHERE number = 3)");
  const Output edited = system_.Run({"audit", "verify"});
  EXPECT_EQ(edited.code, 1);
  EXPECT_THAT(edited.out, HasSubstr("edited at 3"));
  EXPECT_EQ(Text(List(Chain(Verify(), "organization"), "findings").at(0), "fault"), "edited");
  EXPECT_TRUE(List(Chain(Verify(), "directive"), "findings").empty());

  // Everything gone, the checkpoints of the table as well: those of the file say so.
  system_.DoInDatabase("organization",
                       "SET session_replication_role = replica; TRUNCATE audit_record, audit_seal, audit_checkpoint, "
                       "audit_unsealed; UPDATE audit_sealer SET number = 0, hash = decode(repeat('00', 32), 'hex')");
  EXPECT_EQ(Text(List(Chain(Verify(), "organization"), "findings").at(0), "fault"), "truncated");

  // The export is what it was.
  const std::string file = (exported / "organization.main.audit").string();
  EXPECT_EQ(system_.Run({"audit", "verify", "--export", file}).code, 0);
  const Output other = system_.Run(
      {"audit", "verify", "--export", file, "--public-key", (system_.var() / "keys" / "operator.pub").string()});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.out, HasSubstr("is not known"));
}

TEST_F(AuditTest, ASystemFromBeforeThereWasAnAuditStartsAgain) {
  scenario_.Insist({"units", "contact", "98102", "cu@binhgiang.example"});
  // As it was: the services' own role alone, and no table of the audit.
  for (const char* service : {"organization", "directive", "assignment", "indicator", "notification"}) {
    // Nobody works with the tables while they go.
    system_.DoInDatabase(service, fmt::format("ALTER ROLE dondoc_{}_app NOLOGIN", service));
    system_.DoInDatabase(
        service,
        fmt::format("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE usename = 'dondoc_{}_app'",
                    service));
    system_.DoInDatabase(
        service,
        fmt::format(
            "DROP OWNED BY dondoc_{0}_app; DROP TABLE audit_record, audit_unsealed, audit_seal, audit_checkpoint, "
            "audit_sealer; DROP FUNCTION audit_refuse_change; DELETE FROM schema_migration WHERE set_name = 'audit'; "
            "ALTER ROLE dondoc_{0}_app RENAME TO former_{0}",
            service));
  }
  std::filesystem::remove_all(system_.var() / "audit");
  std::filesystem::remove(system_.var() / "keys" / "audit.key");
  std::filesystem::remove(system_.var() / "keys" / "audit.pub");
  system_.Restart();
  EXPECT_THAT(scenario_.Insist({"units", "show", "98102", "--format=json"}), HasSubstr("cu@binhgiang.example"));
  scenario_.Insist({"units", "alias", "98103", "Xã Mới"});
  WaitUntilSigned();
  EXPECT_EQ(Number(Chain(Verify(), "organization"), "records"), 1);
  EXPECT_EQ(system_.Run({"audit", "verify"}).code, 0);
}

}  // namespace
}  // namespace dondoc::e2e
