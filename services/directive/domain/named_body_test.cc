#include "services/directive/domain/named_body.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(NamedBodyTest, MeaningsSurviveTheirTextForm) {
  const Meaning meanings[] = {
      {},
      {"00000000-0000-7000-8000-000000000001", std::nullopt, Level::kDistrict},
      {"", UnitGroup{"u1", Level::kCommune, {"UBND"}, {}, {"xã", "thị trấn"}, {"u2", "u3"}}, Level::kCommune},
      {"", UnitGroup{"u1", Level::kCommune, {"UBND"}, {}, {"xã"}, {}, {"ISLAND", "URBAN"}}, Level::kCommune},
      {"", UnitGroup{"u1", Level::kCommune, {"UBND"}, {}, {}, {"u2"}, {"ISLAND"}}, Level::kCommune},
      {"", UnitGroup{"u1", Level::kDistrict, {}, {"PHONG_BAN", "CO_QUAN"}, {}, {}}, Level::kDistrict},
  };
  for (const Meaning& meaning : meanings) {
    EXPECT_EQ(DecodeMeaning(EncodeMeaning(meaning)), meaning) << EncodeMeaning(meaning);
  }
  for (const char* wrong : {"unit", "unit XX u1", "unit DISTRICT ", "group COMMUNE within=u", "nobody"}) {
    EXPECT_FALSE(DecodeMeaning(wrong).has_value()) << wrong;
  }
}

TEST(NamedBodyTest, ANameMeansOneThing) {
  std::vector<NamedBody> names;
  PutName(names, {.name = "A", .meaning = {}, .candidates = {}});
  PutName(names, {.name = "A", .meaning = {"u1", std::nullopt, Level::kProvince}, .candidates = {}});
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(FindName(names, "A")->meaning.unit_id, "u1");
  EXPECT_EQ(FindName(names, "B"), nullptr);
}

}  // namespace
}  // namespace dondoc::directive
