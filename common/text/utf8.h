// UTF-8: validity, decoding, the NFC normal form.
//
// Thread-safety: all functions are pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

// The byte offset of the first byte that is not part of well-formed UTF-8 (overlong forms, surrogates and code points
// above U+10FFFF are not well-formed), or nothing where all of `text` is.
std::optional<size_t> FirstInvalidUtf8(std::string_view text);

// `text` in normal form C. Text that is in it already is returned as it stands, without a conversion. Requires
// well-formed UTF-8 (FirstInvalidUtf8): what becomes of other bytes is not specified, but nothing breaks.
std::string ToNfc(std::string_view text);

// Decodes the code point that begins at `text[*at]` and moves `*at` behind it. A byte that begins none is U+FFFD, one
// byte long. Requires *at < text.size().
char32_t DecodeUtf8(std::string_view text, size_t* at);

// Appends `code_point` to `out` as UTF-8.
void AppendUtf8(char32_t code_point, std::string* out);

// `text` with Unicode's lower case or upper case letters, diacritics kept ("ĐỀ ÁN" <-> "đề án").
std::string ToLower(std::string_view text);
std::string ToUpper(std::string_view text);

// `text` with U+FFFD for each byte that is not part of well-formed UTF-8.
std::string WellFormedUtf8(std::string_view text);

// The largest prefix of `text` that is at most `bytes` long and ends between two code points.
std::string_view TruncateUtf8(std::string_view text, size_t bytes);

}  // namespace dondoc
