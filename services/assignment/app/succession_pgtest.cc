#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/apply_succession.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/app/make_next_occurrences.h"
#include "services/assignment/app/transfer_assignment.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/succession_storage.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::World;

// Two communes of the first district merge into one, the third is divided among two; all have the same task and duty.
class SuccessionTest : public ::testing::Test {
 protected:
  SuccessionTest() {
    auto fact = world_.Directive(COMMUNE);
    World::ForCommunesOf(world_.AddTask(fact, "2026-12-31"), world_.province);
    world_.AddDuty(fact, world_.province);
    EXPECT_OK(world_.Issue(fact));
    EXPECT_OK(world_.Settle());
    united_ = world_.NewCommune("UBND xã Thượng Hợp");
    other_ = world_.NewCommune("UBND xã Thượng Tân");
  }

  std::vector<World::Fate> Fates() const {
    return {{world_.communes[0], {united_}, united_},
            {world_.communes[1], {united_}, united_},
            {world_.communes[2], {united_, other_}, ""}};
  }

  void Act(const std::string& assignment_id, Verb verb, const std::string& text = "") {
    ChangeCommand command;
    command.request_id = world_.ids.NewId();
    command.assignment_id = assignment_id;
    command.act.verb = verb;
    command.act.text = text;
    EXPECT_OK(
        ChangeAssignment(world_.context, command, [](const AssignmentView&, Day) { return std::string("done"); }));
  }

  absl::StatusOr<std::string> Transfer(const std::string& assignment_id, const std::string& to_unit_id) {
    TransferCommand command;
    command.request_id = world_.ids.NewId();
    command.assignment_id = assignment_id;
    command.to_unit_id = to_unit_id;
    command.reason = "xã Thượng Hợp nhận phần việc này";
    command.user = "binh";
    return TransferAssignment(world_.context, command,
                              [](const AssignmentView& view, Day) { return view.assignment.id; });
  }

  // The task's (not the duty's) assignment of a unit.
  std::string TaskOf(const std::string& unit_id) {
    return world_
        .Texts(
            "SELECT a.id FROM assignment a JOIN task t ON t.id = a.task_id WHERE t.recurrence IS NULL AND a.unit_id = "
            "'" +
            unit_id + "'")
        .at(0);
  }
  std::vector<std::string> StatesOf(const std::string& unit_id) {
    return world_.Texts("SELECT a.state FROM assignment a JOIN task t ON t.id = a.task_id WHERE a.unit_id = '" +
                        unit_id + "' ORDER BY t.recurrence NULLS FIRST");
  }
  std::int64_t OpenBelow(const std::string& unit_id) {
    EXPECT_OK(world_.Settle());
    return world_.Number("SELECT COALESCE(sum(open), 0) FROM roll_up WHERE unit_id = '" + unit_id + "'");
  }
  // Everything but versions, the history, and counts of nothing (which remember their version).
  std::vector<std::string> Dump() {
    EXPECT_OK(world_.Settle());
    return world_.Texts(
        "SELECT (to_jsonb(assignment) - 'version')::text AS line FROM assignment "
        "UNION ALL SELECT to_jsonb(duty_unit)::text FROM duty_unit "
        "UNION ALL SELECT to_jsonb(passed_assignment)::text FROM passed_assignment "
        "UNION ALL SELECT to_jsonb(taken_assignment)::text FROM taken_assignment "
        "UNION ALL SELECT to_jsonb(passed_duty)::text FROM passed_duty "
        "UNION ALL SELECT (to_jsonb(contribution) - 'version' - 'delta_open' - 'delta_done_in_time' - "
        "'delta_done_late')::text "
        "FROM contribution WHERE open + done_in_time + done_late > 0 "
        "UNION ALL SELECT (to_jsonb(roll_up) - 'version')::text FROM roll_up WHERE open + done_in_time + done_late > 0 "
        "ORDER BY line");
  }

  // What is in one of them only.
  static std::vector<std::string> Difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> lines;
    const std::set<std::string> in_a(a.begin(), a.end()), in_b(b.begin(), b.end());
    std::set_symmetric_difference(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), std::back_inserter(lines));
    return lines;
  }

  World world_;
  std::string united_, other_;
};

TEST_F(SuccessionTest, WhatIsOpenGoesToTheHeirAndIsJoinedThere) {
  const std::string first = TaskOf(world_.communes[0]), second = TaskOf(world_.communes[1]);
  Act(first, Verb::kAccept);
  Act(first, Verb::kReport, "đã rà soát 3 thôn");
  Act(second, Verb::kAccept);
  const std::int64_t before = OpenBelow(world_.province);
  EXPECT_EQ(before, 12);
  world_.DrainOutbox();
  world_.Enact(Fates());
  EXPECT_THAT(StatesOf(united_), IsEmpty());
  world_.ApplySuccessions();
  EXPECT_THAT(StatesOf(world_.communes[0]), ElementsAre("TRANSFERRED", "TRANSFERRED"));
  EXPECT_THAT(StatesOf(world_.communes[1]), ElementsAre("TRANSFERRED", "TRANSFERRED"));
  EXPECT_THAT(StatesOf(world_.communes[2]), ElementsAre("ASSIGNED", "ASSIGNED"));
  EXPECT_THAT(StatesOf(united_), ElementsAre("ACCEPTED", "ASSIGNED"));
  const std::string joined = TaskOf(united_);
  EXPECT_THAT(
      world_.Texts("SELECT DISTINCT transferred_to FROM assignment WHERE id IN ('" + first + "', '" + second + "')"),
      ElementsAre(joined));
  EXPECT_THAT(world_.Texts("SELECT report_text FROM assignment WHERE id = '" + joined + "'"),
              ElementsAre("UBND xã Thượng 1:\nđã rà soát 3 thôn"));
  EXPECT_THAT(world_.Texts("SELECT concat_ws(' ', verb, from_state, to_state, actor_user, text) FROM transition "
                           "WHERE version = 4 AND assignment_id = '" +
                           first + "'"),
              ElementsAre("TRANSFER REPORTED TRANSFERRED succession 88/NQ-HĐND"));
  EXPECT_EQ(OpenBelow(united_), 2);
  EXPECT_EQ(OpenBelow(world_.communes[0]), 0);
  EXPECT_EQ(OpenBelow(world_.province), 10);  // two of each that merged are one now
}

TEST_F(SuccessionTest, FactsSayWhatWentWhere) {
  world_.DrainOutbox();
  world_.Enact(Fates());
  world_.ApplySuccessions();
  const auto facts = World::OfType(world_.DrainOutbox(), messaging::Type<v1::AssignmentsTransferred>());
  ASSERT_THAT(facts, SizeIs(1));
  const auto message = messaging::Decode<v1::AssignmentsTransferred>(facts[0]).value();
  ASSERT_EQ(message.transfers_size(), 4);
  for (const v1::AssignmentTransfer& transfer : message.transfers()) {
    EXPECT_EQ(transfer.to().unit_id(), united_);
    EXPECT_EQ(transfer.to().version(), 1);
    EXPECT_EQ(transfer.from_version(), 2);
    EXPECT_EQ(transfer.state(), "ASSIGNED");
    EXPECT_EQ(transfer.to().directive_number(), "12/KH-UBND");
    EXPECT_FALSE(transfer.to().text().empty());
  }
}

TEST_F(SuccessionTest, TheDutyGoesOnWithTheHeirAndRestsWithoutOne) {
  world_.Enact(Fates());
  world_.ApplySuccessions();
  EXPECT_THAT(world_.Texts("SELECT latest_on FROM duty_unit WHERE unit_id = '" + united_ + "'"),
              ElementsAre("2026-12-14"));
  EXPECT_EQ(world_.Number("SELECT count(*) FROM duty_unit"), 4);  // three of the other district, and the heir
  world_.clock.Set(*ParseTime("2026-12-16T02:00:00Z"));
  ASSERT_OK(MakeNextOccurrences(world_.context, {"COMMUNE"}, 100));
  EXPECT_EQ(world_.Number("SELECT count(*) FROM assignment WHERE unit_id = '" + united_ + "'"), 3);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM assignment WHERE unit_id = '" + world_.communes[2] + "'"), 2);
}

TEST_F(SuccessionTest, WithoutAnHeirItIsAConflictUntilSomebodyDecides) {
  const std::string id = world_.Enact(Fates());
  world_.ApplySuccessions();
  const auto conflicts = [&] {
    return *world_.database().Run(
        [&](pg::Transaction& tx) { return ListSuccessionConflicts(tx, ConflictFilter{.succession_id = id}); });
  };
  ASSERT_THAT(conflicts(), SizeIs(2));
  EXPECT_EQ(conflicts()[0].view.unit_name, "UBND xã Thượng 3");
  EXPECT_THAT(conflicts()[0].to_unit_names, ElementsAre("UBND xã Thượng Hợp", "UBND xã Thượng Tân"));
  EXPECT_EQ(conflicts()[0].decision_number, "88/NQ-HĐND");

  // Who is above the unit's place decides, not who is above the one that is to have it.
  TransferCommand command;
  command.request_id = world_.ids.NewId();
  command.assignment_id = conflicts()[1].view.assignment.id;
  command.to_unit_id = united_;
  command.reason = "gần hơn";
  std::vector<std::string> asked;
  command.permit = [&](const access::Parties& parties) {
    asked.push_back(parties.unit);
    return Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", "not yours");
  };
  const Answer none = [](const AssignmentView&, Day) { return std::string("done"); };
  EXPECT_THAT(TransferAssignment(world_.context, command, none),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_THAT(asked, ElementsAre(world_.communes[2]));

  const std::string duty = conflicts()[0].view.assignment.id, task = conflicts()[1].view.assignment.id;
  ASSERT_OK(Transfer(task, united_));
  ASSERT_OK(Transfer(duty, other_));
  EXPECT_THAT(conflicts(), IsEmpty());
  EXPECT_THAT(StatesOf(united_), ElementsAre("ASSIGNED", "ASSIGNED"));
  EXPECT_THAT(StatesOf(other_), ElementsAre("ASSIGNED"));
  EXPECT_THAT(world_.Texts("SELECT latest_on FROM duty_unit WHERE unit_id = '" + other_ + "'"),
              ElementsAre("2026-12-14"));
  EXPECT_EQ(OpenBelow(world_.province), 9);
}

TEST_F(SuccessionTest, IsRestartableAndIdempotent) {
  world_.Enact(Fates());
  for (int heirs = 1; *ApplySuccession(world_.context, 1) > 0; ++heirs) EXPECT_LE(heirs, 2);
  const auto once = Dump();
  EXPECT_EQ(*ApplySuccession(world_.context, 1), 0);
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return QueueSuccessionsOf(tx, world_.communes); }));
  EXPECT_EQ(world_.Number("SELECT count(*) FROM succession_work"), 2);
  world_.ApplySuccessions();
  EXPECT_THAT(Difference(Dump(), once), IsEmpty());
}

TEST_F(SuccessionTest, UndoneEverythingIsAsItWas) {
  Act(TaskOf(world_.communes[0]), Verb::kAccept);
  Act(TaskOf(world_.communes[0]), Verb::kReport, "xong");
  Act(TaskOf(world_.communes[1]), Verb::kRefuse, "không thuộc thẩm quyền");
  // An heir that is there already, has the task and has done it.
  const std::string heir = world_.communes[3];
  Act(TaskOf(heir), Verb::kAccept);
  Act(TaskOf(heir), Verb::kReport, "xong");
  Act(TaskOf(heir), Verb::kComplete);
  const auto before = Dump();
  auto fates = Fates();
  fates.push_back({world_.communes[4], {heir}, heir});
  const std::string id = world_.Enact(fates);
  world_.clock.Set(*ParseTime("2026-11-21T05:00:00Z"));
  world_.ApplySuccessions(1);
  EXPECT_THAT(StatesOf(heir), ElementsAre("ASSIGNED", "ASSIGNED"));
  EXPECT_NE(Dump(), before);
  world_.Undo(id);
  world_.ApplySuccessions(1);
  EXPECT_THAT(Difference(Dump(), before), IsEmpty());
  EXPECT_EQ(world_.Number("SELECT count(*) FROM transition WHERE verb = 'RESTORE'"), 8);  // six and the heir's two
}

TEST_F(SuccessionTest, FactsSayWhatWentBack) {
  const std::string id = world_.Enact(Fates());
  world_.ApplySuccessions();
  world_.DrainOutbox();
  world_.Undo(id);
  world_.ApplySuccessions();
  int restored = 0, removed = 0;
  for (const auto& fact : World::OfType(world_.DrainOutbox(), messaging::Type<v1::AssignmentsRestored>())) {
    const auto message = messaging::Decode<v1::AssignmentsRestored>(fact).value();
    for (const v1::RestoredAssignment& one : message.assignments()) {
      EXPECT_EQ(one.now().state(), one.removed() ? "CANCELLED" : "ASSIGNED");
      EXPECT_EQ(one.now().version(), one.removed() ? 2 : 3);
      ++(one.removed() ? removed : restored);
    }
  }
  EXPECT_EQ(restored, 4);
  EXPECT_EQ(removed, 2);
}

TEST_F(SuccessionTest, EnactedAgainVersionsGoOn) {
  const std::string id = world_.Enact(Fates());
  world_.ApplySuccessions();
  const std::string made = TaskOf(united_);
  world_.Undo(id);
  world_.ApplySuccessions();
  world_.Enact(Fates());
  world_.ApplySuccessions();
  EXPECT_EQ(TaskOf(united_), made);
  EXPECT_EQ(world_.Number("SELECT version FROM assignment WHERE id = '" + made + "'"), 3);
}

TEST_F(SuccessionTest, WhatComesLateForAUnitThatHasEndedGoesOn) {
  auto late = world_.Directive(COMMUNE);
  World::ForCommunesOf(world_.AddTask(late, "2027-01-31"), world_.districts[0]);
  world_.Enact(Fates());
  world_.ApplySuccessions();
  ASSERT_OK(world_.Issue(late));
  world_.ApplySuccessions();
  EXPECT_EQ(world_.Number(
                "SELECT count(*) FROM assignment WHERE state = 'ASSIGNED' AND due_on = '2027-01-31' AND unit_id = '" +
                united_ + "'"),
            1);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM assignment WHERE state = 'TRANSFERRED' AND due_on = '2027-01-31'"), 2);
}

TEST_F(SuccessionTest, RightsOfWhoGaveLeadsAndHelpsFollowTheHeir) {
  auto fact = world_.Directive(COMMUNE);
  fact.set_issuer_unit_id(world_.communes[0]);
  auto& task = world_.AddTask(fact, "2027-03-31");
  World::ForUnit(task, other_);
  task.add_lead_unit_ids(world_.communes[0]);
  task.add_coordinator_unit_ids(world_.communes[1]);
  ASSERT_OK(world_.Issue(fact));
  const auto parties = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return GetParties(tx, TaskOf(other_), {}); });
  };
  EXPECT_EQ(parties().issuer, world_.communes[0]);
  world_.Enact(Fates());
  EXPECT_EQ(parties().issuer, united_);
  EXPECT_THAT(parties().leads, ElementsAre(united_));
  EXPECT_THAT(parties().coordinators, ElementsAre(united_));
  EXPECT_EQ(parties().unit, other_);
}

TEST_F(SuccessionTest, AnHeirThatHasEndedPassesItOn) {
  world_.Enact({{united_, {other_}, other_}});
  world_.ApplySuccessions();
  world_.Enact({{world_.communes[0], {united_}, united_}});
  world_.ApplySuccessions();
  EXPECT_THAT(StatesOf(united_), ElementsAre("TRANSFERRED", "TRANSFERRED"));
  EXPECT_THAT(StatesOf(other_), ElementsAre("ASSIGNED", "ASSIGNED"));
}

TEST_F(SuccessionTest, ThePreviewCountsWhatTheEnactmentDoes) {
  const std::string id = world_.Enact(Fates());
  const SuccessionCounts counts =
      *world_.database().Run([&](pg::Transaction& tx) { return PreviewSuccession(tx, id); });
  EXPECT_EQ(counts.open, 6);
  EXPECT_EQ(counts.units, 3);
  EXPECT_EQ(counts.transferred, 4);
  EXPECT_EQ(counts.remaining, 2);
  EXPECT_EQ(counts.conflicts, 2);
  EXPECT_EQ(counts.conflict_units, 1);
  EXPECT_EQ(counts.duties, 3);
  EXPECT_EQ(counts.duty_conflicts, 1);
  ASSERT_THAT(counts.without_heir, SizeIs(1));
  EXPECT_EQ(counts.without_heir[0].unit_id, world_.communes[2]);
  EXPECT_EQ(counts.without_heir[0].open, 2);
  EXPECT_EQ(counts.without_heir[0].duties, 1);
}

TEST_F(SuccessionTest, WhatDependsOnAnotherOneOfTheSameDayDoesNotHinder) {
  const std::string merger = world_.Enact({{world_.communes[0], {united_}, united_}});
  const std::string other = world_.Enact({{world_.communes[2], {other_}, other_}});
  world_.ApplySuccessions();
  auto fact = world_.Directive(COMMUNE);
  World::ForUnit(world_.AddTask(fact, "2027-03-31"), other_);
  ASSERT_OK(world_.Issue(fact));
  const auto uses = [&](const std::string& id) {
    return *world_.database().Run([&](pg::Transaction& tx) { return ListSuccessionUses(tx, id, 10); });
  };
  EXPECT_THAT(uses(merger), IsEmpty());
  EXPECT_THAT(uses(other), SizeIs(1));
}

TEST_F(SuccessionTest, WhatDependsOnItIsFound) {
  const std::string id = world_.Enact(Fates());
  world_.ApplySuccessions();
  const auto uses = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return ListSuccessionUses(tx, id, 10); });
  };
  EXPECT_THAT(uses(), IsEmpty());
  Act(TaskOf(united_), Verb::kAccept);
  ASSERT_THAT(uses(), SizeIs(1));
  EXPECT_EQ(uses()[0].kind, "ACTED_ON");
  EXPECT_EQ(uses()[0].unit_name, "UBND xã Thượng Hợp");
  auto fact = world_.Directive(COMMUNE);
  World::ForUnit(world_.AddTask(fact, ""), other_);
  ASSERT_OK(world_.Issue(fact));
  EXPECT_THAT(uses(), SizeIs(2));
}

TEST_F(SuccessionTest, ATransferIsDoneOnceAndRefusedWhereItMakesNoSense) {
  const std::string task = TaskOf(world_.communes[0]);
  TransferCommand command;
  command.request_id = world_.ids.NewId();
  command.assignment_id = task;
  command.to_unit_id = world_.communes[3];
  command.reason = "gần hơn";
  const Answer answer = [](const AssignmentView& view, Day) { return view.assignment.id; };
  const auto first = TransferAssignment(world_.context, command, answer);
  ASSERT_OK(first);
  EXPECT_EQ(*TransferAssignment(world_.context, command, answer), *first);
  EXPECT_EQ(*first, TaskOf(world_.communes[3]));
  EXPECT_EQ(OpenBelow(world_.province), 11);
  EXPECT_THAT(Transfer(task, world_.communes[4]), HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Transfer(*first, world_.ids.NewId()), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  command.request_id = world_.ids.NewId();
  command.assignment_id = *first;
  command.permit = [this](const access::Parties& parties) {
    EXPECT_EQ(parties.unit, world_.communes[3]);
    return Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", "not yours");
  };
  EXPECT_THAT(TransferAssignment(world_.context, command, answer),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  world_.Enact(Fates());
  EXPECT_THAT(Transfer(*first, world_.communes[0]), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
}

}  // namespace
}  // namespace dondoc::assignment
