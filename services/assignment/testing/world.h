// A small country in a database of its own, for the tests of this service: a government, a province, two districts with
// a department each, and three communes below each district. Linked by tests only; not thread-safe except for
// `context`.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/organization/v1/unit.pb.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment::testing {

class World {
  std::string conninfo_;
  std::unique_ptr<pg::Database> database_;

 public:
  // Today is 2026-11-21. `communes_below_each` may be large.
  explicit World(int communes_below_each = 3);

  pg::Database& database() { return *database_; }
  const std::string& conninfo() const { return conninfo_; }

  std::string government, province;
  std::vector<std::string> districts, departments, communes;

  FakeClock clock;
  FakeIdGenerator ids;
  Context context;

  // Whether `unit` is below `above` in the tree of this country.
  bool IsBelow(std::string_view unit, std::string_view above) const;

  // A directive of the province, with no tasks yet, for units of one level.
  directive::v1::DirectiveIssued Directive(dondoc::common::v1::Level level);
  // Adds a task for all communes of a district, or for one unit.
  directive::v1::IssuedTask& AddTask(directive::v1::DirectiveIssued& fact, const std::string& due_on);
  static void ForUnit(directive::v1::IssuedTask& task, const std::string& unit_id);
  static void ForCommunesOf(directive::v1::IssuedTask& task, const std::string& unit_id);
  // The task is helped with by "UBND các xã", the communes of a unit.
  static void HelpedByCommunesOf(directive::v1::IssuedTask& task, const std::string& unit_id);
  // Adds "before 15/12 each year" for the communes of a unit.
  directive::v1::IssuedDuty& AddDuty(directive::v1::DirectiveIssued& fact, const std::string& within_unit_id);

  // A commune of the province that begins on 2026-11-21, at once in the copy of the tree.
  std::string NewCommune(const std::string& name);
  // What becomes of one unit; the heir is empty for none.
  struct Fate {
    std::string from_unit_id;
    std::vector<std::string> to_unit_ids;
    std::string heir_unit_id;
  };
  // Plans and enacts a succession on 2026-11-21, and undoes it; what services note of it is noted, not applied. Returns
  // its id, which is a new one where none is given.
  std::string Enact(const std::vector<Fate>& fates, const std::string& succession_id = "");
  void Undo(const std::string& succession_id);
  // Applies what is noted, so many heirs at a time.
  void ApplySuccessions(int heirs = 64);

  // `message` as a fact that has come in.
  messaging::Fact Incoming(const google::protobuf::MessageLite& message, const std::string& source);

  // Hands a directive to its consumer in a transaction.
  absl::Status Issue(const directive::v1::DirectiveIssued& fact);

  // Removes what is in the outbox and returns it, in order.
  std::vector<messaging::Fact> DrainOutbox();
  // Those of one type.
  static std::vector<messaging::Fact> OfType(const std::vector<messaging::Fact>& facts, const std::string& type);
  // Hands the contributions in the outbox to their consumer until none is left; forgets other facts.
  absl::Status Settle();

  // The first column of the rows that a query returns; the single number that an expression is. Over a connection of
  // their own.
  std::vector<std::string> Texts(const std::string& sql);
  std::int64_t Number(const std::string& sql);

 private:
  std::string Unit(const std::string& name, dondoc::common::v1::Level level, const std::string& type,
                   const std::vector<std::string>& superiors);
  void SendTree(const std::vector<organization::v1::Unit>& units);

  std::int64_t tree_change_ = 0;

  std::vector<organization::v1::Unit> units_;
};

}  // namespace dondoc::assignment::testing
