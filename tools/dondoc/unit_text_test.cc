#include "tools/dondoc/unit_text.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::cli {
namespace {

using ::dondoc::testing::HasReason;

TEST(GroupTextTest, SaysInWordsWhoIsMeant) {
  organization::v1::UnitGroup group;
  group.set_within_unit_id("u1");
  group.set_level(common::v1::COMMUNE);
  group.add_kinds("UBND");
  EXPECT_EQ(GroupText(group), "group of COMMUNE kinds UBND within u1");
  group.add_territory_types("xã");
  group.add_attributes(organization::v1::SPECIALLY_DIFFICULT);
  group.add_attributes(organization::v1::ISLAND);
  EXPECT_EQ(GroupText(group), "group of COMMUNE kinds UBND in xã that are specially difficult, on islands within u1");
}

TEST(ParseAttributeTest, TakesTheNamesThatHelpSays) {
  for (const char* text : {"specially_difficult", "specially-difficult", "SPECIALLY_DIFFICULT"}) {
    ASSERT_OK_AND_ASSIGN(const auto attribute, ParseAttribute(text));
    EXPECT_EQ(attribute, organization::v1::SPECIALLY_DIFFICULT) << text;
  }
  for (const char* text : {"", "mountainous", "territory_attribute_unspecified"}) {
    EXPECT_THAT(ParseAttribute(text), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ATTRIBUTE")) << text;
  }
}

}  // namespace
}  // namespace dondoc::cli
