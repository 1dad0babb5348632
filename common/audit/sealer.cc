#include "common/audit/sealer.h"

#include <fmt/core.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "common/audit/append_file.h"
#include "common/audit/checkpoint.h"
#include "common/audit/record.h"
#include "common/audit/sql.h"
#include "common/status/status.h"

namespace dondoc::audit {
namespace {

using Instant = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

constexpr std::string_view kLeaseLost = "AUDIT_LEASE_LOST";
constexpr std::string_view kBroken = "AUDIT_CHAIN_BROKEN";
// Of the end of a file, to find the newest checkpoint in it.
constexpr std::size_t kFileTail = 1 << 20;
// Checkpoints that one comparison adds to a file; more were made since by nobody.
constexpr int kMostMissing = 10000;
constexpr milliseconds kLongestPause{30000};
// What was committed before a stop is sealed in so many rounds, or by the next sealer.
constexpr int kLastRounds = 50;

// Where the chain ends.
struct End {
  std::int64_t number = 0;
  Hash hash{};
};

double Seconds(milliseconds time) { return static_cast<double>(time.count()) / 1000.0; }

Hash ToHash(const pg::Bytes& bytes) {
  Hash hash{};
  if (bytes.data.size() == hash.size()) std::copy(bytes.data.begin(), bytes.data.end(), hash.begin());
  return hash;
}

pg::Bytes ToBytes(const Hash& hash) { return {std::string(BytesOf(hash))}; }

TimePoint ToMoment(std::int64_t microseconds) { return TimePoint(std::chrono::microseconds(microseconds)); }

Record ToRecord(const pg::Row& row) {
  Record record{.seq = row.Get<std::int64_t>("seq"),
                .at = ToMoment(row.Get<std::int64_t>("at_us")),
                .recorded_at = ToMoment(row.Get<std::int64_t>("recorded_us"))};
  const std::pair<const char*, std::string Record::*> texts[] = {{"subject", &Record::subject},
                                                                 {"name", &Record::name},
                                                                 {"unit_id", &Record::unit_id},
                                                                 {"method", &Record::method},
                                                                 {"object_type", &Record::object_type},
                                                                 {"object_id", &Record::object_id},
                                                                 {"before", &Record::before},
                                                                 {"after", &Record::after},
                                                                 {"request_id", &Record::request_id},
                                                                 {"address", &Record::address},
                                                                 {"trace", &Record::trace},
                                                                 {"object_unit_id", &Record::object_unit_id}};
  for (const auto& [column, text] : texts) record.*text = row.Get<std::string>(column);
  return record;
}

}  // namespace

class Sealer::Impl {
 public:
  Impl(SealerOptions options, pg::Database& database, const Clock& clock, SealerStats& stats, Log log)
      : options_(std::move(options)),
        holder_(fmt::format("{}/{}/{}", options_.service, options_.cell, options_.replica)),
        database_(database),
        clock_(clock),
        stats_(stats),
        log_(std::move(log)) {}

  absl::StatusOr<bool> Step();
  void Run(const std::stop_token& stop);
  bool is_active() const { return epoch_ != 0; }

 private:
  absl::StatusOr<bool> StepOnce();
  absl::StatusOr<bool> HoldLease();
  absl::StatusOr<End> Hold(pg::Transaction& tx);
  absl::Status Attach();
  absl::Status SayWhatOrder();
  absl::Status CompareWith(pg::Transaction& tx, const End& end, const Checkpoint& checkpoint, std::string_view where);
  absl::Status Compare(pg::Transaction& tx, const std::vector<std::string>& lines, std::vector<Checkpoint>& missing);
  absl::StatusOr<bool> Seal();
  absl::StatusOr<std::int64_t> SealBatch(pg::Transaction& tx, End& end);
  bool IsCheckpointDue(const End& end) const;
  absl::StatusOr<Checkpoint> MakeCheckpoint(pg::Transaction& tx, const End& end);
  absl::Status Publish(const Checkpoint& checkpoint);
  Checkpoint ToCheckpoint(const pg::Row& row) const;
  std::optional<Checkpoint> NewestInFile(const std::vector<std::string>& lines, bool only_signed) const;
  absl::Status Broken(std::string why);
  void Release();

  const SealerOptions options_;
  const std::string holder_;
  pg::Database& database_;
  const Clock& clock_;
  SealerStats& stats_;
  const Log log_;
  std::int64_t epoch_ = 0;
  bool first_acquisition_ = true;
  bool attached_ = false;
  std::int64_t end_ = 0;        // the number at which the chain ended when it was last looked at
  std::int64_t signed_to_ = 0;  // the number of the newest checkpoint
  Instant checkpoint_due_{};
  Instant renew_due_{};
};

absl::StatusOr<bool> Sealer::Impl::HoldLease() {
  if (epoch_ != 0) return true;
  DONDOC_ASSIGN_OR_RETURN(
      const std::int64_t epoch, database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
        DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                                tx.Execute(sql::kAcquireLease, holder_, Seconds(options_.lease), first_acquisition_));
        return rows.empty() ? 0 : rows[0].Get<std::int64_t>("epoch");
      }));
  epoch_ = epoch;
  if (epoch_ == 0) return false;
  first_acquisition_ = false;
  attached_ = false;
  return true;
}

absl::StatusOr<End> Sealer::Impl::Hold(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kHoldLease, holder_, epoch_, Seconds(options_.lease)));
  if (rows.empty()) return FailedPrecondition(kLeaseLost, fmt::format("sealer {} lost its lease", holder_));
  return End{rows[0].Get<std::int64_t>("number"), ToHash(rows[0].Get<pg::Bytes>("hash"))};
}

Checkpoint Sealer::Impl::ToCheckpoint(const pg::Row& row) const {
  return {.service = options_.service,
          .cell = options_.cell,
          .number = row.Get<std::int64_t>("number"),
          .hash = ToHash(row.Get<pg::Bytes>("hash")),
          .made_at = row.Get<TimePoint>("made_at"),
          .key_id = row.Get<std::string>("key_id"),
          .signature = row.Get<pg::Bytes>("signature").data};
}

absl::Status Sealer::Impl::Broken(std::string why) {
  return Error(absl::StatusCode::kDataLoss, kBroken, fmt::format("the audit's chain of {}: {}", holder_, why));
}

absl::Status Sealer::Impl::CompareWith(pg::Transaction& tx, const End& end, const Checkpoint& checkpoint,
                                       std::string_view where) {
  if (checkpoint.number > end.number) {
    return Broken(fmt::format("it ends at number {}, but a checkpoint of {} in the {} is of number {}", end.number,
                              FormatTime(checkpoint.made_at), where, checkpoint.number));
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetSealHash, checkpoint.number));
  if (!rows.empty() && ToHash(rows[0].Get<pg::Bytes>("hash")) == checkpoint.hash) return absl::OkStatus();
  return Broken(fmt::format("at number {} it is not what the checkpoint of {} in the {} says", checkpoint.number,
                            FormatTime(checkpoint.made_at), where));
}

std::optional<Checkpoint> Sealer::Impl::NewestInFile(const std::vector<std::string>& lines, bool only_signed) const {
  PublicKeys own;
  if (options_.key != nullptr) own.Add(options_.key->public_key());
  std::optional<Checkpoint> newest;
  for (const std::string& line : lines) {
    const std::optional<Checkpoint> found = ParseCheckpoint(line);
    if (!found || found->service != options_.service || found->cell != options_.cell) continue;
    if (only_signed && !own.Verifies(*found)) continue;
    if (!newest || found->number > newest->number) newest = found;
  }
  return newest;
}

// Compares chain, table and file; `missing` is what the file has to have yet.
absl::Status Sealer::Impl::Compare(pg::Transaction& tx, const std::vector<std::string>& lines,
                                   std::vector<Checkpoint>& missing) {
  missing.clear();
  signed_to_ = 0;
  DONDOC_ASSIGN_OR_RETURN(const End end, Hold(tx));
  end_ = end.number;
  if (end.number > 0) {
    DONDOC_RETURN_IF_ERROR(CompareWith(tx, end, {.number = end.number, .hash = end.hash}, "sealer's row"));
  }
  if (const auto outside = NewestInFile(lines, true)) {
    DONDOC_RETURN_IF_ERROR(CompareWith(tx, end, *outside, "file"));
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result last, tx.Execute(sql::kLastCheckpoint));
  if (last.empty()) return absl::OkStatus();
  const Checkpoint newest = ToCheckpoint(last[0]);
  DONDOC_RETURN_IF_ERROR(CompareWith(tx, end, newest, "table"));
  signed_to_ = newest.number;
  const auto written = NewestInFile(lines, false);
  // A new file begins with the newest: the one before it, which was renamed, has the others.
  if (!written) {
    missing.push_back(newest);
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListCheckpointsAfter, written->number, kMostMissing));
  for (const pg::Row row : rows) missing.push_back(ToCheckpoint(row));
  return absl::OkStatus();
}

absl::Status Sealer::Impl::Attach() {
  const std::string& file = options_.checkpoint_file;
  std::vector<std::string> lines;
  if (!file.empty()) {
    DONDOC_ASSIGN_OR_RETURN(lines, ReadLines(file, kFileTail));
  }
  std::vector<Checkpoint> missing;
  DONDOC_RETURN_IF_ERROR(database_.Run([&](pg::Transaction& tx) { return Compare(tx, lines, missing); }));
  for (const Checkpoint& checkpoint : missing) {
    if (!file.empty()) DONDOC_RETURN_IF_ERROR(AppendDurably(file, ToLine(checkpoint)));
  }
  attached_ = true;
  return SayWhatOrder();
}

// Without it the chain is as good a proof, but acts that overlapped may stand in it the other way round.
absl::Status Sealer::Impl::SayWhatOrder() {
  DONDOC_ASSIGN_OR_RETURN(const bool kept, database_.Run([](pg::Transaction& tx) -> absl::StatusOr<bool> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kKeepsCommitTimes));
    return rows[0].Get<bool>("kept");
  }));
  if (!kept) {
    log_("the audit is sealed in the order in which records were written, not committed",
         FailedPrecondition("COMMIT_TIMES_NOT_KEPT", "set track_commit_timestamp = on and restart PostgreSQL"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::int64_t> Sealer::Impl::SealBatch(pg::Transaction& tx, End& end) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnsealed, options_.batch));
  if (rows.empty()) return 0;
  std::vector<std::int64_t> numbers;
  std::vector<std::int64_t> seqs;
  std::vector<pg::Bytes> digests;
  std::vector<pg::Bytes> hashes;
  for (const pg::Row row : rows) {
    const Record record = ToRecord(row);
    const Hash digest = DigestOf(record);
    ++end.number;
    end.hash = ChainHash(end.hash, end.number, digest);
    numbers.push_back(end.number);
    seqs.push_back(record.seq);
    digests.push_back(ToBytes(digest));
    hashes.push_back(ToBytes(end.hash));
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertSeals, numbers, seqs, digests, hashes).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kMoveEnd, holder_, epoch_, end.number, ToBytes(end.hash)).status());
  return static_cast<std::int64_t>(numbers.size());
}

bool Sealer::Impl::IsCheckpointDue(const End& end) const {
  if (options_.key == nullptr || end.number == signed_to_) return false;
  return end.number - signed_to_ >= options_.checkpoint_records || std::chrono::steady_clock::now() >= checkpoint_due_;
}

absl::StatusOr<Checkpoint> Sealer::Impl::MakeCheckpoint(pg::Transaction& tx, const End& end) {
  Checkpoint checkpoint{.service = options_.service,
                        .cell = options_.cell,
                        .number = end.number,
                        .hash = end.hash,
                        .made_at = clock_.Now()};
  Sign(checkpoint, *options_.key);
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertCheckpoint, checkpoint.number, ToBytes(checkpoint.hash),
                                    checkpoint.made_at, checkpoint.key_id, pg::Bytes{checkpoint.signature})
                             .status());
  return checkpoint;
}

absl::Status Sealer::Impl::Publish(const Checkpoint& checkpoint) {
  signed_to_ = checkpoint.number;
  checkpoint_due_ = std::chrono::steady_clock::now() + options_.checkpoint_every;
  ++stats_.checkpoints;
  if (options_.checkpoint_file.empty()) return absl::OkStatus();
  return AppendDurably(options_.checkpoint_file, ToLine(checkpoint));
}

absl::StatusOr<bool> Sealer::Impl::Seal() {
  DONDOC_ASSIGN_OR_RETURN(const bool found, database_.Run([](pg::Transaction& tx) -> absl::StatusOr<bool> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kHasUnsealed));
    return rows[0].Get<bool>("found");
  }));
  const auto now = std::chrono::steady_clock::now();
  const bool sign = options_.key != nullptr && end_ != signed_to_ && now >= checkpoint_due_;
  if (!found && !sign && now < renew_due_) return false;
  renew_due_ = now + options_.lease / 3;
  std::optional<Checkpoint> checkpoint;
  std::int64_t sealed = 0;
  DONDOC_ASSIGN_OR_RETURN(const End end, database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<End> {
    checkpoint.reset();
    DONDOC_ASSIGN_OR_RETURN(End end, Hold(tx));
    if (found) {
      DONDOC_ASSIGN_OR_RETURN(sealed, SealBatch(tx, end));
    }
    if (IsCheckpointDue(end)) {
      DONDOC_ASSIGN_OR_RETURN(checkpoint, MakeCheckpoint(tx, end));
    }
    return end;
  }));
  end_ = end.number;
  stats_.sealed += sealed;
  if (checkpoint) DONDOC_RETURN_IF_ERROR(Publish(*checkpoint));
  return sealed > 0 || checkpoint.has_value();
}

absl::StatusOr<bool> Sealer::Impl::StepOnce() {
  DONDOC_ASSIGN_OR_RETURN(const bool held, HoldLease());
  if (!held) return false;
  if (!attached_) DONDOC_RETURN_IF_ERROR(Attach());
  stats_.broken = 0;
  return Seal();
}

absl::StatusOr<bool> Sealer::Impl::Step() {
  absl::StatusOr<bool> worked = StepOnce();
  if (!worked.ok()) {
    attached_ = false;
    if (Reason(worked.status()) == kLeaseLost) epoch_ = 0;
    if (Reason(worked.status()) == kBroken) stats_.broken = 1;
  }
  stats_.active = is_active() ? 1 : 0;
  return worked;
}

void Sealer::Impl::Release() {
  if (epoch_ == 0) return;
  database_.Run([&](pg::Transaction& tx) { return tx.Execute(sql::kReleaseLease, holder_, epoch_).status(); })
      .IgnoreError();
  epoch_ = 0;
  stats_.active = 0;
}

void Sealer::Impl::Run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  milliseconds pause = options_.poll;
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> worked = Step();
    if (!worked.ok()) {
      log_("the audit is not sealed", worked.status());
      pause = std::min(pause * 2, kLongestPause);
    } else {
      pause = options_.poll;
      if (*worked) continue;
    }
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
  // What the last calls did is sealed and signed as well, as far as that goes by itself.
  checkpoint_due_ = {};
  for (int round = 0; round < kLastRounds; ++round) {
    const absl::StatusOr<bool> worked = Step();
    if (!worked.ok() || !*worked) break;
  }
  Release();
}

Sealer::Sealer(SealerOptions options, pg::Database& database, const Clock& clock, SealerStats& stats, Log log)
    : impl_(std::make_unique<Impl>(std::move(options), database, clock, stats, std::move(log))) {}
Sealer::~Sealer() = default;
absl::StatusOr<bool> Sealer::Step() { return impl_->Step(); }
void Sealer::Run(std::stop_token stop) { impl_->Run(stop); }
bool Sealer::is_active() const { return impl_->is_active(); }

}  // namespace dondoc::audit
