#include "tools/dondoc/audit/audit_commands.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/audit_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/audit/audit_tables.h"
#include "tools/dondoc/audit/chain_sources.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/system_paths.h"
#include "tools/dondoc/unit_names.h"

namespace dondoc::cli {
namespace {

using common::v1::AuditRecord;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;
using Stub = common::v1::AuditService::Stub;

constexpr std::size_t kIdLength = 36;
constexpr std::size_t kShortId = 8;  // what tables show of an id

// ---- verify

struct VerifyFlags {
  std::vector<std::string> databases;
  std::vector<std::string> exports;
  std::vector<std::string> checkpoints;
  std::vector<std::string> keys;
  int longest_wait = 300;
};

absl::StatusOr<std::vector<ChainSource>> SourcesOf(const std::vector<std::string>& databases, const std::string& var) {
  if (databases.empty()) return ChainsOfSystem(var);
  std::vector<ChainSource> sources;
  for (const std::string& text : databases) {
    DONDOC_ASSIGN_OR_RETURN(ChainSource source, ParseDatabase(text));
    sources.push_back(std::move(source));
  }
  return sources;
}

absl::StatusOr<v1::VerifiedChain> VerifyOne(const Evidence& evidence, const VerifyFlags& flags,
                                            const std::function<absl::Status(const audit::LineSink&)>& read) {
  audit::LineReader reader(
      {.keys = evidence.keys, .outside = evidence.outside, .longest_wait = std::chrono::seconds(flags.longest_wait)});
  DONDOC_RETURN_IF_ERROR(read([&](std::string_view line) { return reader.Take(line); }));
  DONDOC_ASSIGN_OR_RETURN(audit::Report report, reader.Finish());
  if (evidence.damaged_lines > 0) {
    report.notes.push_back(fmt::format("{} lines of the checkpoints' files are none", evidence.damaged_lines));
  }
  return ToProto(reader.service(), reader.cell(), report);
}

absl::Status Verify(Session& session, const VerifyFlags& flags) {
  DONDOC_ASSIGN_OR_RETURN(const Evidence evidence, ReadEvidence(flags.keys, flags.checkpoints, session.options().var));
  v1::AuditVerification verification;
  for (const std::string& file : flags.exports) {
    DONDOC_ASSIGN_OR_RETURN(*verification.add_chains(), VerifyOne(evidence, flags, [&](const audit::LineSink& sink) {
      return ReadLinesOf(file, sink);
    }));
  }
  if (flags.exports.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const auto sources, SourcesOf(flags.databases, session.options().var));
    for (const ChainSource& source : sources) {
      DONDOC_ASSIGN_OR_RETURN(*verification.add_chains(), VerifyOne(evidence, flags, [&](const audit::LineSink& sink) {
        return ReadLinesOf(source, SystemClock().Now(), sink);
      }));
    }
  }
  verification.set_ok(std::all_of(verification.chains().begin(), verification.chains().end(),
                                  [](const v1::VerifiedChain& chain) { return chain.findings().empty(); }));
  if (!verification.ok()) session.exit_code() = 1;
  if (session.json()) return session.PrintJson(verification);
  session.out() << VerificationText(verification);
  return absl::OkStatus();
}

void AddDatabases(CLI::App& command, std::vector<std::string>& databases) {
  command
      .add_option("--database", databases,
                  "SERVICE=CONNINFO or SERVICE/CELL=CONNINFO of a system on other machines; once for each")
      ->expected(1)
      ->take_all();
}

void AddVerify(CLI::App& audit, Session& session) {
  CLI::App* command = audit.add_subcommand(
      "verify", "Check that no record was edited, deleted, moved, put in or cut off; exit code 1 if so");
  auto flags = std::make_shared<VerifyFlags>();
  AddDatabases(*command, flags->databases);
  command->add_option("--export", flags->exports, "A file that `dondoc audit export` wrote, instead of a database");
  command->add_option("--checkpoints", flags->checkpoints,
                      "Files of checkpoints outside of the database; else those of the running system");
  command->add_option("--public-key", flags->keys, "Public keys of the audit; else those of the running system");
  command->add_option("--longest-wait", flags->longest_wait, "Seconds that a record may wait for its seal")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([&session, flags] { session.Run([&] { return Verify(session, *flags); }); });
}

// ---- export

struct ExportFlags {
  std::vector<std::string> databases;
  std::string directory;
};

absl::Status ExportOne(const ChainSource& source, const std::filesystem::path& file) {
  // For its owner alone: it says who did what.
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return FailedPrecondition("FILE_NOT_WRITTEN", fmt::format("{} is there already, or cannot be made", file.string()));
  }
  close(descriptor);
  std::ofstream out(file, std::ios::binary);
  DONDOC_RETURN_IF_ERROR(ReadLinesOf(source, SystemClock().Now(), [&](std::string_view line) {
    out << line << '\n';
    return absl::OkStatus();
  }));
  out.close();
  if (!out) return FailedPrecondition("FILE_NOT_WRITTEN", fmt::format("{} cannot be written", file.string()));
  return absl::OkStatus();
}

absl::Status Export(Session& session, const ExportFlags& flags) {
  DONDOC_ASSIGN_OR_RETURN(const auto sources, SourcesOf(flags.databases, session.options().var));
  std::error_code error;
  std::filesystem::create_directories(flags.directory, error);
  for (const ChainSource& source : sources) {
    const auto file = std::filesystem::path(flags.directory) / fmt::format("{}.{}.audit", source.service, source.cell);
    DONDOC_RETURN_IF_ERROR(ExportOne(source, file));
    session.out() << file.string() << "\n";
  }
  return absl::OkStatus();
}

void AddExport(CLI::App& audit, Session& session) {
  CLI::App* command = audit.add_subcommand("export", "Write each service's records with their chain to a file");
  auto flags = std::make_shared<ExportFlags>();
  command->add_option("DIRECTORY", flags->directory, "Where to; files that are there stay")->required();
  AddDatabases(*command, flags->databases);
  command->callback([&session, flags] { session.Run([&] { return Export(session, *flags); }); });
}

// ---- list

struct ListFlags {
  std::vector<std::string> services;
  std::string object;
  std::string type;
  std::string person;
  std::string method;
  std::string unit;
  bool subtree = false;
  std::string since;
  std::string until, date;
  int limit = 200;
};

absl::Status SetDay(const std::string& text, const char* field, google::protobuf::Timestamp* time) {
  const std::optional<Day> day = ParseDay(text);
  if (!day)
    return InvalidField(field, "INVALID_DATE", fmt::format("there is no day \"{}\"; write it as 2026-12-08", text));
  time->set_seconds(std::chrono::floor<std::chrono::seconds>(StartOf(*day)).time_since_epoch().count());
  return absl::OkStatus();
}

// The id of the thing that `text` means: an id as it is; a unit's code; how the id of an assignment or a directive
// begins, as tables show it, or a directive's number. Codes are those of `date`.
absl::StatusOr<std::string> FindObjectId(Session& session, const std::string& text, const std::string& date) {
  if (text.empty() || IsUuid(text.substr(0, kIdLength))) return text;  // a report's has its period behind
  const bool is_short = text.size() >= kShortId && text.find_first_not_of("0123456789abcdef-") == std::string::npos;
  if (IsCode(text)) {
    const auto unit = session.FindUnitId(text, "object", date);
    if (unit.ok() || !absl::IsNotFound(unit.status()) || !is_short) return unit;
  }
  if (is_short) {
    const auto assignment = FindAssignmentId(session, text);
    if (assignment.ok() || !absl::IsNotFound(assignment.status())) return assignment;
  }
  if (!is_short && text.find('/') == std::string::npos) return text;  // "default": the id of a rule
  const auto directive = FindDirectiveId(session, text);
  if (directive.ok() || !absl::IsNotFound(directive.status())) return directive;
  return InvalidField("object", "OBJECT_NOT_FOUND",
                      fmt::format("nothing that you may see has an id that begins with \"{}\"", text));
}

// Of each unit that a record is for.
absl::StatusOr<std::map<std::string, std::string>> NamesIn(
    Session& session, const google::protobuf::RepeatedPtrField<AuditRecord>& records) {
  std::set<std::string> ids;
  for (const AuditRecord& record : records) {
    if (!record.unit_id().empty()) ids.insert(record.unit_id());
  }
  return UnitNames(session, ids);
}

absl::Status List(Session& session, const ListFlags& flags) {
  ListAuditRecordsRequest request;
  if (!flags.since.empty()) DONDOC_RETURN_IF_ERROR(SetDay(flags.since, "since", request.mutable_since()));
  if (!flags.until.empty()) {
    DONDOC_RETURN_IF_ERROR(SetDay(flags.until, "until", request.mutable_until()));
    request.mutable_until()->set_seconds(request.until().seconds() + 24 * 3600);  // that day included
  }
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_object_id(), FindObjectId(session, flags.object, flags.until));
  request.set_object_type(flags.type);
  request.set_person(flags.person);
  request.set_method(flags.method);
  request.set_subtree(flags.subtree);
  request.set_date(flags.date);
  if (!flags.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(),
                            session.FindUnitId(flags.unit, "unit", flags.date.empty() ? flags.until : flags.date));
  }
  Listed<ListAuditRecordsResponse> listed;
  for (const std::string_view service : kServices) {
    if (!flags.services.empty() &&
        std::find(flags.services.begin(), flags.services.end(), service) == flags.services.end()) {
      continue;
    }
    DONDOC_ASSIGN_OR_RETURN(const auto of_service,
                            ListOfAllCells(session, service, &Stub::ListAuditRecords, request, flags.limit,
                                           [](auto& all) { return all.mutable_records(); }));
    Add(of_service.all, listed.all);
    listed.is_all = listed.is_all && of_service.is_all;
    listed.not_asked.MergeFrom(of_service.not_asked);
  }
  auto& records = *listed.all.mutable_records();
  if (flags.limit > 0 && records.size() > flags.limit) {
    records.DeleteSubrange(flags.limit, records.size() - flags.limit);
    listed.is_all = false;
  }
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(listed.all));
  } else {
    DONDOC_ASSIGN_OR_RETURN(const auto names, NamesIn(session, records));
    DONDOC_RETURN_IF_ERROR(session.Print(RecordsTable(records, names)));
  }
  return WhatIsMissing(session, listed);
}

void AddList(CLI::App& audit, Session& session) {
  CLI::App* command = audit.add_subcommand("list", "Who did what, of all services, the newest first");
  auto flags = std::make_shared<ListFlags>();
  command->add_option("--object", flags->object,
                      "Only what was done to this: an id, or how an assignment's or directive's begins; a directive's "
                      "number; a unit's code");
  command->add_option("--type", flags->type, "Only what was done to this kind of thing: assignment, directive, ...");
  command->add_option("--person", flags->person,
                      "Only what this person did: a login or a subject (user:UUID, client:ID, operator)");
  command->add_option("--act", flags->method, "Only this act: AcceptAssignment, SubmitValues, ...");
  CLI::Option* unit = command->add_option(
      "--unit", flags->unit, "Only acts for this unit or on what is its: an id, a territory's code or a name");
  command->add_flag("--subtree", flags->subtree, "With --unit: and those below it")->needs(unit);
  command
      ->add_option(
          "--date", flags->date,
          "With --unit: the day whose code or name it is given by and, with --subtree, whose tree it is, YYYY-MM-DD "
          "(default: today)")
      ->needs(unit);
  command->add_option("--since", flags->since, "From this day on, YYYY-MM-DD");
  command->add_option("--until", flags->until, "Up to this day, YYYY-MM-DD; codes and names of units are of it");
  command->add_option("--service", flags->services, "Only these services")
      ->check(CLI::IsMember(std::vector<std::string>(kServices.begin(), kServices.end())));
  command->add_option("--limit", flags->limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([&session, flags] { session.Run([&] { return List(session, *flags); }); });
}

}  // namespace

void RegisterAudit(CLI::App& app, Session& session) {
  CLI::App* audit = app.add_subcommand("audit", "Who did what, and that nobody changed it since");
  audit->require_subcommand(1);
  AddList(*audit, session);
  AddVerify(*audit, session);
  AddExport(*audit, session);
}

}  // namespace dondoc::cli
