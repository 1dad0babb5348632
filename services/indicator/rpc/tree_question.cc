#include "services/indicator/rpc/tree_question.h"

#include <optional>
#include <string_view>

#include "common/status/status.h"
#include "services/indicator/app/who_speaks_for.h"

namespace dondoc::indicator {
namespace {

using organization::replica::Tree;
using organization::replica::TreeLevel;
using organization::replica::covers::kNoUnit;
using organization::replica::covers::Term;
using organization::replica::covers::UnitIndex;

Tree::Index IndexOf(UnitIndex unit) { return unit == kNoUnit ? Tree::kNone : static_cast<Tree::Index>(unit); }

std::string LevelName(TreeLevel level) {
  switch (level) {
    case TreeLevel::kCentral:
      return "CENTRAL";
    case TreeLevel::kProvince:
      return "PROVINCE";
    case TreeLevel::kDistrict:
      return "DISTRICT";
    default:
      return "COMMUNE";
  }
}

absl::Status NoSuchUnit(const std::string& unit_id) {
  return Error(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "there is no unit '" + unit_id + "'",
               {{"field", "unit_id"}});
}

// The newest tree, which has the unit. One that the tables have and the tree in memory has not yet is looked up there.
absl::StatusOr<std::shared_ptr<const Tree>> TreeWith(app::Context& context, const std::string& unit_id) {
  std::shared_ptr<const Tree> tree = context.covers.Newest();
  if (tree->Find(std::string_view(unit_id)) == Tree::kNone) {
    DONDOC_RETURN_IF_ERROR(context.covers.Refresh());
    tree = context.covers.Newest();
  }
  if (tree->Find(std::string_view(unit_id)) == Tree::kNone) return NoSuchUnit(unit_id);
  return tree;
}

// All units that this one has ever been below.
std::set<UnitIndex> SuperiorsEver(const Tree& tree, UnitIndex unit) {
  const auto superior_on = [&](Day day) {
    const Tree::Index superior = tree.Superior(IndexOf(unit), day);
    return superior == Tree::kNone ? kNoUnit : static_cast<UnitIndex>(superior);
  };
  std::set<UnitIndex> superiors = {superior_on(organization::replica::covers::kAlways)};
  for (const Day day : tree.Epochs()) superiors.insert(superior_on(day));
  return superiors;
}

}  // namespace

std::string TreeQuestion::IdOf(UnitIndex of) const {
  return organization::replica::ToString(view.tree->IdOf(IndexOf(of)));
}

std::string TreeQuestion::LevelOf(UnitIndex of) const { return LevelName(view.tree->LevelOf(IndexOf(of))); }

absl::StatusOr<TreeQuestion> AskInTree(app::Context& context, const std::string& unit_id, const std::string& date) {
  const std::optional<Day> asked = ParseDay(date);
  if (!date.empty() && !asked) return InvalidField("date", "BAD_DATE", "a date is YYYY-MM-DD, not '" + date + "'");
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(const std::shared_ptr<const Tree> tree, TreeWith(context, unit_id));
  const Day day =
      asked ? *asked : organization::replica::DefaultDay(*tree, tree->Find(std::string_view(unit_id)), today);
  TreeQuestion question;
  DONDOC_ASSIGN_OR_RETURN(question.view, context.covers.On(day));
  const Tree::Index unit = question.view.tree->Find(std::string_view(unit_id));
  if (unit == Tree::kNone) return NoSuchUnit(unit_id);
  question.unit = static_cast<UnitIndex>(unit);
  if (!question.view.covers->Exists(question.unit)) {
    return InvalidField(date.empty() ? "unit_id" : "date", "UNIT_NOT_VALID",
                        "unit '" + unit_id + "' does not exist on " + FormatDay(day));
  }
  DONDOC_ASSIGN_OR_RETURN(question.speakers, app::WhoSpeaksFor(context, unit_id));
  return question;
}

absl::Status PermitOne(const rpc::Call& call, const std::vector<std::string>& units) {
  absl::Status first;
  for (const std::string& unit_id : units) {
    absl::Status permitted = call.Permit({.unit = unit_id});
    if (permitted.ok()) return permitted;
    if (first.ok()) first = std::move(permitted);
  }
  return first;
}

void AddRows(const app::Context& context, const TreeQuestion& question, UnitIndex of, Taken taken,
             std::vector<RowsOf>& rows, std::set<std::string>& elsewhere) {
  const auto served = [&](UnitIndex unit) { return unit != kNoUnit && context.serves(question.LevelOf(unit)); };
  const auto id = [&](UnitIndex unit) {
    return unit == kNoUnit ? std::nullopt : std::optional<std::string>(question.IdOf(unit));
  };
  for (const Term& term : question.view.covers->TermsOf(of)) {
    RowsOf row{.unit_id = question.IdOf(term.unit), .superior_id = id(term.superior), .weight = term.weight};
    std::set<UnitIndex> superiors = {term.superior};
    if (term.any_superior) superiors = SuperiorsEver(*question.view.tree, term.unit);
    bool all_known = true;
    for (const UnitIndex superior : superiors) all_known = all_known && served(superior);
    if (served(term.unit) && (taken == Taken::kAsItIs || !all_known)) {
      rows.push_back(std::move(row));
      continue;
    }
    if (!all_known) elsewhere.insert(question.LevelOf(term.unit));
    row.is_contribution = true;
    for (const UnitIndex superior : superiors) {
      if (!served(superior)) continue;
      row.superior_id = id(superior);
      rows.push_back(row);
    }
  }
}

bool IsExpectedToReport(const TreeQuestion& question, UnitIndex unit, const Period& period) {
  const Tree& tree = *question.view.tree;
  return tree.LevelOf(IndexOf(unit)) == TreeLevel::kCommune && tree.Exists(IndexOf(unit), period.last) &&
         tree.KindOf(IndexOf(unit)) == "UBND";
}

std::vector<std::string> ExpectedUnits(const TreeQuestion& question, const Period& period) {
  const auto size = static_cast<UnitIndex>(question.view.tree->size());
  std::vector<std::string> ids;
  for (UnitIndex unit = 0; unit < size; ++unit) {
    if (IsExpectedToReport(question, unit, period) && question.view.covers->IsWithin(unit, question.unit))
      ids.push_back(question.IdOf(unit));
  }
  return ids;
}

}  // namespace dondoc::indicator
