#include "tools/dondoc/print_unit.h"

#include <string>
#include <utility>

#include "tools/dondoc/cli_support.h"
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

}  // namespace

absl::Status PrintUnit(Session& session, const Unit& unit) {
  if (session.json()) return session.PrintJson(unit);
  Table table({"FIELD", "VALUE"});
  table.Add({"id", unit.id()});
  table.Add({"name", unit.name()});
  table.Add({"level", LevelText(unit.level())});
  table.Add({"kind", unit.kind()});
  table.Add({"territory", unit.territory_name() + " (" + unit.territory_code() +
                              (unit.code_list().empty() ? "" : " in the list " + unit.code_list()) + ")"});
  table.Add({"superior", unit.superior_id()});
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
    table.Add({Days(state), text});
  }
  table.Add({"version", std::to_string(unit.version())});
  return session.Print(table);
}

}  // namespace dondoc::cli
