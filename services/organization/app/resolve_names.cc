#include "services/organization/app/resolve_names.h"

#include <set>
#include <unordered_map>
#include <utility>

#include "common/text/fold.h"
#include "services/organization/domain/name_resolution/resolve_names.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

constexpr int kMostGroups = 1000;  // that a unit and those above it have names for

absl::StatusOr<std::optional<Unit>> FindContext(pg::Transaction& tx, const std::string& id, Day day) {
  if (id.empty()) return FindGovernment(tx, day);
  auto unit = GetUnit(tx, id, day);
  if (!unit.ok()) return WithMetadata(unit.status(), "field", "context_unit_id");
  return std::optional<Unit>(*std::move(unit));
}

ResolvedName ToResolved(const Meaning& meaning) {
  ResolvedName resolved;
  if (meaning.unit != nullptr) resolved.unit = *meaning.unit;
  resolved.group = meaning.group;
  for (const Unit* candidate : meaning.candidates) resolved.candidates.push_back(*candidate);
  return resolved;
}

// The groups that may be named, by the folded name; of two with one name the nearer.
using GroupsByName = std::unordered_map<std::string, Group>;
absl::StatusOr<GroupsByName> GroupsAround(pg::Transaction& tx, const Unit& seen_from, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<NamedGroup> groups,
                          ListGroups(tx, seen_from.id, day, std::nullopt, kMostGroups));
  GroupsByName by_name;
  for (const NamedGroup& one : groups) by_name.try_emplace(Fold(one.name, Punctuation::kDrop), one.group);
  return by_name;
}

absl::Status DropEmptyGroups(pg::Transaction& tx, Day day, std::vector<ResolvedName>& names) {
  std::vector<Group> groups;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].group) continue;
    groups.push_back(*names[i].group);
    positions.push_back(i);
  }
  if (groups.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Member> members, ExpandGroups(tx, groups, day));
  std::set<int> with_members;
  for (const Member& member : members) with_members.insert(member.group);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (with_members.contains(static_cast<int>(i))) continue;
    ResolvedName& name = names[positions[i]];
    name.empty_group = std::exchange(name.group, std::nullopt);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ResolvedNames> ResolveNames(const Context& context, const NamesQuestion& question) {
  const Day day = question.day.value_or(DayOf(context.clock.Now()));
  const std::vector<std::string> places = PossibleTerritoryNames(question.names, context.vocabulary.reader());
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<ResolvedNames> {
    ResolvedNames resolved;
    DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> seen_from, FindContext(tx, question.context_unit_id, day));
    if (!seen_from) {
      resolved.names.resize(question.names.size());
      return resolved;
    }
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Unit> units, ListUnitsAround(tx, seen_from->id, places, day));
    const Surroundings surroundings(context.vocabulary, units, *seen_from);
    // Whoever is not there on the day has no units below it: by where it stood last, "các xã" would be all of the
    // province.
    const bool exists = seen_from->validity.Contains(day);
    GroupsByName groups;
    if (exists) {
      DONDOC_ASSIGN_OR_RETURN(groups, GroupsAround(tx, *seen_from, day));
    }
    for (const std::string& name : question.names) {
      // Who gives a group a name means it by that name, whatever else it might be.
      const auto named = groups.find(Fold(name, Punctuation::kDrop));
      resolved.names.push_back(named == groups.end() ? ToResolved(ResolveName(name, surroundings))
                                                     : ResolvedName{.group = named->second});
      if (!exists) resolved.names.back().group.reset();
    }
    DONDOC_RETURN_IF_ERROR(DropEmptyGroups(tx, day, resolved.names));
    // Last the number: should the tree change meanwhile, whoever waits for this change has at least what was read.
    DONDOC_ASSIGN_OR_RETURN(resolved.tree_change, GetTreeChange(tx));
    return resolved;
  });
}

}  // namespace dondoc::organization
