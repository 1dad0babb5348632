// What tests of the API share: the service over a real channel, with an organization service on another one.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "services/directive/app/testing_units.h"
#include "services/directive/rpc/convert_directive.h"
#include "services/directive/rpc/directive_service.h"
#include "services/directive/rpc/organization_directory.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive::testing {

// The units of the tests behind the API of the organization service.
class Organization final : public organization::v1::OrganizationService::Service {
 public:
  grpc::Status ResolveNames(grpc::ServerContext*, const organization::v1::ResolveNamesRequest* request,
                            organization::v1::ResolveNamesResponse* response) override {
    const auto resolved =
        units.Resolve({request->names().begin(), request->names().end()}, request->context_unit_id(), std::nullopt);
    if (!resolved.ok()) return rpc::ToGrpc(resolved.status());
    for (const NamedBody& body : resolved->bodies) {
      organization::v1::Resolution* resolution = response->add_resolutions();
      resolution->set_name(body.name);
      if (body.meaning.known()) *resolution->mutable_addressee() = ToProto(body);
      for (const Candidate& candidate : body.candidates) {
        organization::v1::Unit* unit = resolution->add_candidates();
        unit->set_id(candidate.unit_id);
        unit->set_name(candidate.name);
      }
    }
    response->set_tree_change(resolved->tree_change);
    return grpc::Status::OK;
  }

  grpc::Status GetUnit(grpc::ServerContext*, const organization::v1::GetUnitRequest* request,
                       organization::v1::Unit* response) override {
    return rpc::ToGrpc(Find(request->unit_id(), *response));
  }

  grpc::Status GetUnits(grpc::ServerContext*, const organization::v1::GetUnitsRequest* request,
                        organization::v1::GetUnitsResponse* response) override {
    ++asked_for_units;
    for (const std::string& id : request->unit_ids()) {
      if (const absl::Status found = Find(id, *response->add_units()); !found.ok()) return rpc::ToGrpc(found);
    }
    return grpc::Status::OK;
  }

  // Any group has the district as its member; none where nobody is to be of any.
  grpc::Status ExpandGroup(grpc::ServerContext*, const organization::v1::ExpandGroupRequest*,
                           organization::v1::ExpandGroupResponse* response) override {
    ++asked_for_members;
    if (!without_members) response->add_units()->set_id(kDistrict);
    return grpc::Status::OK;
  }

  Units units;
  // The first day and the one after the last of units that have any; empty for none.
  std::map<std::string, std::pair<std::string, std::string>> existing;
  bool without_members = false;
  int asked_for_units = 0, asked_for_members = 0;

 private:
  absl::Status Find(const std::string& id, organization::v1::Unit& found) {
    DONDOC_ASSIGN_OR_RETURN(const app::KnownUnit unit, units.FindUnit(id));
    found.set_id(unit.id);
    found.set_name(unit.name);
    found.set_level(ToProto(unit.level));
    const auto days = existing.find(unit.id);
    if (days != existing.end()) {
      found.set_valid_from(days->second.first);
      found.set_valid_to(days->second.second);
    }
    return absl::OkStatus();
  }
};

class DirectiveServiceTest : public ::testing::Test {
 protected:
  DirectiveServiceTest() : database_({.conninfo = dondoc::testing::SharedPostgres::CreateDatabaseFrom(Migrated())}) {
    server_ = Start("d", &service_);
    organization_server_ = Start("o", &organization_);
    stub_ = v1::DirectiveService::NewStub(rpc::OpenChannel(Address("d")));
  }

  // Made once for all tests of a binary.
  static const std::string& Migrated() {
    static const std::string conninfo = [] {
      std::string made = dondoc::testing::SharedPostgres::CreateDatabase();
      auto connection = *pg::Connection::Open(made);
      EXPECT_OK(pg::Migrate(*connection,
                            {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                             organization::replica::Migrations(), Migrations()},
                            TimePoint{}));
      return made;
    }();
    return conninfo;
  }

  std::string Address(const std::string& name) const { return "unix:" + (directory_.path() / name).string(); }

  std::unique_ptr<grpc::Server> Start(const std::string& name, grpc::Service* service) const {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(Address(name), grpc::InsecureServerCredentials());
    builder.SetMaxReceiveMessageSize(rpc::kMaxMessageBytes);
    builder.RegisterService(service);
    return builder.BuildAndStart();
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::DirectiveService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                   Response*),
                                const std::type_identity_t<Request>& request, const std::string& as = "") {
    return rpc::Invoke<Response>(*stub_, method, request,
                                 {.timeout = std::chrono::milliseconds(60000), .unit_id = as, .user = "lan"});
  }

  absl::StatusOr<v1::IngestDirectiveResponse> Ingest(const std::string& bytes) {
    v1::IngestDirectiveRequest request;
    request.set_request_id(ids_.NewId());
    request.set_file_name("kế hoạch.txt");
    request.set_file(bytes);
    return Call(&v1::DirectiveService::Stub::IngestDirective, request);
  }

  template <typename Request>
  Request For(const v1::Directive& directive) {
    Request request;
    request.set_request_id(ids_.NewId());
    request.set_directive_id(directive.id());
    request.set_etag(directive.etag());
    return request;
  }

  absl::StatusOr<v1::Directive> Get(const std::string& name, bool with_all = false) {
    v1::GetDirectiveRequest request;
    request.set_directive(name);
    request.set_with_text(with_all);
    request.set_with_proposal(with_all);
    return Call(&v1::DirectiveService::Stub::GetDirective, request);
  }

  pg::Database database_;
  SystemClock clock_;
  UuidGenerator ids_{clock_};
  dondoc::testing::TempDir directory_;
  OrganizationDirectory units_{rpc::OpenChannel(Address("o"))};
  app::Context context_{database_, clock_, ids_, units_};
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [this] { return ids_.NewId(); },
                                .observe = [](std::string_view, std::string_view, double) {},
                                .within = [](auto, auto) { return false; }};
  DirectiveService service_{context_, environment_};
  Organization organization_;
  std::unique_ptr<grpc::Server> server_, organization_server_;
  std::unique_ptr<v1::DirectiveService::Stub> stub_;
};

}  // namespace dondoc::directive::testing
