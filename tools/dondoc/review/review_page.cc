#include "tools/dondoc/review/review_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>

#include "tools/dondoc/review/page.h"

namespace dondoc::cli {
namespace {

struct Section {
  std::string_view title;
  std::string_view style;  // the name of its colours in page.css
};
constexpr std::array<Section, 7> kSections = {{{"Thể thức", "header"},
                                               {"Nhiệm vụ", "task"},
                                               {"Chỉ tiêu", "target"},
                                               {"Chế độ báo cáo", "report"},
                                               {"Căn cứ", "basis"},
                                               {"Văn bản viện dẫn", "citation"},
                                               {"Nơi nhận", "recipient"}}};

const Section& SectionOf(ReviewKind kind) { return kSections.at(static_cast<size_t>(kind)); }

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

bool Stands(const ReviewItem& item) { return item.begin < item.end; }

// Cuts the text where any item begins or ends: what lies between two cuts belongs to the same items.
class MarkedText {
 public:
  explicit MarkedText(const Review& review) : review_(review) {
    for (size_t i = 0; i < review.items.size(); ++i) {
      const ReviewItem& item = review.items[i];
      if (!Stands(item)) continue;
      edges_.push_back({std::min<size_t>(item.begin, review.text.size()), true, i});
      edges_.push_back({std::min<size_t>(item.end, review.text.size()), false, i});
    }
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
  }

  std::string Html() {
    size_t at = 0;
    for (const Edge& edge : edges_) {
      Piece(at, edge.at);
      at = edge.at;
      if (edge.begins) {
        inside_.insert({Length(edge.item), edge.item});
        html_ += fmt::format("<i id=\"m{}\"></i>", edge.item);
      } else {
        inside_.erase({Length(edge.item), edge.item});
      }
    }
    Piece(at, review_.text.size());
    return std::move(html_);
  }

 private:
  struct Edge {
    size_t at;
    bool begins;
    size_t item;
  };

  std::uint32_t Length(size_t item) const { return review_.items[item].end - review_.items[item].begin; }

  void Piece(size_t begin, size_t end) {
    if (begin == end) return;
    const std::string words = Escaped(std::string_view(review_.text).substr(begin, end - begin));
    if (inside_.empty()) {
      html_ += words;
      return;
    }
    // The shortest item says the most about these words: they have its colour and lead to its card.
    const size_t shown = inside_.begin()->second;
    std::string classes(SectionOf(review_.items[shown].kind).style);
    if (review_.items[shown].doubtful) classes += " doubt";
    for (const auto& [length, item] : inside_) classes += fmt::format(" i{}", item);
    html_ += fmt::format("<a href=\"#c{}\" class=\"{}\">{}</a>", shown, classes, words);
  }

  const Review& review_;
  std::vector<Edge> edges_;
  std::set<std::pair<std::uint32_t, size_t>> inside_;  // the shortest first
  std::string html_;
};

// A mark that was gone to shows all its pieces: they are siblings behind its begin.
std::string TargetStyles(const Review& review) {
  std::string styles;
  for (size_t i = 0; i < review.items.size(); ++i) {
    if (Stands(review.items[i])) styles += fmt::format("#m{}:target~.i{},", i, i);
  }
  if (!styles.empty()) styles.back() = '{';
  return styles.empty() ? "" : styles + "background:#ffe08a;box-shadow:0 0 0 2px #f5b301}";
}

std::string Card(const ReviewItem& item, size_t i) {
  std::string html =
      fmt::format("<a class=\"card {}{}\" id=\"c{}\"", SectionOf(item.kind).style, item.doubtful ? " doubt" : "", i);
  html += Stands(item) ? fmt::format(" href=\"#m{}\">", i) : ">";
  if (item.confidence > 0) {
    html += fmt::format(
        "<span class=\"sure\" title=\"Trong 100 giá trị đọc được theo cách này, số giá trị đúng\">{}{:.0f}%</span>",
        item.doubtful ? "cần xem lại · " : "", 100 * item.confidence);
  }
  if (!item.label.empty()) html += "<span class=\"label\">" + Escaped(item.label) + "</span>";
  html += "<b>" + Escaped(item.value) + "</b>";
  if (!item.details.empty()) {
    html += "<dl>";
    for (const auto& [name, value] : item.details) {
      html += "<dt>" + Escaped(name) + "</dt><dd>" + Escaped(value) + "</dd>";
    }
    html += "</dl>";
  }
  return html + "</a>\n";
}

std::string Cards(const Review& review) {
  std::string html;
  for (size_t kind = 0; kind < kSections.size(); ++kind) {
    std::string cards;
    size_t count = 0;
    for (size_t i = 0; i < review.items.size(); ++i) {
      if (static_cast<size_t>(review.items[i].kind) != kind) continue;
      cards += Card(review.items[i], i);
      ++count;
    }
    if (count > 0) html += fmt::format("<h2>{} ({})</h2>\n", kSections.at(kind).title, count) + cards;
  }
  return html;
}

std::string Summary(const Review& review) {
  const auto count = [&](auto counts) { return std::count_if(review.items.begin(), review.items.end(), counts); };
  const auto of = [&](ReviewKind kind) { return count([kind](const ReviewItem& item) { return item.kind == kind; }); };
  return fmt::format("{} nhiệm vụ, {} chỉ tiêu, {} chế độ báo cáo; {} chỗ cần xem lại", of(ReviewKind::kTask),
                     of(ReviewKind::kTarget), of(ReviewKind::kReport),
                     count([](const ReviewItem& item) { return item.doubtful; }));
}

}  // namespace

std::string ReviewPage(const Review& review) {
  std::string html =
      "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      // What a document says can do nothing here, even if something in it slipped past the escaping.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
  html += "<title>" + Escaped(review.title) + "</title>\n<style>\n";
  html += page::kPage;
  html += TargetStyles(review) + "\n</style>\n<header>\n";
  html += "<label><input type=\"checkbox\" id=\"only\"> Chỉ hiện chỗ cần xem lại</label>\n";
  html += "<h1>" + Escaped(review.title) + "</h1>\n<p>" + Summary(review) + "</p>\n";
  for (const std::string& note : review.notes) html += "<p class=\"note\">" + Escaped(note) + "</p>\n";
  html += "</header>\n<pre>";
  html += MarkedText(review).Html();
  return html + "</pre>\n<main>\n" + Cards(review) + "</main>\n</html>\n";
}

}  // namespace dondoc::cli
