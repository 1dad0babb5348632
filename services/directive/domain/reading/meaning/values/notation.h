// Numbers of documents and what their notation says: "141/KH-UBND", "29-CT/TW", "2345/BGDĐT-GDTH".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct NumberMatch {
  std::string number;  // no inner spaces
  size_t end = 0;      // behind its last token; 0 where there is none
};

// The number and notation that begins at `at`: "141/KH-UBND", "29-CT/TW", "31/2021/NĐ-CP". With `blank`, also one whose
// digits are left out: "/UBND-VX".
NumberMatch ReadNumber(const TokenText& text, size_t at, size_t limit, bool blank);

// The letters that stand for the issuer: "UBND" of "141/KH-UBND", "BNV" of "10989/BNV-TCBC", "TW" of "29-CT/TW"; empty
// where there are none.
std::string IssuerLetters(std::string_view number);

// The body that such letters stand for: issuers.tsv has those of the State and the Party; "BNV", "SGDĐT", "PTCKH" are
// Bộ, Sở or Phòng and the initials of a field. Empty where that is not one body ("UBND", "PVHTT").
std::string BodyOfLetters(std::string_view letters);

}  // namespace dondoc::directive::reading
