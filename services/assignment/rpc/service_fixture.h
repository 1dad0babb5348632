// For the tests of the RPCs: the service over a real channel, with two tasks and a duty for each of six communes.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "services/assignment/rpc/assignment_service.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {

using Stub = v1::AssignmentService::Stub;
using testing::World;

class AssignmentServiceTest : public ::testing::Test {
 protected:
  AssignmentServiceTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::AssignmentService::NewStub(rpc::OpenChannel(address));
  }

  // Two tasks and a duty for each of six communes.
  void SetUp() override {
    auto fact = world_.Directive(common::v1::COMMUNE);
    World::ForCommunesOf(world_.AddTask(fact, "2026-11-10"), world_.province);
    World::ForCommunesOf(world_.AddTask(fact, ""), world_.province);
    world_.AddDuty(fact, world_.province);
    ASSERT_OK(world_.Issue(fact));
    ASSERT_OK(world_.Settle());
    directive_id_ = fact.directive_id();
    id_ = world_.Texts("SELECT id FROM assignment WHERE due_on = '2026-11-10' AND unit_id = '" + world_.communes[0] +
                       "'")[0];
  }

  template <typename Request>
  Request New() {
    Request request;
    request.set_request_id(world_.ids.NewId());
    request.set_assignment_id(id_);
    return request;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request, const std::string& as = "") {
    return rpc::Invoke<Response>(*stub_, method, request,
                                 {.timeout = std::chrono::minutes(1), .unit_id = as, .user = "lan"});
  }

  absl::StatusOr<v1::ListAssignmentsResponse> List(const v1::ListAssignmentsRequest& request) {
    return Call(&Stub::ListAssignments, request);
  }

  World world_;
  rpc::Environment environment_{
      .authenticate = rpc::TrustMetadata(),
      .new_trace = [this] { return world_.ids.NewId(); },
      .observe = [](std::string_view, std::string_view, double) {},
      .within = [this](std::string_view unit, std::string_view above) { return world_.IsBelow(unit, above); }};
  organization::replica::TreeCache tree_{world_.database()};
  organization::replica::CoverCache covers_{tree_, world_.database()};
  AssignmentService service_{world_.context, covers_, environment_};
  dondoc::testing::TempDir directory_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
  std::string directive_id_;
  std::string id_;
};

}  // namespace dondoc::assignment
