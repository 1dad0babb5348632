#include "tools/dondoc/body_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/command.h"
#include "tools/dondoc/print_unit.h"

namespace dondoc::cli {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): the messages of one service

constexpr char kService[] = "organization";
constexpr char kUnitHelp[] = "The body: an id or a name";
using Stub = OrganizationService::Stub;

struct RenameOptions {
  std::string unit, name, from;
};

absl::Status Rename(Session& session, const RenameOptions& options) {
  RenameUnitRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.from));
  request.set_name(options.name);
  request.set_valid_from(options.from);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::RenameUnit, request));
  return PrintUnit(session, unit);
}

struct MoveOptions {
  std::string unit, superior, from;
};

absl::Status Move(Session& session, const MoveOptions& options) {
  MoveUnitRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.from));
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_superior_id(),
                          session.FindUnitId(options.superior, "superior", options.from));
  request.set_valid_from(options.from);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::MoveUnit, request));
  return PrintUnit(session, unit);
}

struct EndOptions {
  std::string unit, day;
  bool never = false;
};

absl::Status End(Session& session, const EndOptions& options) {
  EndUnitRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  request.set_valid_to(options.day);
  request.set_never(options.never);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::EndUnit, request));
  return PrintUnit(session, unit);
}

}  // namespace

void RegisterBodyChanges(CLI::App& units, Session& session) {
  auto rename = std::make_shared<RenameOptions>();
  CLI::App* command = units.add_subcommand("rename", "Call a body otherwise; a UBND is called as its territory is");
  command->add_option("UNIT", rename->unit, kUnitHelp)->required();
  command->add_option("NAME", rename->name, "Its full name, with the locality")->required();
  command->add_option("--from", rename->from, "First day on which it is called so, YYYY-MM-DD (default: today)");
  Command<RenameOptions>(command, session, rename, Rename);

  auto move = std::make_shared<MoveOptions>();
  command = units.add_subcommand("move", "Put a body, with all below it, under another one of its territory");
  command->add_option("UNIT", move->unit, kUnitHelp)->required();
  command->add_option("SUPERIOR", move->superior, "The body above: an id, a territory's code or a name")->required();
  command->add_option("--from", move->from, "First day on which it stands there, YYYY-MM-DD (default: today)");
  Command<MoveOptions>(command, session, move, Move);

  auto end = std::make_shared<EndOptions>();
  command = units.add_subcommand("end", "End a body that nothing depends on; a UBND ends with its territory");
  command->add_option("UNIT", end->unit, kUnitHelp)->required();
  CLI::Option* on = command->add_option("--on", end->day, "First day without it, YYYY-MM-DD (default: today)");
  command->add_flag("--never", end->never, "It never was: take a mistake back")->excludes(on);
  Command<EndOptions>(command, session, end, End);
}

}  // namespace dondoc::cli
