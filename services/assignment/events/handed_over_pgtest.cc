// An heir at another level, where each level has a cell of its own: what was a district's becomes a commune's (a
// district of islands that becomes a special zone). Two databases, and facts carried between them by hand, so that the
// order in which they come can be chosen.
#include "services/assignment/events/handed_over.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/messaging/fact.h"
#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/app/transfer_assignment.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::common::v1::DISTRICT;
using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::World;

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;

class HandedOverTest : public ::testing::Test {
 protected:
  HandedOverTest() {
    districts_.context.levels = {"DISTRICT"};
    communes_.context.levels = {"COMMUNE"};
    heir_ = districts_.NewCommune("UBND đặc khu Thượng");
    EXPECT_EQ(communes_.NewCommune("UBND đặc khu Thượng"), heir_) << "the same tree in both cells";
    island_ = districts_.districts[0];
    auto fact = districts_.Directive(DISTRICT);
    World::ForUnit(districts_.AddTask(fact, "2026-12-31"), island_);
    auto& duty = districts_.AddDuty(fact, districts_.province);
    duty.clear_from();
    duty.add_from()->set_unit_id(island_);
    EXPECT_OK(districts_.Issue(fact));
    // A commune has the same task.
    fact.set_level(COMMUNE);
    fact.clear_duties();
    fact.mutable_tasks(0)->clear_addressees();
    World::ForUnit(*fact.mutable_tasks(0), communes_.communes[0]);
    EXPECT_OK(communes_.Issue(fact));
    Act(Verb::kAccept);
    Act(Verb::kReport, "đã rà soát");
    districts_.DrainOutbox();
    communes_.DrainOutbox();
  }

  // By the district, on its task.
  void Act(Verb verb, const std::string& text = "") {
    ChangeCommand command;
    command.request_id = districts_.ids.NewId();
    command.assignment_id = TaskOfIsland();
    command.act.verb = verb;
    command.act.text = text;
    EXPECT_OK(
        ChangeAssignment(districts_.context, command, [](const AssignmentView&, Day) { return std::string("done"); }));
  }
  std::string TaskOfIsland() {
    return districts_
        .Texts(
            "SELECT a.id FROM assignment a JOIN task t ON t.id = a.task_id WHERE t.recurrence IS NULL AND a.unit_id = "
            "'" +
            island_ + "'")
        .at(0);
  }

  std::vector<World::Fate> Fates() const { return {{island_, {heir_}, heir_}}; }

  // What a world has published for the other cell, and forgets it.
  static std::vector<messaging::Fact> HandedOver(World& world) {
    return World::OfType(world.DrainOutbox(), messaging::Type<v1::AssignmentsHandedOver>());
  }
  absl::Status Take(const std::vector<messaging::Fact>& facts) {
    return communes_.database().Run(
        [&](pg::Transaction& tx) { return OnAssignmentsHandedOver(communes_.context)(tx, facts); });
  }

  static std::vector<std::string> OpenOf(World& world, const std::string& unit) {
    return world.Texts(
        "SELECT concat_ws(' ', a.state, a.level, a.version, a.report_text) FROM assignment a JOIN task t ON t.id = "
        "a.task_id WHERE a.state NOT IN ('TRANSFERRED', 'COMPLETED', 'CANCELLED') AND a.unit_id = '" +
        unit + "' ORDER BY t.recurrence NULLS FIRST");
  }
  static std::int64_t Counted(World& world, const std::string& unit) {
    return world.Number("SELECT COALESCE(sum(open), 0) FROM roll_up WHERE unit_id = '" + unit + "'");
  }
  static std::int64_t Duties(World& world, const std::string& unit) {
    return world.Number("SELECT count(*) FROM duty_unit WHERE unit_id = '" + unit + "'");
  }
  // Everything but versions, the history, and counts of nothing.
  static std::vector<std::string> Dump(World& world) {
    return world.Texts(
        "SELECT (to_jsonb(assignment) - 'version')::text AS line FROM assignment "
        "UNION ALL SELECT to_jsonb(duty_unit)::text FROM duty_unit "
        "UNION ALL SELECT to_jsonb(passed_assignment)::text FROM passed_assignment "
        "UNION ALL SELECT to_jsonb(taken_assignment)::text FROM taken_assignment "
        "UNION ALL SELECT to_jsonb(taken_in)::text FROM taken_in "
        "UNION ALL SELECT to_jsonb(passed_duty)::text FROM passed_duty "
        "UNION ALL SELECT (to_jsonb(roll_up) - 'version')::text FROM roll_up WHERE open + done_in_time + done_late > 0 "
        "ORDER BY line");
  }

  World districts_, communes_;
  std::string island_, heir_;
};

TEST_F(HandedOverTest, WhatIsOpenGoesToTheCellOfTheHeir) {
  const std::string succession = districts_.Enact(Fates());
  communes_.Enact(Fates(), succession);
  districts_.ApplySuccessions();
  communes_.ApplySuccessions();
  EXPECT_THAT(OpenOf(districts_, island_), IsEmpty());
  EXPECT_THAT(OpenOf(districts_, heir_), IsEmpty()) << "nobody looks for it there";
  EXPECT_EQ(Duties(districts_, island_) + Duties(districts_, heir_), 0);
  EXPECT_EQ(Counted(districts_, island_), 0);

  const auto facts = HandedOver(districts_);
  ASSERT_THAT(facts, SizeIs(1));
  ASSERT_OK(Take(facts));
  EXPECT_THAT(OpenOf(communes_, heir_), ElementsAre("REPORTED COMMUNE 1 đã rà soát", "ASSIGNED COMMUNE 1 "));
  EXPECT_EQ(Counted(communes_, heir_), 2);
  EXPECT_EQ(Counted(communes_, island_), 0) << "its rows are not of this cell";
  EXPECT_EQ(Duties(communes_, heir_), 1);
  // The pointer leads to the row of the other cell.
  EXPECT_EQ(
      communes_.Number(
          "SELECT count(*) FROM assignment WHERE id = '" +
          districts_.Texts("SELECT transferred_to FROM assignment WHERE id = '" + TaskOfIsland() + "'").at(0) + "'"),
      1);
  // Listeners in the cell of the heir hear of it.
  EXPECT_THAT(World::OfType(communes_.DrainOutbox(), messaging::Type<v1::AssignmentsTransferred>()), SizeIs(1));

  const auto once = Dump(communes_);
  ASSERT_OK(Take(facts));
  EXPECT_EQ(Dump(communes_), once) << "a second time does nothing";
}

TEST_F(HandedOverTest, ItWaitsUntilTheSuccessionIsKnown) {
  const auto before = Dump(communes_);
  const std::string succession = districts_.Enact(Fates());
  districts_.ApplySuccessions();
  const auto facts = HandedOver(districts_);
  EXPECT_THAT(Take(facts), HasReason(kUnavailable, "PLAN_BEHIND"));
  EXPECT_EQ(Dump(communes_), before);
  communes_.Enact(Fates(), succession);
  communes_.ApplySuccessions();
  EXPECT_OK(Take(facts));
  EXPECT_THAT(OpenOf(communes_, heir_), SizeIs(2));
}

TEST_F(HandedOverTest, UndoneBothCellsAreAsTheyWere) {
  const auto in_districts = Dump(districts_), in_communes = Dump(communes_);
  const std::string succession = districts_.Enact(Fates());
  communes_.Enact(Fates(), succession);
  districts_.ApplySuccessions();
  communes_.ApplySuccessions();
  ASSERT_OK(Take(HandedOver(districts_)));
  EXPECT_NE(Dump(communes_), in_communes);
  for (World* world : {&communes_, &districts_}) {
    world->Undo(succession);
    world->ApplySuccessions();
  }
  EXPECT_EQ(Dump(districts_), in_districts);
  EXPECT_EQ(Dump(communes_), in_communes);
}

// The fact overtaken by the undoing: the district has its work back, and the heir must not have it as well.
TEST_F(HandedOverTest, WhatComesAfterItWasUndoneIsLeft) {
  const auto in_districts = Dump(districts_), in_communes = Dump(communes_);
  const std::string succession = districts_.Enact(Fates());
  communes_.Enact(Fates(), succession);
  districts_.ApplySuccessions();
  const auto facts = HandedOver(districts_);
  for (World* world : {&communes_, &districts_}) {
    world->Undo(succession);
    world->ApplySuccessions();
  }
  ASSERT_OK(Take(facts));
  EXPECT_EQ(Dump(districts_), in_districts);
  EXPECT_EQ(Dump(communes_), in_communes);
}

TEST_F(HandedOverTest, ItIsJoinedWithWhatTheHeirHasOfItsOwnLevel) {
  const auto in_communes = Dump(communes_);
  std::vector<World::Fate> fates = Fates();
  fates.push_back({communes_.communes[0], {heir_}, heir_});
  const std::string succession = districts_.Enact(fates);
  communes_.Enact(fates, succession);
  districts_.ApplySuccessions();
  communes_.ApplySuccessions();
  EXPECT_THAT(OpenOf(communes_, heir_), ElementsAre("ASSIGNED COMMUNE 1 "));
  ASSERT_OK(Take(HandedOver(districts_)));
  // One row of the task: what one part has not done is not done.
  EXPECT_THAT(OpenOf(communes_, heir_), ElementsAre(HasSubstr("ASSIGNED COMMUNE 2 "), "ASSIGNED COMMUNE 1 "));
  EXPECT_EQ(Counted(communes_, heir_), 2);
  communes_.Undo(succession);
  communes_.ApplySuccessions();
  EXPECT_EQ(Dump(communes_), in_communes);
}

TEST_F(HandedOverTest, TheHeirSeesWhereItCameFromAndHowFarItWas) {
  const std::string succession = districts_.Enact(Fates());
  communes_.Enact(Fates(), succession);
  districts_.ApplySuccessions();
  const std::string before = TaskOfIsland();
  ASSERT_OK(Take(HandedOver(districts_)));
  const auto predecessors = [&](const std::string& id) {
    std::vector<std::string> texts;
    const auto found = communes_.database().Run([&](pg::Transaction& tx) { return ListPredecessors(tx, id); });
    for (const Predecessor& one : found.value()) {
      texts.push_back(one.id + " " + one.unit_name + " " + std::string(NameOf(one.state)));
      EXPECT_EQ(one.unit_id, island_);
    }
    return texts;
  };
  const std::string heirs = districts_.Texts("SELECT transferred_to FROM assignment WHERE id = '" + before + "'").at(0);
  EXPECT_THAT(predecessors(heirs), ElementsAre(before + " UBND huyện Thượng REPORTED"));
  communes_.Undo(succession);
  communes_.ApplySuccessions();
  EXPECT_THAT(predecessors(heirs), IsEmpty());
}

TEST_F(HandedOverTest, WhoHelpsAsAMemberOfAGroupReadsItWhereItIsNow) {
  auto fact = districts_.Directive(DISTRICT);
  auto& task = districts_.AddTask(fact, "2026-12-20");
  World::ForUnit(task, island_);
  World::HelpedByCommunesOf(task, districts_.districts[1]);
  ASSERT_OK(districts_.Issue(fact));
  const std::string succession = districts_.Enact(Fates());
  communes_.Enact(Fates(), succession);
  districts_.ApplySuccessions();
  ASSERT_OK(Take(HandedOver(districts_)));
  AssignmentFilter filter;
  filter.seen = {.coordinator = {communes_.communes[3]}};
  const auto seen = communes_.database().Run([&](pg::Transaction& tx) { return ListAssignments(tx, filter); }).value();
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_EQ(seen[0].assignment.unit_id, heir_);
  EXPECT_EQ(seen[0].assignment.directive_id, fact.directive_id());
  EXPECT_THAT(communes_.Texts("SELECT concat_ws(' ', name, level, expanded_on, cardinality(unit_ids)) FROM "
                              "expanded_group WHERE directive_id = '" +
                              fact.directive_id() + "'"),
              ElementsAre(districts_
                              .Texts("SELECT concat_ws(' ', name, level, expanded_on, cardinality(unit_ids)) "
                                     "FROM expanded_group WHERE directive_id = '" +
                                     fact.directive_id() + "'")
                              .at(0)));
}

TEST_F(HandedOverTest, SomebodyGivesItToAUnitOfAnotherLevel) {
  TransferCommand command;
  command.request_id = districts_.ids.NewId();
  command.assignment_id = TaskOfIsland();
  command.to_unit_id = communes_.communes[1];
  command.reason = "xã làm việc này";
  command.user = "binh";
  const auto answer = TransferAssignment(districts_.context, command, [](const AssignmentView& view, Day) {
    return view.assignment.id + " " + view.assignment.level + " " + view.unit_name;
  });
  ASSERT_OK(answer);
  EXPECT_THAT(*answer, HasSubstr(" COMMUNE UBND xã Thượng 2"));
  EXPECT_THAT(OpenOf(districts_, communes_.communes[1]), IsEmpty());
  ASSERT_OK(Take(HandedOver(districts_)));
  EXPECT_THAT(OpenOf(communes_, communes_.communes[1]), ElementsAre("REPORTED COMMUNE 1 đã rà soát"));
  EXPECT_EQ(communes_.Texts("SELECT id FROM assignment WHERE unit_id = '" + communes_.communes[1] + "'").at(0),
            answer->substr(0, 36));
  EXPECT_THAT(communes_.Texts("SELECT concat_ws(' ', verb, actor_user, text) FROM transition"),
              ElementsAre("TAKE_OVER binh xã làm việc này"));
}

}  // namespace
}  // namespace dondoc::assignment
