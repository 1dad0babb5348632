#include "services/organization/domain/naming.h"

#include <tuple>

#include "gtest/gtest.h"

namespace dondoc::organization {
namespace {

TEST(NamingTest, CallsTheUbndByTypeAndBareName) {
  for (const auto& [name, type, ubnd] : {
           std::tuple("Xã Chi Lăng", "Xã", "Ủy ban nhân dân xã Chi Lăng"),
           std::tuple("Thành phố Hà Nội", "Thành phố trực thuộc trung ương", "Ủy ban nhân dân thành phố Hà Nội"),
           std::tuple("Thành Phố Bắc Kạn", "Thành phố", "Ủy ban nhân dân thành phố Bắc Kạn"),
           std::tuple("Thị xã Sơn Tây", "Thị xã", "Ủy ban nhân dân thị xã Sơn Tây"),
           std::tuple("Quận 1", "Quận", "Ủy ban nhân dân quận 1"),
           std::tuple("Phường 1", "Phường", "Ủy ban nhân dân phường 1"),
           std::tuple("Thị trấn Thị Trấn Mới", "Thị trấn", "Ủy ban nhân dân thị trấn Thị Trấn Mới"),
           std::tuple("Thị trấn NT Việt Trung", "Thị trấn", "Ủy ban nhân dân thị trấn NT Việt Trung"),
           std::tuple("Đảo Xa", "Xã", "Ủy ban nhân dân xã Đảo Xa"),
       }) {
    Territory territory;
    territory.name = name;
    territory.type = TypeWord(type);
    EXPECT_EQ(RenderName(kUbndPattern, territory), ubnd);
  }
}

TEST(NamingTest, CallsPartyBodiesByTheirCommittee) {
  Territory territory;
  territory.name = "Thị xã Vân Kiều";
  territory.type = "thị xã";
  EXPECT_EQ(RenderName("Ban Dân vận {party} {name}", territory), "Ban Dân vận Thị ủy Vân Kiều");
  EXPECT_EQ(RenderCore("Ban Dân vận {party} {name}", territory), "Ban Dân vận Thị ủy");
  EXPECT_EQ(RenderCore("Phòng Nội vụ {type} {name}", territory), "Phòng Nội vụ");
  EXPECT_EQ(PartyCommittee("phường"), "Đảng ủy");
}

TEST(NamingTest, MakesThePatternOfAName) {
  Territory territory;
  territory.name = "Huyện Lộc Sơn";
  territory.type = "huyện";
  for (const auto& [name, pattern] :
       {std::pair("Phòng Kinh tế huyện Lộc Sơn", "Phòng Kinh tế {type} {name}"),
        std::pair("Huyện ủy Lộc Sơn", "Huyện ủy {name}"), std::pair("Tổ công tác 35", "Tổ công tác 35"),
        std::pair("Phòng Kinh tế huyện An Lộc Sơn", "Phòng Kinh tế huyện An {name}"),
        std::pair("Lộc Sơn", "Lộc Sơn")}) {
    EXPECT_EQ(PatternOf(name, territory), pattern);
    EXPECT_EQ(RenderName(PatternOf(name, territory), territory), name);
  }
}

}  // namespace
}  // namespace dondoc::organization
