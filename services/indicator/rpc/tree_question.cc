#include "services/indicator/rpc/tree_question.h"

#include <optional>
#include <string_view>
#include <utility>

#include "common/access/ask_for_one.h"
#include "common/status/status.h"

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

}  // namespace

std::string TreeQuestion::LevelOf(UnitIndex of) const { return LevelName(view.tree->LevelOf(IndexOf(of))); }

absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(app::Context& context, const std::string& unit_id) {
  return organization::replica::WhoSpeaksFor(context.covers, unit_id, DayOf(context.clock.Now()));
}

absl::StatusOr<TreeQuestion> AskInTree(app::Context& context, const std::string& unit_id, const std::string& date,
                                       const rpc::Call& call) {
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(auto placed, organization::replica::PlaceUnit(context.covers, unit_id, date, today));
  const auto ask = [&context, &call, today](const std::string& id) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> speakers,
                            organization::replica::WhoSpeaksFor(context.covers, id, today));
    return access::AskForOne(call.Permits(), speakers);
  };
  DONDOC_RETURN_IF_ERROR(ask(unit_id));
  TreeQuestion question{std::move(placed), [ask](const std::string& id) { return access::IsPermitted(ask(id)); }};
  DONDOC_RETURN_IF_ERROR(organization::replica::LeaveOutUnread(question.may_read, question));
  return question;
}

void AddRows(const app::Context& context, const TreeQuestion& question, UnitIndex of, Taken taken,
             std::vector<RowsOf>& rows, std::set<std::string>& elsewhere) {
  const auto served = [&](UnitIndex unit) { return unit != kNoUnit && context.serves(question.LevelOf(unit)); };
  const auto id = [&](UnitIndex unit) {
    return unit == kNoUnit ? std::nullopt : std::optional<std::string>(question.IdOf(unit));
  };
  for (const Term& term : question.part.TermsOf(of)) {
    RowsOf row{.unit_id = question.IdOf(term.unit), .superior_id = id(term.superior), .weight = term.weight};
    const std::vector<UnitIndex> superiors = term.any_superior
                                                 ? organization::replica::SuperiorsEver(*question.view.tree, term.unit)
                                                 : std::vector<UnitIndex>{term.superior};
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
    if (IsExpectedToReport(question, unit, period) && question.part.Counts(unit, question.unit))
      ids.push_back(question.IdOf(unit));
  }
  return ids;
}

}  // namespace dondoc::indicator
