#include "services/organization/domain/name_resolution/vocabulary.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> SplitList(std::string_view text) {
  return text.empty() ? std::vector<std::string>() : Split(text, '|');
}

absl::Status BadTerms(int line) {
  return Error(absl::StatusCode::kInvalidArgument, "BAD_GROUP_TERMS",
               "line " + std::to_string(line) + " cannot be read");
}

std::optional<TermKind> ParseKind(std::string_view what) {
  if (what == "GROUP") return TermKind::kGroup;
  if (what == "QUALIFIER") return TermKind::kQualifier;
  if (what == "TITLE") return TermKind::kTitle;
  if (what == "ATTRIBUTE") return TermKind::kAttribute;
  return std::nullopt;
}

// The attributes of these names; nothing where a name is none, or where there is none.
std::optional<Attributes> ParseAttributes(const std::vector<std::string>& names) {
  Attributes attributes;
  for (const std::string& name : names) {
    if (!AddAttribute(name, attributes)) return std::nullopt;
  }
  return attributes.any() ? std::optional(attributes) : std::nullopt;
}

// The types that a territory of a level can have: a body may be called differently in each ("Huyện ủy", "Thị ủy").
std::vector<std::string> TypesOf(Level level) {
  switch (level) {
    case Level::kCentral:
      return {"nước"};
    case Level::kProvince:
      return {"tỉnh", "thành phố"};
    case Level::kDistrict:
      return {"huyện", "quận", "thị xã", "thành phố"};
    case Level::kCommune:
      return {"xã"};
  }
  return {};
}

}  // namespace

absl::StatusOr<Vocabulary> Vocabulary::Create(std::string_view abbreviations, std::string_view group_terms,
                                              const std::vector<TemplateRow>& equipment) {
  DONDOC_ASSIGN_OR_RETURN(WordReader reader, WordReader::Create(abbreviations));
  Vocabulary vocabulary(std::move(reader));
  DONDOC_RETURN_IF_ERROR(vocabulary.AddTerms(group_terms));
  vocabulary.AddKinds(equipment);
  return vocabulary;
}

absl::Status Vocabulary::AddTerms(std::string_view group_terms) {
  int number = 0;
  for (const std::string& line : Split(group_terms, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> columns = Split(line, '\t');
    const auto kind = ParseKind(columns[0]);
    const std::optional<Level> level = columns.size() == 6 ? ParseLevel(columns[2]) : std::nullopt;
    if (columns.size() != 6 || !kind || (!level && !columns[2].empty())) {
      return BadTerms(number);
    }
    Term term{*kind, level, SplitList(columns[3]), SplitList(columns[4]), {}};
    if (*kind == TermKind::kAttribute) {
      const std::optional<Attributes> attributes = ParseAttributes(SplitList(columns[5]));
      if (!attributes) return BadTerms(number);
      term.attributes = *attributes;
    } else {
      term.tags = SplitList(columns[5]);
    }
    // A kind of body, like those of the template.
    if (term.kind == TermKind::kGroup && term.tags.empty()) term.kind = TermKind::kUnit;
    Add(reader_.Read(columns[1]), std::move(term));
  }
  return absl::OkStatus();
}

void Vocabulary::AddKinds(const std::vector<TemplateRow>& equipment) {
  for (const TemplateRow& row : equipment) {
    std::vector<std::string> patterns = row.aliases;
    patterns.push_back(row.name);
    std::set<Words> names;
    for (const std::string& type : row.types.empty() ? TypesOf(row.level) : row.types) {
      Territory territory;
      territory.type = type;
      for (const std::string& pattern : patterns) names.insert(reader_.Read(RenderCore(pattern, territory)));
    }
    for (const Words& name : names) Add(name, {TermKind::kUnit, row.level, {}, {row.kind}, {}});
  }
}

void Vocabulary::Add(const Words& words, Term term) {
  if (words.empty()) return;
  longest_ = std::max(longest_, words.size());
  terms_[JoinWords(words)].push_back(std::move(term));
}

Vocabulary::Match Vocabulary::LongestTerm(const Words& words, std::size_t at) const {
  for (std::size_t length = std::min(longest_, words.size() - at); length > 0; --length) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    const auto found = terms_.find(JoinWords(Words(begin, begin + static_cast<std::ptrdiff_t>(length))));
    if (found != terms_.end()) return {&found->second, length};
  }
  return {};
}

TypeWordMatch MatchTypeWord(const Words& words, std::size_t at) {
  struct Type {
    std::array<std::string_view, 2> folded;
    std::string_view type;
    Level level;
  };
  static constexpr std::array<Type, 9> kTypes{{{{"thanh", "pho"}, "thành phố", Level::kDistrict},
                                               {{"thi", "xa"}, "thị xã", Level::kDistrict},
                                               {{"thi", "tran"}, "thị trấn", Level::kCommune},
                                               {{"dac", "khu"}, "đặc khu", Level::kCommune},
                                               {{"tinh", ""}, "tỉnh", Level::kProvince},
                                               {{"huyen", ""}, "huyện", Level::kDistrict},
                                               {{"quan", ""}, "quận", Level::kDistrict},
                                               {{"xa", ""}, "xã", Level::kCommune},
                                               {{"phuong", ""}, "phường", Level::kCommune}}};
  for (const Type& type : kTypes) {
    const std::size_t length = type.folded[1].empty() ? 1 : 2;
    if (at + length > words.size() || words[at] != type.folded[0]) continue;
    if (length == 2 && words[at + 1] != type.folded[1]) continue;
    return {std::string(type.type), type.level, length};
  }
  return {};
}

}  // namespace dondoc::organization
