// A page on which a person sees what was read, beside the text that it was read from: each value is a card, its place
// in the text is marked, and a click goes from one to the other. What the reader is not sure of stands out and can be
// shown alone.
//
// One HTML file that needs nothing else: no script, nothing from the network, so that it can be mailed and kept. It is
// written in Vietnamese, the language of those who check documents. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dondoc::cli {

// What a card is about; the order in which the page lists them.
enum class ReviewKind { kHeader, kTask, kTarget, kReport, kBasis, kCitation, kRecipient };

struct ReviewItem {
  ReviewKind kind = ReviewKind::kHeader;
  std::string label;  // "Số", "III.1"
  std::string value;  // the value itself, who must do the task
  // What else is known of it, a name and a value each.
  std::vector<std::pair<std::string, std::string>> details;
  // Offsets of its bytes in the text; the same twice where it stands nowhere.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool doubtful = false;  // a person should look at it first
  double confidence = 0;  // 0 is not known: a person has given it
};

struct Review {
  std::string title;
  std::string text;  // UTF-8
  std::vector<ReviewItem> items;
  std::vector<std::string> notes;  // on the whole document
};

std::string ReviewPage(const Review& review);

}  // namespace dondoc::cli
