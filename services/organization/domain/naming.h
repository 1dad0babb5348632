// How territories and the bodies of a territory are called. Pure.
//
// Within a sentence a territory is its type word in lower case and its name without that word: "huyện Chi Lăng",
// "phường 1"; a city under the central government is "thành phố" like one within a province.
#pragma once

#include <string>
#include <string_view>

#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// The type word of a list's type column: "Thành phố trực thuộc trung ương" is "thành phố".
std::string TypeWord(std::string_view type);

// The official name without its type word, whatever their letters' case: ("Thành Phố Bắc Kạn", "thành phố") is "Bắc
// Kạn".
std::string BareName(std::string_view name, std::string_view type_word);

// The Party's committee of a territory of this type: "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"; "Đảng ủy"
// below.
std::string PartyCommittee(std::string_view type_word);

// `pattern` with {type}, {name} and {party} for the territory: "Phòng Nội vụ {type} {name}", "Ban Dân vận {party}
// {name}".
std::string RenderName(std::string_view pattern, const Territory& territory);

// `pattern` without the locality, as documents of that territory write it: "Phòng Nội vụ", "Ban Dân vận Huyện ủy".
std::string RenderCore(std::string_view pattern, const Territory& territory);

// The pattern that renders `name` for the territory, with its locality as placeholders where the name ends with it.
std::string PatternOf(std::string_view name, const Territory& territory);

// The pattern of every UBND's name.
inline constexpr std::string_view kUbndPattern = "Ủy ban nhân dân {type} {name}";

}  // namespace dondoc::organization
