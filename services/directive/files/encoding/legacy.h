// The encodings of Vietnamese from before Unicode: TCVN3 (ABC), VNI and VISCII.
//
// They live on in files of the nineties, and in documents whose fonts (.VnTime, VNI-Times) draw Vietnamese letters
// where the text has Western ones: "Uû ban nh©n d©n". So there are two ways in: the bytes of a file, and the characters
// of a text, taken for the bytes that Windows' Western code page (1252) has for them.
//
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dondoc::directive::files {

enum class Legacy { kTcvn3, kVni, kViscii };

// "TCVN3 (ABC)", "VNI", "VISCII".
std::string_view Name(Legacy encoding);

// The byte that Windows' Western code page has for a character; a character beyond stays what it is, above 255.
char32_t WesternByte(char32_t character);

// The bytes of a file as UTF-8, words of capitals as such (capitals.h). A byte that is no Vietnamese letter is what
// Windows' Western code page has there.
std::string DecodeBytes(std::string_view bytes, Legacy encoding);

// The same for well-formed UTF-8 whose characters stand for such bytes. What is in no Western code page stays as it is.
std::string DecodeCharacters(std::string_view text, Legacy encoding);

// The bytes that `text` has in `encoding`: the way back. Capitals with a tone, which TCVN3 does not have, become small
// letters; a character that is not in the encoding becomes "?".
std::string Encode(std::string_view text, Legacy encoding);

// The encoding in which the bytes, or the characters, are clearly Vietnamese; nothing where none is, or more than one.
std::optional<Legacy> RecogniseBytes(std::string_view bytes);
std::optional<Legacy> RecogniseCharacters(std::string_view text);

// The encoding that fonts of this name draw: ".VnTime", ".VnArialH" and "VNI-Times" have one.
struct FontEncoding {
  Legacy encoding;
  bool capitals = false;  // draws small letters as capitals: .VnTimeH
};
std::optional<FontEncoding> EncodingOfFont(std::string_view font);

}  // namespace dondoc::directive::files
