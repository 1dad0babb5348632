// The whole running system as the live replay uses it: `dondoc up` with all it starts, the command line, the services'
// RPCs as the operator, questions to the database, and who is killed when.
//
// Call is thread-safe; the rest is for one thread.
#pragma once

#include <grpcpp/channel.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/authentication/own_tokens.h"
#include "common/ids/id_generator.h"
#include "common/rpc/client.h"
#include "common/time/clock.h"
#include "tests/e2e/scenario.h"
#include "tests/e2e/system.h"
#include "tests/replay/digests.h"

namespace dondoc::replay {

class LiveSystem {
 public:
  LiveSystem();

  // A command, repeated while a service is away. Returns what it prints.
  std::string Do(const std::vector<std::string>& arguments) { return scenario_.Insist(arguments); }
  e2e::Output Try(const std::vector<std::string>& arguments) const { return system_.Run(arguments); }
  void Kill(std::string_view part) { system_.Kill(part); }
  std::filesystem::path directory() const { return system_.directory(); }

  // Calls an RPC of a service; what may pass is tried again, with the same request, for ten minutes. Ends the process
  // where it fails for good: nothing that comes after would mean anything.
  template <typename Stub, typename Request, typename Response>
  Response Call(const std::string& service,
                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
    Stub stub(channels_.at(service));
    const absl::StatusOr<Response> answer = rpc::Invoke<Response>(stub, method, request, Options());
    if (!answer.ok()) GiveUp(service, answer.status());
    return *answer;
  }
  // All pages of a list: `take` gets each.
  template <typename Stub, typename Request, typename Response, typename Take>
  void List(const std::string& service, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            Request request, const Take& take) {
    request.set_page_size(1000);
    do {
      const Response page = Call(service, method, request);
      take(page);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }
  std::string NewId() { return ids_.NewId(); }

  // To the tables of a service, as the owner of the database.
  const Ask& AskTables(const std::string& service) const { return ask_.at(service); }
  std::int64_t Count(const std::string& service, const std::string& sql) const;

  // Looks again and again, with pauses that leave the processors to the system. Fails the test after `patience`.
  bool WaitUntil(std::string_view what, const std::function<bool()>& is_true, std::chrono::seconds patience) const;
  // No fact is on its way or set aside, nothing of a succession is left to be applied, and every duty whose latest
  // occurrence was completed has its next one.
  bool IsSettled() const;

 private:
  rpc::InvokeOptions Options();
  [[noreturn]] static void GiveUp(const std::string& service, const absl::Status& status);

  e2e::System system_;
  e2e::Scenario scenario_{system_, 20250701};
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<authentication::OwnTokens> tokens_;
  SystemClock now_;
  std::atomic<std::int64_t> tree_change_{0};  // the newest that an answer was of: no copy of the tree may be older
  UuidGenerator ids_{now_};
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
  std::map<std::string, Ask> ask_;
};

}  // namespace dondoc::replay
