#include "tools/dondoc/audit/audit_commands.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/audit_service.grpc.pb.h"
#include "tools/dondoc/audit/audit_tables.h"
#include "tools/dondoc/audit/chain_sources.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

using common::v1::AuditRecord;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;
using Stub = common::v1::AuditService::Stub;

constexpr int kPage = 1000;
// Of an id; and what tables show of one.
constexpr std::size_t kIdLength = 36;
constexpr std::size_t kShortId = 8;

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
  std::string until;
  int limit = 200;
};

absl::Status SetDay(const std::string& text, const char* field, google::protobuf::Timestamp* time) {
  const std::optional<Day> day = ParseDay(text);
  if (!day)
    return InvalidField(field, "INVALID_DATE", fmt::format("there is no day \"{}\"; write it as 2026-12-08", text));
  time->set_seconds(std::chrono::floor<std::chrono::seconds>(StartOf(*day)).time_since_epoch().count());
  return absl::OkStatus();
}

// At most `limit` records of one service; 0 for all.
absl::StatusOr<std::vector<AuditRecord>> RecordsOf(Session& session, const std::string& service,
                                                   ListAuditRecordsRequest request, int limit) {
  std::vector<AuditRecord> records;
  for (;;) {
    const int left = limit == 0 ? kPage : limit - static_cast<int>(records.size());
    request.set_page_size(std::min(left, kPage));
    DONDOC_ASSIGN_OR_RETURN(const ListAuditRecordsResponse page,
                            session.Call(service, &Stub::ListAuditRecords, request));
    records.insert(records.end(), page.records().begin(), page.records().end());
    if (page.next_page_token().empty() || (limit > 0 && static_cast<int>(records.size()) >= limit)) return records;
    request.set_page_token(page.next_page_token());
  }
}

bool IsNewer(const AuditRecord& a, const AuditRecord& b) {
  const auto key = [](const AuditRecord& record) { return std::pair(record.time().seconds(), record.time().nanos()); };
  return key(a) > key(b);
}

// The id of the thing that `text` means: an id as it is; a code of a unit; how the id of an assignment or a directive
// begins, as tables show it, or a directive's number.
absl::StatusOr<std::string> FindObjectId(Session& session, const std::string& text) {
  const bool is_code = text.find_first_not_of("0123456789") == std::string::npos;
  const bool is_short = text.size() < kIdLength && text.size() >= kShortId &&
                        text.find_first_not_of("0123456789abcdef-") == std::string::npos;
  const auto is_unknown = [](const absl::Status& status) { return absl::IsNotFound(status); };
  if (text.empty() || text.size() >= kIdLength) return text;
  if (is_code) {
    const auto unit = session.FindUnitId(text, "object");
    if (unit.ok() || !is_unknown(unit.status()) || !is_short) return unit;
  }
  if (is_short) {
    const auto assignment = FindAssignmentId(session, text);
    if (assignment.ok() || !is_unknown(assignment.status())) return assignment;
  }
  if (!is_short && text.find('/') == std::string::npos) return text;  // "default": the id of a rule
  const auto directive = FindDirectiveId(session, text);
  if (directive.ok() || !is_unknown(directive.status())) return directive;
  return InvalidField("object", "OBJECT_NOT_FOUND",
                      fmt::format("nothing that you may see has an id that begins with \"{}\"", text));
}

absl::Status List(Session& session, const ListFlags& flags) {
  ListAuditRecordsRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_object_id(), FindObjectId(session, flags.object));
  request.set_object_type(flags.type);
  request.set_person(flags.person);
  request.set_method(flags.method);
  request.set_subtree(flags.subtree);
  if (!flags.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(flags.unit));
  }
  if (!flags.since.empty()) DONDOC_RETURN_IF_ERROR(SetDay(flags.since, "since", request.mutable_since()));
  if (!flags.until.empty()) {
    DONDOC_RETURN_IF_ERROR(SetDay(flags.until, "until", request.mutable_until()));
    request.mutable_until()->set_seconds(request.until().seconds() + 24 * 3600);  // that day included
  }
  std::vector<AuditRecord> all;
  for (const std::string_view service : kServices) {
    if (!flags.services.empty() &&
        std::find(flags.services.begin(), flags.services.end(), service) == flags.services.end()) {
      continue;
    }
    DONDOC_ASSIGN_OR_RETURN(const auto records, RecordsOf(session, std::string(service), request, flags.limit));
    all.insert(all.end(), records.begin(), records.end());
  }
  std::stable_sort(all.begin(), all.end(), IsNewer);
  const bool more = flags.limit > 0 && all.size() > static_cast<std::size_t>(flags.limit);
  if (more) all.resize(static_cast<std::size_t>(flags.limit));
  if (session.json()) {
    ListAuditRecordsResponse answer;
    for (AuditRecord& record : all) *answer.add_records() = std::move(record);
    return session.PrintJson(answer);
  }
  DONDOC_RETURN_IF_ERROR(session.Print(RecordsTable(all)));
  if (more) session.out() << "(there are more; --limit 0 shows all)\n";
  return absl::OkStatus();
}

void AddList(CLI::App& audit, Session& session) {
  CLI::App* command = audit.add_subcommand("list", "Who did what, of all services, the newest first");
  auto flags = std::make_shared<ListFlags>();
  command->add_option("--object", flags->object, "Only what was done to this: an id");
  command->add_option("--type", flags->type, "Only what was done to this kind of thing: assignment, directive, ...");
  command->add_option("--person", flags->person,
                      "Only what this person did: a login or a subject (user:UUID, client:ID, operator)");
  command->add_option("--act", flags->method, "Only this act: AcceptAssignment, SubmitValues, ...");
  CLI::Option* unit = command->add_option(
      "--unit", flags->unit, "Only acts for this unit or on what is its: an id, a territory's code or a name");
  command->add_flag("--subtree", flags->subtree, "With --unit: and those below it")->needs(unit);
  command->add_option("--since", flags->since, "From this day on, YYYY-MM-DD");
  command->add_option("--until", flags->until, "Up to this day, YYYY-MM-DD");
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
