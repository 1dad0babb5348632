// Files that hold more than one document: the letter and the plan that went with it, or two scans in one.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The token with which a second document begins: behind the closing of the first stands a head of its own, with motto
// and number. What is attached to the first is none, be it under a motto of its own: it has no number, or the dots of
// a form, or says to what it belongs ("Mẫu số 01", "ban hành kèm theo"). The number of tokens where there is none.
size_t EndOfFirstDocument(const TokenText& text);

}  // namespace dondoc::directive::reading
