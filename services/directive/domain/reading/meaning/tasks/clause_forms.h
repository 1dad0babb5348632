// What a clause is for, by its form alone.
#pragma once

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

// The mark behind its last word.
inline char LastMark(const TokenText& text, const Block& block) { return text.tokens[block.end - 1].mark; }

// A paragraph that ends a document: "Trên đây là ...", or one with "./." behind it.
bool IsClosing(const TokenText& text, const Block& block);

// Who must carry the document out, and from when it is in force: no task.
bool IsFormality(const TokenText& text, const Block& block);

// "+ Lập danh mục ..." says what to do, "+ Hồ sơ cũ;" to what.
bool PartActs(const TokenText& text, const Block& block);

}  // namespace dondoc::directive::reading
