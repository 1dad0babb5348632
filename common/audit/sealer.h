// The sealer: gives the committed records of a service their places in the chain, and signs checkpoints. One is active
// for a service and cell; any number may stand by.
//
// 1. It holds a lease row with an epoch. Every transaction of it locks that row first, which also says where the chain
//    ends, so that a sealer which lost the lease cannot add anything: there is one chain, never two.
// 2. It takes records from a queue that each transaction fills with its record: one that commits late is found however
//    late it is, and numbers are dense from 1. What one round finds is chained in the order of commits, by the times
//    that the database keeps of them (track_commit_timestamp; where that is off, the log says so once, and the order is
//    that in which records were written); what a later round finds, after it.
// 3. A checkpoint is kept in the table first and then added to a file outside of the database (append_file.h). What a
//    crash left out is added by the next sealer, so that the file has all that the table has. An act after a pause is
//    signed in the transaction that seals it; what is done without a pause, once a second; the last, when it is
//    stopped.
// 4. Whenever it begins, it compares chain, table and file. A chain that is not what was signed is not gone on with:
// the
//    records wait, acts go on, and somebody has to look (`dondoc audit verify`).
//
// Rotating the file: rename it, keep it. The next checkpoint makes a new one, which begins with the newest of the
// table.
//
// Thread-safety: Step, Run and is_active from one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "common/tokens/key.h"

namespace dondoc::audit {

struct SealerOptions {
  std::string service;
  std::string cell = "main";
  std::string replica = "0";                      // stable and unique among the sealers of this service and cell
  std::shared_ptr<const tokens::SigningKey> key;  // nothing: no checkpoints
  std::string checkpoint_file;                    // empty: only in the table

  int batch = 1000;                                  // records sealed in one transaction
  int checkpoint_records = 1000;                     // a checkpoint after so many records, or
  std::chrono::milliseconds checkpoint_every{1000};  // at most so long after the one before, if there is anything new
  std::chrono::milliseconds lease{5000};
  std::chrono::milliseconds poll{250};  // between looks while there is nothing to do
};

// What a sealer counts, for the metrics of a service. Thread-safe.
struct SealerStats {
  std::atomic<std::int64_t> sealed{0};
  std::atomic<std::int64_t> checkpoints{0};
  std::atomic<std::int64_t> active{0};  // gauge: 1 while this sealer holds the lease
  std::atomic<std::int64_t> broken{0};  // gauge: 1 while it refuses to go on with a chain that is not what was signed
};

class Sealer {
 public:
  using Log = std::function<void(std::string_view what, const absl::Status& cause)>;

  // What it refers to must outlive it. `clock` is the computer's: checkpoints say when they were signed.
  Sealer(SealerOptions options, pg::Database& database, const Clock& clock, SealerStats& stats, Log log);
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;
  ~Sealer();

  // One round: lease, comparison where it begins, seals, checkpoint. True where it found something to do, false where
  // there was nothing or another holds the lease. Errors: DATA_LOSS (AUDIT_CHAIN_BROKEN) as in 4; FAILED_PRECONDITION
  // (AUDIT_LEASE_LOST); those of the database and of the file, which pass. After any the next Step begins afresh.
  absl::StatusOr<bool> Step();

  // Steps until asked to stop, then gives the lease back. Errors are logged, counted and waited out.
  void Run(std::stop_token stop);

  bool is_active() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dondoc::audit
