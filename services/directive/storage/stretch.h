// How lists find what a caller may see (sql/list_directives.sql). Pure.
#pragma once

namespace dondoc::directive {

// How many directives are looked through one by one, for a page, before what the caller may see is looked up from the
// caller's units. More than the page: so who sees everything has it whole.
constexpr int StretchFor(int page) { return page + 500; }

}  // namespace dondoc::directive
