#include "tools/dondoc/organization_commands.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/command.h"
#include "tools/dondoc/group_commands.h"
#include "tools/dondoc/print_unit.h"
#include "tools/dondoc/succession_commands.h"
#include "tools/dondoc/unit_changes.h"
#include "tools/dondoc/unit_text.h"

namespace dondoc::cli {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): the messages of one service

constexpr char kService[] = "organization";
constexpr std::size_t kLargestFile = 32 * 1024 * 1024;
using Stub = OrganizationService::Stub;

template <typename Units>
absl::Status PrintUnits(Session& session, const Units& units) {
  Table table({"ID", "LEVEL", "CODE", "KIND", "NAME", "DAYS"});
  for (const Unit& unit : units) {
    table.Add({unit.id(), LevelText(unit.level()), unit.territory_code(), unit.kind(), unit.name(), Days(unit)});
  }
  return session.Print(table);
}

// The list of a file that says none.
constexpr char kFirstList[] = "2024";

struct ImportOptions {
  std::string file, from;
};

absl::Status Import(Session& session, const ImportOptions& options) {
  ImportUnitsRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_csv(), ReadFile(options.file, kLargestFile));
  request.set_request_id(session.RequestId());
  request.set_code_list(session.options().code_list.empty() ? kFirstList : session.options().code_list);
  request.set_file_name(std::filesystem::path(options.file).filename().string());
  request.set_valid_from(options.from);
  DONDOC_ASSIGN_OR_RETURN(const ImportUnitsResponse response, session.Call(kService, &Stub::ImportUnits, request));
  if (session.json()) return session.PrintJson(response);
  session.out() << (response.planned() ? "planned " : "created ") << response.created() << ", changed "
                << response.changed() << ", unchanged " << response.unchanged() << "\n";
  return absl::OkStatus();
}

void RegisterImport(CLI::App& units, Session& session) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = units.add_subcommand(
      "import",
      "Import a list of territories (code,name,level,type,parent_code), each with its UBND; of the list 2024 where "
      "--list does not say another. A list beside one that is in force is planned, until a succession brings it in");
  command->add_option("FILE", options->file, "The list, CSV in UTF-8")->required();
  command->add_option("--valid-from,--from", options->from,
                      "First day of what is new, YYYY-MM-DD (default: what is new is as old as its list, and what "
                      "changes was wrong)");
  Command<ImportOptions>(command, session, options, Import);
}

struct EquipOptions {
  std::vector<std::string> codes;
  bool subtree = false;
  std::string date;
};

// The list that is in force on a day: that of its provinces.
absl::StatusOr<std::string> ListInForce(Session& session, const std::string& date) {
  ListUnitsRequest request;
  request.set_date(date);
  request.set_level(common::v1::PROVINCE);
  request.set_kind("UBND");
  request.set_page_size(1);
  DONDOC_ASSIGN_OR_RETURN(const ListUnitsResponse response, session.Call(kService, &Stub::ListUnits, request));
  return response.units().empty() ? std::string(kFirstList) : response.units(0).code_list();
}

absl::Status Equip(Session& session, const EquipOptions& options) {
  EquipTerritoriesRequest request;
  request.set_request_id(session.RequestId());
  request.set_code_list(session.options().code_list);
  if (request.code_list().empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_code_list(), ListInForce(session, options.date));
  }
  request.mutable_codes()->Assign(options.codes.begin(), options.codes.end());
  request.set_with_subtree(options.subtree);
  request.set_date(options.date);
  DONDOC_ASSIGN_OR_RETURN(const EquipTerritoriesResponse response,
                          session.Call(kService, &Stub::EquipTerritories, request));
  if (session.json()) return session.PrintJson(response);
  session.out() << "created " << response.created() << "\n";
  return absl::OkStatus();
}

void RegisterEquip(CLI::App& units, Session& session) {
  auto options = std::make_shared<EquipOptions>();
  CLI::App* command = units.add_subcommand("equip", "Give territories the usual bodies of their level");
  command->add_option("CODE", options->codes, "Codes of territories; VN for the country")->required();
  command->add_flag("--subtree", options->subtree, "Also everything below them");
  command->add_option("--date", options->date, "Only bodies that exist on this day, YYYY-MM-DD");
  Command<EquipOptions>(command, session, options, Equip);
}

struct ShowOptions {
  std::string unit, date;
};

absl::Status Show(Session& session, const ShowOptions& options) {
  GetUnitRequest request;
  // An identifier has a dot, or begins with a letter and digits, as no code and no name does.
  request.set_identifier(options.unit);
  request.set_date(options.date);
  const bool is_identifier =
      options.unit.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.") == std::string::npos &&
      options.unit.find_first_of("0123456789") != std::string::npos &&
      options.unit.find_first_not_of("0123456789") != std::string::npos;
  if (!is_identifier) {
    request.clear_identifier();
    DONDOC_ASSIGN_OR_RETURN(const Unit found, session.FindUnit(options.unit, "unit", options.date));
    request.set_unit_id(found.id());
  }
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::GetUnit, request));
  return PrintUnit(session, unit);
}

void RegisterShow(CLI::App& units, Session& session) {
  auto show = std::make_shared<ShowOptions>();
  CLI::App* show_unit = units.add_subcommand("show", "Show one body");
  show_unit->add_option("UNIT", show->unit, "The body: an id, a territory's code, an identifier or a name")->required();
  show_unit->add_option("--date", show->date, "As it is on this day, YYYY-MM-DD (default: today)");
  Command<ShowOptions>(show_unit, session, show, Show);
}

struct ListOptions {
  std::string within, level, kind, query, date, page_token;
  int limit = 100;
  bool planned = false;
};

absl::Status List(Session& session, const ListOptions& options) {
  ListUnitsRequest request;
  if (!options.within.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_within_unit_id(),
                            session.FindUnitId(options.within, "within", options.date));
  }
  DONDOC_ASSIGN_OR_RETURN(const common::v1::Level level, ParseLevel(options.level));
  request.set_level(level);
  request.set_planned(options.planned);
  request.set_kind(options.kind);
  request.set_query(options.query);
  request.set_date(options.date);
  request.set_page_size(options.limit);
  request.set_page_token(options.page_token);
  DONDOC_ASSIGN_OR_RETURN(const ListUnitsResponse response, session.Call(kService, &Stub::ListUnits, request));
  if (session.json()) return session.PrintJson(response);
  DONDOC_RETURN_IF_ERROR(PrintUnits(session, response.units()));
  if (!response.next_page_token().empty()) session.out() << "more: --page-token " << response.next_page_token() << "\n";
  return absl::OkStatus();
}

void RegisterList(CLI::App& units, Session& session) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = units.add_subcommand("list", "List bodies by name, one page at a time");
  command->add_option("QUERY", options->query, "Beginnings of words of the name, with or without diacritics");
  command->add_option("--within", options->within, "At or below this body");
  command->add_option("--level", options->level, "central, province, district or commune");
  command->add_option("--kind", options->kind, "UBND, PHONG_GDDT, ...");
  CLI::Option* date =
      command->add_option("--date", options->date, "That exist on this day, YYYY-MM-DD (default: today)");
  command->add_flag("--planned", options->planned, "Those that are planned, and exist on no day yet")->excludes(date);
  command->add_option("--limit", options->limit, "At most so many")->check(CLI::Range(1, 1000))->capture_default_str();
  command->add_option("--page-token", options->page_token, "Go on where the last page ended");
  Command<ListOptions>(command, session, options, List);
}

struct NamesOptions {
  std::vector<std::string> names;
  std::string seen_from, date;
};

absl::StatusOr<ResolveNamesResponse> Resolve(Session& session, const NamesOptions& options) {
  ResolveNamesRequest request;
  request.mutable_names()->Assign(options.names.begin(), options.names.end());
  request.set_date(options.date);
  if (!options.seen_from.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_context_unit_id(),
                            session.FindUnitId(options.seen_from, "in", options.date));
  }
  return session.Call(kService, &Stub::ResolveNames, request);
}

absl::Status Find(Session& session, const NamesOptions& options) {
  DONDOC_ASSIGN_OR_RETURN(const ResolveNamesResponse response, Resolve(session, options));
  if (session.json()) return session.PrintJson(response);
  Table table({"NAME", "MEANS", "UNIT"});
  for (const Resolution& one : response.resolutions()) {
    if (one.addressee().has_group()) {
      table.Add({one.name(), "group", GroupText(one.addressee().group())});
    } else if (one.has_addressee()) {
      table.Add({one.name(), one.addressee().unit_id(), one.addressee().name()});
    } else if (one.has_empty_group()) {
      table.Add({one.name(), "nobody", GroupText(one.empty_group())});
    } else {
      table.Add({one.name(), "not clear", one.candidates().empty() ? "" : "may be:"});
      for (const Unit& candidate : one.candidates())
        table.Add({"", candidate.id(), candidate.name() + " (" + candidate.territory_code() + ")"});
    }
  }
  return session.Print(table);
}

absl::Status Expand(Session& session, const NamesOptions& options) {
  DONDOC_ASSIGN_OR_RETURN(const ResolveNamesResponse response, Resolve(session, options));
  const Resolution& resolution = response.resolutions(0);
  if (!resolution.addressee().has_group() && !resolution.has_empty_group()) {
    return InvalidField("GROUP", "NOT_A_GROUP",
                        "'" + options.names[0] + "' is not the name of a group there; try `dondoc units find`");
  }
  ExpandGroupRequest request;
  *request.mutable_group() = resolution.has_empty_group() ? resolution.empty_group() : resolution.addressee().group();
  request.set_date(options.date);
  DONDOC_ASSIGN_OR_RETURN(const ExpandGroupResponse members, session.Call(kService, &Stub::ExpandGroup, request));
  if (session.json()) return session.PrintJson(members);
  if (members.units().empty()) session.out() << "(nobody is in it on that day)\n";
  return PrintUnits(session, members.units());
}

void RegisterNames(CLI::App& units, Session& session) {
  auto find = std::make_shared<NamesOptions>();
  CLI::App* find_names =
      units.add_subcommand("find", "Say what names in documents mean: a body, a group, or candidates");
  find_names->add_option("NAME", find->names, "As a document writes it: \"Phòng GD&ĐT huyện\"")->required();
  find_names->add_option("--in", find->seen_from, "The body whose document it is (default: the Government)");
  find_names->add_option("--date", find->date, "On this day, YYYY-MM-DD (default: today)");
  Command<NamesOptions>(find_names, session, find, Find);

  auto expand = std::make_shared<NamesOptions>();
  CLI::App* expand_group = units.add_subcommand("expand", "List the members of a group");
  expand_group->add_option("GROUP", expand->names, "As a document writes it: \"UBND các xã, thị trấn\"")
      ->required()
      ->expected(1);
  expand_group->add_option("--in", expand->seen_from, "The body whose document it is")->required();
  expand_group->add_option("--date", expand->date, "On this day, YYYY-MM-DD (default: today)");
  Command<NamesOptions>(expand_group, session, expand, Expand);
}

}  // namespace

void RegisterOrganization(CLI::App& app, Session& session) {
  CLI::App* units = app.add_subcommand("units", "Territories, bodies and their names");
  units->require_subcommand(1);
  RegisterImport(*units, session);
  RegisterEquip(*units, session);
  RegisterUnitChanges(*units, session);
  RegisterShow(*units, session);
  RegisterList(*units, session);
  RegisterNames(*units, session);
  RegisterGroups(*units, session);
  RegisterSuccessions(*units, session);
}

}  // namespace dondoc::cli
