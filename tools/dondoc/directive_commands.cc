#include "tools/dondoc/directive_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "services/directive/files/file_form.h"
#include "services/directive/files/limits.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/directive_changes.h"
#include "tools/dondoc/directive_tables.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/review/review_of.h"
#include "tools/dondoc/review/review_page.h"
#include "tools/dondoc/slow_notice.h"

namespace dondoc::cli {
namespace {

namespace v1 = directive::v1;
using v1::Directive;
using Stub = v1::DirectiveService::Stub;

constexpr const char* kService = "directive";

// `status` with the file's name before its message.
absl::Status InFile(const std::string& file, const absl::Status& status) {
  if (status.ok()) return status;
  absl::Status named(status.code(), file + ": " + std::string(status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { named.SetPayload(url, payload); });
  return named;
}

absl::StatusOr<v1::IngestDirectiveResponse> IngestOne(Session& session, const std::string& file,
                                                      const std::string& issuer_unit_id) {
  v1::IngestDirectiveRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_file(), ReadFile(file, directive::files::Limits{}.document_bytes));
  request.set_request_id(session.RequestId());
  request.set_file_name(file.substr(file.rfind('/') + 1));
  request.set_issuer_unit_id(issuer_unit_id);
  if (!directive::files::MayTakeLong(request.file())) {
    return session.Call(kService, &Stub::IngestDirective, request);
  }
  const SlowNotice notice(session.err(), file + ": still being read; scanned pages take some seconds each");
  return session.Call(kService, &Stub::IngestDirective, request, directive::files::kLongestRead);
}

// Several files are one JSON array; a bad one does not stop the others.
void IngestAll(Session& session, const std::vector<std::string>& files, const std::string& issuer_unit_id) {
  const bool as_array = session.json() && files.size() > 1;
  if (as_array) session.out() << "[";
  const char* separator = "";
  for (const std::string& file : files) {
    session.Run([&]() -> absl::Status {
      const auto response = IngestOne(session, file, issuer_unit_id);
      if (!response.ok()) return InFile(file, response.status());
      if (as_array) session.out() << std::exchange(separator, ",");
      if (session.json()) return session.PrintJson(*response);
      session.out() << file << (response->already_known() ? ": known already\n" : "\n")
                    << DirectiveReport(response->directive()) << std::flush;
      return absl::OkStatus();
    });
  }
  if (as_array) session.out() << "]\n";
}

void AddIngest(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("ingest", "Take documents in: each becomes a draft with a proposal of what it says");
  auto files = std::make_shared<std::vector<std::string>>();
  auto issuer = std::make_shared<std::string>();
  command->add_option("FILE", *files, "Files: text, Markdown, HTML, docx, pdf, scans (pdf, png, jpeg, tiff)")
      ->required();
  command->add_option("--issuer", *issuer, "The unit that issues them, where the documents do not say");
  command->callback([&session, files, issuer] {
    std::string issuer_unit_id;
    session.Run([&]() -> absl::Status {
      if (files->size() > 1 && !session.options().request_id.empty()) {
        return InvalidField("--request-id", "BAD_OPTION", "--request-id is of one write: give one file");
      }
      if (issuer->empty()) return absl::OkStatus();
      DONDOC_ASSIGN_OR_RETURN(issuer_unit_id, session.FindUnitId(*issuer, "issuer"));
      return absl::OkStatus();
    });
    if (session.exit_code() != 0) return;
    IngestAll(session, *files, issuer_unit_id);
  });
}

// Adds an option whose value is the name of an enum's value, in any case.
template <typename Enum>
void AddEnum(CLI::App& command, const std::string& name, std::shared_ptr<Enum> value, const std::string& help,
             bool (*parse)(const std::string&, Enum*)) {
  command.add_option_function<std::string>(
      name,
      [value, parse](const std::string& text) {
        std::string upper = text;
        for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (!parse(upper, value.get())) throw CLI::ValidationError("there is no \"" + text + "\"");
      },
      help);
}

void AddList(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("list", "List directives, the newest first");
  auto request = std::make_shared<v1::ListDirectivesRequest>();
  auto issuer = std::make_shared<std::string>();
  auto unit = std::make_shared<std::string>();
  auto limit = std::make_shared<int>(50);
  auto state = std::make_shared<v1::DirectiveState::Value>(v1::DirectiveState::UNSPECIFIED);
  auto type = std::make_shared<v1::DocumentType::Value>(v1::DocumentType::UNSPECIFIED);
  auto year = std::make_shared<int>(0);
  command->add_option("--issuer", *issuer, "Issued by this unit");
  command->add_option("--unit", *unit, "That name this unit");
  AddEnum<v1::DirectiveState::Value>(*command, "--state", state,
                                     "draft, issued or discarded; without it all but the discarded ones",
                                     [](const std::string& text, v1::DirectiveState::Value* value) {
                                       return v1::DirectiveState::Value_Parse(text, value);
                                     });
  AddEnum<v1::DocumentType::Value>(*command, "--type", type, "Of this kind: KE_HOACH, CONG_VAN ...",
                                   [](const std::string& text, v1::DocumentType::Value* value) {
                                     return v1::DocumentType::Value_Parse(text, value);
                                   });
  command->add_option("--year", *year, "Issued in this year");
  command->add_option("--limit", *limit, "At most so many")->check(CLI::Range(1, 100000))->capture_default_str();
  command->callback([&session, request, issuer, unit, limit, state, type, year] {
    session.Run([&]() -> absl::Status {
      if (!issuer->empty()) {
        DONDOC_ASSIGN_OR_RETURN(*request->mutable_issuer_unit_id(), session.FindUnitId(*issuer, "issuer"));
      }
      if (!unit->empty()) {
        DONDOC_ASSIGN_OR_RETURN(*request->mutable_unit_id(), session.FindUnitId(*unit));
      }
      request->set_state(*state);
      request->set_type(*type);
      request->set_year(*year);
      v1::ListDirectivesResponse all;
      do {
        request->set_page_size(std::min(*limit - all.directives_size(), 500));
        DONDOC_ASSIGN_OR_RETURN(const v1::ListDirectivesResponse page,
                                session.Call(kService, &Stub::ListDirectives, *request));
        all.MergeFrom(page);
        request->set_page_token(page.next_page_token());
      } while (!request->page_token().empty() && all.directives_size() < *limit);
      all.set_next_page_token(request->page_token());
      return session.json() ? session.PrintJson(all) : session.Print(SummaryTable(all.directives()));
    });
  });
}

void AddSearch(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("search", "Find directives by words, with or without diacritics");
  auto words = std::make_shared<std::vector<std::string>>();
  auto limit = std::make_shared<int>(20);
  command->add_option("WORDS", *words, "Words of number, subject or text")->required();
  command->add_option("--limit", *limit, "At most so many")->check(CLI::Range(1, 100))->capture_default_str();
  command->callback([&session, words, limit] {
    session.Run([&]() -> absl::Status {
      v1::SearchDirectivesRequest request;
      for (const std::string& word : *words) {
        request.mutable_query()->append(request.query().empty() ? "" : " ").append(word);
      }
      request.set_page_size(*limit);
      DONDOC_ASSIGN_OR_RETURN(const v1::SearchDirectivesResponse found,
                              session.Call(kService, &Stub::SearchDirectives, request));
      if (session.json()) return session.PrintJson(found);
      session.out() << FoundText(found.directives());
      return absl::OkStatus();
    });
  });
}

void AddShow(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("show", "Show a directive: header, cascade, tasks, targets, duties");
  auto name = std::make_shared<std::string>();
  auto options = std::make_shared<ShowOptions>();
  command->add_option("DIRECTIVE", *name, kDirectiveNamedBy)->required();
  command->add_flag("--text", options->text, "The text of the document");
  command->add_flag("--tasks", options->tasks, "The tasks with their whole clauses");
  command->add_flag("--proposal", options->proposal, "What the reader proposed, before any correction");
  auto html = std::make_shared<bool>(false);
  command->add_flag("--html", *html, "A page to check it on: the text with what was read in it marked (> page.html)");
  command->callback([&session, name, options, html] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(
          const Directive found,
          FindDirective(session, *name, {.text = options->text || *html, .proposal = options->proposal}));
      if (*html) {
        session.out() << ReviewPage(ReviewOf(found));
        return absl::OkStatus();
      }
      if (session.json()) return session.PrintJson(found);
      session.out() << DirectiveText(found, *options);
      return absl::OkStatus();
    });
  });
}

void AddCorrections(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("corrections", "List what was corrected");
  auto name = std::make_shared<std::string>();
  command->add_option("DIRECTIVE", *name, kDirectiveNamedBy)->required();
  command->callback([&session, name] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const Directive found, FindDirective(session, *name));
      v1::ListCorrectionsRequest request;
      request.set_directive_id(found.id());
      request.set_page_size(1000);
      v1::ListCorrectionsResponse all;
      do {
        DONDOC_ASSIGN_OR_RETURN(const v1::ListCorrectionsResponse page,
                                session.Call(kService, &Stub::ListCorrections, request));
        all.MergeFrom(page);
        request.set_page_token(page.next_page_token());
      } while (!request.page_token().empty());
      all.clear_next_page_token();
      return session.json() ? session.PrintJson(all) : session.Print(CorrectionTable(all.corrections()));
    });
  });
}

void AddFile(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("file", "Write the file as it came in to standard output");
  auto name = std::make_shared<std::string>();
  auto path = std::make_shared<std::string>();
  command->add_option("DIRECTIVE", *name, kDirectiveNamedBy)->required();
  command->add_option("--output", *path, "Write it to this file instead");
  command->callback([&session, name, path] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const Directive found, FindDirective(session, *name));
      v1::GetFileRequest request;
      request.set_directive_id(found.id());
      DONDOC_ASSIGN_OR_RETURN(const v1::GetFileResponse file, session.Call(kService, &Stub::GetFile, request));
      if (path->empty()) {
        session.out() << file.file() << std::flush;
        return absl::OkStatus();
      }
      std::ofstream to(*path, std::ios::binary | std::ios::trunc);
      to << file.file();
      to.close();
      return to ? absl::OkStatus() : Unavailable("FILE_NOT_WRITABLE", "cannot write " + *path);
    });
  });
}

}  // namespace

void RegisterDirective(CLI::App& app, Session& session) {
  AddIngest(app, session);
  CLI::App* group =
      app.add_subcommand("directive", "Directives: look at them, correct them, issue them, discard a draft");
  group->require_subcommand(1);
  AddList(*group, session);
  AddSearch(*group, session);
  AddShow(*group, session);
  AddDirectiveChanges(*group, session);
  AddCorrections(*group, session);
  AddFile(*group, session);
}

}  // namespace dondoc::cli
