// An organization service in a database of its own, for the tests of this service. Linked by tests only; not
// thread-safe except for `context`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "services/organization/app/context.h"
#include "services/organization/app/import_units.h"

namespace dondoc::organization::testing {

// tests/samples/units.csv: a province with four districts and 23 communes.
std::string SampleCsv();

// A file of the real material ($DONDOC_SHARED, or ../shared beside the repository); nothing where it is not there.
std::optional<std::string> SharedFile(const std::string& path);

class World {
 public:
  // Migrated and empty; today is 2024-06-01.
  World();
  ~World();

  pg::Database& database() { return *database_; }
  const std::string& conninfo() const { return conninfo_; }

  // Each with a request id of its own.
  absl::StatusOr<v1::ImportUnitsResponse> Import(const std::string& csv, const std::string& code_list = "2024",
                                                 std::optional<Day> valid_from = std::nullopt);
  absl::StatusOr<int> Equip(const std::vector<std::string>& codes, bool with_subtree = false,
                            const std::string& code_list = "2024");
  // Plans a succession by the file and enacts it, on its first day where that is still to come (then it is today);
  // returns its id.
  absl::StatusOr<std::string> Enact(const std::string& decision_number, Day effective_on, const std::string& csv,
                                    const std::string& to_list = "");
  // Takes it back; nothing in other services depends on it.
  absl::Status Undo(const std::string& succession_id);
  // The UBND of a territory, as it is on the day (nothing: today), with its states.
  Unit Head(const std::string& code, const std::string& code_list = "2024", std::optional<Day> day = std::nullopt);
  // The unit with this name; the test ends where there is none.
  Unit Named(const std::string& name);

  // Removes what is in the outbox and returns it, in order.
  std::vector<messaging::Fact> DrainOutbox();
  // The changes of units among them.
  std::vector<v1::UnitsChanged> DrainFacts();
  // The single value that a query returns, as text.
  std::string Ask(const std::string& query);
  // Each statement of the service that cannot be prepared.
  std::vector<std::string> Unpreparable();

  RequestKey NewRequest() { return {ids.NewId(), "h", "trace"}; }

 private:
  std::string conninfo_;
  std::unique_ptr<pg::Database> database_;
  std::vector<TemplateRow> equipment_;
  std::optional<Vocabulary> vocabulary_;

 public:
  FakeClock clock{StartOf(*MakeDay(2024, 6, 1))};
  FakeIdGenerator ids;
  std::unique_ptr<Context> context;
};

}  // namespace dondoc::organization::testing
