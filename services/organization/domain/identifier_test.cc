#include "services/organization/domain/identifier.h"

#include <string>

#include "gtest/gtest.h"

namespace dondoc::organization {
namespace {

TEST(IdentifierTest, KnowsTheFormOfQcvn102) {
  for (const char* good : {"000.00.00.H37", "000.00.12.H37", "002.00.20.H13", "00A.00.12.G22"}) {
    EXPECT_TRUE(IsIdentifier(IdentifierScheme::kQcvn102, good)) << good;
  }
  for (const char* bad : {"", "H37.12.3", "000.00.12.37H", "00.00.12.H37", "000.00.12.H37.", "000.00.12H37.",
                          "000.0a.12.H37", "000.00.12.HH7", "000,00,12,H37"}) {
    EXPECT_FALSE(IsIdentifier(IdentifierScheme::kQcvn102, bad)) << bad;
  }
}

TEST(IdentifierTest, KnowsTheFormOfDecision20) {
  for (const char* good : {"H37", "H37.12", "H37.12.3", "G22.99.3", "H37.DN.001", "Z010102345678"}) {
    EXPECT_TRUE(IsIdentifier(IdentifierScheme::kQd20, good)) << good;
  }
  for (const char* bad :
       {"", "h37", "H3", "H37.", ".H37", "H37..3", "H37.12 ", "000.00.12.H37", "Z01", "Z01.12", "37H.12"}) {
    EXPECT_FALSE(IsIdentifier(IdentifierScheme::kQd20, bad)) << bad;
  }
  EXPECT_TRUE(IsIdentifier(IdentifierScheme::kQd20, "H37." + std::string(31, '1')));
  EXPECT_FALSE(IsIdentifier(IdentifierScheme::kQd20, "H37." + std::string(32, '1')));
}

TEST(IdentifierTest, NamesItsSchemes) {
  EXPECT_EQ(ParseIdentifierScheme("QCVN_102"), IdentifierScheme::kQcvn102);
  EXPECT_EQ(ParseIdentifierScheme("QD_20"), IdentifierScheme::kQd20);
  EXPECT_FALSE(ParseIdentifierScheme("OTHER").has_value());
}

}  // namespace
}  // namespace dondoc::organization
