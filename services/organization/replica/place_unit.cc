#include "services/organization/replica/place_unit.h"

#include <algorithm>
#include <memory>
#include <utility>

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
  DONDOC_ASSIGN_OR_RETURN(auto views, covers.On(day, today));
  const Tree::Index unit = views.first.tree->Find(std::string_view(unit_id));
  if (unit == Tree::kNone) return NoSuchUnit(unit_id);
  covers::Part everything(views.first.covers);
  PlacedUnit placed{.view = std::move(views.first),
                    .now = std::move(views.second),
                    .unit = static_cast<covers::UnitIndex>(unit),
                    .part = std::move(everything)};
  if (placed.view.covers->Exists(placed.unit)) return placed;
  DONDOC_ASSIGN_OR_RETURN(const std::string name, covers.NameOf(unit_id));
  return InvalidField(date.empty() ? "unit_id" : "date", "UNIT_NOT_VALID",
                      (name.empty() ? "unit '" + unit_id + "'" : name) + " does not exist on " + FormatDay(day));
}

absl::Status LeaveOutUnread(const MayRead& may_read, PlacedUnit& placed) {
  const Tree& now = *placed.now.tree;
  const covers::UnitIndex lies_in = placed.now.covers->Home(placed.unit);
  bool whole = false;  // whether what is below there today may be read
  if (lies_in != covers::kNoUnit) {
    DONDOC_ASSIGN_OR_RETURN(whole, may_read(placed.IdOf(lies_in)));
  }
  const auto size = static_cast<covers::UnitIndex>(placed.view.tree->size());
  std::vector<bool> left_out(static_cast<std::size_t>(size));
  bool any = false;
  for (covers::UnitIndex unit = 0; unit < size; ++unit) {
    if (unit == placed.unit || !placed.view.covers->IsWithin(unit, placed.unit)) continue;
    if (whole && now.IsWithin(static_cast<Tree::Index>(unit), static_cast<Tree::Index>(lies_in), placed.now.day))
      continue;
    DONDOC_ASSIGN_OR_RETURN(const bool may, may_read(placed.IdOf(unit)));
    left_out[static_cast<std::size_t>(unit)] = !may;
    any = any || !may;
  }
  if (any) {
    placed.part = covers::Part(placed.view.covers, std::move(left_out),
                               [&](covers::UnitIndex unit) { return SuperiorsEver(*placed.view.tree, unit); });
  }
  return absl::OkStatus();
}

std::vector<std::string> LeftOut(const PlacedUnit& placed) {
  constexpr std::size_t kMost = 100;
  std::vector<std::string> ids;
  for (const covers::UnitIndex unit : placed.part.HighestLeftOut(placed.unit)) {
    if (ids.size() == kMost) break;
    ids.push_back(placed.IdOf(unit));
  }
  return ids;
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
