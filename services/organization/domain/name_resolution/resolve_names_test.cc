#include "services/organization/domain/name_resolution/resolve_names.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/data.h"
#include "services/organization/domain/import_plan.h"
#include "services/organization/domain/territory_list.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;

// The sample province, everything in it equipped.
class ResolveNamesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(const auto equipment, ReadTemplate(data::kEquipment));
    ASSERT_OK_AND_ASSIGN(auto vocabulary, Vocabulary::Create(data::kAbbreviations, data::kGroupTerms, equipment));
    vocabulary_ = std::make_unique<Vocabulary>(std::move(vocabulary));
    std::ifstream in("tests/samples/units.csv");
    const std::string csv((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    ASSERT_OK_AND_ASSIGN(const auto rows, ReadTerritoryList(csv, "units.csv"));
    const auto new_id = [this] { return "id" + std::to_string(++last_id_); };
    Unit government;
    government.id = "government";
    government.name = "Chính phủ";
    government.kind = kGovernment;
    government.territory = {"country", "", "VN", "Việt Nam", "nước", Level::kCentral, std::nullopt, {}};
    units_.push_back(government);
    ASSERT_OK_AND_ASSIGN(const ImportPlan plan, PlanImport(rows, {}, government, "2024", {}, std::nullopt, new_id));
    units_.insert(units_.end(), plan.created_ubnds.begin(), plan.created_ubnds.end());
    std::vector<EquipSite> sites;
    for (const Unit& unit : units_) sites.push_back({unit, {}});
    const std::vector<Unit> bodies = Equip(equipment, sites, MakeDay(2024, 6, 1), new_id);
    units_.insert(units_.end(), bodies.begin(), bodies.end());
  }

  const Unit& Find(const std::string& code, std::string_view kind = kUbnd) const {
    return *std::find_if(units_.begin(), units_.end(),
                         [&](const Unit& unit) { return unit.territory.code == code && unit.kind == kind; });
  }

  // The meaning as text: the unit's name; "[LEVEL kinds tags types of NAME]"; "? a; b" where it is not clear.
  std::string Resolve(const std::string& name, const std::string& code, std::string_view kind = kUbnd) const {
    const Surroundings surroundings(*vocabulary_, units_, Find(code, kind));
    return Text(ResolveName(name, surroundings));
  }

  std::string Text(const Meaning& meaning) const {
    if (meaning.unit != nullptr) return meaning.unit->name;
    std::string text;
    if (!meaning.group) {
      for (const Unit* candidate : meaning.candidates) text += (text.empty() ? " " : "; ") + candidate->name;
      return "?" + text;
    }
    text = "[" + std::string(ToString(meaning.group->level));
    for (const auto* list : {&meaning.group->kinds, &meaning.group->tags, &meaning.group->territory_types}) {
      for (const std::string& one : *list) text += " " + one;
    }
    if (meaning.group->attributes.specially_difficult) text += " DIFFICULT";
    if (meaning.group->attributes.urban) text += " URBAN";
    if (meaning.group->attributes.island) text += " ISLAND";
    const auto within = std::find_if(units_.begin(), units_.end(),
                                     [&](const Unit& unit) { return unit.id == meaning.group->within_unit_id; });
    return text + " of " + within->territory.code + "]";
  }

  int last_id_ = 0;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::vector<Unit> units_;
};

TEST_F(ResolveNamesTest, UnitsSeenFromADistrict) {
  for (const auto& [name, unit] : {
           std::pair("Phòng Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phòng GD&ĐT huyện", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("phòng giáo dục – đào tạo huyện An Lộc Sơn", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phong Giao duc va Dao tao huyen", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phòng Giáo dục và Đào tạọ huyện An Lôc Sơn", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phong Giao due va Dao tao huyện", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phòng GD&ĐT huyện An Lộc Sơm", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
           std::pair("Phòng GD&ĐT huyện Sông Đà Bắc", "Phòng Giáo dục và Đào tạo huyện Sông Đà Bắc"),
           std::pair("Phòng Lao động, Thương binh, Xã hội - Dân tộc huyện",
                     "Phòng Lao động - Thương binh và Xã hội huyện An Lộc Sơn"),
           std::pair("Phòng TC-KH", "Phòng Tài chính - Kế hoạch huyện An Lộc Sơn"),
           std::pair("UBND huyện", "Ủy ban nhân dân huyện An Lộc Sơn"),
           std::pair("Ủy ban nhân dân huyện An Lộc Sơn", "Ủy ban nhân dân huyện An Lộc Sơn"),
           std::pair("Chủ tịch, các PCT UBND huyện", "Ủy ban nhân dân huyện An Lộc Sơn"),
           std::pair("UBND tỉnh", "Ủy ban nhân dân tỉnh Bình Giang"),
           std::pair("Ủy ban nhân dân tỉnh Bình Giang", "Ủy ban nhân dân tỉnh Bình Giang"),
           std::pair("UBND TP Bình Giang", "Ủy ban nhân dân thành phố Bình Giang"),
           std::pair("Sở GD&ĐT", "Sở Giáo dục và Đào tạo tỉnh Bình Giang"),
           std::pair("Sở Giáo dục và Đào tạo tỉnh", "Sở Giáo dục và Đào tạo tỉnh Bình Giang"),
           std::pair("Bộ Giáo dục và Đào tạo", "Bộ Giáo dục và Đào tạo"),
           std::pair("Chính phủ", "Chính phủ"),
           std::pair("Huyện ủy", "Huyện ủy An Lộc Sơn"),
           std::pair("Thường trực Huyện ủy", "Huyện ủy An Lộc Sơn"),
           std::pair("Ban Thường vụ Huyện ủy", "Huyện ủy An Lộc Sơn"),
           std::pair("Ban Tuyên giáo huyện ủy", "Ban Tuyên giáo Huyện ủy An Lộc Sơn"),
           std::pair("Văn phòng Huyện ủy", "Văn phòng Huyện ủy An Lộc Sơn"),
           std::pair("Tỉnh ủy", "Tỉnh ủy Bình Giang"),
           std::pair("Thường trực HĐND huyện", "Hội đồng nhân dân huyện An Lộc Sơn"),
           std::pair("VP HĐND-UBND huyện", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện An Lộc Sơn"),
           std::pair("Ủy ban MTTQ Việt Nam huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện An Lộc Sơn"),
           std::pair("UBMTTQVN huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện An Lộc Sơn"),
           std::pair("Hội khuyến học huyện", "Hội Khuyến học huyện An Lộc Sơn"),
           std::pair("Hội Nông dân", "Hội Nông dân huyện An Lộc Sơn"),
           std::pair("Đoàn thanh niên Cộng sản Hồ Chí Minh huyện",
                     "Đoàn Thanh niên Cộng sản Hồ Chí Minh huyện An Lộc Sơn"),
           std::pair("Trung tâm VH - TT&TT huyện", "Trung tâm Văn hóa, Thể thao và Truyền thông huyện An Lộc Sơn"),
           std::pair("Trung tâm VH, TT & TT", "Trung tâm Văn hóa, Thể thao và Truyền thông huyện An Lộc Sơn"),
           std::pair("Trung tâm GDNN-GDTX huyện",
                     "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện An Lộc Sơn"),
           std::pair("Công an huyện", "Công an huyện An Lộc Sơn"),
           std::pair("Ban CHQS huyện", "Ban Chỉ huy Quân sự huyện An Lộc Sơn"),
           std::pair("UBND xã Nà Sầm", "Ủy ban nhân dân xã Nà Sầm"),
           std::pair("UBND thị trấn An Lộc", "Ủy ban nhân dân thị trấn An Lộc"),
       }) {
    EXPECT_EQ(Resolve(name, "981"), unit) << name;
  }
}

TEST_F(ResolveNamesTest, GroupsSeenFromADistrict) {
  for (const auto& [name, group] : {
           std::pair("UBND các xã, thị trấn", "[COMMUNE UBND xã thị trấn of 981]"),
           std::pair("Ủy ban nhân dân các xã", "[COMMUNE UBND xã of 981]"),
           std::pair("Ủy ban nhân dân xã, thị trấn", "[COMMUNE UBND xã thị trấn of 981]"),
           std::pair("UBND các xã, thị trấn huyện Sông Đà Bắc", "[COMMUNE UBND xã thị trấn of 982]"),
           std::pair("Chủ tịch UBND các xã, thị trấn", "[COMMUNE UBND xã thị trấn of 981]"),
           std::pair("Ủy ban nhân dân cấp xã", "[COMMUNE UBND of 981]"),
           std::pair("Đảng ủy, Ủy ban nhân dân các xã, thị trấn", "[COMMUNE DANG_UY UBND xã thị trấn of 981]"),
           std::pair("Các phòng, ban, ngành, đoàn thể huyện", "[DISTRICT DOAN_THE NGANH PHONG_BAN of 981]"),
           std::pair("Các phòng, ban", "[DISTRICT PHONG_BAN of 981]"),
           std::pair("Phòng, ban huyện", "[DISTRICT PHONG_BAN of 981]"),
           std::pair("Các Phòng, ban ngành, đơn vị trực thuộc huyện", "[DISTRICT DON_VI NGANH PHONG_BAN of 981]"),
           std::pair("Các phòng, ban, các cơ quan, đơn vị liên quan", "[DISTRICT CO_QUAN DON_VI PHONG_BAN of 981]"),
           std::pair("Các phòng, ban, trung tâm thuộc Ủy ban nhân dân huyện", "[DISTRICT PHONG_BAN TRUNG_TAM of 981]"),
           std::pair("Các đơn vị có liên quan", "[DISTRICT CO_QUAN DON_VI PHONG_BAN of 981]"),
           std::pair("Các tổ chức CTXH huyện", "[DISTRICT TO_CHUC_CHINH_TRI_XA_HOI of 981]"),
           std::pair("Các tổ chức chính trị - xã hội cấp huyện", "[DISTRICT TO_CHUC_CHINH_TRI_XA_HOI of 981]"),
           std::pair("các tổ chức chính trị - xã hội cấp xã", "[COMMUNE TO_CHUC_CHINH_TRI_XA_HOI of 981]"),
           std::pair("Ủy ban MTTQ Việt Nam huyện và các hội, đoàn thể huyện", "[DISTRICT MTTQ DOAN_THE HOI of 981]"),
           std::pair("Thường trực Huyện ủy, Thường trực Hội đồng nhân dân huyện", "[DISTRICT HDND HUYEN_UY of 981]"),
           std::pair("Các trường học trên địa bàn", "[COMMUNE TRUONG_HOC of 981]"),
           std::pair("Các trường mầm non, phổ thông", "[COMMUNE TRUONG_HOC of 981]"),
           std::pair("các cơ sở giáo dục", "[COMMUNE TRUONG_HOC of 981]"),
           std::pair("Các sở, ban, ngành tỉnh", "[PROVINCE NGANH PHONG_BAN of 98]"),
           std::pair("Các sở, ngành", "[PROVINCE NGANH PHONG_BAN of 98]"),
       }) {
    EXPECT_EQ(Resolve(name, "981"), group) << name;
  }
}

TEST_F(ResolveNamesTest, SeenFromOtherUnits) {
  struct Case {
    std::string name, code, kind, meaning;
  };
  for (const Case& one : {
           Case{"UBND các huyện, thị xã, thành phố", "98", "UBND", "[DISTRICT UBND huyện thị xã thành phố of 98]"},
           Case{"Giám đốc các Sở", "98", "UBND", "[PROVINCE PHONG_BAN of 98]"},
           Case{"Các sở, cơ quan thuộc UBND tỉnh", "98", "UBND", "[PROVINCE CO_QUAN PHONG_BAN of 98]"},
           Case{"Công an tỉnh; Bộ Chỉ huy quân sự tỉnh", "98", "UBND", "[PROVINCE BCH_QUAN_SU CONG_AN of 98]"},
           Case{"TT Tỉnh ủy, TT HĐND tỉnh", "98", "UBND", "[PROVINCE HDND TINH_UY of 98]"},
           Case{"UBND các tỉnh, thành phố trực thuộc trung ương", "VN", "CHINH_PHU",
                "[PROVINCE UBND tỉnh thành phố of VN]"},
           Case{"Các bộ, ngành", "VN", "CHINH_PHU", "[CENTRAL NGANH PHONG_BAN of VN]"},
           Case{"UBND cấp xã", "98", "UBND", "[COMMUNE UBND of 98]"},
           Case{"UBND huyện An Lộc Sơn", "98", "UBND", "Ủy ban nhân dân huyện An Lộc Sơn"},
           Case{"UBND thành phố", "983", "UBND", "Ủy ban nhân dân thành phố Bình Giang"},
           Case{"Thành ủy", "983", "UBND", "Thành ủy Bình Giang"},
           Case{"UBND các phường, xã", "983", "UBND", "[COMMUNE UBND phường xã of 983]"},
           Case{"UBND phường 1", "983", "UBND", "Ủy ban nhân dân phường 1"},
           Case{"UBND thị xã", "984", "UBND", "Ủy ban nhân dân thị xã Vân Kiều"},
           Case{"Các đơn vị trực thuộc", "981", "PHONG_GDDT", "[COMMUNE TRUONG_HOC of 981]"},
           Case{"UBND huyện", "981", "PHONG_GDDT", "Ủy ban nhân dân huyện An Lộc Sơn"},
           Case{"UBND huyện", "98103", "UBND", "Ủy ban nhân dân huyện An Lộc Sơn"},
           Case{"Đảng ủy xã", "98103", "UBND", "Đảng ủy xã Hòa Mục"},
           Case{"Các trường học", "98103", "UBND", "Các trường học trên địa bàn xã Hòa Mục"},
           Case{"UBND xã Hòa Mục", "981", "UBND", "Ủy ban nhân dân xã Hòa Mục"},
       }) {
    EXPECT_EQ(Resolve(one.name, one.code, one.kind), one.meaning) << one.name << " from " << one.code;
  }
}

TEST_F(ResolveNamesTest, GroupsByWhatTheirTerritoriesHave) {
  for (const auto& [name, group] : {
           std::pair("các xã đặc biệt khó khăn", "[COMMUNE UBND xã DIFFICULT of 981]"),
           std::pair("Các xã ĐBKK", "[COMMUNE UBND xã DIFFICULT of 981]"),
           std::pair("UBND các xã vùng đặc biệt khó khăn", "[COMMUNE UBND xã DIFFICULT of 981]"),
           std::pair("UBND các xã thuộc vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn",
                     "[COMMUNE UBND xã DIFFICULT of 981]"),
           std::pair("Ủy ban nhân dân các xã, thị trấn đặc biệt khó khăn trên địa bàn huyện",
                     "[COMMUNE UBND xã thị trấn DIFFICULT of 981]"),
           std::pair("các xã đặc biệt khó khăn của huyện Sông Đà Bắc", "[COMMUNE UBND xã DIFFICULT of 982]"),
           std::pair("các xã đảo", "[COMMUNE UBND xã ISLAND of 981]"),
           std::pair("các xã đảo đặc biệt khó khăn", "[COMMUNE UBND xã DIFFICULT ISLAND of 981]"),
           std::pair("Chủ tịch UBND các đô thị", "[COMMUNE UBND URBAN of 981]"),
           std::pair("các đô thị", "[COMMUNE UBND URBAN of 981]"),
           std::pair("các trường học vùng đặc biệt khó khăn", "[COMMUNE TRUONG_HOC DIFFICULT of 981]"),
           std::pair("Các xã, thị trấn", "[COMMUNE UBND xã thị trấn of 981]"),
           // May be said of a part only, or of what has no territory of its own.
           std::pair("các xã đảo, thị trấn", "?"),
           std::pair("các phòng đặc biệt khó khăn", "?"),
           std::pair("Các phòng, ban, UBND các đô thị", "?"),
           std::pair("xã đảo", "?"),
           std::pair("cấp xã", "?"),
       }) {
    EXPECT_EQ(Resolve(name, "981").substr(0, std::string_view(group).size()), group) << name;
  }
  EXPECT_EQ(Resolve("các phường", "983"), "[COMMUNE UBND phường of 983]");
  EXPECT_EQ(Resolve("UBND các phường", "983"), "[COMMUNE UBND phường of 983]");
  EXPECT_EQ(Resolve("UBND các huyện đảo", "98"), "[DISTRICT UBND huyện ISLAND of 98]");
  EXPECT_EQ(Resolve("UBND các xã đặc biệt khó khăn", "98"), "[COMMUNE UBND xã DIFFICULT of 98]");
}

TEST_F(ResolveNamesTest, AnAttributeThatIsNoneIsRefused) {
  EXPECT_THAT(Vocabulary::Create("", "ATTRIBUTE\tvùng cao\t\t\t\tHIGH\n", {}),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_GROUP_TERMS"));
  EXPECT_THAT(Vocabulary::Create("", "ATTRIBUTE\tvùng cao\t\t\t\t\n", {}),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_GROUP_TERMS"));
}

TEST_F(ResolveNamesTest, NothingIsGuessed) {
  // Two communes of the province have this name; seen from there either may be meant.
  EXPECT_EQ(Resolve("UBND xã Hòa Mục", "98"), "? Ủy ban nhân dân xã Hòa Mục; Ủy ban nhân dân xã Hòa Mục");
  EXPECT_EQ(Find("981").id, ResolveName("UBND huyện", Surroundings(*vocabulary_, units_, Find("98103"))).unit->id);
  for (const char* name :
       {"", "Như trên", "VT", "Các thôn, tổ dân phố", "Ban Chỉ đạo xây dựng xã hội học tập", "UBND phường 3",
        "UBND huyện Không Có", "Ủy ban nhân dân Không Có", "Các cơ quan tại mục 6 III Kế hoạch", "UBND xã",
        "Trang thông tin điện tử huyện", "Cơ quan chủ trì", "Các phòng, ban, UBND các xã, thị trấn", "\xff"}) {
    const std::string meaning = Resolve(name, "981");
    EXPECT_EQ(meaning.front(), '?') << name << ": " << meaning;
  }
}

TEST_F(ResolveNamesTest, OffersTheLikeliestUnits) {
  EXPECT_THAT(Resolve("Phòng Văn hóa, Gia đình huyện", "981"),
              ::testing::HasSubstr("Phòng Văn hóa và Thông tin huyện An Lộc Sơn"));
}

TEST_F(ResolveNamesTest, TheOrderOfTheUnitsDoesNotMatter) {
  const std::vector<std::string> names = {"Phòng GD&ĐT huyện", "UBND xã Hòa Mục", "Các phòng, ban",
                                          "Phòng Văn hóa, Gia đình huyện"};
  std::vector<std::string> expected;
  for (const std::string& name : names) expected.push_back(Resolve(name, "98101"));
  for (unsigned seed = 1; seed <= 10; ++seed) {
    std::mt19937 random(seed);
    std::shuffle(units_.begin(), units_.end(), random);
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(Resolve(names[i], "98101"), expected[i]) << names[i];
  }
}

TEST_F(ResolveNamesTest, FindsTerritoriesThatANameMayMention) {
  const auto possible =
      PossibleTerritoryNames({"Phòng Nội vụ huyện An Lộc Sơn, tỉnh Bình Giang"}, vocabulary_->reader());
  EXPECT_THAT(possible, ::testing::IsSupersetOf({"huyen an loc son", "tinh binh giang"}));
  EXPECT_EQ(FoldedTerritoryName(Find("981").territory, vocabulary_->reader()), "huyen an loc son");
}

// Arbitrary text must never crash or hang the reader, whatever it says.
TEST_F(ResolveNamesTest, TakesAnyText) {
  const std::vector<std::string> pieces = {
      "các",   "UBND",      "xã",  "huyện", "cấp",    "và",       ",",    "phòng", "ban", "An Lộc Sơn",
      "1",     "thành phố", "của", "thuộc", "đơn vị", "Chủ tịch", "\xe1", "…",     "đảo", "đặc biệt khó khăn",
      "đô thị"};
  const Surroundings surroundings(*vocabulary_, units_, Find("981"));
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string name;
    for (unsigned length = random() % 9; length > 0; --length) name += pieces[random() % pieces.size()] + " ";
    const Meaning meaning = ResolveName(name, surroundings);
    EXPECT_FALSE(meaning.unit != nullptr && meaning.group.has_value());
    EXPECT_LE(meaning.candidates.size(), 3u);
  }
}

}  // namespace
}  // namespace dondoc::organization
