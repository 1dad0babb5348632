// What verification says of each way to touch a chain. The same with a real database: sealer_pgtest.cc.
#include "common/audit/verify.h"

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

constexpr int kRecords = 12;

class VerifyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 1; i <= kRecords; ++i) {
      Record record{.seq = 2 * i, .recorded_at = MomentOf(i), .method = "Act", .object_id = std::to_string(i)};
      chain_.push_back({.number = i, .seq = record.seq, .record = record});
    }
    ChainFrom(0);
    keys_.Add(key_.public_key());
    SignAt(4);
    SignAt(8);
    end_ = {kRecords, chain_.back().hash};
  }

  // Computes digests and hashes from a place on, as one could who owns the database.
  void ChainFrom(std::size_t from) {
    for (std::size_t i = from; i < chain_.size(); ++i) {
      SealedRecord& here = chain_[i];
      here.number = static_cast<std::int64_t>(i) + 1;
      here.digest = DigestOf(*here.record);
      here.hash = ChainHash(i == 0 ? Hash{} : chain_[i - 1].hash, here.number, here.digest);
    }
  }

  static TimePoint MomentOf(int number) { return TimePoint(std::chrono::seconds(number)); }

  void SignAt(int number) {
    Checkpoint checkpoint{.service = "assignment",
                          .cell = "main",
                          .number = number,
                          .hash = chain_[static_cast<std::size_t>(number) - 1].hash};
    Sign(checkpoint, key_);
    table_.push_back(checkpoint);
    outside_.push_back(checkpoint);
  }

  void Renumber() {
    for (std::size_t i = 0; i < chain_.size(); ++i) chain_[i].number = static_cast<std::int64_t>(i) + 1;
  }
  void Erase(int from, int to) { chain_.erase(chain_.begin() + from - 1, chain_.begin() + to); }
  SealedRecord& At(int number) { return chain_[static_cast<std::size_t>(number) - 1]; }

  Report Verify() {
    Verifier verifier({.service = "assignment", .cell = "main", .keys = keys_, .outside = outside_});
    for (const Checkpoint& checkpoint : table_) verifier.TakeCheckpoint(checkpoint);
    if (end_) verifier.TakeEnd(end_->first, end_->second);
    for (SealedRecord sealed : chain_) verifier.TakeSeal(std::move(sealed));
    for (const UnsealedRecord& record : unsealed_) verifier.TakeUnsealed(record);
    return verifier.Finish();
  }

  void ExpectFirst(Fault fault, std::int64_t number, std::int64_t seq) {
    const Report report = Verify();
    ASSERT_FALSE(report.ok());
    const Finding& first = report.findings.front();
    EXPECT_EQ(NameOf(first.fault), NameOf(fault)) << first.words;
    EXPECT_EQ(first.number, number) << first.words;
    EXPECT_EQ(first.seq, seq) << first.words;
  }

  tokens::SigningKey key_ = tokens::SigningKey::Generate();
  PublicKeys keys_;
  std::vector<SealedRecord> chain_;
  std::vector<Checkpoint> table_, outside_;
  std::vector<UnsealedRecord> unsealed_;
  std::optional<std::pair<std::int64_t, Hash>> end_;
};

TEST_F(VerifyTest, AChainThatNobodyTouchedIsRight) {
  const Report report = Verify();
  EXPECT_TRUE(report.ok()) << report.findings.front().words;
  EXPECT_EQ(report.records, kRecords);
  EXPECT_EQ(report.vouched.number, 8);
  EXPECT_EQ(report.outside.number, 8);
  EXPECT_EQ(report.checkpoints, 4);
  EXPECT_THAT(report.notes, ::testing::IsEmpty());
}

TEST_F(VerifyTest, SaysHowFarItIsVouchedFor) {
  EXPECT_EQ(Verify().outside.until, MomentOf(8));
  // The file lags behind, or the table does.
  outside_.pop_back();
  EXPECT_EQ(Verify().vouched.number, 8);
  EXPECT_EQ(Verify().outside.number, 4);
  EXPECT_EQ(Verify().outside.until, MomentOf(4));
  SignAt(10);
  table_.pop_back();
  EXPECT_EQ(Verify().vouched.number, 10);
  // What is signed with another key, or does not hold what is there, vouches for nothing.
  outside_ = {outside_.front()};
  outside_.front().hash[0] ^= 1;
  EXPECT_EQ(Verify().outside.number, 0);
  Erase(7, 12);
  outside_.clear();
  const Report cut = Verify();
  EXPECT_EQ(cut.findings.front().fault, Fault::kTruncated);
  EXPECT_EQ(cut.vouched.number, 4);
}

TEST_F(VerifyTest, AnEditIsFoundInEveryRecord) {
  for (int i = 1; i <= kRecords; ++i) {
    const std::string kept = std::exchange(At(i).record->after, R"({"state":"COMPLETED"})");
    ExpectFirst(Fault::kEdited, i, 2 * i);
    At(i).record->after = kept;
  }
  EXPECT_TRUE(Verify().ok());
}

TEST_F(VerifyTest, AnEditThatAlsoGivesTheSealItsDigestIsFound) {
  At(5).record->method = "Other";
  At(5).digest = DigestOf(*At(5).record);
  ExpectFirst(Fault::kEdited, 5, 10);
  At(5).hash = ChainHash(At(4).hash, 5, At(5).digest);
  ExpectFirst(Fault::kEdited, 6, 12);  // the first that does not follow
}

TEST_F(VerifyTest, DeletedRecordsAndSeals) {
  At(5).record.reset();
  ExpectFirst(Fault::kDeleted, 5, 10);
  Erase(5, 7);
  ExpectFirst(Fault::kDeleted, 5, 0);
  Renumber();
  ExpectFirst(Fault::kDeleted, 5, 0);
}

TEST_F(VerifyTest, TheFirstRecordsDeleted) {
  Erase(1, 3);
  ExpectFirst(Fault::kDeleted, 1, 0);
  Renumber();
  ExpectFirst(Fault::kDeleted, 1, 0);
}

TEST_F(VerifyTest, RecordsInEachOthersPlaces) {
  std::swap(At(5).record, At(6).record);
  ExpectFirst(Fault::kReordered, 5, 10);
  std::swap(At(5).record, At(6).record);
  std::swap(At(5), At(6));
  Renumber();
  ExpectFirst(Fault::kReordered, 5, 10);
  std::swap(At(5), At(6));
  std::swap(At(3), At(9));
  Renumber();
  ExpectFirst(Fault::kReordered, 3, 6);
}

TEST_F(VerifyTest, TheLastTwoInEachOthersPlaces) {
  std::swap(At(11), At(12));
  Renumber();
  ExpectFirst(Fault::kReordered, 11, 22);
}

TEST_F(VerifyTest, ARecordPutIntoTheChain) {
  SealedRecord forged = At(5);
  forged.seq = 99;
  forged.record->seq = 99;
  forged.digest = DigestOf(*forged.record);
  forged.hash = ChainHash(At(4).hash, 5, forged.digest);
  chain_.insert(chain_.begin() + 4, forged);
  Renumber();
  // The forged one follows the fourth: what gives it away is the genuine one behind it.
  const Report report = Verify();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.findings.front().number, 6);
  chain_[4].hash = Blake2b("?");
  ExpectFirst(Fault::kInserted, 5, 99);
}

TEST_F(VerifyTest, AChainComputedAnewIsFoundByTheNextCheckpoint) {
  At(6).record->after = "{}";
  ChainFrom(5);
  end_ = {kRecords, chain_.back().hash};
  ExpectFirst(Fault::kRechained, 5, 0);
  EXPECT_THAT(Verify().findings.front().words, ::testing::HasSubstr("5 to 8"));
  // Deleting the checkpoints of the table does not help.
  table_.pop_back();
  ExpectFirst(Fault::kRechained, 5, 0);
  // Without those outside of the database it does: this is what they are for.
  outside_.clear();
  EXPECT_TRUE(Verify().ok());
}

TEST_F(VerifyTest, ADeletedRecordAndAChainComputedAnew) {
  Erase(2, 2);
  ChainFrom(1);
  end_ = {kRecords - 1, chain_.back().hash};
  ExpectFirst(Fault::kRechained, 1, 0);
}

TEST_F(VerifyTest, ATruncatedChain) {
  Erase(12, 12);
  ExpectFirst(Fault::kTruncated, 12, 0);  // by where the sealer ended
  Erase(7, 11);
  end_ = {6, chain_.back().hash};
  ExpectFirst(Fault::kTruncated, 7, 0);  // by the checkpoint of the table
  table_.pop_back();
  ExpectFirst(Fault::kTruncated, 7, 0);  // by the one outside
  EXPECT_EQ(Verify().findings.back().fault, Fault::kBadCheckpoint);
  chain_.clear();
  table_.clear();
  end_.reset();
  ExpectFirst(Fault::kTruncated, 1, 0);
}

TEST_F(VerifyTest, BadCheckpoints) {
  table_[0].signature[3] ^= 1;
  ExpectFirst(Fault::kBadCheckpoint, 4, 0);
  table_.erase(table_.begin());
  ExpectFirst(Fault::kBadCheckpoint, 4, 0);  // gone from the table
  outside_.erase(outside_.begin());
  EXPECT_TRUE(Verify().ok());
  Sign(table_[0], tokens::SigningKey::Generate());
  ExpectFirst(Fault::kBadCheckpoint, 8, 0);
}

TEST_F(VerifyTest, WhatHasNoSeal) {
  unsealed_ = {{.seq = 100, .age = std::chrono::seconds(2)}};
  EXPECT_TRUE(Verify().ok());
  EXPECT_EQ(Verify().waiting, 1);
  unsealed_[0].age = std::chrono::hours(1);
  ExpectFirst(Fault::kUnsealed, 0, 100);
  unsealed_[0] = {.seq = 100, .queued = false};
  ExpectFirst(Fault::kInserted, 0, 100);
  unsealed_[0] = {.seq = 100, .present = false};
  ExpectFirst(Fault::kDeleted, 0, 100);
}

TEST_F(VerifyTest, SealsBehindTheEnd) {
  end_ = {kRecords - 1, At(kRecords - 1).hash};
  ExpectFirst(Fault::kInserted, kRecords, 0);
}

TEST_F(VerifyTest, WithoutKeysItSaysWhatItCannotSay) {
  keys_ = PublicKeys();
  const Report report = Verify();
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.checkpoints, 0);
  EXPECT_EQ(report.notes.size(), 1U);
}

}  // namespace
}  // namespace dondoc::audit
