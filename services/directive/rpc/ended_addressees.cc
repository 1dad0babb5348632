#include "services/directive/rpc/ended_addressees.h"

#include <map>
#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/directive/rpc/convert_directive.h"
#include "services/directive/storage/succession_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {
namespace {

using Ended = std::map<std::string, EndedUnit>;

constexpr char kConflicts[] = "the conflicts (dondoc assignment conflicts)";

std::string Sentence(const EndedUnit& unit) {
  const std::string ended = unit.name + " ended on " + FormatDay(unit.ended_on) + ": what it gets goes to ";
  return ended + (unit.heir_name.empty() ? kConflicts : "its heir, " + unit.heir_name);
}

// Of a group's members; empty where all are still there.
std::string Sentence(const std::string& name, const std::vector<std::string>& members, const Ended& ended) {
  std::size_t gone = 0, without_heir = 0;
  for (const std::string& id : members) {
    const auto unit = ended.find(id);
    if (unit == ended.end()) continue;
    ++gone;
    if (unit->second.heir_name.empty()) ++without_heir;
  }
  if (gone == 0) return "";
  std::string text = std::to_string(gone) + " of the " + std::to_string(members.size()) + " units that are \"" + name +
                     "\" on its day have ended since: what they get goes to ";
  if (without_heir == gone) return text + kConflicts;
  text += "their heirs";
  return without_heir == 0 ? text : text + "; of " + std::to_string(without_heir) + " without an heir to " + kConflicts;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> EndedAddressees(pg::Transaction& tx, const Directive& directive, Day today) {
  std::vector<std::string> sentences;
  const std::optional<Day> day = IssueDay(directive);
  if (!day || *day >= today) return sentences;
  std::vector<std::string> group_names, ids;
  std::vector<organization::v1::UnitGroup> groups;
  for (const std::string& name : NamesThatMustBeKnown(directive)) {
    const NamedBody* body = FindName(directive.names, name);
    if (name == directive.issuer || body == nullptr || !body->meaning.known()) continue;
    if (!body->meaning.group.has_value()) {
      ids.push_back(body->meaning.unit_id);
      continue;
    }
    group_names.push_back(name);
    groups.push_back(ToProto(*body).group());
  }
  DONDOC_ASSIGN_OR_RETURN(const Ended units, ListEndedUnits(tx, ids, today));
  for (const auto& [id, unit] : units) sentences.push_back(Sentence(unit));
  if (groups.empty()) return sentences;
  DONDOC_ASSIGN_OR_RETURN(const auto found, organization::replica::ExpandGroups(tx, groups, *day));
  std::vector<std::vector<std::string>> members(groups.size());
  ids.clear();
  for (const auto& member : found) {
    members[static_cast<std::size_t>(member.group)].push_back(member.unit_id);
    ids.push_back(member.unit_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const Ended of_groups, ListEndedUnits(tx, ids, today));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::string sentence = Sentence(group_names[i], members[i], of_groups);
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace dondoc::directive
