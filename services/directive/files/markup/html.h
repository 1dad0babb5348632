// The text of a page of HTML, by libxml2's parser, which forgives what browsers forgive.
//
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

// Lines and tables as people see them: scripts, styles and the head are left out, lists have their numbers or dashes.
// The page's encoding is that of its byte order mark, UTF-8 where all of it is that, else the one that it declares,
// else Windows' Western. Nothing is fetched. Errors: INVALID_ARGUMENT with the field "file" and the reason
// FILE_TOO_COMPLEX (elements within elements beyond limits.html_depth).
absl::StatusOr<std::string> HtmlText(std::string_view bytes, const Limits& limits);

}  // namespace dondoc::directive::files
