#include "services/organization/replica/place_unit.h"

#include <algorithm>
#include <memory>

#include "common/status/status.h"

namespace dondoc::organization::replica {
namespace {

absl::Status NoSuchUnit(const std::string& unit_id) {
  return Error(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "there is no unit '" + unit_id + "'",
               {{"field", "unit_id"}});
}

// The newest tree, which has the unit. One that the tables have and the tree in memory has not yet is looked up there.
absl::StatusOr<std::shared_ptr<const Tree>> TreeWith(CoverCache& covers, const std::string& unit_id) {
  std::shared_ptr<const Tree> tree = covers.Newest();
  if (tree->Find(std::string_view(unit_id)) == Tree::kNone) {
    DONDOC_RETURN_IF_ERROR(covers.Refresh());
    tree = covers.Newest();
  }
  if (tree->Find(std::string_view(unit_id)) == Tree::kNone) return NoSuchUnit(unit_id);
  return tree;
}

}  // namespace

absl::StatusOr<PlacedUnit> PlaceUnit(CoverCache& covers, const std::string& unit_id, const std::string& date,
                                     Day today) {
  const std::optional<Day> asked = ParseDay(date);
  if (!date.empty() && !asked) return InvalidField("date", "BAD_DATE", "a date is YYYY-MM-DD, not '" + date + "'");
  DONDOC_ASSIGN_OR_RETURN(const std::shared_ptr<const Tree> tree, TreeWith(covers, unit_id));
  const Day day = asked ? *asked : DefaultDay(*tree, tree->Find(std::string_view(unit_id)), today);
  PlacedUnit placed;
  DONDOC_ASSIGN_OR_RETURN(placed.view, covers.On(day));
  const Tree::Index unit = placed.view.tree->Find(std::string_view(unit_id));
  if (unit == Tree::kNone) return NoSuchUnit(unit_id);
  placed.unit = static_cast<covers::UnitIndex>(unit);
  if (placed.view.covers->Exists(placed.unit)) return placed;
  DONDOC_ASSIGN_OR_RETURN(const std::string name, covers.NameOf(unit_id));
  return InvalidField(date.empty() ? "unit_id" : "date", "UNIT_NOT_VALID",
                      (name.empty() ? "unit '" + unit_id + "'" : name) + " does not exist on " + FormatDay(day));
}

absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(CoverCache& covers, std::string_view unit_id, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const TreeView view, covers.On(today));
  const Tree::Index unit = view.tree->Find(unit_id);
  if (unit == Tree::kNone) return std::vector<std::string>{std::string(unit_id)};
  std::vector<std::string> ids;
  const auto add = [&](Tree::Index one) {
    std::string id = ToString(view.tree->IdOf(one));
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return false;
    ids.push_back(std::move(id));
    return true;
  };
  for (Tree::Index one = unit; add(one) && !view.tree->Exists(one, today);) {
    const covers::UnitIndex heir = (*view.heirs)[one];
    if (heir == covers::kNoUnit) break;
    one = static_cast<Tree::Index>(heir);
  }
  const covers::UnitIndex home = view.covers->Home(static_cast<covers::UnitIndex>(unit));
  if (home != covers::kNoUnit) add(static_cast<Tree::Index>(home));
  return ids;
}

std::vector<covers::UnitIndex> SuperiorsEver(const Tree& tree, covers::UnitIndex unit) {
  std::vector<covers::UnitIndex> superiors;
  const auto add = [&](Day day) {
    const Tree::Index found = tree.Superior(static_cast<Tree::Index>(unit), day);
    const auto superior = found == Tree::kNone ? covers::kNoUnit : static_cast<covers::UnitIndex>(found);
    if (std::find(superiors.begin(), superiors.end(), superior) == superiors.end()) superiors.push_back(superior);
  };
  add(covers::kAlways);
  const std::optional<Day> end = tree.ValidTo(static_cast<Tree::Index>(unit));
  for (const Day day : tree.Epochs()) {
    if (!end || day < *end) add(day);
  }
  return superiors;
}

}  // namespace dondoc::organization::replica
