// The same scenario in one cell and in three, each with a database of its own and facts over Redis between them: the
// same counts.
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "common/messaging/consumer.h"
#include "common/messaging/relay.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_redis.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::common::v1::DISTRICT;
using messaging::Destination;
using testing::World;

struct CellPlan {
  std::string name;
  std::vector<Destination> levels;
};

// The assignment service of one cell, without its server: a database, a relay and a consumer that are stepped.
class Cell {
 public:
  Cell(const CellPlan& plan, const std::vector<CellPlan>& all)
      : context_{world.database(), world.clock, ids_},
        relay_(RelayOf(plan, all), world.database(), stats_, NoLog()),
        consumer_(ConsumerOf(plan, all), world.database(), world.clock, stats_, NoLog()) {
    consumer_.Subscribe(messaging::Type<v1::CountsContributed>(), OnCountsContributed(context_));
  }

  absl::Status Issue(const directive::v1::DirectiveIssued& fact) {
    const messaging::Fact incoming = world.Incoming(fact, "directive");
    return world.database().Run([&](pg::Transaction& tx) { return OnDirectiveIssued(context_)(tx, {&incoming, 1}); });
  }

  absl::Status Do(const std::string& id, Verb verb) {
    ChangeCommand command;
    command.request_id = ids_.NewId();
    command.assignment_id = id;
    command.act.verb = verb;
    command.act.text = "đã làm";
    return ChangeAssignment(context_, command, [](const AssignmentView&, Day) { return ""; }).status();
  }

  void Step() {
    ASSERT_OK(relay_.Step());
    ASSERT_OK(consumer_.Step());
  }

  World world;  // the same units with the same ids in every cell

 private:
  static messaging::Log NoLog() {
    return [](std::string_view, const absl::Status&) {};
  }
  static std::string ConsumerName(const CellPlan& plan) { return "assignment." + plan.name; }

  static messaging::RelayOptions RelayOf(const CellPlan& plan, const std::vector<CellPlan>& all) {
    messaging::RelayOptions options;
    options.service = "assignment";
    options.cell = plan.name;
    options.redis.address = dondoc::testing::SharedRedis::Address();
    for (const CellPlan& other : all) {
      for (const Destination level : other.levels) options.required_consumers[level].push_back(ConsumerName(other));
    }
    return options;
  }

  static messaging::ConsumerOptions ConsumerOf(const CellPlan& plan, const std::vector<CellPlan>& all) {
    messaging::ConsumerOptions options;
    options.consumer = ConsumerName(plan);
    options.redis.address = dondoc::testing::SharedRedis::Address();
    options.block = std::chrono::milliseconds(1);
    options.group_every = std::chrono::milliseconds(0);
    for (const CellPlan& sender : all) {
      for (const Destination level : plan.levels) {
        options.streams.push_back(messaging::StreamKey(level, "assignment", sender.name));
      }
    }
    return options;
  }

  SystemClock system_clock_;
  UuidGenerator ids_{system_clock_};  // two cells never make the same fact id
  Context context_;
  messaging::MessagingStats stats_;
  messaging::Relay relay_;
  messaging::Consumer consumer_;
};

// What the scenario leaves behind: the totals of the units of each level, from the cell that serves it.
std::vector<std::string> Play(const std::vector<CellPlan>& plans) {
  dondoc::testing::SharedRedis::FlushAll();
  std::vector<std::unique_ptr<Cell>> cells;
  std::map<Destination, Cell*> cell_of;
  for (const CellPlan& plan : plans) {
    cells.push_back(std::make_unique<Cell>(plan, plans));
    for (const Destination level : plan.levels) cell_of[level] = cells.back().get();
  }
  Cell& communes = *cell_of[Destination::kCommune];
  Cell& districts = *cell_of[Destination::kDistrict];
  World& world = cells[0]->world;
  auto fact = world.Directive(COMMUNE);
  World::ForCommunesOf(world.AddTask(fact, "2026-12-31"), world.province);
  World::ForCommunesOf(world.AddTask(fact, ""), world.districts[1]);
  auto above = world.Directive(DISTRICT);
  above.set_directive_id(fact.directive_id());
  World::ForUnit(world.AddTask(above, "2026-12-31"), world.departments[0]);
  EXPECT_OK(communes.Issue(fact));
  EXPECT_OK(districts.Issue(above));
  const std::string done =
      communes.world.Texts("SELECT id FROM assignment WHERE level = 'COMMUNE' ORDER BY due_on, unit_id")[0];
  for (const Verb verb : {Verb::kAccept, Verb::kReport, Verb::kComplete}) EXPECT_OK(communes.Do(done, verb));

  const std::string top =
      "SELECT coalesce(sum(open), 0) || ' ' || coalesce(sum(done_in_time), 0) FROM roll_up WHERE unit_id = '" +
      world.government + "'";
  for (int round = 0; round < 2000 && cell_of[Destination::kCentral]->world.Texts(top)[0] != "9 1"; ++round) {
    for (const auto& cell : cells) cell->Step();
  }
  std::vector<std::string> totals;
  for (const auto& [level, name] :
       {std::pair(Destination::kCommune, "COMMUNE"), std::pair(Destination::kDistrict, "DISTRICT"),
        std::pair(Destination::kProvince, "PROVINCE"), std::pair(Destination::kCentral, "CENTRAL")}) {
    for (std::string& total : cell_of[level]->world.Texts(
             std::string("SELECT concat_ws(' ', unit.name, due_on, open, done_in_time, done_late) FROM roll_up "
                         "JOIN unit ON unit.id = roll_up.unit_id WHERE unit.level = '") +
             name + "' ORDER BY 1")) {
      totals.push_back(std::move(total));
    }
  }
  return totals;
}

TEST(Cells, OneCellAndThreeCountTheSame) {
  const std::vector<std::string> one =
      Play({{"main", {Destination::kCommune, Destination::kDistrict, Destination::kProvince, Destination::kCentral}}});
  const std::vector<std::string> three = Play({{"commune", {Destination::kCommune}},
                                               {"district", {Destination::kDistrict}},
                                               {"upper", {Destination::kProvince, Destination::kCentral}}});
  EXPECT_EQ(one, three);
  EXPECT_EQ(three.back(), "Chính phủ infinity 3 0 0");
  EXPECT_EQ(three[three.size() - 2], "Chính phủ 2026-12-31 6 1 0");
}

}  // namespace
}  // namespace dondoc::assignment
