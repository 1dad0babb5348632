// When two readings of one document say the same: names and texts in a form without case, diacritics, punctuation and
// the usual abbreviations, and how alike two of them must be. The thresholds are those of the gold answers that readers
// of this kind of document are scored by.
//
// Pure, thread-safe. Fold a text once and compare the forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive::evaluation {

// "Phòng GD&ĐT" as "phong giao duc va dao tao".
std::string Plain(std::string_view text);

// A body's name, without the office of its head: "Giám đốc Sở Y tế" as "so y te".
std::string PlainName(std::string_view name);

// The beginning of a clause: as much as StartAlike looks at.
std::string PlainStart(std::string_view text);

// A number's letters, digits and slashes: "141/KH-UBND" as "141/khuybannhandan".
std::string PlainNumber(std::string_view number);

// Forms of PlainName (or of any other text, with a threshold of its own) that mean the same; two empty ones do.
bool Alike(std::string_view a, std::string_view b, double threshold = 0.86);

// True where `text` begins as `anchor` does, numbering and bullets aside; both of PlainStart. False for an empty
// anchor.
bool StartAlike(std::string_view anchor, std::string_view text);

// As many names, each alike one of the others; both of PlainName.
bool SetsAlike(const std::vector<std::string>& a, std::vector<std::string> b);

}  // namespace dondoc::directive::evaluation
