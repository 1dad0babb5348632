#include "services/directive/files/encoding/legacy.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "common/text/utf8.h"
#include "services/directive/files/encoding/letters.h"

namespace dondoc::directive::files {
namespace {

constexpr Legacy kAll[] = {Legacy::kTcvn3, Legacy::kVni, Legacy::kViscii};

constexpr char kText[] =
    "Ủy ban nhân dân tỉnh Bình Giang yêu cầu các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố khẩn trương "
    "rà soát, thống kê các điểm đọc sách trên địa bàn; tổ chức sửa chữa trước ngày 30/9/2025 và báo cáo kết quả về Sở "
    "Văn hóa, Thể thao và Du lịch để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định./.";

// The character of Windows' Western code page for each byte: what a program shows that knows no better.
std::string AsWestern(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    // One of the few below A0 that the test text needs.
    const auto code = static_cast<unsigned char>(byte);
    AppendUtf8(code == 0x9B ? 0x203A : code == 0x9F ? 0x178 : code, &text);
  }
  return text;
}

TEST(LegacyTest, DecodesWhatWasTypedInTheNineties) {
  const struct {
    Legacy encoding;
    std::string_view bytes;
    std::string_view text;
  } cases[] = {
      {Legacy::kTcvn3, "Uû ban nh©n d©n tØnh, c¸c së, ®Þa ph­¬ng", "Uỷ ban nhân dân tỉnh, các sở, địa phương"},
      {Legacy::kVni, "Uûy ban nhaân daân tænh, caùc sôû, ñòa phöông", "Ủy ban nhân dân tỉnh, các sở, địa phương"},
      {Legacy::kVni, "UÛY BAN NHAÂN DAÂN TÆNH, KYØ HOÏP, LYÙ, HOÄI", "ỦY BAN NHÂN DÂN TỈNH, KỲ HỌP, LÝ, HỘI"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(DecodeCharacters(c.bytes, c.encoding), c.text);
  }
  EXPECT_EQ(DecodeBytes("C\xB5 s\xE8 \x93m\xEB\x94 \x96 1", Legacy::kTcvn3), "Cà số “mở” – 1")
      << "punctuation is Windows'";
  EXPECT_EQ(DecodeBytes("Vi\xAEt \xD0\xB0ng", Legacy::kViscii), "Việt Đồng");
}

TEST(LegacyTest, EveryLetterComesBack) {
  for (const Legacy encoding : kAll) {
    for (const Letter& letter : Letters()) {
      std::string text;
      AppendUtf8(letter.letter, &text);
      const bool missing = encoding == Legacy::kTcvn3 && letter.tcvn3.empty();
      EXPECT_EQ(DecodeBytes(Encode(text, encoding), encoding), missing ? ToLower(text) : text) << Name(encoding);
    }
  }
}

TEST(LegacyTest, AnyTextComesBack) {
  std::mt19937 random(20251121);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    // What stands in VNI behind a vowel that has a mark cannot be told from another mark: letters are kept apart by
    // consonants, as in words.
    constexpr std::string_view kBetween[] = {"ng ", "t", "ch, ", "nh.\n", "m ", "p; ", "c - "};
    for (int i = 0; i < 60; ++i) {
      const Letter& letter = Letters()[random() % Letters().size()];
      std::string one;
      AppendUtf8(letter.letter, &one);
      text += letter.tcvn3.empty() ? ToLower(one) : one;
      text += kBetween[random() % std::size(kBetween)];
    }
    for (const Legacy encoding : kAll) {
      ASSERT_EQ(DecodeBytes(Encode(text, encoding), encoding), text) << Name(encoding);
    }
  }
}

TEST(RecogniseTest, FindsTheEncodingOfBytes) {
  for (const Legacy encoding : kAll) {
    EXPECT_EQ(RecogniseBytes(Encode(kText, encoding)), encoding) << Name(encoding);
  }
}

TEST(RecogniseTest, FindsTheEncodingThatCharactersStandFor) {
  for (const Legacy encoding : {Legacy::kTcvn3, Legacy::kVni}) {
    const std::string shown = AsWestern(Encode(kText, encoding));
    EXPECT_EQ(RecogniseCharacters(shown), encoding) << shown;
    EXPECT_EQ(ToLower(DecodeCharacters(shown, encoding)), ToLower(kText));
  }
}

TEST(RecogniseTest, LeavesAloneWhatIsNotClearlyVietnamese) {
  const std::string_view others[] = {
      "", "plain ASCII without anything",
      "Z\xFCrich, M\xFCnchen, K\xF6ln, D\xFCsseldorf, N\xFCrnberg, W\xFCrzburg, G\xF6ttingen, T\xFC"
      "bingen, "
      "L\xFC"
      "beck, Saarbr\xFC"
      "cken, F\xFCrth, M\xFCnster, Osnabr\xFC"
      "ck, J\xFClich, D\xFCren, Br\xFChl",
      "\xFE\xFD\xFC\xFB\xFA\xF9\xF8\xF7 \xF6\xF5\xF4\xF3 \xF2\xF1\xF0 \xEF\xEE\xED\xEC \xEB\xEA\xE9\xE8"};
  for (const std::string_view bytes : others) {
    EXPECT_EQ(RecogniseBytes(bytes), std::nullopt) << bytes;
  }
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::string bytes(2000, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_EQ(RecogniseBytes(bytes), std::nullopt);
  }
}

TEST(EncodingOfFontTest, KnowsTheFonts) {
  EXPECT_EQ(EncodingOfFont(".VnTime")->encoding, Legacy::kTcvn3);
  EXPECT_FALSE(EncodingOfFont(".VnTime")->capitals);
  EXPECT_TRUE(EncodingOfFont(".VnArialH")->capitals);
  EXPECT_EQ(EncodingOfFont("VNI-Times")->encoding, Legacy::kVni);
  EXPECT_FALSE(EncodingOfFont("Times New Roman").has_value());
}

}  // namespace
}  // namespace dondoc::directive::files
