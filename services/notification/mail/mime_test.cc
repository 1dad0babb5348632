#include "services/notification/mail/mime.h"

#include <sstream>
#include <string>

#include "absl/strings/escaping.h"
#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;

Mail Sample() {
  return {.id = "0190a000-0000-7000-8000-000000000001",
          .date = ParseTime("2026-12-08T00:30:05.000000Z").value(),
          .from = "dondoc@example.vn",
          .from_name = "Đôn Đốc",
          .to = "ubnd@suoitrong.example.vn",
          .subject = "Nhắc việc: còn 7 ngày – văn bản 141/KH-UBND",
          .body = "Kính gửi: UBND xã Suối Trong\n.một dòng chấm\n"};
}

TEST(MimeTest, HasTheHeadersThatMailNeeds) {
  ASSERT_OK_AND_ASSIGN(const std::string mail, Render(Sample()));
  EXPECT_THAT(mail, HasSubstr("Date: Tue, 08 Dec 2026 07:30:05 +0700\r\n"));
  EXPECT_THAT(mail, HasSubstr("\r\nFrom: =?UTF-8?B?xJDDtG4gxJDhu5Fj?= <dondoc@example.vn>\r\n"));
  EXPECT_THAT(mail, HasSubstr("\r\nTo: ubnd@suoitrong.example.vn\r\n"));
  EXPECT_THAT(mail, HasSubstr("\r\nMessage-ID: <0190a000-0000-7000-8000-000000000001@example.vn>\r\n"));
  EXPECT_THAT(mail, HasSubstr("\r\nContent-Type: text/plain; charset=UTF-8\r\n"));
}

TEST(MimeTest, IsTheSameForEveryAttempt) { EXPECT_EQ(*Render(Sample()), *Render(Sample())); }

TEST(MimeTest, LinesAreShortAndEndWithCrLfAndNothingElse) {
  Mail mail = Sample();
  for (int i = 0; i < 6; ++i) mail.subject += mail.subject;
  for (int i = 0; i < 8; ++i) mail.body += mail.body;
  const std::string rendered = *Render(mail);
  std::string line;
  for (std::size_t at = 0; at < rendered.size(); at += line.size() + 2) {
    const std::size_t end = rendered.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    line = rendered.substr(at, end - at);
    EXPECT_LE(line.size(), 78u) << line;
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    EXPECT_FALSE(line.starts_with("."));
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c <= '~') << line;
  }
}

TEST(MimeTest, EncodedWordsHoldWholeCharactersAndGiveTheSubjectBack) {
  Mail mail = Sample();
  mail.subject = "Đôn đốc (mức đỏ): văn bản về phổ cập giáo dục, xóa mù chữ trên địa bàn huyện";
  const std::string rendered = *Render(mail);
  const std::size_t begin = rendered.find("Subject: ") + 9;
  const std::string value = rendered.substr(begin, rendered.find("\r\nMIME", begin) - begin);
  std::string decoded;
  std::istringstream words(value);
  for (std::string word; words >> word;) {
    ASSERT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?=")) << word;
    EXPECT_LE(word.size(), 75u);
    std::string part;
    ASSERT_TRUE(absl::Base64Unescape(word.substr(10, word.size() - 12), &part));
    EXPECT_NE(static_cast<unsigned char>(part.front()) & 0xC0, 0x80) << "a character is split";
    decoded += part;
  }
  EXPECT_EQ(decoded, mail.subject);
}

TEST(MimeTest, ASubjectOfPlainAsciiIsLeftAsItIs) {
  Mail mail = Sample();
  mail.subject = "141/KH-UBND";
  EXPECT_THAT(*Render(mail), HasSubstr("Subject: 141/KH-UBND\r\n"));
  mail.subject = "=?UTF-8?B?Zm9v?=";
  EXPECT_THAT(*Render(mail), HasSubstr("Subject: =?UTF-8?B?PT9VVEYtOD9CP1ptOXY/PQ==?=\r\n"));
}

TEST(MimeTest, LineBreaksAndNulInHeadersAreRefused) {
  for (const std::string& evil :
       {std::string("a\r\nBcc: x@example.vn"), std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3)}) {
    Mail mail = Sample();
    mail.subject = evil;
    EXPECT_THAT(Render(mail), HasReason(absl::StatusCode::kInvalidArgument, "BAD_HEADER"));
    mail = Sample();
    mail.to = evil + "@example.vn";
    EXPECT_THAT(Render(mail), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ADDRESS"));
    mail = Sample();
    mail.from_name = evil;
    EXPECT_THAT(Render(mail), HasReason(absl::StatusCode::kInvalidArgument, "BAD_HEADER"));
  }
}

TEST(MimeTest, OnlyPlainAddressesAreTaken) {
  for (const char* good : {"a@b", "ubnd.xa-1+x@suoitrong.example.vn"}) EXPECT_OK(CheckAddress(good)) << good;
  const std::string long_one = std::string(250, 'a') + "@b.vn";
  for (const std::string& bad :
       {std::string(""), std::string("a"), std::string("@b"), std::string("a@"), std::string("a b@c"),
        std::string("<a@b>"), std::string("a@b>,<c@d"), std::string("\"a b\"@c"), std::string("xã@b.vn"), long_one}) {
    EXPECT_THAT(CheckAddress(bad), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ADDRESS")) << bad;
  }
}

}  // namespace
}  // namespace dondoc::notification
