// Footnotes, which stand in the middle of a text wherever its page ended, or behind it.
#pragma once

#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Marks the lines of footnotes: "[2] Theo báo cáo ...", "2 Quyết định số ..." apart from the text, "(2) Theo ..." where
// "(2)" stands behind a word above. What they say
// belongs to no paragraph: the one that they interrupt ends before them, and what follows is one of its own. Documents
// cited in them are found by their words, as everywhere.
void MarkNotes(const TokenText& text, Layout* layout);

}  // namespace dondoc::directive::reading
