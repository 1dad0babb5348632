#include "tools/dondoc/cli_support.h"

#include <fmt/core.h>
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "common/time/day.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

using organization::v1::OrganizationService;

absl::Status NotClear(const std::string& name, const organization::v1::Resolution& resolution) {
  if (resolution.has_addressee()) {
    return Error(absl::StatusCode::kInvalidArgument, "AMBIGUOUS_UNIT",
                 "'" + name + "' names a group of units; one unit is needed here");
  }
  if (resolution.candidates().empty()) {
    return NotFound("UNIT_NOT_FOUND", "no unit is known as '" + name + "'; try `dondoc units find`");
  }
  std::string message = "'" + name + "' may be";
  for (const auto& unit : resolution.candidates()) {
    message += "\n  " + unit.id() + "  " + unit.name() + " (" + unit.territory_code() + ")";
  }
  return Error(absl::StatusCode::kInvalidArgument, "AMBIGUOUS_UNIT", message);
}

}  // namespace

bool IsCode(std::string_view text) {
  return text == "VN" || (!text.empty() && text.size() <= 8 &&
                          std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::string ErrorText(const absl::Status& status) {
  std::string text = "error: " + absl::StatusCodeToString(status.code());
  if (const std::string reason = Reason(status); !reason.empty()) text += " " + reason;
  text += ": " + std::string(status.message());
  const std::map<std::string, std::string> metadata = Metadata(status);
  std::string facts;
  for (const std::string key : {"file", "line", "field"}) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) continue;
    facts += (facts.empty() ? "" : ", ") + key + ": " + found->second;
  }
  return facts.empty() ? text : text + " (" + facts + ")";
}

std::string JsonText(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "";
  return json;
}

std::string LocalTime(const google::protobuf::Timestamp& time) {
  const TimePoint moment{std::chrono::seconds(time.seconds())};
  const Day day = DayOf(moment);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(moment - StartOf(day)).count();
  return fmt::format("{} {:02}:{:02}", FormatDay(day), minutes / 60, minutes % 60);
}

absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, error)) {
    return Error(absl::StatusCode::kNotFound, "FILE_NOT_FOUND", "there is no file '" + path + "' that can be read",
                 {{"field", "file"}});
  }
  std::string content;
  std::copy_n(std::istreambuf_iterator<char>(in),
              std::min(std::filesystem::file_size(path, error), std::uintmax_t{max_bytes + 1}),
              std::back_inserter(content));
  if (content.size() > max_bytes) {
    return InvalidField("file", "FILE_TOO_LARGE",
                        "'" + path + "' is larger than " + std::to_string(max_bytes) + " bytes");
  }
  return content;
}

Session::Session(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}
Session::~Session() = default;

void Session::AddOptions(CLI::App& app) {
  app.fallthrough();
  app.add_option("--format", options_.format, "table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  app.add_option("--var", options_.var, "Directory of the running system (default: $DONDOC_VAR, or the nearest var/)");
  app.add_option("--as", options_.as, "The unit on whose behalf: an id, a territory's code or a name");
  app.add_option(
      "--list", options_.code_list,
      "The list that codes of territories are of (default: the one in force, on the day of --date, --from or "
      "--until where there is one)");
  timeout_option_ = app.add_option("--timeout", options_.timeout_seconds, "Seconds to wait for an answer")
                        ->check(CLI::Range(1, 600))
                        ->capture_default_str();
  app.add_option("--request-id", options_.request_id, "UUID of a write that is repeated: it is done once");
}

bool Session::timeout_was_given() const { return timeout_option_ != nullptr && timeout_option_->count() > 0; }

void Session::Run(const std::function<absl::Status()>& body) {
  const absl::Status status = body();
  if (status.ok()) return;
  err_ << ErrorText(status) << "\n";
  exit_code_ = 1;
}

absl::Status Session::Print(const Table& table) {
  out_ << table.Text();
  return absl::OkStatus();
}

absl::Status Session::PrintJson(const google::protobuf::Message& message) {
  out_ << JsonText(message);
  return absl::OkStatus();
}

std::string Session::RequestId() { return options_.request_id.empty() ? ids_.NewId() : options_.request_id; }

absl::StatusOr<std::vector<Cell>> Session::Cells(std::string_view service) {
  if (const auto found = cells_.find(service); found != cells_.end()) return found->second;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> addresses, FindServiceAddresses(options_.var, service));
  std::vector<Cell> cells;
  for (const std::string& address : addresses) cells.push_back({address, rpc::OpenChannel(address)});
  return cells_[std::string(service)] = std::move(cells);
}

absl::Status Session::Reach(const Cell& cell) const {
  const std::chrono::system_clock::time_point until = clock_.Now() + std::chrono::seconds(options_.timeout_seconds);
  if (cell.channel->WaitForConnected(until)) return absl::OkStatus();
  return Unavailable("CELL_NOT_REACHED",
                     fmt::format("nothing answers at {} within {} s", cell.address, options_.timeout_seconds));
}

Credentials& Session::credentials() {
  if (credentials_ == nullptr)
    credentials_ = std::make_unique<Credentials>(
        options_.var,
        [this]() -> absl::StatusOr<std::shared_ptr<grpc::Channel>> {
          DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, Cells("organization"));
          return cells.front().channel;
        },
        ids_);
  return *credentials_;
}

rpc::InvokeOptions Session::OptionsOfNobody() {
  rpc::InvokeOptions options;
  options.timeout = std::chrono::seconds(options_.timeout_seconds);
  options.tree_change = &tree_change_;
  options.on_retry = [this](const absl::Status& status) {
    if (isatty(STDERR_FILENO) != 0 && !said_waiting_.exchange(true))
      err_ << "waiting up to " << options_.timeout_seconds << " s: " << Reason(status) << "\n";
  };
  return options;
}

absl::StatusOr<rpc::InvokeOptions> Session::PlainOptions() {
  rpc::InvokeOptions options = OptionsOfNobody();
  DONDOC_ASSIGN_OR_RETURN(options.token, credentials().Token());
  return options;
}

absl::StatusOr<rpc::InvokeOptions> Session::CallOptions() {
  DONDOC_ASSIGN_OR_RETURN(rpc::InvokeOptions options, PlainOptions());
  if (!options_.as.empty() && as_unit_id_.empty()) {
    DONDOC_ASSIGN_OR_RETURN(as_unit_id_, FindUnitId(options_.as, "--as"));
  }
  options.unit_id = as_unit_id_;
  if (options_.as.empty()) {
    DONDOC_ASSIGN_OR_RETURN(options.unit_id, credentials().OnlyUnit());
  }
  return options;
}

absl::StatusOr<organization::v1::Unit> Session::FindUnit(const std::string& text, std::string_view field,
                                                         const std::string& date) {
  absl::StatusOr<organization::v1::Unit> unit =
      IsUuid(text) || IsCode(text) ? GetUnit(text, date) : FindNamedUnit(text, date);
  const bool not_found = Reason(unit.status()) == "UNIT_NOT_FOUND" || Reason(unit.status()) == "AMBIGUOUS_UNIT";
  return not_found ? WithMetadata(unit.status(), "field", field) : unit;
}

absl::StatusOr<organization::v1::Unit> Session::GetUnit(const std::string& id_or_code, const std::string& date) {
  organization::v1::GetUnitRequest request;
  request.set_date(date);
  if (IsUuid(id_or_code)) {
    request.set_unit_id(id_or_code);
  } else {
    request.set_territory_code(id_or_code);
    request.set_code_list(options_.code_list);
  }
  DONDOC_ASSIGN_OR_RETURN(const rpc::InvokeOptions options, PlainOptions());
  return CallWith("organization", &OrganizationService::Stub::GetUnit, request, options);
}

absl::StatusOr<organization::v1::Unit> Session::FindNamedUnit(const std::string& name, const std::string& date) {
  organization::v1::ResolveNamesRequest request;
  request.add_names(name);
  request.set_date(date);
  DONDOC_ASSIGN_OR_RETURN(const rpc::InvokeOptions options, PlainOptions());
  DONDOC_ASSIGN_OR_RETURN(const organization::v1::ResolveNamesResponse response,
                          CallWith("organization", &OrganizationService::Stub::ResolveNames, request, options));
  if (response.resolutions_size() != 1) return Internal("the answer does not belong to the question");
  const organization::v1::Resolution& resolution = response.resolutions(0);
  if (resolution.addressee().unit_id().empty()) return NotClear(name, resolution);
  return GetUnit(resolution.addressee().unit_id(), date);
}

absl::StatusOr<std::string> Session::FindUnitId(const std::string& text, std::string_view field,
                                                const std::string& date) {
  DONDOC_ASSIGN_OR_RETURN(const organization::v1::Unit unit, FindUnit(text, field, date));
  return unit.id();
}

}  // namespace dondoc::cli
