#include "common/messaging/inbox.h"

#include <algorithm>
#include <unordered_set>

#include "common/messaging/sql.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

struct Columns {
  std::vector<std::string> ids;
  std::vector<std::string> generations;
  std::vector<std::int64_t> numbers;

  void Add(const Fact& fact) {
    ids.push_back(fact.id);
    generations.push_back(fact.generation);
    numbers.push_back(fact.number);
  }
};

DeadLetter ToDeadLetter(const pg::Row& row, const std::string& consumer) {
  DeadLetter letter;
  letter.consumer = consumer;
  letter.reason = row.Get<std::string>("reason");
  letter.attempts = row.Get<std::int32_t>("attempts");
  letter.dead_at = row.Get<TimePoint>("dead_at");
  letter.fact.id = row.Get<std::string>("fact_id");
  letter.fact.type = row.Get<std::string>("type");
  letter.fact.time = row.Get<TimePoint>("fact_time");
  letter.fact.source = row.Get<std::string>("source");
  letter.fact.trace = row.Get<std::string>("trace");
  letter.fact.payload = row.Get<pg::Bytes>("payload").data;
  letter.fact.stream = row.Get<std::string>("stream");
  letter.fact.generation = row.Get<std::string>("generation");
  letter.fact.number = row.Get<std::int64_t>("number");
  return letter;
}

}  // namespace

absl::StatusOr<std::vector<bool>> Inbox::Enter(pg::Transaction& tx, std::span<const Fact> facts, TimePoint now) {
  std::vector<bool> fresh(facts.size(), false);
  if (facts.empty()) return fresh;
  Columns all;
  for (const Fact& fact : facts) all.Add(fact);
  const std::string& stream = facts.front().stream;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kEnterInbox, consumer_, stream, all.ids, all.generations, all.numbers, now));
  std::unordered_set<std::string> entered;
  for (const pg::Row row : rows) entered.insert(row.Get<std::string>("fact_id"));
  Columns known;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    fresh[i] = entered.erase(facts[i].id) > 0;
    if (!fresh[i]) known.Add(facts[i]);
  }
  if (!known.ids.empty()) {
    DONDOC_RETURN_IF_ERROR(
        tx.Execute(sql::kRenumberInbox, consumer_, stream, known.ids, known.generations, known.numbers).status());
  }
  return fresh;
}

absl::Status Inbox::ClearAttempts(pg::Transaction& tx, const std::string& fact_id) {
  return tx.Execute(sql::kClearAttempts, consumer_, fact_id).status();
}

absl::StatusOr<Attempt> Inbox::CountAttempt(const std::string& fact_id) {
  return database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<Attempt> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountAttempt, consumer_, fact_id));
    return Attempt{rows[0].Get<std::int32_t>("attempts"), rows[0].Get<std::string>("last_error")};
  });
}

absl::Status Inbox::UncountAttempt(const std::string& fact_id) {
  return database_.Run(
      [&](pg::Transaction& tx) { return tx.Execute(sql::kUncountAttempt, consumer_, fact_id).status(); });
}

absl::Status Inbox::NoteError(const std::string& fact_id, std::string_view error) {
  return database_.Run(
      [&](pg::Transaction& tx) { return tx.Execute(sql::kNoteAttemptError, consumer_, fact_id, error).status(); });
}

absl::Status Inbox::Bury(const Fact& fact, std::string_view reason, int attempts, TimePoint now) {
  return database_.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<bool> fresh, Enter(tx, {&fact, 1}, now));
    if (fresh[0]) {
      DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertDeadLetter, consumer_, fact.id, fact.stream, fact.generation,
                                        fact.number, fact.type, fact.time, fact.source, fact.trace,
                                        pg::Bytes{fact.payload}, reason, attempts, now)
                                 .status());
    }
    return ClearAttempts(tx, fact.id);
  });
}

absl::StatusOr<Advance> Inbox::Raise(const std::string& stream, const std::string& generation, std::int64_t floor) {
  return database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<Advance> {
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kCreateWatermark, consumer_, stream, generation, floor).status());
    DONDOC_ASSIGN_OR_RETURN(const pg::Result locked, tx.Execute(sql::kLockWatermark, consumer_, stream, generation));
    const auto raise_from = [&](std::int64_t number) -> absl::StatusOr<std::int64_t> {
      DONDOC_ASSIGN_OR_RETURN(const pg::Result raised,
                              tx.Execute(sql::kRaiseWatermark, consumer_, stream, generation, number));
      return raised[0].Get<std::int64_t>("number");
    };
    Advance advance;
    DONDOC_ASSIGN_OR_RETURN(advance.watermark, raise_from(locked[0].Get<std::int64_t>("number")));
    if (advance.watermark < floor) {
      advance.skipped = floor - advance.watermark;
      DONDOC_ASSIGN_OR_RETURN(advance.watermark, raise_from(floor));
    }
    return advance;
  });
}

absl::StatusOr<std::int64_t> Inbox::Prune(TimePoint before, int limit) {
  return database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result removed, tx.Execute(sql::kPruneInbox, consumer_, before, limit));
    return removed.affected();
  });
}

absl::StatusOr<std::vector<DeadLetter>> Inbox::ListDeadLetters(std::string_view after, int limit) {
  const std::optional<std::string> cursor = after.empty() ? std::nullopt : std::optional<std::string>(after);
  return database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<DeadLetter>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListDeadLetters, consumer_, cursor, limit));
    std::vector<DeadLetter> letters;
    for (const pg::Row row : rows) letters.push_back(ToDeadLetter(row, consumer_));
    return letters;
  });
}

absl::StatusOr<std::optional<DeadLetter>> Inbox::LockDeadLetter(pg::Transaction& tx, const std::string& fact_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockDeadLetter, consumer_, fact_id));
  if (rows.empty()) return std::optional<DeadLetter>();
  return std::optional<DeadLetter>(ToDeadLetter(rows[0], consumer_));
}

absl::Status Inbox::MarkReplayed(pg::Transaction& tx, const std::string& fact_id, TimePoint now) {
  return tx.Execute(sql::kMarkReplayed, consumer_, fact_id, now).status();
}

absl::Status Inbox::NoteFailedReplay(const std::string& fact_id, std::string_view reason) {
  return database_.Run(
      [&](pg::Transaction& tx) { return tx.Execute(sql::kNoteFailedReplay, consumer_, fact_id, reason).status(); });
}

}  // namespace dondoc::messaging
