#include "tools/dondoc/print_unit.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "common/status/status.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/unit_names.h"
#include "tools/dondoc/unit_text.h"

namespace dondoc::cli {
namespace {

using organization::v1::Unit;
using organization::v1::UnitAlias;
using organization::v1::UnitIdentifier;
using organization::v1::UnitState;

// Of a unit or of one of its states.
template <typename Message>
std::string Attributes(const Message& unit) {
  std::string text;
  for (const auto& [is_so, word] : {std::pair(unit.specially_difficult(), "specially-difficult"),
                                    std::pair(unit.urban(), "urban"), std::pair(unit.island(), "island")}) {
    if (is_so) text += (text.empty() ? "" : " ") + std::string(word);
  }
  return text;
}

// Those that it is and was below.
absl::StatusOr<std::map<std::string, std::string>> SuperiorsOf(Session& session, const Unit& unit) {
  std::set<std::string> ids{unit.superior_id()};
  for (const UnitState& state : unit.states()) ids.insert(state.superior_id());
  ids.erase("");
  return UnitNames(session, ids);
}

}  // namespace

absl::Status PrintUnit(Session& session, const Unit& unit) {
  if (session.json()) return session.PrintJson(unit);
  DONDOC_ASSIGN_OR_RETURN(auto superiors, SuperiorsOf(session, unit));
  Table table({"FIELD", "VALUE"});
  table.Add({"id", unit.id()});
  table.Add({"name", unit.name()});
  table.Add({"level", LevelText(unit.level())});
  table.Add({"kind", unit.kind()});
  table.Add({"territory", unit.territory_name() + " (" + unit.territory_code() +
                              (unit.code_list().empty() ? "" : " in the list " + unit.code_list()) + ")"});
  table.Add({"superior", superiors[unit.superior_id()]});
  table.Add({"territory is", Attributes(unit)});
  table.Add({"tags", Join(unit.tags(), " ")});
  table.Add({"emails", Join(unit.emails(), " ")});
  for (const UnitIdentifier& one : unit.identifiers()) {
    table.Add({"identifier", one.value() + (Days(one).empty() ? "" : " (" + Days(one) + ")")});
  }
  for (const UnitAlias& one : unit.aliases()) {
    table.Add({"other name", one.name() + (Days(one).empty() ? "" : " (" + Days(one) + ")")});
  }
  table.Add({"days", Days(unit)});
  for (const UnitState& state : unit.states()) {
    std::string text = state.name() + " (" + state.territory_code() + " in the list " + state.code_list() + ")";
    if (const std::string attributes = Attributes(state); !attributes.empty()) text += ", " + attributes;
    if (!state.tags().empty()) text += " " + Join(state.tags(), " ");
    if (superiors.size() > 1) text += ", below " + superiors[state.superior_id()];
    table.Add({Days(state), text});
  }
  table.Add({"version", std::to_string(unit.version())});
  return session.Print(table);
}

}  // namespace dondoc::cli
