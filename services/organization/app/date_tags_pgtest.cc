// The groups that a body answers to have days: in groups, in what is told, through successions, and for installations
// in which they had none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status_matchers.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/migrations.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kFile;
using testing::kNew;
using testing::kOld;
using ::testing::Not;
using ::testing::SizeIs;
using testing::World;

const Day kFirst = *MakeDay(2024, 9, 1);
const Day kTurn = *MakeDay(2025, 7, 1);

class DateTagsTest : public ::testing::Test {
 protected:
  DateTagsTest() {
    EXPECT_OK(world_.Import(kOld));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
    EXPECT_OK(AnnounceTurns(*world_.context));
    world_.DrainFacts();
    centre_ = world_.Named("Phòng Nội vụ huyện Bắc").id;
    district_ = world_.Head("901").id;
  }

  absl::StatusOr<std::string> Tag(const std::string& unit, std::vector<std::string> tags, std::optional<Day> from) {
    const TagsCommand command{world_.NewRequest(), unit, std::move(tags), from};
    return SetTags(*world_.context, command, [](const Unit& after) { return std::to_string(after.states.size()); });
  }
  std::vector<std::string> Members(const std::string& tag, Day day) {
    const Group group{district_, Level::kDistrict, {}, {tag}, {}, {}, {}};
    std::vector<std::string> ids;
    const auto expanded =
        world_.database().Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), day); });
    EXPECT_OK(expanded);
    for (const Member& member : *expanded) ids.push_back(member.unit_id);
    return ids;
  }
  std::string Succeed() {
    EXPECT_OK(world_.Import(kNew, "2025"));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2025"));
    return world_.Enact("15/NQ-HĐND", kTurn, kFile).value();
  }
  std::string StatesOf(const std::string& unit) {
    return world_.Ask(
        "SELECT string_agg(concat_ws(' ', valid_from, valid_to, tags), '; ' ORDER BY valid_from) FROM "
        "unit_state WHERE unit_id = '" +
        unit + "'");
  }

  World world_;
  std::string centre_, district_;
};

TEST_F(DateTagsTest, AGroupOfADayHasWhoAnsweredToItThen) {
  ASSERT_THAT(Members("PHONG_BAN", kFirst), Contains(centre_));
  ASSERT_OK_AND_ASSIGN(const std::string states, Tag(centre_, {"DON_VI", "DON_VI"}, kFirst));
  EXPECT_EQ(states, "2");
  EXPECT_THAT(Members("PHONG_BAN", kFirst - std::chrono::days(1)), Contains(centre_));
  EXPECT_THAT(Members("PHONG_BAN", kFirst), Not(Contains(centre_)));
  EXPECT_THAT(Members("DON_VI", kFirst), Contains(centre_));
  EXPECT_THAT(Members("DON_VI", kFirst - std::chrono::days(1)), Not(Contains(centre_)));
  // Said of all days it corrects them.
  ASSERT_OK_AND_ASSIGN(const std::string corrected, Tag(centre_, {}, std::nullopt));
  EXPECT_EQ(corrected, "0") << "the same on all days is one state";
  EXPECT_THAT(Members("PHONG_BAN", kFirst - std::chrono::days(1)), Not(Contains(centre_)));
}

TEST_F(DateTagsTest, TheAuditSaysWhatChangedOnTheDayOfTheChange) {
  const auto recorded = [&] {
    return world_.Ask(
        "SELECT before || ' ' || after FROM audit_record WHERE method = 'SetTags' ORDER BY seq DESC LIMIT 1");
  };
  ASSERT_OK(Tag(centre_, {"DON_VI"}, kFirst));
  const Day later = kFirst + std::chrono::days(10);
  ASSERT_OK(Tag(centre_, {"CUM_MOT"}, later));
  EXPECT_THAT(recorded(), HasSubstr("DON_VI")) << "which it had then, and has not today";
  ASSERT_OK(Tag(centre_, {"CUM_MOT"}, later));
  EXPECT_THAT(recorded(), Not(HasSubstr("CUM_MOT"))) << "that changed nothing";
}

TEST_F(DateTagsTest, ATurnIsTold) {
  ASSERT_OK(Tag(centre_, {"DON_VI"}, kFirst));
  const auto known = world_.DrainFacts();
  ASSERT_THAT(known, SizeIs(1));
  ASSERT_THAT(known[0].units(), SizeIs(1));
  EXPECT_THAT(known[0].units(0).tags(), Contains("PHONG_BAN"));
  ASSERT_THAT(known[0].units(0).states(), SizeIs(2));
  EXPECT_THAT(known[0].units(0).states(0).tags(), Contains("PHONG_BAN"));
  EXPECT_THAT(known[0].units(0).states(1).tags(), ElementsAre("DON_VI"));
  world_.clock.Set(StartOf(kFirst));
  ASSERT_OK_AND_ASSIGN(const int turned, AnnounceTurns(*world_.context));
  EXPECT_EQ(turned, 1);
  const auto told = world_.DrainFacts();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0].units(0).tags(), ElementsAre("DON_VI"));
}

// A body that goes on keeps its tags of all days, and has them again where the succession is taken back.
TEST_F(DateTagsTest, ASuccessionKeepsThem) {
  const std::string commune = world_.Head("90104").id;
  ASSERT_OK(Tag(commune, {"CUM_MOT"}, kFirst));
  const std::string before = StatesOf(commune);
  const std::string succession = Succeed();
  EXPECT_EQ(world_.Head("90104", "2025").id, commune);
  EXPECT_THAT(world_.Head("90104", "2025", kTurn).tags, ElementsAre("CUM_MOT"));
  EXPECT_THAT(world_.Head("90104", "2025", kFirst - std::chrono::days(1)).tags, IsEmpty());
  ASSERT_OK(world_.Undo(succession));
  EXPECT_EQ(StatesOf(commune), before);
}

TEST_F(DateTagsTest, ThoseOfAnOlderInstallationAreOfAllDaysAndItsSuccessionsCanBeUndone) {
  const std::string before = StatesOf(centre_);
  const std::string succession = Succeed();
  const std::string after = StatesOf(centre_);
  // As it was: tags of units alone, which successions neither kept nor looked at.
  ASSERT_EQ(world_.Ask("ALTER TABLE unit_state DROP COLUMN tags;"
                       "ALTER TABLE kept_unit_state DROP COLUMN tags;"
                       "UPDATE kept_unit k SET digest = d.digest FROM unit_digest d WHERE d.unit_id = k.unit_id;"
                       "SELECT 'done'"),
            "done");
  const auto& files = migrations::kFiles;
  const auto migration =
      std::find_if(files.begin(), files.end(), [](const auto& file) { return file.first == "0007_date_tags.sql"; });
  ASSERT_NE(migration, files.end());
  ASSERT_EQ(world_.Ask(std::string(migration->second) + "; SELECT 'done'"), "done");
  EXPECT_EQ(StatesOf(centre_), after);
  EXPECT_EQ(world_.Undo(succession), absl::OkStatus());
  EXPECT_EQ(StatesOf(centre_), before);
}

}  // namespace
}  // namespace dondoc::organization
