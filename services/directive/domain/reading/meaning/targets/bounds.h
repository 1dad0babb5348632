// How far the words reach that say what a figure is about.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

// Tokens of a block: `sentence` <= `clause` <= `goal` <= the figure < `end`.
struct Bounds {
  size_t sentence = 0;
  size_t clause = 0;    // the figure's own clause, behind the label that numbers it
  size_t goal = 0;      // where the clause begins to speak of the goal: at its beginning, or later
  size_t end = 0;       // of that clause
  bool closed = false;  // the clause has a beginning; false where figures follow each other without end
};

// The bounds of the figure in tokens [begin, end) of `block`. Several shares in one sentence are clauses of their own.
Bounds FindBounds(const TokenText& text, const Block& block, size_t begin, size_t end);

// Behind the bracket that opens at `at`, where it tells what has been reached: "(hiện nay 70%)", "(năm 2020 đạt 70%)"
// in a document of a later year. 0 elsewhere, and for years where `issued`, the document's year, is 0.
size_t EndOfPastFact(const TokenText& text, size_t at, size_t limit, int issued);

// How far back the words that a figure depends on are looked for, in tokens: keeps a text that is one sentence linear.
inline constexpr size_t kReach = 400;

}  // namespace dondoc::directive::reading
