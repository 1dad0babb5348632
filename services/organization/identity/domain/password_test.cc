#include "services/organization/identity/domain/password.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "services/organization/identity/data.h"

namespace dondoc::identity {
namespace {

using testing::HasReason;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class PasswordTest : public ::testing::Test {
 protected:
  absl::Status Check(std::string_view password, std::string_view login = "lan.nguyen") const {
    return rules_.Check(PasswordRules::Normalize(password), login);
  }
  const PasswordRules rules_{data::kCommonPasswords};
};

TEST_F(PasswordTest, HasEightToAHundredAndTwentyEightCharactersOfAnyKind) {
  for (const std::string& good : {std::string("xanh lá cây"), std::string("correct horse battery staple"),
                                  std::string("tám chữ!"), std::string("zkqvwxyj"), std::string(127, 'a') + "b"})
    EXPECT_OK(Check(good)) << good;
  EXPECT_THAT(Check(""), HasReason(kInvalid, "PASSWORD_TOO_SHORT"));
  EXPECT_THAT(Check("bảychữ!"), HasReason(kInvalid, "PASSWORD_TOO_SHORT"));
  EXPECT_THAT(Check(std::string(128, 'a') + "b"), HasReason(kInvalid, "PASSWORD_TOO_LONG"));
  std::string long_letters;
  for (int i = 0; i < 64; ++i) long_letters += "ấb";
  EXPECT_OK(Check(long_letters));
  EXPECT_THAT(Check(long_letters + "c"), HasReason(kInvalid, "PASSWORD_TOO_LONG"));
}

TEST_F(PasswordTest, IsNotOneThatSomebodyWouldGuessFirst) {
  for (const char* common : {"password", "PassWord", "12345678", "1234567890", "qwertyuiop", "matkhau123", "iloveyou",
                             "aaaaaaaa", "11111111", "lan.nguyen", "LAN.nguyen1", "1lan.nguyen!"})
    EXPECT_THAT(Check(common), HasReason(kInvalid, "PASSWORD_TOO_COMMON")) << common;
  EXPECT_OK(Check("lan.nguyen bơi qua sông"));
}

TEST_F(PasswordTest, IsTheSameHoweverItsLettersWereTyped) {
  EXPECT_EQ(PasswordRules::Normalize("mật khẩu"), PasswordRules::Normalize("mâ\xcc\xa3t kh\xc3\xa2\xcc\x89u"));
}

TEST_F(PasswordTest, IsNotRepeatedByTheAnswer) {
  EXPECT_THAT(std::string(Check("password").message()), ::testing::Not(::testing::HasSubstr("password\"")));
  EXPECT_THAT(std::string(Check("geheim").message()), ::testing::Not(::testing::HasSubstr("geheim")));
}

}  // namespace
}  // namespace dondoc::identity
