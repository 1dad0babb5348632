#include "services/organization/domain/name_resolution/words.h"

#include <algorithm>
#include <utility>

#include "common/status/status.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::organization {
namespace {

// Short forms of two or three letters may be syllables ("TU" and "tư"); from four letters on no syllable looks like
// one.
constexpr std::size_t kUnmistakable = 4;

}  // namespace

std::string JoinWords(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

std::vector<WordReader::Piece> WordReader::Split(std::string_view text) {
  const std::string nfc = ToNfc(text);
  std::vector<Piece> pieces;
  for (const Word& word : SplitWords(nfc)) {
    Piece piece;
    piece.exact = ToUpper(word.text);
    piece.folded = Fold(word.text, Punctuation::kDrop);
    piece.upper = piece.exact == word.text;
    if (!piece.folded.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

absl::StatusOr<WordReader> WordReader::Create(std::string_view abbreviations) {
  WordReader reader;
  int line = 0;
  while (!abbreviations.empty()) {
    ++line;
    const std::size_t end = std::min(abbreviations.find('\n'), abbreviations.size());
    const std::string_view text = abbreviations.substr(0, end);
    abbreviations.remove_prefix(std::min(end + 1, abbreviations.size()));
    if (text.empty() || text.starts_with('#')) continue;
    const std::size_t tab = text.find('\t');
    Abbreviation abbreviation;
    if (tab != std::string_view::npos) {
      abbreviation.pieces = Split(text.substr(0, tab));
      for (const Piece& piece : Split(text.substr(tab + 1))) abbreviation.meaning.push_back(piece.folded);
    }
    if (abbreviation.pieces.empty() || abbreviation.meaning.empty()) {
      return Error(absl::StatusCode::kInvalidArgument, "BAD_ABBREVIATIONS",
                   "line " + std::to_string(line) + " has no two columns");
    }
    reader.abbreviations_.push_back(std::move(abbreviation));
  }
  std::stable_sort(reader.abbreviations_.begin(), reader.abbreviations_.end(),
                   [](const auto& a, const auto& b) { return a.pieces.size() > b.pieces.size(); });
  return reader;
}

bool WordReader::Fits(const Abbreviation& abbreviation, const std::vector<Piece>& pieces, std::size_t at) {
  if (pieces.size() - at < abbreviation.pieces.size()) return false;
  for (std::size_t i = 0; i < abbreviation.pieces.size(); ++i) {
    const Piece& want = abbreviation.pieces[i];
    const Piece& have = pieces[at + i];
    if (want.folded != have.folded) return false;
    const bool unmistakable = !want.upper || want.folded.size() >= kUnmistakable;
    if (!unmistakable && (!have.upper || want.exact != have.exact)) return false;
  }
  return true;
}

Words WordReader::Read(std::string_view name) const {
  const std::vector<Piece> pieces = Split(name);
  Words words;
  for (std::size_t at = 0; at < pieces.size();) {
    const auto fits = std::find_if(abbreviations_.begin(), abbreviations_.end(),
                                   [&](const Abbreviation& one) { return Fits(one, pieces, at); });
    if (fits == abbreviations_.end()) {
      words.push_back(pieces[at].folded);
      ++at;
    } else {
      words.insert(words.end(), fits->meaning.begin(), fits->meaning.end());
      at += fits->pieces.size();
    }
  }
  std::erase(words, "va");
  return words;
}

}  // namespace dondoc::organization
