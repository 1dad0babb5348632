// Where the name of one body, or of one group of bodies, ends. The lists that they form are read by units.h.
#pragma once

#include <cstddef>
#include <optional>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct BodyMatch {
  size_t end = 0;       // behind its last token
  bool closed = false;  // nothing that follows can belong to the name: a small word behind it is the sentence's verb
  bool group = false;   // "các phòng, ban": a group, named by what its members are
};

// The body or group that begins at `at`, without articles ("các") and offices ("Giám đốc"). `article`: one stood before
// it, so that a single word ("các sở") is a group.
std::optional<BodyMatch> ReadBody(const TokenText& text, size_t at, size_t limit, bool article);

// True where the words at `at` begin the name of a body.
bool StartsBody(const TokenText& text, size_t at, size_t limit);

// Words like "các", "tất cả các", "một số" at `at`: how many.
size_t ArticlesAt(const TokenText& text, size_t at, size_t limit);

// "liên quan", "cấp tỉnh", "trực thuộc UBND huyện": behind the qualifiers at `at`.
size_t SkipQualifiers(const TokenText& text, size_t at, size_t limit);

// True where the word at `at` ends a name in a sentence (a verb of duty, a preposition).
bool StopsName(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
