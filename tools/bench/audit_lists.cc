#include "tools/bench/audit_lists.h"

#include <fmt/core.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "common/audit/rpc/audit_service.h"
#include "common/postgres/database.h"
#include "common/rpc/client.h"
#include "tools/bench/sql.h"

namespace dondoc::bench {
namespace {

using common::v1::AuditService;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;

constexpr int kPage = 50;
constexpr int kTimes = 20;

// The answer, or the end.
template <typename T>
T Must(absl::StatusOr<T> answer) {
  if (answer.ok()) return *std::move(answer);
  fmt::print(stderr, "{}\n", answer.status().ToString());
  std::exit(1);
}

class Lists {
 public:
  explicit Lists(const std::string& conninfo)
      : owner_(pg::Connection::Open(conninfo).value()),
        // One session, so that what it read can be asked for.
        database_({.conninfo = conninfo, .max_connections = 1}),
        service_("bench", database_, clock_, environment_) {
    Must(owner_->Execute(sql::kFillTree, {}));
    if (!owner_->ExecuteScript("ANALYZE").ok()) std::exit(1);
    grpc::ServerBuilder builder;
    const std::string address =
        "unix:" + (std::filesystem::temp_directory_path() / fmt::format("audit_bench.{}", getpid())).string();
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = AuditService::NewStub(rpc::OpenChannel(address));
  }

  std::string IdOf(int number) {
    return Must(owner_->Execute(sql::kNameUnit, {pg::ToParam(std::to_string(number))}))[0].Get<std::string>("id");
  }

  // Whoever asks is a leader of the unit; the operator where there is none.
  void Measure(const char* what, const std::string& unit, ListAuditRecordsRequest request) {
    caller_ = {.subject = "user:1", .user = "lan", .memberships = {{unit, {access::Role::kLeader}}}};
    if (unit.empty()) caller_ = {.subject = "operator", .all = true};
    request.set_page_size(kPage);
    const int shown = Ask(request);
    const std::int64_t before = Read();
    Ask(request);
    const std::int64_t read = Read() - before;
    std::vector<double> took;
    for (int i = 0; i < kTimes; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      Ask(request);
      took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::nth_element(took.begin(), took.begin() + kTimes / 2, took.end());
    fmt::print("{:<52} {:>2} shown, {:>5} read, {:>5.1f} ms\n", what, shown, read, took[kTimes / 2]);
  }

 private:
  int Ask(const ListAuditRecordsRequest& request) {
    return Must(rpc::Invoke<ListAuditRecordsResponse>(*stub_, &AuditService::Stub::ListAuditRecords, request,
                                                      {.timeout = std::chrono::minutes(1)}))
        .records_size();
  }

  std::int64_t Read() {
    const auto flush = [](pg::Transaction& tx) { return tx.Execute(sql::kFlushStatistics).status(); };
    if (!database_.Run(flush).ok()) std::exit(1);
    return Must(owner_->Execute(sql::kCountReadRecords, {}))[0].Get<std::int64_t>("records");
  }

  const std::unique_ptr<pg::Connection> owner_;
  pg::Database database_;
  access::Caller caller_;
  const rpc::Environment environment_{
      .authenticate = [this](const grpc::ServerContext&) -> absl::StatusOr<rpc::Caller> { return caller_; },
      .new_trace = [] { return "t"; },
      .observe = [](auto, auto, double) {}};
  const SystemClock clock_;
  audit::AuditServiceImpl service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<AuditService::Stub> stub_;
};

}  // namespace

void MeasureLists(const std::string& conninfo) {
  Lists lists(conninfo);
  const std::string country = lists.IdOf(0), province = lists.IdOf(5), district = lists.IdOf(100),
                    commune = lists.IdOf(5000);
  lists.Measure("the newest, for the country", country, {});
  lists.Measure("the newest, for a province (1/63)", province, {});
  lists.Measure("the newest, for a district (1/696)", district, {});
  lists.Measure("the newest, for a commune (1/10,794)", commune, {});
  lists.Measure("the newest, for the operator", "", {});
  ListAuditRecordsRequest request;
  request.set_object_id(lists.IdOf(500'000));
  lists.Measure("of one object, for the country", country, request);
  lists.Measure("of one object, for a commune that may not see it", commune, request);
  request = {};
  request.set_person("Người 5000");
  lists.Measure("of one person, for the country", country, request);
  request = {};
  request.set_method("ReportAssignment");
  lists.Measure("of the act that all are, for a commune", commune, request);
  request.set_method("SetRule");
  lists.Measure("of an act that there is none of, for the country", country, request);
  request = {};
  request.set_unit_id(province);
  request.set_subtree(true);
  lists.Measure("of a province, for the country", country, request);
  request = {};
  request.mutable_until()->set_seconds(1'795'219'200 + 300'000);  // in the midst of fill_audit's
  lists.Measure("before a moment, for the country", country, request);
  lists.Measure("before a moment, for a commune", commune, request);
}

}  // namespace dondoc::bench
