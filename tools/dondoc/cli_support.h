// What the subcommands share: global options, calling a service, printing answers and errors, naming a unit on the
// command line.
//
//   void RegisterAssignment(CLI::App& app, Session& session) {
//     auto* accept = app.add_subcommand("accept", "Accept an assignment");
//     auto request = std::make_shared<AcceptAssignmentRequest>();
//     accept->add_option("ASSIGNMENT", *request->mutable_assignment_id(), "Its id")->required();
//     accept->callback([=, &session] {
//       session.Run([&]() -> absl::Status {
//         request->set_request_id(session.RequestId());
//         DONDOC_ASSIGN_OR_RETURN(const Assignment answer, session.Call("assignment",
//         &AssignmentService::Stub::AcceptAssignment, *request)); if (session.json()) return session.PrintJson(answer);
//         ...
//       });
//     });
//   }
//
// Exit codes: 0; 1 after an error, printed to stderr as `error: CODE REASON: message (field: x)`; 2 for wrong usage
// (main.cc). Not thread-safe.
#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ids/id_generator.h"
#include "common/rpc/client.h"
#include "common/status/status.h"
#include "common/time/clock.h"
#include "dondoc/organization/v1/unit.pb.h"
#include "tools/dondoc/credentials.h"
#include "tools/dondoc/table.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace dondoc::cli {

struct GlobalOptions {
  std::string format = "table";  // or "json": protobuf JSON with the names of the protos
  std::string var;               // directory of the running system; empty to look for it (system_paths.h)
  std::string as;                // the unit on whose behalf: id, territory code or name
  std::string code_list;         // empty: the one that is in force
  int timeout_seconds = 30;
  std::string request_id;  // of a write that is repeated; empty for a new one
};

// Whether `text` looks like a territory's code, or the country's.
bool IsCode(std::string_view text);

// "error: INVALID_ARGUMENT BAD_EMAIL: message (field: emails)". A message of several lines keeps them.
std::string ErrorText(const absl::Status& status);

// `message` as protobuf JSON, indented, proto field names, absent numbers and texts printed.
std::string JsonText(const google::protobuf::Message& message);

// "2026-12-07 07:30": the minute in Viet Nam.
std::string LocalTime(const google::protobuf::Timestamp& time);

// The content of a file of at most `max_bytes`. NOT_FOUND (FILE_NOT_FOUND), INVALID_ARGUMENT (FILE_TOO_LARGE).
absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t max_bytes);

// A service where levels have databases of their own is in several places, each with the rows of some levels; else in
// one.
struct Cell {
  std::string address;
  std::shared_ptr<grpc::Channel> channel;
};

// What a cell answers about units whose rows another cell has (FAILED_PRECONDITION); and whether an answer may be
// another one in another cell: so, or NOT_FOUND.
inline constexpr std::string_view kLevelNotServed = "LEVEL_NOT_SERVED";
inline bool IsElsewhere(const absl::Status& status) {
  return absl::IsNotFound(status) || Reason(status) == kLevelNotServed;
}

class Session {
 public:
  Session(std::ostream& out, std::ostream& err);
  ~Session();

  // Adds the global options, accepted before and after the name of a subcommand; before the subcommands are added.
  void AddOptions(CLI::App& app);

  // Runs a command's body; prints the error that it returns and remembers it in exit_code().
  void Run(const std::function<absl::Status()>& body);
  int& exit_code() { return exit_code_; }

  const GlobalOptions& options() const { return options_; }
  bool json() const { return options_.format == "json"; }
  bool timeout_was_given() const;
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }
  absl::Status Print(const Table& table);
  absl::Status PrintJson(const google::protobuf::Message& message);

  // The request id of this command's write: --request-id, else a new one.
  std::string RequestId();

  // Calls `method` of the service "assignment" ..., of several cells the first: with the timeout, on behalf of the unit
  // of --as. What may pass, a service that is being restarted or that does not know a new unit yet, is tried again
  // within the timeout. Where that was not given, it is `usual_timeout`.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(std::string_view service,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request,
                                std::optional<std::chrono::seconds> usual_timeout = std::nullopt) {
    DONDOC_ASSIGN_OR_RETURN(rpc::InvokeOptions options, CallOptions());
    if (usual_timeout && !timeout_was_given()) options.timeout = *usual_timeout;
    return CallWith<Stub, Request, Response>(service, method, request, options);
  }

  // Who the command calls as.
  Credentials& credentials();

  // The same of something that one cell keeps: they are asked in turn while it is elsewhere (IsElsewhere).
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallWhereItIs(std::string_view service,
                                         grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                         const std::type_identity_t<Request>& request) {
    DONDOC_ASSIGN_OR_RETURN(const rpc::InvokeOptions options, CallOptions());
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, Cells(service));
    absl::StatusOr<Response> answer = CallCell<Stub, Request, Response>(cells.front(), method, request, options);
    for (std::size_t i = 1; i < cells.size() && IsElsewhere(answer.status()); ++i) {
      absl::StatusOr<Response> next = CallCell<Stub, Request, Response>(cells[i], method, request, options);
      // That the level is another cell's says less than any other answer.
      if (Reason(next.status()) != kLevelNotServed) answer = std::move(next);
    }
    return answer;
  }

  // The cells of a service, at least one, in the order of their addresses. Errors: as FindServiceAddresses.
  absl::StatusOr<std::vector<Cell>> Cells(std::string_view service);

  // Calls as Call does, at one cell. Where nothing can be reached there within the timeout of the command line (not the
  // usual one of the call): UNAVAILABLE (CELL_NOT_REACHED).
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallAt(const Cell& cell,
                                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                  const std::type_identity_t<Request>& request,
                                  std::optional<std::chrono::seconds> usual_timeout = std::nullopt) {
    DONDOC_ASSIGN_OR_RETURN(rpc::InvokeOptions options, CallOptions());
    if (usual_timeout && !timeout_was_given()) options.timeout = *usual_timeout;
    DONDOC_RETURN_IF_ERROR(Reach(cell));
    return CallCell<Stub, Request, Response>(cell, method, request, options);
  }

  // The same as nobody: to sign in, or out.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallAsNobody(std::string_view service,
                                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                        const std::type_identity_t<Request>& request) {
    return CallWith<Stub, Request, Response>(service, method, request, OptionsOfNobody());
  }

  // What Call calls with, for who calls by himself, from several threads too. Must not outlive the session.
  absl::StatusOr<rpc::InvokeOptions> CallOptions();

  // The unit that an argument means: an id, a territory's code (its UBND) or a name. Codes and names are those of
  // `date` (YYYY-MM-DD; empty for today), as is what is answered: whoever asks about a day writes as it was written on
  // that day. Codes are of the list of --list where that is given. `field` is what errors say is at fault. NOT_FOUND
  // (UNIT_NOT_FOUND); INVALID_ARGUMENT (AMBIGUOUS_UNIT) with the candidates where a name is not clear. A unit that does
  // not exist on the day is found, as it was last, below the place that it has: what is asked of it says so.
  absl::StatusOr<organization::v1::Unit> FindUnit(const std::string& text, std::string_view field = "unit",
                                                  const std::string& date = "");
  // As FindUnit, only the id.
  absl::StatusOr<std::string> FindUnitId(const std::string& text, std::string_view field = "unit",
                                         const std::string& date = "");

 private:
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallWith(std::string_view service,
                                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                    const Request& request, const rpc::InvokeOptions& options) {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, Cells(service));
    return CallCell<Stub, Request, Response>(cells.front(), method, request, options);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallCell(const Cell& cell,
                                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                    const Request& request, const rpc::InvokeOptions& options) {
    Stub stub(cell.channel);
    absl::StatusOr<Response> answer = rpc::Invoke<Response>(stub, method, request, options);
    if (options.token.empty() || !Reason(answer.status()).starts_with("TOKEN_")) return answer;
    // Its key was removed, or the clock was moved: a person's session is good for another one.
    rpc::InvokeOptions again = options;
    DONDOC_ASSIGN_OR_RETURN(again.token, credentials().TokenInsteadOf(options.token));
    if (again.token == options.token) return answer;
    return rpc::Invoke<Response>(stub, method, request, again);
  }

  absl::Status Reach(const Cell& cell) const;
  rpc::InvokeOptions OptionsOfNobody();
  absl::StatusOr<rpc::InvokeOptions> PlainOptions();
  absl::StatusOr<organization::v1::Unit> GetUnit(const std::string& id_or_code, const std::string& date);
  absl::StatusOr<organization::v1::Unit> FindNamedUnit(const std::string& name, const std::string& date);

  std::ostream& out_;
  std::ostream& err_;
  GlobalOptions options_;
  const CLI::Option* timeout_option_ = nullptr;
  int exit_code_ = 0;
  SystemClock clock_;
  UuidGenerator ids_{clock_};
  std::map<std::string, std::vector<Cell>, std::less<>> cells_;
  std::unique_ptr<Credentials> credentials_;
  std::string as_unit_id_;
  std::atomic<std::int64_t> tree_change_{0};
  std::atomic<bool> said_waiting_{false};
};

}  // namespace dondoc::cli
