#include "services/organization/identity/domain/sign_in_code.h"

#include <gtest/gtest.h>

#include <set>

namespace dondoc::identity {
namespace {

TEST(SignInCodeTest, IsWrittenInFourGroups) {
  EXPECT_EQ(WriteCode(std::string(10, '\0')), "0000-0000-0000-0000");
  EXPECT_EQ(WriteCode(std::string(32, '\xff')), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  EXPECT_EQ(WriteCode(std::string("\x00\x44\x32\x14\xc7\x42\x54\xb6\x35\xcf", 10)), "0123-4567-89AB-CDEF");
}

TEST(SignInCodeTest, EveryBitOfTheFirstEightyIsInIt) {
  std::set<std::string> codes = {WriteCode(std::string(10, '\0'))};
  for (int bit = 0; bit < 80; ++bit) {
    std::string random(10, '\0');
    random[static_cast<std::size_t>(bit / 8)] = static_cast<char>(1U << static_cast<unsigned>(bit % 8));
    EXPECT_TRUE(codes.insert(WriteCode(random)).second) << bit;
  }
}

TEST(SignInCodeTest, IsReadAsPeopleTypeIt) {
  const std::string code = "7K30-Q2XD-9F4T-HWB1";
  for (const char* typed : {"7K30-Q2XD-9F4T-HWB1", "7k30q2xd9f4thwb1", " 7k3o q2xd 9f4t hwbl ", "7K3O-Q2XD9F4T-HWBI"})
    EXPECT_EQ(ReadCode(typed), code) << typed;
}

TEST(SignInCodeTest, WhatIsNoneStaysAsItIs) {
  for (const char* typed : {"", "7K30-Q2XD-9F4T-HWB", "7K30-Q2XD-9F4T-HWB12", "7K30-Q2XD-9F4T-HWBU", "7K30_Q2XD",
                            "kQ3v0Vb9cW1n5mE6d7T8y2rXzLpAqSfGhJkUiOo-_4B"})
    EXPECT_EQ(ReadCode(typed), typed);
}

}  // namespace
}  // namespace dondoc::identity
