// Names of units as sequences of plain words: what they are compared by. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace dondoc::organization {

using Words = std::vector<std::string>;

// The words with one space between them.
std::string JoinWords(const Words& words);

// Turns names into words: no case, no diacritics, no punctuation, abbreviations written out, "và" left out. "Phòng
// GD&ĐT" and "phòng Giáo dục - Đào tạo" are both phong giao duc dao tao.
class WordReader {
 public:
  // `abbreviations`: one a line, the short form, a tab, what it stands for; # begins a remark. INVALID_ARGUMENT
  // (BAD_ABBREVIATIONS).
  static absl::StatusOr<WordReader> Create(std::string_view abbreviations);

  Words Read(std::string_view name) const;

 private:
  struct Piece {
    std::string exact;  // as written, upper case
    std::string folded;
    bool upper = false;  // written in capital letters only
  };
  struct Abbreviation {
    std::vector<Piece> pieces;
    Words meaning;
  };

  static std::vector<Piece> Split(std::string_view text);
  static bool Fits(const Abbreviation& abbreviation, const std::vector<Piece>& pieces, std::size_t at);

  std::vector<Abbreviation> abbreviations_;  // the longest first
};

}  // namespace dondoc::organization
