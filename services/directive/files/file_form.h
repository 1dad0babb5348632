// What a file is, by its bytes: names and endings are not looked at.
//
// Pure, thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directive/domain/file_form.h"

namespace dondoc::directive::files {

// The form of a file that can be read. What begins like none of the others is text. INVALID_ARGUMENT with the field
// "file" and the reason OLD_WORD_FILE (.doc, .rtf) or FORM_NOT_READ (another kind of picture, an archive that is no
// docx), saying what to save it as.
absl::StatusOr<FileForm> FormOf(std::string_view bytes);

// True where UTF-8 text, or what begins like ASCII, is a page of HTML rather than text with some tags in it.
bool LooksLikeHtml(std::string_view text);

// True where reading it may take longer than people wait in silence: its pages may be scans.
bool MayTakeLong(std::string_view bytes);

}  // namespace dondoc::directive::files
