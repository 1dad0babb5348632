// Bodies are called otherwise and stand elsewhere from a day on.
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/end_unit.h"
#include "services/organization/app/move_unit.h"
#include "services/organization/app/rename_unit.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::World;
using Texts = std::vector<std::string>;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

class BodyChangesTest : public ::testing::Test {
 protected:
  BodyChangesTest() {
    EXPECT_OK(world_.Import(testing::SampleCsv()));
    EXPECT_OK(world_.Equip({"981"}));
    world_.DrainFacts();
  }

  absl::StatusOr<std::string> Rename(const std::string& id, const std::string& name, std::optional<Day> day = {}) {
    return RenameUnit(*world_.context, {world_.NewRequest(), id, name, day},
                      [](const Unit& unit) { return unit.name; });
  }
  absl::StatusOr<std::string> Move(const std::string& id, const std::string& superior, std::optional<Day> day = {}) {
    return MoveUnit(*world_.context, {world_.NewRequest(), id, superior, day},
                    [](const Unit& unit) { return unit.superior_id.value_or(""); });
  }
  std::string Create(const std::string& name, const std::string& superior, std::optional<Day> from = {}) {
    return CreateUnit(*world_.context, {world_.NewRequest(), name, "TO", superior, {}, {}, from},
                      [](const Unit& unit) { return unit.id; })
        .value();
  }
  // The days of the body.
  absl::StatusOr<std::string> End(const std::string& id, std::optional<Day> day, const AskForWork& ask,
                                  bool never = false) {
    return EndUnit(*world_.context, {world_.NewRequest(), id, day, never}, ask, [](const Unit& unit) {
      const auto text = [](const std::optional<Day>& one) { return one ? FormatDay(*one) : std::string(); };
      return text(unit.validity.from) + ".." + text(unit.validity.to);
    });
  }
  Unit On(const std::string& id, Day day) {
    return world_.database().Run([&](pg::Transaction& tx) { return GetUnit(tx, id, day); }).value();
  }
  // The name of what a name means in a document of the district.
  std::string Meant(const std::string& name, Day day) {
    const auto resolved = ResolveNames(*world_.context, {{name}, world_.Head("981").id, day});
    return resolved->names[0].unit ? resolved->names[0].unit->name : "?";
  }

  const Day today_ = *MakeDay(2024, 6, 1), later_ = *MakeDay(2024, 9, 1);
  World world_;
};

TEST_F(BodyChangesTest, ARenamedBodyIsCalledSoFromTheDay) {
  const Unit before = world_.Named("Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn");
  ASSERT_OK_AND_ASSIGN(const std::string today,
                       Rename(before.id, "Phòng Công trình và Thủy lợi huyện An Lộc Sơn", later_));
  EXPECT_EQ(today, before.name) << "not yet";
  EXPECT_EQ(On(before.id, later_ - std::chrono::days(1)).name, before.name);
  EXPECT_EQ(On(before.id, later_).name, "Phòng Công trình và Thủy lợi huyện An Lộc Sơn");
  // Others are told of both names.
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  ASSERT_THAT(facts[0].units(), SizeIs(1));
  EXPECT_GT(facts[0].units(0).version(), before.version);
  ASSERT_THAT(facts[0].units(0).states(), SizeIs(2));
  EXPECT_EQ(facts[0].units(0).states(1).valid_from(), "2024-09-01");
  // Documents mean it by the name of their day, with the locality and without.
  EXPECT_EQ(Meant("Phòng Kinh tế và Hạ tầng huyện", today_), before.name);
  EXPECT_EQ(Meant("Phòng Công trình và Thủy lợi", later_), "Phòng Công trình và Thủy lợi huyện An Lộc Sơn");
  EXPECT_EQ(Meant("Phòng Công trình và Thủy lợi", today_), "?");
  // Its kind is still what the district has: equipping it again makes no second one.
  ASSERT_OK_AND_ASSIGN(const int made, world_.Equip({"981"}));
  EXPECT_EQ(made, 0);
  // Its name follows the district's.
  std::string renamed = testing::SampleCsv();
  const std::string line = "981,Huyện An Lộc Sơn,district,Huyện";
  renamed.replace(renamed.find(line), line.size(), "981,Thị xã An Lộc,district,Thị xã");
  ASSERT_OK(world_.Import(renamed, "2024", MakeDay(2025, 1, 1)));
  EXPECT_EQ(On(before.id, *MakeDay(2025, 1, 1)).name, "Phòng Công trình và Thủy lợi thị xã An Lộc");
}

TEST_F(BodyChangesTest, ARenameIsRefused) {
  const Unit body = world_.Named("Phòng Nội vụ huyện An Lộc Sơn");
  EXPECT_THAT(Rename(world_.ids.NewId(), "Phòng Mới"), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  EXPECT_THAT(Rename(world_.Head("98101").id, "UBND xã Mới"), HasReason(kPrecondition, "HEAD_OF_TERRITORY"));
  EXPECT_THAT(Rename(body.id, "Phòng Tư pháp huyện An Lộc Sơn"),
              HasReason(absl::StatusCode::kAlreadyExists, "UNIT_EXISTS"));
  ASSERT_OK(Rename(body.id, "Phòng Nội chính huyện An Lộc Sơn", later_));
  EXPECT_THAT(Rename(body.id, "Phòng Khác"), HasReason(kPrecondition, "DAY_BEFORE_LAST"));
  ASSERT_OK(Rename(body.id, "Phòng Khác huyện An Lộc Sơn", later_)) << "of the same day it is a correction";
  EXPECT_EQ(On(body.id, later_).name, "Phòng Khác huyện An Lộc Sơn");
  EXPECT_EQ(On(body.id, today_).name, body.name);
}

TEST_F(BodyChangesTest, ABodyMovesWithAllBelowIt) {
  const std::string head = world_.Head("981").id, first = Create("Trung tâm Một", head),
                    second = Create("Ban Hai", head);
  const std::string below = Create("Tổ Ba", first);
  world_.DrainFacts();
  ASSERT_OK(Move(first, second, later_));
  EXPECT_EQ(On(first, today_).superior_id, head);
  EXPECT_EQ(On(first, later_).superior_id, second);
  const std::string province = world_.Head("98").id, country = world_.Head("VN").id;
  EXPECT_THAT(On(below, today_).superior_ids, ElementsAre(first, head, province, country));
  EXPECT_THAT(On(below, later_).superior_ids, ElementsAre(first, second, head, province, country));
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_THAT(facts[0].units(), SizeIs(2));

  EXPECT_THAT(Move(second, below, later_), HasReason(kInvalid, "BELOW_ITSELF"));
  EXPECT_THAT(Move(second, below), HasReason(kInvalid, "BELOW_ITSELF")) << "it will be";
  EXPECT_THAT(Move(second, second), HasReason(kInvalid, "BELOW_ITSELF"));
  EXPECT_THAT(Move(first, head), HasReason(kPrecondition, "DAY_BEFORE_LAST"));
  EXPECT_THAT(Move(first, world_.Head("98101").id), HasReason(kInvalid, "OTHER_TERRITORY"));
  EXPECT_THAT(Move(head, world_.Head("98").id), HasReason(kPrecondition, "HEAD_OF_TERRITORY"));
  EXPECT_THAT(Move(second, Create("Ban Mai sau", head, later_)), HasReason(kInvalid, "SUPERIOR_ENDED"));

  // Back to where it was, of the same day.
  ASSERT_OK(Move(first, head, later_));
  EXPECT_THAT(On(below, later_).superior_ids, ElementsAre(first, head, province, country));
  EXPECT_THAT(world_.DrainFacts(), ::testing::Not(IsEmpty()));
}

TEST_F(BodyChangesTest, ABodyEndsOnADay) {
  const std::string body = Create("Tổ Một", world_.Head("981").id);
  world_.DrainFacts();
  Texts asked;
  const auto nothing = [&](const std::string& unit_id, Day day) {
    asked.push_back(unit_id + " " + FormatDay(day));
    return Texts();
  };
  ASSERT_OK_AND_ASSIGN(const std::string days, End(body, later_, nothing));
  EXPECT_EQ(days, "..2024-09-01");
  EXPECT_THAT(asked, ElementsAre(body + " 2024-09-01"));
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].units(0).valid_to(), "2024-09-01");
  EXPECT_THAT(End(body, later_, nothing), HasReason(kPrecondition, "UNIT_ENDED"));
  ASSERT_OK(End(body, today_, nothing)) << "earlier";
  EXPECT_THAT(End(world_.Head("98101").id, later_, nothing), HasReason(kPrecondition, "HEAD_OF_TERRITORY"));
}

TEST_F(BodyChangesTest, ABodyDoesNotEndWhileSomethingDependsOnIt) {
  const std::string body = Create("Tổ Một", world_.Head("981").id), below = Create("Nhóm Hai", body);
  const auto work = [](const std::string&, Day) { return Texts{"assignments that are open: 3"}; };
  const auto nothing = [](const std::string&, Day) { return Texts(); };
  const auto refused = End(body, today_, work);
  EXPECT_THAT(refused, HasReason(kPrecondition, "UNIT_IN_USE"));
  EXPECT_THAT(std::string(refused.status().message()),
              ::testing::AllOf(HasSubstr("bodies below it: 1"), HasSubstr("assignments that are open: 3")));
  EXPECT_THAT(End(body, today_,
                  [](const std::string&, Day) -> absl::StatusOr<Texts> { return Unavailable("AWAY", "not there"); }),
              HasReason(absl::StatusCode::kUnavailable, "AWAY"));
  ASSERT_OK(End(below, today_, nothing));
  EXPECT_THAT(End(body, today_ - std::chrono::days(1), nothing), HasReason(kPrecondition, "UNIT_IN_USE"))
      << "the other one was there then";
  ASSERT_OK(End(body, today_, nothing));
}

TEST_F(BodyChangesTest, AMistakeIsTakenBack) {
  const std::string head = world_.Head("981").id;
  const std::string later = Create("Tổ Một", head, later_), ever = Create("Tổ Hai", head);
  ASSERT_OK_AND_ASSIGN(const std::string first, End(later, later_, nullptr));
  EXPECT_EQ(first, "9999-12-31..") << "on no day";
  ASSERT_OK_AND_ASSIGN(const std::string second, End(ever, std::nullopt, nullptr, /*never=*/true));
  EXPECT_EQ(second, "9999-12-31..");
  UnitFilter planned;
  planned.day = today_;
  planned.planned = true;
  planned.limit = 100;
  EXPECT_THAT(*world_.database().Run([&](pg::Transaction& tx) { return ListUnits(tx, planned); }), IsEmpty());
}

}  // namespace
}  // namespace dondoc::organization
