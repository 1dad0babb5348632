#include "services/organization/domain/identifier.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace dondoc::organization {
namespace {

constexpr std::size_t kLongest = 35;
constexpr std::size_t kLongestAfterScheme = 32;
constexpr std::array<std::size_t, 4> kGroups = {3, 2, 2, 3};  // of QCVN 102

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || IsCapital(c); });
}

// "H37": a letter and two digits.
bool IsTop(std::string_view text) {
  return text.size() == 3 && IsCapital(text[0]) && IsDigit(text[1]) && IsDigit(text[2]);
}

std::vector<std::string_view> Groups(std::string_view text) {
  std::vector<std::string_view> groups;
  for (std::size_t dot; (dot = text.find('.')) != std::string_view::npos; text.remove_prefix(dot + 1)) {
    groups.push_back(text.substr(0, dot));
  }
  groups.push_back(text);
  return groups;
}

bool IsQcvn102(std::string_view value) {
  const std::vector<std::string_view> groups = Groups(value);
  if (groups.size() != kGroups.size() || !IsTop(groups.back())) return false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].size() != kGroups[i] || !IsPlain(groups[i])) return false;
  }
  return true;
}

bool IsQd20(std::string_view value) {
  if (value.size() > kLongest) return false;
  if (value.starts_with('Z')) {
    return value.size() > 3 && value.size() <= 3 + kLongestAfterScheme && IsTop(value.substr(0, 3)) && IsPlain(value);
  }
  const std::vector<std::string_view> groups = Groups(value);
  return IsTop(groups.front()) && std::all_of(groups.begin(), groups.end(), IsPlain);
}

}  // namespace

std::string_view ToString(IdentifierScheme scheme) {
  return scheme == IdentifierScheme::kQcvn102 ? "QCVN_102" : "QD_20";
}

std::optional<IdentifierScheme> ParseIdentifierScheme(std::string_view text) {
  for (const IdentifierScheme scheme : {IdentifierScheme::kQcvn102, IdentifierScheme::kQd20}) {
    if (ToString(scheme) == text) return scheme;
  }
  return std::nullopt;
}

bool IsIdentifier(IdentifierScheme scheme, std::string_view value) {
  return scheme == IdentifierScheme::kQcvn102 ? IsQcvn102(value) : IsQd20(value);
}

}  // namespace dondoc::organization
