// One cell of this service for tests: a migrated database of its own and the real operations and consumers, without
// streams between. A test carries the facts itself, so that it can shuffle, double and hold them back. One thread at a
// time, except for context().
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "dondoc/organization/v1/unit.pb.h"
#include "services/indicator/app/context.h"
#include "services/indicator/domain/indicator.h"

namespace dondoc::indicator {

// A fact on its way, with where it is to go: "commune", "all".
struct TravellingFact {
  std::string destination;
  messaging::Fact fact;
};

class TestCell {
 public:
  explicit TestCell(std::set<std::string> levels = {"CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE"});

  app::Context& context() { return context_; }
  pg::Database& database() { return *database_; }
  const std::string& conninfo() const { return conninfo_; }
  FakeClock& clock() { return clock_; }
  bool Serves(const std::string& destination) const;

  // Puts units into the local copy of the tree, as the next change of it.
  void AddUnits(const std::vector<organization::v1::Unit>& units);
  // Puts indicators into the catalogue.
  void AddIndicators(const std::vector<Indicator>& indicators);

  // Takes all facts out of the outbox, in the order in which they were appended.
  std::vector<TravellingFact> TakeFacts();

  // Hands facts to the consumers in one transaction: runs of one type at a time, as the consumer loop does.
  absl::Status Deliver(const std::vector<messaging::Fact>& facts);

  // What one statement selects, a row a line, columns separated by "|".
  std::vector<std::string> Select(const std::string& query);

 private:
  FakeClock clock_;
  UuidGenerator ids_{clock_};
  std::set<std::string> levels_;
  std::string conninfo_;
  std::unique_ptr<pg::Database> database_;
  organization::replica::TreeCache tree_;
  organization::replica::CoverCache covers_;
  app::Context context_;
  std::int64_t tree_change_ = 0;
};

// A unit for tests; `above` are the ids of the units above, the nearest first.
organization::v1::Unit MakeUnit(const std::string& id, const std::string& name, common::v1::Level level,
                                const std::string& kind, const std::vector<std::string>& above);

// An operation's request that nobody has made before.
app::Request NewRequest(IdGenerator& ids, const std::string& method);

}  // namespace dondoc::indicator
