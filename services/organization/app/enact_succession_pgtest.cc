// Successions that take effect, on their day or later, all or nothing; and are taken back.
#include <span>
#include <string>

#include "common/status/status.h"
#include "services/organization/app/named_groups.h"
#include "services/organization/app/preview_succession.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/app/succession_fixture.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kNew;
using ::testing::SizeIs;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

// "UBND các xã" of a district is its communes as long as there is a district; afterwards it is not the province's.
TEST_F(SuccessionTest, ADistrictThatHasEndedHasNoGroups) {
  const std::string district = Head("901", "2024"), province = Head("90", "2024");
  const NamedGroup named{"", district, "Cụm Bắc", {district, Level::kCommune, {"UBND"}, {}, {}, {}}, {}};
  ASSERT_OK(DefineGroup(*world_.context, world_.NewRequest(), named, [](const NamedGroup&) { return ""; }));
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(PreviewSuccession(world_.database(), id_, {})->groups, 1);
  ASSERT_OK(Enact());
  const auto resolve = [&](const std::string& from, Day day) {
    return ResolveNames(*world_.context,
                        {{"UBND các xã", "Cụm Bắc", "Sở Giáo dục và Đào tạo tỉnh Lam Thủy"}, from, day})
        .value()
        .names;
  };
  const Day last = *MakeDay(2025, 6, 30), first = *MakeDay(2025, 7, 1);
  const auto before = resolve(district, last);
  ASSERT_TRUE(before[0].group.has_value());
  EXPECT_EQ(before[0].group->within_unit_id, district);
  EXPECT_TRUE(before[1].group.has_value());
  const auto after = resolve(district, first);
  EXPECT_FALSE(after[0].group.has_value()) << "the communes of the province";
  EXPECT_FALSE(after[1].group.has_value());
  EXPECT_TRUE(after[2].unit.has_value()) << "what a full name means, it means from anywhere";
  ASSERT_TRUE(resolve(province, first)[0].group.has_value());
  EXPECT_EQ(resolve(province, first)[0].group->within_unit_id, province);
  const auto members = [&](Day day) {
    return world_.database()
        .Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&*before[0].group, 1), day); })
        .value();
  };
  EXPECT_THAT(members(last), SizeIs(4));
  EXPECT_THAT(members(first), IsEmpty()) << "what was read before is expanded on its day";
}

TEST_F(SuccessionTest, TakesEffectAtomicallyAndIsTakenBackExactly) {
  const std::string before = Dump();
  ASSERT_OK(Plan(Planning()));
  const std::string going_on = Head("90104", "2024"), ended = Head("90101", "2024"), united = Head("90101", "2025");
  Drain();
  const auto enacted = Enact();
  ASSERT_OK(enacted);
  EXPECT_EQ(enacted->state, "ENACTED");
  const Facts facts = Drain();
  ASSERT_THAT(facts.enacted, SizeIs(1));
  EXPECT_EQ(facts.enacted[0].version(), enacted->version);
  EXPECT_EQ(facts.enacted[0].tree_change(), *enacted->tree_change);
  ASSERT_THAT(facts.planned, SizeIs(1));
  EXPECT_EQ(facts.planned[0].version(), enacted->version);
  ASSERT_FALSE(facts.units.empty());
  EXPECT_EQ(facts.units.back().change(), *enacted->tree_change);
  const Day first = *MakeDay(2025, 7, 1);
  EXPECT_EQ(world_.Head("90104", "2025", first).id, going_on);
  EXPECT_EQ(world_.Head("90104", "2025", first).territory.name, "Phường Dương Hòa");
  EXPECT_EQ(world_.Head("90101", "2025", first).id, united);
  EXPECT_EQ(world_.Head("90101", "2024", first).validity.to, first);
  EXPECT_EQ(world_.Head("90101", "2024", first).id, ended);
  EXPECT_THAT(Enact(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  EXPECT_THAT(Plan(Planning()), HasReason(kPrecondition, "SUCCESSION_ENACTED"));

  EXPECT_THAT(Undo({"UBND xã An Bình has done something"}), HasReason(kPrecondition, "SUCCESSION_IN_USE"));
  EXPECT_THAT(Drain().undone, IsEmpty());
  const auto undone = Undo();
  ASSERT_OK(undone);
  EXPECT_EQ(undone->state, "UNDONE");
  EXPECT_EQ(Dump(), before);
  ASSERT_THAT(Drain().undone, SizeIs(1));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  // And once more from the beginning.
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
}

TEST_F(SuccessionTest, AGroupWithinANewUnitKeepsItFromBeingUndone) {
  const std::string province = Head("90", "2024"), united = Head("90101", "2025");
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
  const NamedGroup named{
      "", province, "Nhóm An Bình", {united, Level::kCommune, {"UBND"}, {}, {}, {}}, {*MakeDay(2025, 7, 1), {}}};
  const auto group =
      DefineGroup(*world_.context, world_.NewRequest(), named, [](const NamedGroup& made) { return made.id; });
  ASSERT_OK(group);
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("end it (dondoc units group end " + *group + ")"));
  ASSERT_OK(EndGroup(
      *world_.context, world_.NewRequest(), *group, std::nullopt, [](const auto&) { return absl::OkStatus(); },
      [](const NamedGroup& ended) { return FormatDay(*ended.days.to); }));
  EXPECT_OK(Undo());
}

TEST_F(SuccessionTest, WhatHasEndedIsNotEquipped) {
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
  const std::string before = Dump();
  const auto refused = world_.Equip({"901"});
  EXPECT_THAT(refused, HasReason(kPrecondition, "UNIT_ENDED"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("huyện Bắc (901) has ended on 2025-07-01"));
  EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
  EXPECT_EQ(Dump(), before) << "what has ended below is passed over";
  EXPECT_OK(Undo());
}

TEST_F(SuccessionTest, BeforeItsDayItWaits) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  const auto wanted = Enact();
  ASSERT_OK(wanted);
  EXPECT_EQ(wanted->state, "PLANNED");
  EXPECT_TRUE(wanted->wanted);
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  Drain();
  EXPECT_EQ(*EnactDue(*world_.context), 1);
  EXPECT_THAT(Drain().enacted, SizeIs(1));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
}

TEST_F(SuccessionTest, ThatItTakesEffectOnItsDayIsTakenBack) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  ASSERT_OK(Enact());
  Drain();
  const auto undone = Undo({"nobody is asked"});
  ASSERT_OK(undone);
  EXPECT_EQ(undone->state, "PLANNED");
  EXPECT_FALSE(undone->wanted);
  EXPECT_THAT(Drain().undone, IsEmpty());
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  ASSERT_OK(Enact());
}

// It would write over what the later one has made, and stand in the way of taking either back.
TEST_F(SuccessionTest, IsRefusedForADayBeforeAnEnactedOne) {
  ASSERT_OK(world_.Import(kNew, "2026"));
  PlanCommand later = Planning(), earlier = Planning();
  later.to_list = "2025";
  earlier.to_list = "2026";
  earlier.decision_number = "14/NQ-HĐND";
  earlier.effective_on = *MakeDay(2025, 6, 30);
  ASSERT_OK(Plan(earlier));
  const std::string planned_before = id_;
  ASSERT_OK(Plan(later));
  ASSERT_OK(Enact());
  const std::string enacted = id_;
  // And one that is later still: that is the one to undo first.
  ASSERT_OK(world_.Import(kNew, "2027"));
  PlanCommand last = Planning(
      "old_code,new_code,relation\n90101,90101,whole\n90102,90102,whole\n90103,90103,whole\n90104,90104,whole\n");
  last.to_list = "2027";
  last.decision_number = "16/NQ-HĐND";
  last.effective_on = *MakeDay(2025, 8, 1);
  world_.clock.Set(StartOf(last.effective_on));
  ASSERT_OK(Plan(last));
  ASSERT_OK(Enact());
  const std::string enacted_last = id_, before = Dump();
  id_ = planned_before;
  const auto refused = Enact();
  EXPECT_THAT(refused, HasReason(kPrecondition, "LATER_SUCCESSION"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("16/NQ-HĐND has taken effect on 2025-08-01"));
  earlier.request = world_.NewRequest();
  EXPECT_THAT(Plan(earlier), HasReason(kPrecondition, "LATER_SUCCESSION"));
  EXPECT_EQ(Dump(), before);
  id_ = enacted;
  EXPECT_THAT(std::string(Undo().status().message()), HasSubstr("undo that one first: 16/NQ-HĐND"));
  for (const std::string& one : {enacted_last, enacted}) {
    id_ = one;
    ASSERT_OK(Undo());
  }
  earlier.request = world_.NewRequest();
  ASSERT_OK(Plan(earlier));
  EXPECT_OK(Enact());
}

TEST_F(SuccessionTest, WhatCannotTakeEffectLeavesNothing) {
  ASSERT_OK(Plan(Planning()));
  // The new list has grown since by a commune that comes from nowhere.
  ASSERT_OK(world_.Import(std::string(kNew) + "90109,Xã Mới,commune,Xã,90\n", "2025"));
  Drain();
  const std::string before = Dump();
  EXPECT_THAT(Enact(), HasReason(kInvalid, "NO_PREDECESSOR"));
  EXPECT_EQ(Dump(), before);
  EXPECT_THAT(Drain().planned, IsEmpty());
}

}  // namespace
}  // namespace dondoc::organization
