// What is known of names before any unit is: abbreviations, words of groups, what the bodies of the template are
// called. Read once at start; immutable, so any number of threads may use it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/name_resolution/words.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

enum class TermKind {
  kGroup,      // a word of a group
  kUnit,       // the name of one kind of body, without its locality
  kQualifier,  // adds nothing
  kTitle,      // a head named in place of the unit
  kAttribute,  // what the territories have
};

struct Term {
  TermKind kind = TermKind::kGroup;
  std::optional<Level> level;  // of the members; nothing for the level spoken of; of an attribute, without a type word
  std::vector<std::string> seen_from;  // kinds of units in whose documents it means this; empty for all others
  std::vector<std::string> kinds;
  std::vector<std::string> tags;
  Attributes attributes = {};
};

class Vocabulary {
 public:
  // `group_terms` is data/group_terms.tsv. INVALID_ARGUMENT (BAD_GROUP_TERMS, BAD_ABBREVIATIONS).
  static absl::StatusOr<Vocabulary> Create(std::string_view abbreviations, std::string_view group_terms,
                                           const std::vector<TemplateRow>& equipment);

  const WordReader& reader() const { return reader_; }

  // The longest term that `words` have at `at`, and how many words it takes; nothing where none fits. Meanings differ
  // by level and by who speaks.
  struct Match {
    const std::vector<Term>* meanings = nullptr;
    std::size_t length = 0;
  };
  Match LongestTerm(const Words& words, std::size_t at) const;

 private:
  explicit Vocabulary(WordReader reader) : reader_(std::move(reader)) {}
  absl::Status AddTerms(std::string_view group_terms);
  void AddKinds(const std::vector<TemplateRow>& equipment);
  void Add(const Words& words, Term term);

  WordReader reader_;
  std::unordered_map<std::string, std::vector<Term>> terms_;
  std::size_t longest_ = 0;
};

// The type words of territories, folded ("thi tran"), and what they are.
struct TypeWordMatch {
  std::string type;  // "thị trấn"
  Level level = Level::kCommune;
  std::size_t length = 0;
};
// The type word that `words` have at `at`; length 0 for none. "thanh pho" is given as a district's: see the caller.
TypeWordMatch MatchTypeWord(const Words& words, std::size_t at);

}  // namespace dondoc::organization
