#include "tools/dondoc/unit_changes.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/body_commands.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/command.h"
#include "tools/dondoc/print_unit.h"
#include "tools/dondoc/unit_text.h"

namespace dondoc::cli {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): the messages of one service

constexpr char kService[] = "organization";
using Stub = OrganizationService::Stub;

struct AddOptions {
  std::string name, kind, superior, from;
  std::vector<std::string> tags, emails;
};

absl::Status Add(Session& session, const AddOptions& options) {
  CreateUnitRequest request;
  request.set_request_id(session.RequestId());
  Unit& unit = *request.mutable_unit();
  DONDOC_ASSIGN_OR_RETURN(*unit.mutable_superior_id(), session.FindUnitId(options.superior, "superior", options.from));
  unit.set_name(options.name);
  unit.set_kind(options.kind);
  unit.set_valid_from(options.from);
  unit.mutable_tags()->Assign(options.tags.begin(), options.tags.end());
  unit.mutable_emails()->Assign(options.emails.begin(), options.emails.end());
  DONDOC_ASSIGN_OR_RETURN(const Unit created, session.Call(kService, &Stub::CreateUnit, request));
  return PrintUnit(session, created);
}

void RegisterAdd(CLI::App& units, Session& session) {
  auto options = std::make_shared<AddOptions>();
  CLI::App* command = units.add_subcommand("add", "Create one body");
  command->add_option("NAME", options->name, "Its full name, with the locality")->required();
  command->add_option("--superior", options->superior, "The body above: an id, a territory's code or a name")
      ->required();
  command->add_option("--kind", options->kind, "UPPER_SNAKE: PHONG_GDDT, TRUONG_THPT")->required();
  command->add_option("--tag", options->tags, "A group that it answers to: PHONG_BAN, DON_VI");
  command->add_option("--email", options->emails, "An address that its mail goes to");
  command->add_option("--from", options->from, "First day on which it exists, YYYY-MM-DD");
  Command<AddOptions>(command, session, options, Add);
}

struct UnitOptions {
  std::string unit;
  std::string text;
  std::vector<std::string> values;
  bool clear = false;
  std::string date;
  std::string to;
  std::string scheme;
  bool end = false;
  bool never = false;
};

absl::Status EndOfAlias(Session& session, const UnitOptions& options) {
  EndAliasRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  request.set_alias(options.text);
  request.set_valid_to(options.to);
  request.set_never(options.never);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::EndAlias, request));
  return PrintUnit(session, unit);
}

absl::Status Alias(Session& session, const UnitOptions& options) {
  if (options.end || options.never) return EndOfAlias(session, options);
  AddAliasRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
  request.set_alias(options.text);
  request.set_valid_from(options.date);
  request.set_valid_to(options.to);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::AddAlias, request));
  return PrintUnit(session, unit);
}

absl::Status Contact(Session& session, const UnitOptions& options) {
  if (options.values.empty() != options.clear) {
    return InvalidField("EMAIL", "EMPTY_FIELD", "give the addresses of the unit, or --clear for none");
  }
  SetContactsRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  request.mutable_emails()->Assign(options.values.begin(), options.values.end());
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::SetContacts, request));
  return PrintUnit(session, unit);
}

// The schemes tell themselves apart: one has its levels from below, filled with zeros.
IdentifierScheme SchemeOf(const std::string& value) {
  const bool from_below = std::count(value.begin(), value.end(), '.') == 3 && value.size() == 13 &&
                          std::isdigit(static_cast<unsigned char>(value[0])) != 0;
  return from_below ? QCVN_102 : QD_20;
}

// That of the identifier that a unit has, where it has one.
absl::StatusOr<IdentifierScheme> SchemeToEnd(Session& session, const std::string& unit_id) {
  GetUnitRequest request;
  request.set_unit_id(unit_id);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::GetUnit, request));
  std::vector<UnitIdentifier> open;
  for (const UnitIdentifier& one : unit.identifiers()) {
    if (one.valid_to().empty()) open.push_back(one);
  }
  if (open.size() == 1) return open.front().scheme();
  if (open.empty()) return InvalidField("IDENTIFIER", "EMPTY_FIELD", unit.name() + " has no identifier to end");
  return InvalidField(
      "IDENTIFIER", "EMPTY_FIELD",
      unit.name() + " has " + open[0].value() + " and " + open[1].value() + ": say which one ends, with --end");
}

absl::Status Identify(Session& session, const UnitOptions& options) {
  SetIdentifierRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
  request.set_scheme(SchemeOf(options.text));
  if (options.text.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const IdentifierScheme scheme, SchemeToEnd(session, request.unit_id()));
    request.set_scheme(scheme);
  }
  if (!options.end) request.set_value(options.text);
  request.set_valid_from(options.date);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::SetIdentifier, request));
  return PrintUnit(session, unit);
}

absl::Status Tag(Session& session, const UnitOptions& options) {
  if (options.values.empty() != options.clear) {
    return InvalidField("tag", "EMPTY_FIELD", "give all tags of the body, or --clear for none");
  }
  SetTagsRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
  request.mutable_tags()->Assign(options.values.begin(), options.values.end());
  request.set_valid_from(options.date);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::SetTags, request));
  return PrintUnit(session, unit);
}

struct MarkOptions {
  std::string unit, specially_difficult, urban, island, from;
};

absl::Status Mark(Session& session, const MarkOptions& options) {
  SetAttributesRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.from));
  if (!options.specially_difficult.empty()) request.set_specially_difficult(options.specially_difficult == "yes");
  if (!options.urban.empty()) request.set_urban(options.urban == "yes");
  if (!options.island.empty()) request.set_island(options.island == "yes");
  request.set_valid_from(options.from);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, session.Call(kService, &Stub::SetAttributes, request));
  return PrintUnit(session, unit);
}

void RegisterBodies(CLI::App& units, Session& session) {
  static constexpr char kUnitHelp[] = "The body: an id, a territory's code or a name";
  auto alias = std::make_shared<UnitOptions>();
  CLI::App* add_alias = units.add_subcommand(
      "alias", "Add another name that documents use for a body, or end it; `units show` lists them");
  add_alias->add_option("UNIT", alias->unit, kUnitHelp)->required();
  add_alias->add_option("NAME", alias->text, "The other name")->required();
  add_alias->add_option("--from", alias->date, "First day on which documents use it, YYYY-MM-DD (default: always)");
  add_alias->add_option("--to", alias->to, "First day on which they no longer do, YYYY-MM-DD (default: open)");
  add_alias->add_flag("--end", alias->end, "They no longer use it: from --to on (default: today)");
  add_alias->add_flag("--never", alias->never, "They never did: take a mistake back")
      ->excludes("--end", "--from", "--to");
  Command<UnitOptions>(add_alias, session, alias, Alias);

  auto contact = std::make_shared<UnitOptions>();
  CLI::App* set_contacts = units.add_subcommand("contact", "Replace the mail addresses of a body");
  set_contacts->add_option("UNIT", contact->unit, kUnitHelp)->required();
  set_contacts->add_option("EMAIL", contact->values, "All of its addresses");
  set_contacts->add_flag("--clear", contact->clear, "It has none");
  Command<UnitOptions>(set_contacts, session, contact, Contact);

  auto tag = std::make_shared<UnitOptions>();
  CLI::App* set_tags = units.add_subcommand("tag", "Replace the tags of a body: the groups that it answers to");
  set_tags->add_option("UNIT", tag->unit, kUnitHelp)->required();
  set_tags->add_option("TAG", tag->values, "All of its tags: PHONG_BAN, DON_VI");
  set_tags->add_flag("--clear", tag->clear, "It has none");
  set_tags->add_option("--from", tag->date, "First day, YYYY-MM-DD (default: always)");
  Command<UnitOptions>(set_tags, session, tag, Tag);

  auto identify = std::make_shared<UnitOptions>();
  CLI::App* set_identifier =
      units.add_subcommand("identify", "Give a body an identifier: H37.12.3 or 000.00.12.H37; it may have one of each");
  set_identifier->add_option("UNIT", identify->unit, kUnitHelp)->required();
  set_identifier->add_option("IDENTIFIER", identify->text, "The identifier; \"\" ends the one that it has")->required();
  set_identifier->add_option("--from", identify->date,
                             "First day with it, or without it, YYYY-MM-DD (default: always; of an end today)");
  set_identifier->add_flag("--end", identify->end, "It no longer has this one");
  Command<UnitOptions>(set_identifier, session, identify, Identify);

  auto mark = std::make_shared<MarkOptions>();
  CLI::App* set_attributes = units.add_subcommand("mark", "Say what the territory of a body is");
  set_attributes->add_option("UNIT", mark->unit, kUnitHelp)->required();
  for (const auto& [name, value] : {std::pair("--specially-difficult", &mark->specially_difficult),
                                    std::pair("--urban", &mark->urban), std::pair("--island", &mark->island)}) {
    set_attributes->add_option(name, *value, "yes or no")->check(CLI::IsMember({"yes", "no"}));
  }
  set_attributes->add_option("--from", mark->from,
                             "First day, YYYY-MM-DD; up to a later day on which it is known to turn (default: always, "
                             "whatever was known)");
  Command<MarkOptions>(set_attributes, session, mark, Mark);
}

}  // namespace

void RegisterUnitChanges(CLI::App& units, Session& session) {
  RegisterAdd(units, session);
  RegisterBodyChanges(units, session);
  RegisterBodies(units, session);
}

}  // namespace dondoc::cli
