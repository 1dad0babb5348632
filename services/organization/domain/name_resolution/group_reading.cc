#include "services/organization/domain/name_resolution/group_reading.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace dondoc::organization {
namespace {

constexpr std::array<std::string_view, 5> kConnectors{"cung", "voi", "hoac", "den", "tai"};
constexpr std::array<Level, 4> kLevels{Level::kCentral, Level::kProvince, Level::kDistrict, Level::kCommune};

// Who is meant where territories are named and no body.
const Term& Heads() {
  static const Term heads{TermKind::kUnit, std::nullopt, {}, {std::string(kUbnd)}, {}, {}};
  return heads;
}

bool Contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

class GroupReader {
 public:
  GroupReader(const Words& words, const Surroundings& surroundings) : words_(words), surroundings_(surroundings) {}

  std::optional<Group> Read() {
    if (surroundings_.chain().empty()) return std::nullopt;
    while (at_ < words_.size()) {
      if (!ReadNext()) return std::nullopt;
    }
    const bool of_places = !types_.empty() || attributes_.any();
    if (parts_.empty()) {
      if (!of_places) return std::nullopt;
      parts_.push_back({&Heads()});
    }
    // "Các phòng, ban, UBND các xã": the first ones are not of the communes.
    if (many_terms_ && of_places && !IsUniform()) return std::nullopt;
    return Compose();
  }

 private:
  Level OwnLevel() const { return surroundings_.chain().front()->level; }

  bool ReadNext() {
    const std::string& word = words_[at_];
    if (word == "cac" || word == "nhung") {
      plural_ = after_many_ = true;
      ++at_;
      return true;
    }
    if (std::find(kConnectors.begin(), kConnectors.end(), word) != kConnectors.end()) {
      ++at_;
      return true;
    }
    return ReadPlace() || ReadTerm();
  }

  // "cấp xã", "huyện Chi Lăng", "huyện", "xã, thị trấn".
  bool ReadPlace() {
    const bool after_level = words_[at_] == "cap";
    const std::size_t begin = at_ + (after_level ? 1 : 0);
    const TypeWordMatch type = MatchTypeWord(words_, begin);
    // "xã" may begin "xã hội ...": the longer of the two is meant.
    const std::size_t term = surroundings_.vocabulary().LongestTerm(words_, at_).length;
    const Surroundings::Mention mention = surroundings_.MentionAt(words_, begin);
    const std::size_t length = std::max(type.length, mention.length);
    if (length == 0 || (!after_level && term > length)) return false;
    at_ = begin + length;
    if (mention.length > 0) return mention.territories.size() == 1 && SetScope(mention.territories.front());
    return after_level ? SetLevel(type) : SetTypeOrScope(type);
  }

  bool SetScope(const Territory* territory) {
    after_many_ = false;
    if (territory == nullptr || (scope_ != nullptr && scope_ != territory)) return false;
    scope_ = territory;
    return true;
  }

  bool SetMemberLevel(Level level) {
    if (member_level_ && *member_level_ != level) return false;
    member_level_ = level;
    return true;
  }

  bool SetLevel(const TypeWordMatch& type) {
    if (type.level <= OwnLevel()) return SetScope(surroundings_.ChainAt(type.level));
    plural_ = true;
    return SetMemberLevel(type.level);
  }

  bool SetTypeOrScope(TypeWordMatch type) {
    // "Các tỉnh, thành phố": a province's equal.
    if (type.type == "thành phố" && member_level_ == Level::kProvince) type.level = Level::kProvince;
    // "thành phố" after "các huyện," is a type of members; alone it is the city that the document is of.
    const bool in_run = !types_.empty() && member_level_ == type.level;
    const bool own_city = type.type == "thành phố" && !in_run && !after_many_ && surroundings_.ChainOf(type) != nullptr;
    if (type.level > OwnLevel() && !own_city) {
      if (attributes_.any()) return false;
      plural_ = plural_ || after_many_ || !types_.empty();
      if (!Contains(types_, type.type)) types_.push_back(type.type);
      return SetMemberLevel(type.level);
    }
    return SetScope(surroundings_.ChainOf(type));
  }

  bool ReadTerm() {
    const Vocabulary::Match match = surroundings_.vocabulary().LongestTerm(words_, at_);
    if (match.length == 0) return false;
    at_ += match.length;
    std::vector<const Term*> meanings = Meanings(*match.meanings);
    if (meanings.empty()) return false;
    const TermKind kind = meanings.front()->kind;
    if (kind == TermKind::kAttribute) return AddAttributes(*meanings.front());
    if (kind != TermKind::kQualifier && kind != TermKind::kTitle) {
      many_terms_ = many_terms_ || after_many_;
      after_many_ = false;
      parts_.push_back(std::move(meanings));
    }
    return true;
  }

  // "Đặc biệt khó khăn" of the types before it; "các đô thị", without a type, are of the term's level.
  bool AddAttributes(const Term& term) {
    attributes_.specially_difficult = attributes_.specially_difficult || term.attributes.specially_difficult;
    attributes_.urban = attributes_.urban || term.attributes.urban;
    attributes_.island = attributes_.island || term.attributes.island;
    if (!after_many_ || !types_.empty() || !term.level) return true;
    plural_ = true;
    return SetMemberLevel(*term.level);
  }

  // Those that apply where the context speaks; what it alone means comes before what the term means in general.
  std::vector<const Term*> Meanings(const std::vector<Term>& all) const {
    std::vector<const Term*> general, special;
    for (const Term& term : all) {
      if (term.seen_from.empty()) general.push_back(&term);
      if (Contains(term.seen_from, surroundings_.context().kind)) special.push_back(&term);
    }
    return special.empty() ? general : special;
  }

  // The levels at which every part means something.
  std::vector<Level> CommonLevels() const {
    std::vector<Level> common;
    for (const Level level : kLevels) {
      const bool all = std::all_of(parts_.begin(), parts_.end(), [&](const auto& meanings) {
        return std::any_of(meanings.begin(), meanings.end(),
                           [&](const Term* term) { return !term->level || *term->level == level; });
      });
      if (all) common.push_back(level);
    }
    return common;
  }

  // The level of the members: as said, else that of the place spoken of, else the nearest below it, else the nearest
  // above.
  std::optional<Level> ChooseLevel(Level scope_level) const {
    const std::vector<Level> common = CommonLevels();
    const auto has = [&](Level level) { return std::find(common.begin(), common.end(), level) != common.end(); };
    if (member_level_) return has(*member_level_) ? member_level_ : std::nullopt;
    if (has(scope_level)) return scope_level;
    for (const Level level : common) {
      if (level > scope_level) return level;
    }
    if (scope_ == nullptr && !common.empty()) return common.back();
    return std::nullopt;
  }

  std::optional<Group> Compose() {
    const Territory* scope = scope_ != nullptr ? scope_ : surroundings_.chain().front();
    const std::optional<Level> level = ChooseLevel(scope->level);
    if (!level) return std::nullopt;
    if (*level < scope->level) scope = surroundings_.ChainAt(*level);
    const Unit* head = scope == nullptr ? nullptr : surroundings_.HeadOf(scope->id);
    if (head == nullptr) return std::nullopt;
    // Bodies of a district have the district's attributes: "các cơ quan đô thị" are not meant by it.
    if (attributes_.any() && types_.empty() && *level != Level::kCommune) return std::nullopt;
    Group group{head->id, *level, {}, {}, types_, {}, attributes_};
    AddMeanings(*level, group);
    if (!IsSeveral() || (group.kinds.empty() && group.tags.empty())) return std::nullopt;
    if (surroundings_.context().territory.level == *level) group.except_unit_ids.push_back(surroundings_.context().id);
    return group;
  }

  // "các" says so, or a list of bodies or of words of groups; "cơ quan công an" is neither.
  bool IsSeveral() const { return plural_ || (parts_.size() > 1 && IsUniform()); }

  // Only names of bodies, or only words of groups.
  bool IsUniform() const {
    const TermKind kind = parts_.front().front()->kind;
    return std::all_of(parts_.begin(), parts_.end(),
                       [&](const auto& meanings) { return meanings.front()->kind == kind; });
  }

  void AddMeanings(Level level, Group& group) const {
    std::set<std::string> kinds, tags;
    for (const auto& meanings : parts_) {
      for (const Term* term : meanings) {
        if (term->level && *term->level != level) continue;
        kinds.insert(term->kinds.begin(), term->kinds.end());
        tags.insert(term->tags.begin(), term->tags.end());
      }
    }
    group.kinds.assign(kinds.begin(), kinds.end());
    group.tags.assign(tags.begin(), tags.end());
  }

  const Words& words_;
  const Surroundings& surroundings_;
  std::size_t at_ = 0;
  bool plural_ = false;      // "các" was said, or a level below
  bool after_many_ = false;  // "các" was said just before
  bool many_terms_ = false;  // "các" was said of bodies, not of territories
  const Territory* scope_ = nullptr;
  std::optional<Level> member_level_;
  std::vector<std::string> types_;
  Attributes attributes_;
  std::vector<std::vector<const Term*>> parts_;
};

}  // namespace

std::optional<Group> ReadGroup(const Words& name, const Surroundings& surroundings) {
  return GroupReader(name, surroundings).Read();
}

}  // namespace dondoc::organization
