#include "services/directive/files/markup/html.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;

std::string Text(std::string_view html) { return HtmlText(html, {}).value(); }

TEST(HtmlTextTest, WritesWhatPeopleSee) {
  const struct {
    const char* html;
    const char* text;
  } cases[] = {
      {"<p>Một</p><p>Hai</p>", "Một\n\nHai\n"},
      {"<p>Một<br>Hai\n  ba &amp; b&#7889;n</p>", "Một\nHai ba & bốn\n"},
      {"<div>Một<div>Hai</div>Ba</div>", "Một\n\nHai\n\nBa\n"},
      {"Một <b>chữ</b><i>nghiêng</i> <span> rời </span>", "Một chữnghiêng rời\n"},
      {"<head><title>T</title></head><body><script>s()</script><style>p{}</style>Văn bản<!-- ghi chú -->", "Văn bản\n"},
      {"<ul><li>Sách<li>Báo</ul>", "- Sách\n\n- Báo\n"},
      {"<ol type=a start=2><li>hai</li><li>ba</li></ol>", "b) hai\n\nc) ba\n"},
      {"<ol><li>một<ol type=i><li>trong</ol></li><li value=5>năm</ol>", "1. một\n\ni. trong\n\n5. năm\n"},
      {"<pre>a  b\nc</pre>", "a  b\nc\n"},
      {"<p align=center>KẾ HOẠCH</p><p style='text-align: center'>Mở điểm đọc</p><p>Thân</p>",
       "KẾ HOẠCH\nMở điểm đọc\n\nThân\n"},
      {"<table><tr><td>TT<td>Việc<tr><td>1<td><p>Một</p><p>Hai</p></table>",
       "||\nTT\n|\nViệc\n|\n||\n1\n|\nMột\nHai\n|\n"},
      {"<table><tbody><tr><th rowspan=2>A</th><th>B</th></tr><tr><td>C</td></tr></tbody></table>",
       "||\nA\n|\nB\n|\n||\nA\n|\nC\n|\n"},
      {"<font face='.VnTime'>Uû ban</font> nhân dân", "Uỷ ban nhân dân\n"},
      {"<span style=\"font-family: '.VnTimeH', serif\">uû ban</span>", "UỶ BAN\n"},
      {"<p>Tập huấn<sup>1</sup> thủ thư<sup><a href='#n2'>[2]</a></sup>, 35 m<sup>2</sup>",
       "Tập huấn thủ thư, 35 m2\n"},
      {"<p>Năm 2026<span style='vertical-align:super'>3</span>.</p><p><sup>3</sup> Ghi chú",
       "Năm 2026.\n\n3 Ghi chú\n"},
      {"<p>Mở<span style='color: red; DISPLAY: none'> không <b>hề</b></span> tủ sách<i hidden> cũ</i>", "Mở tủ sách\n"},
      {"<ol><li>Một<li style='display:none'>Ẩn<li>Hai</ol>", "1. Một\n\n2. Hai\n"},
      {"<p>Dở dang <b>không đóng", "Dở dang không đóng\n"},
      {"<td>Lạc", "Lạc\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(Text(c.html), c.text) << c.html;
}

TEST(HtmlTextTest, KnowsTheEncoding) {
  EXPECT_EQ(Text("<meta charset=iso-8859-1><p>Kế hoạch"), "Kế hoạch\n") << "all of it is UTF-8";
  EXPECT_EQ(Text("\xEF\xBB\xBF<p>Kế hoạch"), "Kế hoạch\n");
  EXPECT_EQ(Text("<meta charset=windows-1258><p>K\xEA\xEC hoa\xF2"
                 "ch</p>\n"),
            "Kế hoạch\n")
      << "letters and tones apart";
  EXPECT_EQ(Text("<p>\x93m\xE9\x94"), "“mé”\n");
  EXPECT_EQ(Text(std::string_view("\xFF\xFE<\0p\0>\0\xBF\x1E", 10)), "ế\n");
}

TEST(HtmlTextTest, RefusesWhatIsTooDeep) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  EXPECT_THAT(HtmlText(deep + "x", {}), HasReason(absl::StatusCode::kInvalidArgument, "FILE_TOO_COMPLEX"));
}

TEST(HtmlTextTest, FetchesNothing) {
  EXPECT_EQ(Text("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>&x; <img src='http://localhost:1/a'>a"),
            Text("<p>]&gt;</p><p>&amp;x; a"));
}

}  // namespace
}  // namespace dondoc::directive::files
