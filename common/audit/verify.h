// Verification of a service's audit: whether every record is what was sealed, where it was sealed, and none is missing.
// Pure: it is given what is kept, one thing after the other, and says what is wrong. Not thread-safe.
//
//   Verifier verifier({.service = "assignment", .cell = "main", .keys = keys, .outside = checkpoints of the file});
//   TakeCheckpoint..., TakeEnd, TakeSeal... in the order of their numbers, TakeUnsealed...; Finish().
//
// The chain alone shows what was edited, deleted, put in or moved within it. Whoever computes it anew from an edit on,
// or cuts off its end, is found by the checkpoints, which they cannot sign; by those of the table, and where these are
// deleted as well by those outside of the database. What was done after the last checkpoint that was signed cannot be
// found by them: that is how long they may be apart.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/audit/checkpoint.h"
#include "common/audit/record.h"

namespace dondoc::audit {

enum class Fault {
  kEdited,         // record or seal is not what was sealed
  kDeleted,        // records that had a number are gone
  kReordered,      // records stand at each other's places
  kInserted,       // a record that was never sealed stands in the chain, or has neither seal nor place in the queue
  kTruncated,      // the end of the chain is gone
  kRechained,      // the chain is whole but not the one that was signed
  kUnsealed,       // a record has waited too long for its seal
  kBadCheckpoint,  // not signed by a known key, or gone from the table
};
std::string_view NameOf(Fault fault);

struct Finding {
  Fault fault = Fault::kEdited;
  std::int64_t number = 0;  // the first place in the chain that is concerned; 0 where it is none of the chain
  std::int64_t seq = 0;     // the record there; 0 for none
  std::string words;        // one sentence for people
};

// How far signatures hold the chain: behind it, who owns the database can cut records off, and nobody can tell.
struct Vouched {
  std::int64_t number = 0;  // up to the record of this number; 0 for none
  TimePoint until;          // and so of what was recorded up to this moment, by the clock of the database
};

struct Report {
  std::int64_t records = 0;       // sealed, and right
  std::int64_t waiting = 0;       // not sealed yet
  std::int64_t checkpoints = 0;   // signed by a known key
  Vouched vouched;                // by checkpoints of the table or from outside
  Vouched outside;                // by those from outside of the database alone, which its owner cannot delete
  std::vector<Finding> findings;  // the first bad record first
  std::vector<std::string> notes;

  bool ok() const { return findings.empty(); }
};

struct SealedRecord {
  std::int64_t number = 0;
  std::int64_t seq = 0;
  Hash digest{};
  Hash hash{};
  std::optional<Record> record;  // nothing where it is gone
};

struct UnsealedRecord {
  std::int64_t seq = 0;
  bool queued = true;   // stands in the sealer's queue
  bool present = true;  // the record is there
  std::chrono::seconds age{0};
  std::string what;  // method and object, for people
};

struct VerifyOptions {
  std::string service;
  std::string cell;
  PublicKeys keys;
  std::vector<Checkpoint> outside;         // of the file; those of other services are ignored
  std::chrono::seconds longest_wait{300};  // for a seal
};

class Verifier {
 public:
  explicit Verifier(VerifyOptions options);

  void TakeCheckpoint(const Checkpoint& checkpoint);
  void TakeEnd(std::int64_t number, const Hash& hash);
  void TakeSeal(SealedRecord&& sealed);
  void TakeUnsealed(const UnsealedRecord& unsealed);
  Report Finish();

 private:
  // What matters of a seal once its record was looked at.
  struct Place {
    std::int64_t number = 0;
    std::int64_t seq = 0;
    Hash digest{};
    Hash hash{};
    std::optional<Hash> content;  // the record's digest as it is now
  };

  bool IsSigned(const Checkpoint& checkpoint);
  void Expect(const Checkpoint& checkpoint, bool outside);
  void CheckSigned(const Place& place, TimePoint recorded_at);
  void CheckEnd();
  Finding Explain() const;
  Finding ExplainMissing() const;
  Finding ExplainMisplaced() const;
  std::optional<std::size_t> Find(const Hash& previous, std::int64_t number) const;
  void Add(Fault fault, std::int64_t number, std::int64_t seq, std::string words);

  const VerifyOptions options_;
  Report report_;
  std::map<std::int64_t, Checkpoint> table_;
  // Signed: what the chain must be at a number.
  struct Expected {
    std::vector<Checkpoint> checkpoints;
    bool outside = false;
  };
  std::map<std::int64_t, Expected> expected_;
  std::optional<std::pair<std::int64_t, Hash>> end_;
  std::int64_t last_ = 0;      // the last number that is right
  Hash hash_{};                // and its hash
  std::vector<Place> broken_;  // from the first place that is wrong on, some
  bool rechained_ = false;
};

}  // namespace dondoc::audit
