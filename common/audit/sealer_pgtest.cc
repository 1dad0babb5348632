// What the sealer promises, and that whatever the owner of a database does to the audit is found at the right record.
#include "common/audit/sealer.h"

#include <filesystem>
#include <stop_token>
#include <thread>

#include "common/audit/chain_fixture.h"
#include "gmock/gmock.h"

namespace dondoc::audit {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class SealerTest : public ChainTest {
 protected:
  // Twelve records; checkpoints of the numbers 4, 8 and 12.
  void SealTwelve() {
    options_.batch = 4;
    options_.checkpoint_records = 4;
    RestartSealer();
    Commit(12);
    SealAll();
    ExpectWhole(12);
    ASSERT_THAT(Outside(), SizeIs(3));
  }

  // Computes the chain anew from a number on, as one could who owns the database and reads record.h.
  void Rechain(std::int64_t from) {
    Hash hash{};
    std::int64_t number = 0;
    std::string updates;
    for (const std::string& line : Export()) {
      if (!line.starts_with("S\t")) continue;
      ++number;
      const Record record = RecordAt(number);
      const Hash digest = DigestOf(record);
      hash = ChainHash(hash, number, digest);
      if (number < from) continue;
      updates += "UPDATE audit_seal SET digest = '\\x" + ToHex(digest) + "', hash = '\\x" + ToHex(hash) +
                 "' WHERE number = " + std::to_string(number) + ";";
    }
    Tamper(updates + "UPDATE audit_sealer SET number = " + std::to_string(number) + ", hash = '\\x" + ToHex(hash) +
           "'");
  }

  Record RecordAt(std::int64_t number) {
    const std::string query =
        "SELECT r.seq, (extract(epoch FROM at) * 1000000)::bigint AS at_us, (extract(epoch FROM recorded_at) * "
        "1000000)::bigint AS recorded_us, subject, name, unit_id, method, object_type, object_id, before, after, "
        "request_id, address, trace FROM audit_record AS r JOIN audit_seal AS s ON s.seq = r.seq WHERE number = "
        "$1::bigint";
    static const std::string kept = query;
    const auto rows = owner_->Execute(pg::Statement{"test.record_at", kept}, {pg::ToParam(number)}).value();
    const pg::Row row = rows[0];
    return {.seq = row.Get<std::int64_t>("seq"),
            .at = TimePoint(std::chrono::microseconds(row.Get<std::int64_t>("at_us"))),
            .recorded_at = TimePoint(std::chrono::microseconds(row.Get<std::int64_t>("recorded_us"))),
            .subject = row.Get<std::string>("subject"),
            .name = row.Get<std::string>("name"),
            .unit_id = row.Get<std::string>("unit_id"),
            .method = row.Get<std::string>("method"),
            .object_type = row.Get<std::string>("object_type"),
            .object_id = row.Get<std::string>("object_id"),
            .before = row.Get<std::string>("before"),
            .after = row.Get<std::string>("after"),
            .request_id = row.Get<std::string>("request_id"),
            .address = row.Get<std::string>("address"),
            .trace = row.Get<std::string>("trace")};
  }
};

TEST_F(SealerTest, CommittedRecordsGetNumbersWithoutGaps) {
  options_.batch = 5;
  RestartSealer();
  Commit(23);
  EXPECT_FALSE(database_
                   ->Run([&](pg::Transaction& tx) -> absl::Status {
                     DONDOC_RETURN_IF_ERROR(Append(tx, ActOf(0)));
                     return FailedPrecondition("WRONG_STATE", "rolled back: its seq is lost, no number is");
                   })
                   .ok());
  Commit(4);
  SealAll();
  ExpectWhole(27);
  EXPECT_EQ(stats_.sealed, 27);
  EXPECT_EQ(Count("SELECT count(*) FROM audit_seal AS s JOIN audit_record AS r ON r.seq = s.seq AND r.object_id = "
                  "s.number::text"),
            27);
}

TEST_F(SealerTest, CheckpointsStandInTheTableAndOutsideOfIt) {
  SealTwelve();
  EXPECT_EQ(Count("SELECT count(*) FROM audit_checkpoint"), 3);
  EXPECT_EQ(Verify().outside.number, 12);
  EXPECT_EQ(stats_.checkpoints, 3);
}

TEST_F(SealerTest, ACheckpointComesWithTimeToo) {
  options_.checkpoint_every = std::chrono::milliseconds(0);
  RestartSealer();
  Commit(2);
  SealAll();
  EXPECT_THAT(Outside(), SizeIs(1));
  // Nothing new: nothing to sign.
  EXPECT_FALSE(sealer_->Step().value());
  EXPECT_THAT(Outside(), SizeIs(1));
}

TEST_F(SealerTest, AnActAfterAPauseIsSignedWithItsSeal) {
  options_.checkpoint_every = std::chrono::milliseconds(0);  // the pause
  RestartSealer();
  for (int act = 1; act <= 3; ++act) {
    Commit(1);
    EXPECT_TRUE(sealer_->Step().value());
    ASSERT_THAT(Outside(), SizeIs(act));
    EXPECT_EQ(Outside().back().number, act);
  }
}

TEST_F(SealerTest, WhenItHasStoppedAllIsSigned) {
  SealTwelve();
  Commit(3);  // no checkpoint is due for an hour
  std::jthread thread([this](std::stop_token stop) { sealer_->Run(stop); });
  thread.request_stop();
  thread.join();
  ExpectWhole(15);
  EXPECT_EQ(Outside().back().number, 15);
  EXPECT_EQ(Verify().outside.number, 15);
}

TEST_F(SealerTest, WithoutAKeyItSealsAndSignsNothing) {
  options_.key = nullptr;
  RestartSealer();
  Commit(2);
  SealAll();
  ExpectWhole(2);
  EXPECT_EQ(Count("SELECT count(*) FROM audit_checkpoint"), 0);
}

TEST_F(SealerTest, WhatACrashLeftOutOfTheFileIsAdded) {
  SealTwelve();
  const std::string file = options_.checkpoint_file;
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);  // the second line torn, the third lost
  RestartSealer();
  Commit(1);
  SealAll();
  ExpectWhole(13);
  EXPECT_THAT(Outside(), SizeIs(4));  // and that of 13: who begins signs
}

TEST_F(SealerTest, AFileThatCannotBeWrittenLosesNothing) {
  options_.checkpoint_file = (directory_.path() / "later" / "checkpoints").string();
  options_.checkpoint_records = 1;
  RestartSealer();
  Commit(2);
  EXPECT_THAT(sealer_->Step(), HasReason(absl::StatusCode::kUnavailable, "AUDIT_FILE_NOT_WRITTEN"));
  std::filesystem::create_directory(directory_.path() / "later");
  SealAll();
  ExpectWhole(2);
  EXPECT_THAT(Outside(), SizeIs(1));
}

TEST_F(SealerTest, AFileThatWasRenamedGoesOnWithTheNewestCheckpoint) {
  SealTwelve();
  const std::vector<Checkpoint> before = Outside();
  std::filesystem::rename(options_.checkpoint_file, options_.checkpoint_file + ".1");
  RestartSealer();
  SealAll();
  EXPECT_EQ(Outside(), std::vector<Checkpoint>{before.back()});
  Commit(4);
  SealAll();
  EXPECT_THAT(Outside(), SizeIs(2));
  ExpectWhole(16);
}

TEST_F(SealerTest, OnlyOneSealsAndTheOtherTakesOver) {
  options_.lease = std::chrono::hours(1);
  RestartSealer();
  Commit(2);
  SealAll();
  SealerOptions second_options = options_;
  second_options.replica = "1";
  SealerStats second_stats;
  Sealer second(second_options, *database_, clock_, second_stats, [](std::string_view, const absl::Status&) {});
  Commit(1);
  EXPECT_FALSE(second.Step().value());
  EXPECT_FALSE(second.is_active());
  Tamper("UPDATE audit_sealer SET expires_at = '-infinity'");
  EXPECT_TRUE(second.Step().value());
  // The first believes that it has the lease; its transaction says otherwise.
  Commit(1);
  EXPECT_THAT(sealer_->Step(), HasReason(absl::StatusCode::kFailedPrecondition, "AUDIT_LEASE_LOST"));
  EXPECT_FALSE(sealer_->is_active());
  EXPECT_TRUE(second.Step().value());
  ExpectWhole(4);
}

TEST_F(SealerTest, EditedRecord) {
  SealTwelve();
  Tamper("UPDATE audit_record SET after = replace(after, 'ACCEPTED', 'COMPLETED') WHERE object_id = '6'");
  ExpectFirst(Fault::kEdited, 6);
}

TEST_F(SealerTest, EveryColumnOfARecordIsHeld) {
  SealTwelve();
  for (const char* column : {"subject", "name", "unit_id", "method", "object_type", "object_id", "before", "after",
                             "request_id", "address", "trace"}) {
    const std::string name = column;
    Tamper("UPDATE audit_record SET " + name + " = " + name + " || 'x' WHERE seq = 5");
    ExpectFirst(Fault::kEdited, 5);
    Tamper("UPDATE audit_record SET " + name + " = left(" + name + ", -1) WHERE seq = 5");
  }
  for (const char* column : {"at", "recorded_at"}) {
    const std::string name = column;
    Tamper("UPDATE audit_record SET " + name + " = " + name + " + interval '1 microsecond' WHERE seq = 5");
    ExpectFirst(Fault::kEdited, 5);
    Tamper("UPDATE audit_record SET " + name + " = " + name + " - interval '1 microsecond' WHERE seq = 5");
  }
  ExpectWhole(12);
}

TEST_F(SealerTest, DeletedRecord) {
  SealTwelve();
  Tamper("DELETE FROM audit_record WHERE object_id = '6'");
  ExpectFirst(Fault::kDeleted, 6);
  Tamper("DELETE FROM audit_seal WHERE number = 6");
  ExpectFirst(Fault::kDeleted, 6);
  Tamper("UPDATE audit_seal SET number = number - 1 WHERE number > 6");
  ExpectFirst(Fault::kDeleted, 6);
}

TEST_F(SealerTest, DeletedSeal) {
  SealTwelve();
  Tamper("DELETE FROM audit_seal WHERE number = 6");
  ExpectFirst(Fault::kDeleted, 6);
  EXPECT_EQ(Verify().findings.back().fault, Fault::kInserted);  // a record that has no seal, and does not wait for one
}

TEST_F(SealerTest, ReorderedRecords) {
  SealTwelve();
  Tamper("UPDATE audit_seal SET number = number + 1000 WHERE number IN (6, 7)");
  Tamper("UPDATE audit_seal SET number = 1013 - number WHERE number > 1000");
  ExpectFirst(Fault::kReordered, 6);
}

TEST_F(SealerTest, InsertedRecord) {
  SealTwelve();
  Tamper(
      "INSERT INTO audit_record (at, subject, name, unit_id, method, object_type, object_id, before, after, "
      "request_id, address, "
      "trace) VALUES ('2026-01-01', '', '', '', 'Forged', '', '', '', '', '', '', '')");
  ExpectFirst(Fault::kInserted, 0);
  // With a seal in the middle of the chain.
  Tamper("UPDATE audit_seal SET number = number + 1000 WHERE number > 5");
  Tamper("UPDATE audit_seal SET number = number - 999 WHERE number > 1000");
  Tamper("INSERT INTO audit_seal SELECT 6, max(seq), sha256('x'), sha256('y') FROM audit_record");
  ExpectFirst(Fault::kInserted, 6);
}

TEST_F(SealerTest, TruncatedTail) {
  SealTwelve();
  Tamper("DELETE FROM audit_record WHERE seq > 10; DELETE FROM audit_seal WHERE number > 10");
  ExpectFirst(Fault::kTruncated, 11);
  Tamper("UPDATE audit_sealer SET (number, hash) = (SELECT number, hash FROM audit_seal WHERE number = 10)");
  ExpectFirst(Fault::kTruncated, 11);  // by the checkpoint of 12
}

TEST_F(SealerTest, TruncatedBehindACheckpointAndTheCheckpointsToo) {
  SealTwelve();
  Tamper(
      "DELETE FROM audit_record WHERE seq > 8; DELETE FROM audit_seal WHERE number > 8; DELETE FROM audit_checkpoint "
      "WHERE "
      "number > 8; UPDATE audit_sealer SET (number, hash) = (SELECT number, hash FROM audit_seal WHERE number = 8)");
  ExpectFirst(Fault::kTruncated, 9);
  EXPECT_EQ(Verify().findings.back().fault, Fault::kBadCheckpoint);  // gone from the table
}

// What no checkpoint holds can be cut off, and verification says how far it vouches; what one holds cannot.
TEST_F(SealerTest, TruncatedBehindTheLastCheckpoint) {
  SealTwelve();
  Commit(2);
  SealAll();
  const char kCut[] =
      "DELETE FROM audit_record WHERE seq > 12; DELETE FROM audit_seal WHERE number > 12; "
      "UPDATE audit_sealer SET number = 12, hash = (SELECT hash FROM audit_seal WHERE number = 12)";
  Report report = Verify();
  EXPECT_EQ(report.records, 14);
  EXPECT_EQ(report.outside.number, 12);
  EXPECT_EQ(Count("SELECT extract(epoch FROM recorded_at) * 1000000 FROM audit_record WHERE seq = 12"),
            report.outside.until.time_since_epoch().count());
  Tamper(kCut);
  report = Verify();
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.outside.number, 12);

  options_.checkpoint_every = std::chrono::milliseconds(0);
  RestartSealer();
  Commit(2);
  SealAll();
  EXPECT_EQ(Verify().outside.number, 14);
  Tamper(
      "DELETE FROM audit_checkpoint WHERE number > 12; DELETE FROM audit_record WHERE seq > 12; DELETE FROM audit_seal "
      "WHERE number > 12; UPDATE audit_sealer SET number = 12, hash = (SELECT hash FROM audit_seal WHERE number = 12)");
  ExpectFirst(Fault::kTruncated, 13);
}

TEST_F(SealerTest, EverythingDeleted) {
  SealTwelve();
  Tamper("TRUNCATE audit_record, audit_seal, audit_checkpoint, audit_sealer, audit_unsealed");
  ExpectFirst(Fault::kTruncated, 1);
}

TEST_F(SealerTest, AnEditAndTheChainComputedAnew) {
  SealTwelve();
  Tamper("UPDATE audit_record SET name = 'Another' WHERE object_id = '6'");
  Rechain(6);
  ExpectFirst(Fault::kRechained, 5);
  EXPECT_THAT(Verify().findings.front().words, HasSubstr("5 to 8"));
  Tamper("DELETE FROM audit_checkpoint");
  ExpectFirst(Fault::kRechained, 5);
}

TEST_F(SealerTest, ACheckpointThatTheOwnerMade) {
  SealTwelve();
  Tamper("UPDATE audit_checkpoint SET hash = sha256('x') WHERE number = 8");
  ExpectFirst(Fault::kBadCheckpoint, 8);
}

TEST_F(SealerTest, TheSealerDoesNotGoOnWithAChainThatIsNotWhatWasSigned) {
  SealTwelve();
  Tamper("UPDATE audit_record SET name = 'Another' WHERE object_id = '6'");
  Rechain(6);
  Tamper("DELETE FROM audit_checkpoint");
  RestartSealer();
  Commit(1);
  EXPECT_THAT(sealer_->Step(), HasReason(absl::StatusCode::kDataLoss, "AUDIT_CHAIN_BROKEN"));
  EXPECT_EQ(stats_.broken, 1);
  EXPECT_EQ(Verify().waiting, 1);  // the act itself goes on
  // Somebody has looked, and kept the file as evidence: a new one begins.
  std::filesystem::rename(options_.checkpoint_file, options_.checkpoint_file + ".evidence");
  SealAll();
  EXPECT_EQ(stats_.broken, 0);
}

TEST_F(SealerTest, AnExportIsVerifiedAsTheDatabaseIs) {
  SealTwelve();
  Commit(1);
  std::vector<std::string> lines = Export();
  const Report report = VerifyLines(lines).value();
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.records, 12);
  EXPECT_EQ(report.waiting, 1);
  std::vector<std::string> cut(lines.begin(), lines.end() - 1);
  EXPECT_THAT(VerifyLines(cut), HasReason(absl::StatusCode::kInvalidArgument, "AUDIT_EXPORT_DAMAGED"));
  cut = lines;
  cut.erase(cut.begin() + 7);
  EXPECT_THAT(VerifyLines(cut), HasReason(absl::StatusCode::kInvalidArgument, "AUDIT_EXPORT_DAMAGED"));
  for (std::string& line : lines) {
    if (line.starts_with("S\t6\t")) line.replace(line.find("Lan"), 3, "Lam");
  }
  EXPECT_EQ(VerifyLines(lines).value().findings.at(0).number, 6);
  EXPECT_THAT(VerifyLines({"x"}), HasReason(absl::StatusCode::kInvalidArgument, "AUDIT_EXPORT_DAMAGED"));
}

}  // namespace
}  // namespace dondoc::audit
