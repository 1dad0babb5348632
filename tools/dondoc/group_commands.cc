#include "tools/dondoc/group_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/organization/v1/group_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/unit_names.h"
#include "tools/dondoc/unit_text.h"

namespace dondoc::cli {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): the messages of one service

constexpr char kService[] = "organization";

struct GroupOptions {
  std::string name, owner, level, date, id, within;
  std::vector<std::string> kinds, tags, types, attributes, except;
};

absl::Status PrintGroups(Session& session, const std::vector<NamedGroup>& groups) {
  std::set<std::string> owners;
  for (const NamedGroup& one : groups) owners.insert(one.owner_unit_id());
  DONDOC_ASSIGN_OR_RETURN(auto names, UnitNames(session, owners));
  Table table({"ID", "NAME", "OF", "MEMBERS", "DAYS"});
  for (const NamedGroup& one : groups) {
    table.Add({one.id(), one.name(), names[one.owner_unit_id()], GroupText(one.group()), Days(one)});
  }
  return session.Print(table);
}

absl::Status Define(Session& session, const GroupOptions& options) {
  DefineGroupRequest request;
  request.set_request_id(session.RequestId());
  NamedGroup& named = *request.mutable_group();
  named.set_name(options.name);
  DONDOC_ASSIGN_OR_RETURN(*named.mutable_owner_unit_id(), session.FindUnitId(options.owner, "of", options.date));
  UnitGroup& group = *named.mutable_group();
  group.set_within_unit_id(named.owner_unit_id());
  if (!options.within.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*group.mutable_within_unit_id(),
                            session.FindUnitId(options.within, "within", options.date));
  }
  DONDOC_ASSIGN_OR_RETURN(const common::v1::Level level, ParseLevel(options.level));
  group.set_level(level);
  group.mutable_kinds()->Assign(options.kinds.begin(), options.kinds.end());
  group.mutable_tags()->Assign(options.tags.begin(), options.tags.end());
  group.mutable_territory_types()->Assign(options.types.begin(), options.types.end());
  for (const std::string& text : options.attributes) {
    DONDOC_ASSIGN_OR_RETURN(const TerritoryAttribute attribute, ParseAttribute(text));
    group.add_attributes(attribute);
  }
  for (const std::string& one : options.except) {
    DONDOC_ASSIGN_OR_RETURN(*group.add_except_unit_ids(), session.FindUnitId(one, "except", options.date));
  }
  named.set_valid_from(options.date);
  DONDOC_ASSIGN_OR_RETURN(const NamedGroup made, session.Call(kService, &GroupService::Stub::DefineGroup, request));
  return session.json() ? session.PrintJson(made) : PrintGroups(session, {made});
}

absl::Status End(Session& session, const GroupOptions& options) {
  EndGroupRequest request;
  request.set_request_id(session.RequestId());
  request.set_group_id(options.id);
  request.set_valid_to(options.date);
  DONDOC_ASSIGN_OR_RETURN(const NamedGroup ended, session.Call(kService, &GroupService::Stub::EndGroup, request));
  return session.json() ? session.PrintJson(ended) : PrintGroups(session, {ended});
}

absl::Status ListNamed(Session& session, const GroupOptions& options) {
  ListGroupsRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.owner, "of", options.date));
  request.set_date(options.date);
  request.set_page_size(1000);
  DONDOC_ASSIGN_OR_RETURN(const ListGroupsResponse response,
                          session.Call(kService, &GroupService::Stub::ListGroups, request));
  if (session.json()) return session.PrintJson(response);
  return PrintGroups(session, {response.groups().begin(), response.groups().end()});
}

using GroupCommand = absl::Status (*)(Session&, const GroupOptions&);

void Command(CLI::App* command, Session& session, std::shared_ptr<GroupOptions> options, GroupCommand body) {
  command->callback([&session, options, body] { session.Run([&] { return body(session, *options); }); });
}

}  // namespace

void RegisterGroups(CLI::App& units, Session& session) {
  CLI::App* group = units.add_subcommand(
      "group", "Groups that a unit has a name for; `dondoc units expand NAME --in UNIT` says who is in one on a day");
  group->require_subcommand(1);

  auto define = std::make_shared<GroupOptions>();
  CLI::App* define_group = group->add_subcommand("define", "Define a group");
  define_group->add_option("NAME", define->name, "As documents write it")->required();
  define_group->add_option("--of", define->owner, "The unit that calls it so")->required();
  define_group->add_option("--within", define->within, "Members are at or below this unit (default: the unit itself)");
  define_group->add_option("--level", define->level, "Members are of this level")->required();
  define_group->add_option("--kind", define->kinds, "Members are of one of these kinds");
  define_group->add_option("--tag", define->tags, "Members answer to one of these");
  define_group->add_option("--type", define->types, "Members' territories are of one of these types: xã, phường");
  define_group->add_option("--attribute", define->attributes,
                           "Members' territories have this on the day: specially_difficult, urban, island");
  define_group->add_option("--except", define->except, "This unit is no member; may be repeated");
  define_group->add_option("--from", define->date, "First day, YYYY-MM-DD (default: always)");
  Command(define_group, session, define, Define);

  auto end = std::make_shared<GroupOptions>();
  CLI::App* end_group = group->add_subcommand("end", "End a group");
  end_group->add_option("ID", end->id, "The group")->required();
  end_group->add_option("--to", end->date, "First day on which it is none, YYYY-MM-DD (default: today)");
  Command(end_group, session, end, End);

  auto list = std::make_shared<GroupOptions>();
  CLI::App* list_groups = group->add_subcommand("list", "List the groups whose names a unit may use");
  // One of the two: required() would call both of them REQUIRED in the help.
  list_groups->add_option("UNIT,--of", list->owner, "The unit, as an argument or an option");
  list_groups->add_option("--date", list->date, "On this day, YYYY-MM-DD (default: today)");
  list_groups->callback([&session, list] {
    if (list->owner.empty()) throw CLI::RequiredError("UNIT");
    session.Run([&] { return ListNamed(session, *list); });
  });
}

}  // namespace dondoc::cli
