// The succession of 1 July 2025 replayed: both national lists, open assignments in every commune, the plan, its
// enactment in every service that keeps work, and its undoing. Real operations and statements on a PostgreSQL of its
// own; facts go from outbox to consumer without Redis.
//
// Needs the shared data (units_2024.csv, units_2025.csv, succession_2025.csv). Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/messaging/consumer.h"
#include "common/postgres/database.h"
#include "services/assignment/app/context.h"
#include "services/assignment/storage/succession_storage.h"
#include "services/organization/storage/succession_storage.h"
#include "services/organization/testing/world.h"

namespace dondoc::replay {

class NationalReplay {
 public:
  // Nothing where the shared data is not there.
  static std::unique_ptr<NationalReplay> Make();
  ~NationalReplay();

  // Both lists, the second planned. Then `tasks` tasks and one yearly duty for every commune of the country, and one
  // task for every province and district, in different states.
  void ImportLists();
  void GiveTasks(int tasks);

  organization::Succession Plan();
  // What assignment says that it will do.
  assignment::SuccessionCounts Preview();
  // The tree changes, and its facts reach the other services.
  void Enact();
  // Applies to assignments, in another process that is killed when about half of it is done.
  void ApplyAndBeKilled();
  // Applies what is left, counts go up, reminders follow.
  void ApplyRest();
  void Undo();

  // Open assignments; of those, the ones whose unit does not exist on 1 July 2025 and that are on no list of conflicts,
  // which must be none; those on it.
  std::int64_t Open();
  std::int64_t Lost();
  std::int64_t Conflicts();
  std::int64_t Pending();  // reminders that are scheduled
  // The open assignments of the provinces that there were, and of those that there are, by the totals kept level by
  // level; and what the government's total says.
  std::int64_t OpenInTotals();
  // One a table of the three services (digests.h says of which).
  std::map<std::string, std::string> Digests();

 private:
  struct Store;

  NationalReplay(std::string old_list, std::string new_list, std::string file);
  void Hand(Store& store, const std::vector<messaging::Fact>& facts);
  // Until nothing is on its way.
  void Settle();
  std::int64_t Number(Store& store, const std::string& sql);

  const std::string old_list_, new_list_, file_;
  organization::testing::World organization_;
  std::unique_ptr<Store> assignment_, notification_;
  FakeIdGenerator ids_{50'000'000};
  std::unique_ptr<assignment::Context> context_;
  std::string succession_id_;
};

}  // namespace dondoc::replay
