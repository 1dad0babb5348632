// All services of the country, in this process.
#include <grpcpp/server_builder.h>

#include <utility>

#include "common/audit/audit.h"
#include "common/status/status.h"
#include "services/assignment/rpc/explain_access.h"
#include "services/directive/rpc/explain_access.h"
#include "services/indicator/rpc/explain_access.h"
#include "services/notification/rpc/explain_access.h"
#include "services/organization/identity/rpc/explain_access.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/rpc/explain_access.h"
#include "tests/access/country.h"

namespace dondoc::access_test {

rpc::Environment Country::Environment() {
  return {.authenticate = [this](const grpc::ServerContext&) -> absl::StatusOr<access::Caller> { return caller; },
          .new_trace = [this] { return ids.NewId(); },
          .observe = [](auto, auto, double) {}};
}

rpc::Environment Country::Believing(rpc::Environment environment) {
  environment.ended = [this, tree = std::move(environment.ended)](std::string_view unit) -> absl::StatusOr<bool> {
    if (!believed_ended.empty() && unit == believed_ended) return true;
    return tree(unit);
  };
  return environment;
}

void Country::Serve() {
  using organization::replica::KnowTree;
  organization_environment_ = Environment();
  organization_environment_.within = organization::WithinTables(questions_, clock_);
  organization_environment_.ended = organization::EndedInTables(questions_, clock_);
  organization_environment_ = Believing(std::move(organization_environment_));
  directive_environment_ = Believing(KnowTree(Environment(), directive_.tree, clock_));
  assignment_environment_ = Believing(KnowTree(Environment(), assignment_.tree, clock_));
  indicator_environment_ = Believing(KnowTree(Environment(), indicator_.tree, clock_));
  notification_environment_ = Believing(KnowTree(Environment(), notification_.tree, clock_));
  clock_environment_ = Environment();
  organization_service_ =
      std::make_unique<organization::OrganizationService>(*world_.context, organization_environment_);
  group_service_ = std::make_unique<organization::GroupService>(*world_.context, organization_environment_);
  succession_service_ =
      std::make_unique<organization::SuccessionService>(*world_.context, organization_environment_, no_uses_);
  tree_service_ = std::make_unique<organization::TreeService>(*world_.context, organization_environment_);
  identity_service_ = std::make_unique<identity::IdentityServiceImpl>(identity_context_, organization_environment_);
  key_service_ = std::make_unique<identity::KeyServiceImpl>(identity_context_, organization_environment_);
  user_service_ = std::make_unique<identity::UserServiceImpl>(identity_context_, organization_environment_);
  directive_service_ = std::make_unique<directive::DirectiveService>(directive_context_, directive_environment_);
  assignment_service_ =
      std::make_unique<assignment::AssignmentService>(assignment_context_, assignment_.covers, assignment_environment_);
  indicator_service_ = std::make_unique<indicator::IndicatorService>(indicator_context_, indicator_environment_);
  notification_service_ =
      std::make_unique<notification::NotificationServiceImpl>(notification_context_, notification_environment_);
  clock_service_ = std::make_unique<service::ClockServiceImpl>(
      clock_environment_, clock_, clock_file_,
      [this](const audit::Act& act, const std::function<absl::Status()>& change) {
        return world_.database().Run([&](pg::Transaction& tx) -> absl::Status {
          DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
          return change();
        });
      });
  audit_service_ =
      std::make_unique<audit::AuditServiceImpl>("assignment", assignment_.database, clock_, assignment_environment_);
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(rpc::kMaxMessageBytes);
  for (grpc::Service* service : std::initializer_list<grpc::Service*>{
           organization_service_.get(), group_service_.get(), succession_service_.get(), tree_service_.get(),
           identity_service_.get(), user_service_.get(), key_service_.get(), directive_service_.get(),
           assignment_service_.get(), indicator_service_.get(), notification_service_.get(), clock_service_.get(),
           audit_service_.get()}) {
    builder.RegisterService(service);
  }
  server_ = builder.BuildAndStart();
  const std::shared_ptr<grpc::Channel> channel = server_->InProcessChannel({});
  organization = organization::v1::OrganizationService::NewStub(channel);
  groups = organization::v1::GroupService::NewStub(channel);
  successions = organization::v1::SuccessionService::NewStub(channel);
  trees = organization::v1::TreeService::NewStub(channel);
  identities = organization::v1::IdentityService::NewStub(channel);
  users = organization::v1::UserService::NewStub(channel);
  keys = common::v1::KeyService::NewStub(channel);
  directives = directive::v1::DirectiveService::NewStub(channel);
  assignments = assignment::v1::AssignmentService::NewStub(channel);
  indicators = indicator::v1::IndicatorService::NewStub(channel);
  notifications = notification::v1::NotificationService::NewStub(channel);
  audits = common::v1::AuditService::NewStub(channel);
  clocks = common::v1::ClockService::NewStub(channel);
  ServeExplanations();
}

void Country::ServeExplanations() {
  const auto serve = [&](const rpc::Environment& environment, std::vector<rpc::Explained> contracts) {
    Explaining& one = explaining_.emplace_back();
    one.service = std::make_unique<rpc::AccessServiceImpl>(environment, std::move(contracts));
    grpc::ServerBuilder builder;
    builder.RegisterService(one.service.get());
    one.server = builder.BuildAndStart();
    one.stub = common::v1::AccessService::NewStub(one.server->InProcessChannel({}));
  };
  std::vector<rpc::Explained> contracts = organization::ContractsOf(*world_.context);
  for (rpc::Explained& one : identity::ContractsOf(identity_context_)) contracts.push_back(std::move(one));
  serve(organization_environment_, std::move(contracts));
  serve(directive_environment_, directive::ContractsOf(directive_context_));
  serve(assignment_environment_, assignment::ContractsOf(assignment_context_, assignment_.covers));
  access = common::v1::AccessService::NewStub(explaining_.back().server->InProcessChannel({}));
  serve(indicator_environment_, indicator::ContractsOf(indicator_context_));
  serve(notification_environment_, notification::ContractsOf(notification_context_));
}

absl::StatusOr<common::v1::AccessExplanation> Country::Explain(const common::v1::ExplainAccessRequest& request) {
  const access::Caller before = std::exchange(caller, Operator());
  absl::StatusOr<common::v1::AccessExplanation> said = NotFound("RPC_NOT_FOUND", "there are no processes");
  for (const Explaining& process : explaining_) {
    said = Call<common::v1::AccessExplanation>(*process.stub, &common::v1::AccessService::Stub::ExplainAccess, request);
    if (Reason(said.status()) != "RPC_NOT_FOUND") break;
  }
  caller = before;
  return said;
}

}  // namespace dondoc::access_test
