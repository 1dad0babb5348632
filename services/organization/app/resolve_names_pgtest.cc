// Names resolved against a stored tree: which units are looked at, the day, groups without members.
#include "services/organization/app/resolve_names.h"

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/named_groups.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::World;

class ResolveNamesPgTest : public ::testing::Test {
 protected:
  void GoesBy(const Unit& unit, const std::string& name, const Validity& days) {
    ASSERT_OK(AddAlias(*world_.context, world_.NewRequest(), unit.id, {name, days}, [](const Unit&) { return ""; }));
  }
  void SetUp() override { ASSERT_OK(world_.Import(testing::SampleCsv())); }

  ResolvedName Resolve(const std::string& name, const std::string& code, std::optional<Day> day = std::nullopt) {
    const auto resolved = ResolveNames(*world_.context, {{name}, code.empty() ? "" : world_.Head(code).id, day});
    EXPECT_OK(resolved);
    return resolved->names.at(0);
  }
  std::string Name(const std::string& name, const std::string& code, std::optional<Day> day = std::nullopt) {
    const ResolvedName resolved = Resolve(name, code, day);
    return resolved.unit ? resolved.unit->name : "?";
  }

  const Day day_ = *MakeDay(2024, 6, 1);
  World world_;
};

TEST_F(ResolveNamesPgTest, LooksUpDownAndAside) {
  ASSERT_OK(world_.Equip({"98"}, true));
  EXPECT_EQ(Name("Phòng Nội vụ huyện", "981"), "Phòng Nội vụ huyện An Lộc Sơn");
  EXPECT_EQ(Name("Sở Y tế", "981"), "Sở Y tế tỉnh Bình Giang");
  EXPECT_EQ(Name("UBND xã Nà Sầm", "981"), "Ủy ban nhân dân xã Nà Sầm");
  EXPECT_EQ(Name("UBND xã Nà Sầm", "98"), "Ủy ban nhân dân xã Nà Sầm");
  EXPECT_EQ(Name("UBND xã Kim Bảng", "981"), "Ủy ban nhân dân xã Kim Bảng");
  EXPECT_EQ(Name("Phòng Nội vụ huyện Sông Đà Bắc", ""), "Phòng Nội vụ huyện Sông Đà Bắc");
  EXPECT_EQ(Name("Ủy ban nhân dân tỉnh Bình Giang", ""), "Ủy ban nhân dân tỉnh Bình Giang");
  EXPECT_THAT(Resolve("UBND xã Hòa Mục", "98").candidates, SizeIs(2));
}

TEST_F(ResolveNamesPgTest, AGroupWithoutMembersIsNotClear) {
  EXPECT_FALSE(Resolve("Các phòng, ban", "981").group.has_value());
  EXPECT_TRUE(Resolve("UBND các xã", "981").group.has_value());
  ASSERT_OK(world_.Equip({"981"}));
  const auto group = Resolve("Các phòng, ban", "981").group;
  ASSERT_TRUE(group.has_value());
  EXPECT_EQ(group->within_unit_id, world_.Head("981").id);
}

TEST_F(ResolveNamesPgTest, TheDayDecides) {
  ASSERT_OK(world_.Equip({"98"}));
  EXPECT_EQ(Name("Sở Lao động - Thương binh và Xã hội", "98"), "Sở Lao động - Thương binh và Xã hội tỉnh Bình Giang");
  EXPECT_EQ(Name("Sở Lao động - Thương binh và Xã hội", "98", MakeDay(2025, 3, 1)), "?");
  EXPECT_EQ(Name("Sở Nông nghiệp và Môi trường", "98", MakeDay(2025, 3, 1)),
            "Sở Nông nghiệp và Môi trường tỉnh Bình Giang");
  EXPECT_EQ(Name("Sở Nông nghiệp và Môi trường", "98", MakeDay(2025, 2, 28)), "?");
}

TEST_F(ResolveNamesPgTest, AttributesHaveDays) {
  const std::string commune = world_.Head("98103").id;
  AttributesCommand mark{world_.NewRequest(), commune, true, {}, {}, MakeDay(2024, 9, 1)};
  ASSERT_OK(SetAttributes(*world_.context, mark, [](const Unit&) { return ""; }));
  EXPECT_FALSE(Resolve("các xã đặc biệt khó khăn", "981").group.has_value()) << "there is none yet";
  const auto group = Resolve("các xã đặc biệt khó khăn", "981", MakeDay(2024, 9, 1)).group;
  ASSERT_TRUE(group.has_value());
  const auto members = [&](std::optional<Day> day) {
    std::vector<std::string> ids;
    const auto expanded =
        world_.database().Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&*group, 1), *day); });
    EXPECT_OK(expanded);
    for (const Member& member : *expanded) ids.push_back(member.unit_id);
    return ids;
  };
  EXPECT_THAT(members(MakeDay(2024, 9, 1)), ElementsAre(commune));
  EXPECT_THAT(members(MakeDay(2024, 8, 31)), IsEmpty());
}

// What is said of a day does not take back what is known of later ones.
TEST_F(ResolveNamesPgTest, AttributesHoldUpToTheNextTurn) {
  const std::string commune = world_.Head("98103").id;
  const auto mark = [&](bool urban, std::optional<Day> day) {
    ASSERT_OK(SetAttributes(*world_.context, {world_.NewRequest(), commune, {}, urban, {}, day},
                            [](const Unit&) { return ""; }));
  };
  const auto urban = [&] {
    std::string days;
    for (const Day day : {*MakeDay(2024, 12, 31), *MakeDay(2025, 1, 1), *MakeDay(2025, 12, 31), *MakeDay(2026, 1, 1),
                          *MakeDay(2027, 1, 1)}) {
      days += world_.Head("98103", "2024", day).territory.attributes.urban ? "u" : "-";
    }
    return days;
  };
  mark(true, MakeDay(2026, 1, 1));
  EXPECT_EQ(urban(), "---uu");
  mark(false, MakeDay(2025, 1, 1));
  EXPECT_EQ(urban(), "---uu");
  mark(false, MakeDay(2027, 1, 1));
  mark(true, MakeDay(2025, 1, 1));
  EXPECT_EQ(urban(), "-uuu-");
  mark(false, MakeDay(2026, 1, 1));
  EXPECT_EQ(urban(), "-uu--") << "of the day itself it is a correction";
  // Another attribute turns by itself; a rename is no turn of any.
  ASSERT_OK(SetAttributes(*world_.context, {world_.NewRequest(), commune, {}, {}, true, MakeDay(2024, 1, 1)},
                          [](const Unit&) { return ""; }));
  EXPECT_EQ(urban(), "-uu--");
  EXPECT_TRUE(world_.Head("98103", "2024", MakeDay(2027, 1, 1)).territory.attributes.island);
  mark(true, std::nullopt);
  EXPECT_EQ(urban(), "uuuuu") << "always";
}

TEST_F(ResolveNamesPgTest, ANamedGroupMayAskWhatTerritoriesHave) {
  const std::string district = world_.Head("981").id;
  const NamedGroup named{
      "", district, "Tổ đô thị", {district, Level::kCommune, {"UBND"}, {}, {}, {}, {.urban = true}}, {}};
  ASSERT_OK(DefineGroup(*world_.context, world_.NewRequest(), named, [](const NamedGroup&) { return ""; }));
  const auto listed =
      world_.database().Run([&](pg::Transaction& tx) { return ListGroups(tx, district, day_, std::nullopt, 10); });
  ASSERT_OK(listed);
  ASSERT_THAT(*listed, SizeIs(1));
  EXPECT_EQ(listed->front().group, named.group);
  const auto resolved = Resolve("Tổ đô thị", "98101", day_).group;
  ASSERT_TRUE(resolved.has_value());
  EXPECT_EQ(*resolved, named.group);
}

TEST_F(ResolveNamesPgTest, AnAliasCounts) {
  ASSERT_OK(world_.Equip({"981"}));
  EXPECT_EQ(Name("Phòng Kinh tế tập thể", "981"), "?");
  ASSERT_OK(AddAlias(*world_.context, world_.NewRequest(), world_.Named("Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn").id,
                     {"Phòng Kinh tế tập thể", {}}, [](const Unit&) { return ""; }));
  EXPECT_EQ(Name("phòng kinh tế tập thể huyện", "981"), "Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn");
}

TEST_F(ResolveNamesPgTest, AnAliasHasDays) {
  ASSERT_OK(world_.Equip({"981"}));
  const Unit unit = world_.Named("Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn");
  const auto meant = [&](Day day) { return Name("Phòng Kinh tế tập thể huyện", "981", day); };
  const Day first = *MakeDay(2024, 7, 1), end = *MakeDay(2024, 12, 1);
  const std::chrono::days one(1);
  GoesBy(unit, "Phòng Kinh tế tập thể", {first, std::nullopt});
  EXPECT_EQ(meant(first - one), "?");
  EXPECT_EQ(meant(first), unit.name);
  EXPECT_EQ(meant(end), unit.name);
  GoesBy(unit, "phòng  kinh tế TẬP THỂ", {first, end});  // the same name, ended
  EXPECT_EQ(meant(end - one), unit.name);
  EXPECT_EQ(meant(end), "?");
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit_alias WHERE alias ILIKE '%tập thể'"), "1");
}

TEST_F(ResolveNamesPgTest, AnAliasEndsInEverySpelling) {
  ASSERT_OK(world_.Equip({"981"}));
  const Unit unit = world_.Named("Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn");
  const Day first = *MakeDay(2024, 7, 1), end = *MakeDay(2024, 12, 1);
  // As a template may bring them: one spelling has these days already, the others do not.
  for (const char* row :
       {"'Phòng Kinh tế tập thể', '2024-07-01', '2024-12-01'", "'phòng kinh tế - tập thể', '2024-07-01', NULL",
        "'PHÒNG KINH TẾ TẬP THỂ', '-infinity', NULL"}) {
    world_.Ask("INSERT INTO unit_alias VALUES ('" + unit.id + "', " + row + ") RETURNING 1");
  }
  GoesBy(unit, "phòng  Kinh tế tập thể", {first, end});
  EXPECT_EQ(Name("Phòng Kinh tế tập thể huyện", "981", end), "?");
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit_alias WHERE valid_from = '2024-07-01' AND valid_to = '2024-12-01'"),
            "3");
}

TEST_F(ResolveNamesPgTest, AnAliasThatBecameTheNameMayGetAllDays) {
  ASSERT_OK(world_.Equip({"981"}));
  const Unit unit = world_.Named("Phòng Kinh tế và Hạ tầng huyện An Lộc Sơn");
  const auto days = [&] {
    return world_.Ask("SELECT string_agg(valid_from::text, ' ') FROM unit_alias WHERE alias = '" + unit.name + "'");
  };
  GoesBy(unit, unit.name, {});
  EXPECT_EQ(days(), "") << "its name is no alias";
  GoesBy(unit, unit.name, {*MakeDay(2024, 7, 1), std::nullopt});
  EXPECT_EQ(days(), "2024-07-01");
  GoesBy(unit, unit.name, {});
  EXPECT_EQ(days(), "-infinity");
}

// A former name is not that of any territory of today: who bears it is found by the name alone.
TEST_F(ResolveNamesPgTest, AFormerNameIsFoundFromEverywhere) {
  ASSERT_OK(world_.Equip({"98"}, /*with_subtree=*/true));
  const auto add = [&](const std::string& code, const std::string& name) {
    ASSERT_OK(AddAlias(*world_.context, world_.NewRequest(), world_.Head(code).id, {name, {}},
                       [](const Unit&) { return ""; }));
  };
  add("98101", "UBND thị trấn Sen Hồng");
  const std::string heir = world_.Head("98101").name;
  for (const char* from : {"98101", "981", "98102", "98", "982", ""}) {
    EXPECT_EQ(Name("Ủy ban nhân dân thị trấn Sen Hồng", from), heir) << "from " << from;
  }
  EXPECT_EQ(Name("Phòng Nội vụ huyện", "981"), "Phòng Nội vụ huyện An Lộc Sơn");

  // Of two that went by it the nearer one is meant; from where none is nearer, it is not clear.
  add("98201", "UBND thị trấn Sen Hồng");
  EXPECT_EQ(Name("UBND thị trấn Sen Hồng", "981"), heir);
  EXPECT_EQ(Name("UBND thị trấn Sen Hồng", "98"), "?");
  EXPECT_THAT(Resolve("UBND thị trấn Sen Hồng", "98").candidates, SizeIs(2));

  // The name of a territory elsewhere does not take a former name away from who is near.
  const Unit far = world_.Head("98206");
  add("98102", far.name);
  EXPECT_EQ(Resolve(far.name, "981").unit->id, world_.Head("98102").id);
  EXPECT_EQ(Resolve(far.name, "982").unit->id, far.id);
  EXPECT_EQ(Resolve(far.name, "98").unit->id, far.id) << "whose own name it is, where both are as near";
}

TEST_F(ResolveNamesPgTest, AnAliasEndsAndMayNeverHaveBeenOne) {
  const std::string unit = world_.Head("98101").id;
  const auto aliases = [](const Unit& changed) {
    std::string text;
    for (const Alias& one : changed.dated_aliases) {
      text += one.name + (one.days.from ? " " + FormatDay(*one.days.from) : "") + ".." +
              (one.days.to ? FormatDay(*one.days.to) : "") + ";";
    }
    return text;
  };
  const auto add = [&](const std::string& name, Validity days) {
    return AddAlias(*world_.context, world_.NewRequest(), unit, {name, days}, aliases);
  };
  const auto end = [&](const std::string& name, std::optional<Day> day, bool never = false) {
    return EndAlias(*world_.context, {world_.NewRequest(), unit, name, day, never}, aliases);
  };
  ASSERT_OK_AND_ASSIGN(std::string names, add("UBND thị trấn Cũ", {MakeDay(2020, 1, 1), std::nullopt}));
  EXPECT_EQ(names, "UBND thị trấn Cũ 2020-01-01..;");
  ASSERT_OK_AND_ASSIGN(names, end("ubnd THỊ TRẤN cũ", std::nullopt));
  EXPECT_EQ(names, "UBND thị trấn Cũ 2020-01-01..2024-06-01;") << "today; its first day stays";
  ASSERT_OK_AND_ASSIGN(names, end("UBND thị trấn Cũ", MakeDay(2023, 1, 1)));
  EXPECT_EQ(names, "UBND thị trấn Cũ 2020-01-01..2023-01-01;");
  ASSERT_OK_AND_ASSIGN(names, add("UBND xã Sai", {}));
  EXPECT_EQ(names, "UBND thị trấn Cũ 2020-01-01..2023-01-01;UBND xã Sai..;");
  ASSERT_OK_AND_ASSIGN(names, end("UBND xã Sai", std::nullopt, /*never=*/true));
  EXPECT_EQ(names, "UBND thị trấn Cũ 2020-01-01..2023-01-01;");
  ASSERT_OK_AND_ASSIGN(names, end("UBND thị trấn Cũ", MakeDay(2020, 1, 1)));
  EXPECT_EQ(names, "") << "on its first day: it never was one";
  EXPECT_THAT(end("UBND xã Sai", std::nullopt), HasReason(absl::StatusCode::kNotFound, "ALIAS_NOT_FOUND"));
}

TEST_F(ResolveNamesPgTest, SaysWhichTreeItRead) {
  ASSERT_OK_AND_ASSIGN(const auto resolved, ResolveNames(*world_.context, {{}, "", std::nullopt}));
  EXPECT_EQ(resolved.tree_change, 1);
  EXPECT_THAT(resolved.names, IsEmpty());
  EXPECT_THAT(ResolveNames(*world_.context, {{"UBND"}, world_.ids.NewId(), std::nullopt}),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST(ResolveNamesWithoutTreeTest, NothingIsClear) {
  World empty;
  ASSERT_OK_AND_ASSIGN(const auto resolved, ResolveNames(*empty.context, {{"Chính phủ"}, "", std::nullopt}));
  ASSERT_THAT(resolved.names, SizeIs(1));
  EXPECT_FALSE(resolved.names[0].unit.has_value());
}

}  // namespace
}  // namespace dondoc::organization
