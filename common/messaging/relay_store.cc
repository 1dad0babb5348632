#include "common/messaging/relay_store.h"

#include <fmt/core.h>

#include "common/messaging/sql.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

constexpr std::string_view kLeaseLost = "RELAY_LEASE_LOST";

double Seconds(std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000.0; }

StreamState ToStream(const pg::Row& row) {
  return {.destination = ParseDestination(row.Get<std::string>("destination")).value_or(Destination::kAll),
          .generation = row.Get<std::string>("generation"),
          .last = row.Get<std::int64_t>("last_number"),
          .published = row.Get<std::int64_t>("published_number"),
          .confirmed = row.Get<std::int64_t>("confirmed_number")};
}

}  // namespace

bool IsLeaseLost(const absl::Status& status) { return Reason(status) == kLeaseLost; }

absl::Status RelayStore::Hold(pg::Transaction& tx, Durable durable) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result held,
                          tx.Execute(sql::kHoldLease, holder_, epoch_, Seconds(lease_), durable == Durable::kYes));
  if (held.empty()) return FailedPrecondition(kLeaseLost, fmt::format("relay {} lost its lease", holder_));
  return absl::OkStatus();
}

absl::StatusOr<bool> RelayStore::Acquire() {
  absl::StatusOr<std::int64_t> epoch = database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                            tx.Execute(sql::kAcquireLease, holder_, Seconds(lease_), first_acquisition_));
    return rows.empty() ? 0 : rows[0].Get<std::int64_t>("epoch");
  });
  if (!epoch.ok()) return epoch.status();
  epoch_ = *epoch;
  if (epoch_ != 0) first_acquisition_ = false;
  return epoch_ != 0;
}

absl::Status RelayStore::Renew() {
  return Fenced(Durable::kNo, [](pg::Transaction&) { return absl::OkStatus(); });
}

absl::Status RelayStore::RaiseEpoch(std::int64_t seen) {
  const absl::StatusOr<std::int64_t> raised =
      Fenced(Durable::kYes, [&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
        DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRaiseEpoch, holder_, epoch_, seen));
        return rows[0].Get<std::int64_t>("epoch");
      });
  if (!raised.ok()) return raised.status();
  epoch_ = *raised;
  return absl::OkStatus();
}

void RelayStore::Release() {
  if (epoch_ == 0) return;
  database_.Run([&](pg::Transaction& tx) { return tx.Execute(sql::kReleaseLease, holder_, epoch_).status(); })
      .IgnoreError();
  epoch_ = 0;
}

absl::StatusOr<std::vector<StreamState>> RelayStore::LoadStreams() {
  return Fenced(Durable::kYes, [&](pg::Transaction& tx) -> absl::StatusOr<std::vector<StreamState>> {
    std::vector<std::string_view> destinations;
    for (const Destination destination : kDestinations) destinations.push_back(ToString(destination));
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kCreateStreams, destinations).status());
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListStreams));
    std::vector<StreamState> streams;
    for (const pg::Row row : rows) streams.push_back(ToStream(row));
    return streams;
  });
}

absl::StatusOr<std::map<std::string, std::int64_t>> RelayStore::LoadSubscriptions(
    Destination destination, const std::vector<std::string>& required) {
  using Subscriptions = std::map<std::string, std::int64_t>;
  return Fenced(Durable::kNo, [&](pg::Transaction& tx) -> absl::StatusOr<Subscriptions> {
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteSubscriptionsExcept, ToString(destination), required).status());
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSubscriptions, ToString(destination)));
    Subscriptions subscriptions;
    for (const pg::Row row : rows) {
      subscriptions[row.Get<std::string>("consumer")] = row.Get<std::int64_t>("confirmed_number");
    }
    return subscriptions;
  });
}

absl::StatusOr<Numbered> RelayStore::Number(int limit) {
  DONDOC_ASSIGN_OR_RETURN(const bool found, database_.Run([](pg::Transaction& tx) -> absl::StatusOr<bool> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kHasUnnumberedFacts));
    return rows[0].Get<bool>("found");
  }));
  if (!found) return Numbered();
  return Fenced(Durable::kYes, [&](pg::Transaction& tx) -> absl::StatusOr<Numbered> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kNumberFacts, limit));
    Numbered numbered;
    for (const pg::Row row : rows) {
      const auto destination = ParseDestination(row.Get<std::string>("destination"));
      numbered.last[destination.value_or(Destination::kAll)] = row.Get<std::int64_t>("last_number");
      numbered.facts += row.Get<std::int64_t>("facts");
    }
    return numbered;
  });
}

absl::StatusOr<std::vector<Fact>> RelayStore::FactsAfter(const StreamState& stream, int limit,
                                                         const std::string& source) {
  return Fenced(Durable::kNo, [&](pg::Transaction& tx) -> absl::StatusOr<std::vector<Fact>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                            tx.Execute(sql::kListFactsAfter, ToString(stream.destination), stream.published, limit));
    std::vector<Fact> facts;
    for (const pg::Row row : rows) {
      Fact& fact = facts.emplace_back();
      fact.id = row.Get<std::string>("fact_id");
      fact.type = row.Get<std::string>("type");
      fact.time = row.Get<TimePoint>("fact_time");
      fact.source = source;
      fact.trace = row.Get<std::string>("trace");
      fact.payload = row.Get<pg::Bytes>("payload").data;
      fact.generation = stream.generation;
      fact.number = row.Get<std::int64_t>("number");
    }
    return facts;
  });
}

absl::StatusOr<std::vector<std::string>> RelayStore::FactIds(const StreamState& stream, std::int64_t after,
                                                             std::int64_t upto) {
  return Fenced(Durable::kNo, [&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                            tx.Execute(sql::kListFactIdsBetween, ToString(stream.destination), after, upto));
    std::vector<std::string> ids;
    for (const pg::Row row : rows) ids.push_back(row.Get<std::string>("fact_id"));
    return ids;
  });
}

absl::Status RelayStore::MarkPublished(Destination destination, std::int64_t number) {
  return Fenced(Durable::kNo, [&](pg::Transaction& tx) {
    return tx.Execute(sql::kMarkPublished, ToString(destination), number).status();
  });
}

absl::StatusOr<StreamState> RelayStore::NewGeneration(Destination destination) {
  return Fenced(Durable::kYes, [&](pg::Transaction& tx) -> absl::StatusOr<StreamState> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRenewGeneration, ToString(destination)));
    StreamState stream = ToStream(rows[0]);
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kResetSubscriptions, ToString(destination), stream.confirmed).status());
    return stream;
  });
}

absl::Status RelayStore::Confirm(Destination destination, const std::map<std::string, std::int64_t>& confirmations,
                                 std::int64_t confirmed) {
  std::vector<std::string> consumers;
  std::vector<std::int64_t> numbers;
  for (const auto& [consumer, number] : confirmations) {
    consumers.push_back(consumer);
    numbers.push_back(number);
  }
  return Fenced(Durable::kYes, [&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSaveSubscriptions, ToString(destination), consumers, numbers).status());
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteConfirmedFacts, ToString(destination), confirmed).status());
    return tx.Execute(sql::kSetConfirmed, ToString(destination), confirmed).status();
  });
}

}  // namespace dondoc::messaging
