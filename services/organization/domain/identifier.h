// How units are identified between systems of documents (mã định danh). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/organization/domain/unit.h"

namespace dondoc::organization {

enum class IdentifierScheme {
  // QCVN 102:2016/BTTTT: 13 characters, four levels from below, filled with zeros: "000.00.12.H37".
  kQcvn102 = 1,
  // Quyết định 20/2020/QĐ-TTg, articles 4 and 6: levels from the top, divided by dots, at most 35 characters: "H37",
  // "H37.12.3"; the first is a letter from A to Y and two digits. Bodies outside of the state: Z, two digits, and at
  // most
  // 32 characters: "Z010102345678".
  kQd20 = 2,
};

// "QCVN_102", "QD_20", as in the database.
std::string_view ToString(IdentifierScheme scheme);
std::optional<IdentifierScheme> ParseIdentifierScheme(std::string_view text);

// Whether `value` has the form of the scheme.
bool IsIdentifier(IdentifierScheme scheme, std::string_view value);

}  // namespace dondoc::organization
