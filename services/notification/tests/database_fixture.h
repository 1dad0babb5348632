// A migrated database of the notification service for each test, with what tests need to fill and read it. Linked by
// tests only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"
#include "services/notification/app/context.h"
#include "services/notification/domain/pending.h"
#include "services/notification/storage/delivery_storage.h"
#include "services/notification/storage/message_storage.h"

namespace dondoc::notification::testing {

// The sets that a notification database has.
std::vector<pg::MigrationSet> AllMigrations();

// "00000000-0000-7000-8000-00000000000N".
std::string TestId(int number);

Day On(const std::string& day);
// `hours` and `minutes` of a day in Viet Nam.
TimePoint At(const std::string& day, int hours, int minutes = 0);

class NotificationTest : public ::testing::Test {
 protected:
  NotificationTest();

  // A unit below `superior`, with addresses; again, with its last day, where it ends.
  void AddUnit(const std::string& id, const std::string& name, const std::vector<std::string>& emails,
               const std::string& superior = "", const std::string& valid_to = "");
  void Apply(const std::vector<AssignmentCreatedFact>& facts);
  void Apply(const std::vector<AssignmentChangedFact>& facts);

  // A binding assignment of `unit`, given on 30 November 2026 with the deadline 14 December 2026.
  AssignmentCreatedFact Created(const std::string& id, const std::string& unit) const;
  // The same assignment in another state.
  AssignmentChangedFact Changed(const AssignmentCreatedFact& created, int version, const std::string& state,
                                const std::string& day) const;

  // Runs the scheduler until nothing is due.
  void SendAll();
  // Moves the clock to 08:00 of each day up to `day`, running the scheduler on each.
  void DayByDayTo(const std::string& day);

  // The unit's messages, the oldest first.
  std::vector<InboxMessage> Inbox(const std::string& unit);
  // Steps of an assignment: "-7@2026-12-07 MADE", "0@2026-12-14 MADE late", "-3@2026-12-11 DEADLINE_PASSED late", with
  // "x3" for covers.
  std::vector<std::string> Steps(const std::string& assignment);
  std::vector<ListedDelivery> Deliveries();

  const std::string conninfo_;
  FakeClock clock_;
  FakeIdGenerator ids_{1'000'000};
  pg::Database database_;
  const Context context_{database_, clock_, ids_};

  const std::string district_ = TestId(1);
  const std::string commune_ = TestId(2);
  const std::string other_commune_ = TestId(3);

 private:
  std::int64_t next_change_ = 1;
};

}  // namespace dondoc::notification::testing
