#include "common/log/log.h"

#include <gtest/gtest.h>

namespace dondoc::log {
namespace {

TEST(LogTest, FieldsAreJsonAndSecretsAreNot) {
  EXPECT_EQ(Body("mail sent", {{"to", Redacted{"a@b.vn"}}, {"tries", 2}, {"late", true}, {"seconds", 0.25}}),
            R"("message":"mail sent","to":"***","tries":2,"late":true,"seconds":0.25)");
}

TEST(LogTest, NothingBreaksOutOfItsLine) {
  EXPECT_EQ(Body("m", {{"text", "a\"b\\c\nd\x01"}}), R"("message":"m","text":"a\"b\\c\nd\u0001")");
}

}  // namespace
}  // namespace dondoc::log
