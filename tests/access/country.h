// An invented country with all services in this process, each with its real database and handlers, and callers of
// whatever kind: for the tests of who may do what. Units are named by what they are to the objects that are made here:
// things of the commune `own`, given by the district `issuer` of another province. One thread at a time.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/audit/rpc/audit_service.h"
#include "common/ids/id_generator.h"
#include "common/messaging/consumer.h"
#include "common/rpc/client.h"
#include "common/rpc/explain/access_service.h"
#include "common/rpc/unary.h"
#include "common/service/clock_service.h"
#include "common/testing/temp_dir.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/common/v1/audit_service.grpc.pb.h"
#include "dondoc/common/v1/clock_service.grpc.pb.h"
#include "dondoc/common/v1/key_service.grpc.pb.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/notification/v1/notification_service.grpc.pb.h"
#include "dondoc/organization/v1/group_service.grpc.pb.h"
#include "dondoc/organization/v1/identity_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "dondoc/organization/v1/tree_service.grpc.pb.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "services/assignment/app/context.h"
#include "services/assignment/rpc/assignment_service.h"
#include "services/directive/app/context.h"
#include "services/directive/rpc/directive_service.h"
#include "services/indicator/app/context.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/notification/app/context.h"
#include "services/notification/rpc/notification_service.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/rpc/identity_service.h"
#include "services/organization/identity/rpc/key_service.h"
#include "services/organization/identity/rpc/user_service.h"
#include "services/organization/replica/cover_cache.h"
#include "services/organization/replica/tree_cache.h"
#include "services/organization/rpc/group_service.h"
#include "services/organization/rpc/organization_service.h"
#include "services/organization/rpc/succession_service.h"
#include "services/organization/rpc/tree_service.h"
#include "services/organization/testing/world.h"

namespace dondoc::access_test {

class Country {
 public:
  Country();
  ~Country();

  // What each unit is to the objects. `below` is below `own`, `sibling` beside it, `above` above it.
  std::string government, own, above, sibling, below, issuer, above_issuer, lead, coordinator, recipient, stranger;
  std::string helper;                 // a commune below `stranger`: helps as one of "UBND các xã"
  std::vector<std::string> communes;  // all that there are, `own` and its sibling among them

  // Who makes the next calls.
  access::Caller caller;
  static access::Caller Operator();
  static access::Caller Member(const std::string& unit_id, access::Roles roles);

  template <typename Response, typename Stub, typename Method, typename Request>
  absl::StatusOr<Response> Call(Stub& stub, Method method, const Request& request) {
    sent = std::make_unique<Request>(request);
    return rpc::Invoke<Response>(stub, method, request, {.timeout = std::chrono::minutes(1)});
  }
  std::unique_ptr<google::protobuf::Message> sent;  // the last request
  // As the operator; ends the process where it fails, as then there is nothing to test with.
  template <typename Response, typename Stub, typename Method, typename Request>
  Response Must(Stub& stub, Method method, const Request& request) {
    const access::Caller before = std::exchange(caller, Operator());
    absl::StatusOr<Response> answer = Call<Response>(stub, method, request);
    caller = before;
    if (!answer.ok()) Fail(answer.status());
    return *std::move(answer);
  }

  // An assignment of the unit, given by `issuer_id`, led by `lead`, helped with by `coordinator` and by the
  // communes of `stranger`.
  std::string NewAssignment(const std::string& unit_id, const std::string& issuer_id);
  // A draft that came in at `own` and that `issuer` issues, with tasks for `recipient`. With a new number, or this one;
  // it may rest on another.
  directive::v1::Directive NewDraft(std::string number = "", const directive::v1::Directive* rests_on = nullptr);
  // What is taken in for one.
  directive::v1::IngestDirectiveRequest DraftOf(const std::string& number,
                                                const directive::v1::Directive* rests_on = nullptr);
  std::string NewNumber();
  directive::v1::Directive Issue(const directive::v1::Directive& draft);

  // Two provinces with a district each become one without: once, before anything else of theirs is needed. `ended` are
  // those of them and theirs that have ended: the provinces, the districts and an office of one of these (nobody comes
  // after districts and office), two communes that merged and one that was divided. `begun` are the new province and
  // its communes, the first in the place of the two.
  void MergeProvinces();
  std::vector<std::string> ended, begun;
  std::string ended_office, ended_commune;  // nobody comes after the office; the first of `begun` communes after this

  // `sibling` goes to the district of `issuer`, in another province, from the day on.
  void MoveSibling(const std::string& day);

  // What an assignment has to do with whom.
  access::Parties PartiesOf(const std::string& assignment_id);

  // Brings the counts, and the numbers, of all units up to the top.
  void SettleCounts();
  void SettleNumbers();
  // Targets that a directive of `issuer_id` set; its id.
  std::string NewTargets(const std::string& issuer_id, int targets);
  // A message in the unit's inbox, and its delivery to an address; some that wait are delivered.
  void Tell(const std::string& unit_id);
  void Deliver(int deliveries);
  // Everything that is reminded of up to the last day of what NewAssignment gives.
  void Remind();

  // The assignment service believes that the unit has ended without an heir, by a succession with this id.
  std::string PretendEnded(const std::string& unit_id);
  // A unit of which all services believe that it has ended; empty for none.
  std::string believed_ended;

  // Puts an act for the unit into the audit of the assignment service.
  void Record(const std::string& unit_id, const std::string& object_id);
  // What the assignment service knows of who is below whom.
  const access::Within& within() const { return assignment_environment_.within; }
  // How many records the audit of all services has; of one RPC, where one is named.
  std::int64_t Recorded(const std::string& rpc = "");
  // What the last record of an RPC says was done.
  struct Act {
    std::string object_type, object_id, object_unit_id, before, after;
  };
  Act LastAct(const std::string& rpc);

  // A request's id: a new one, or `repeated_id` where that is set.
  std::string NewId() { return repeated_id.empty() ? ids.NewId() : repeated_id; }
  std::string repeated_id;
  [[noreturn]] static void Fail(const absl::Status& status);

  TimePoint Now() const { return clock_.Now(); }  // of all services
  UuidGenerator ids{clock_};
  std::unique_ptr<organization::v1::OrganizationService::Stub> organization;
  std::unique_ptr<organization::v1::GroupService::Stub> groups;
  std::unique_ptr<organization::v1::SuccessionService::Stub> successions;
  std::unique_ptr<organization::v1::TreeService::Stub> trees;
  std::unique_ptr<organization::v1::IdentityService::Stub> identities;
  std::unique_ptr<organization::v1::UserService::Stub> users;
  std::unique_ptr<common::v1::KeyService::Stub> keys;
  std::unique_ptr<directive::v1::DirectiveService::Stub> directives;
  std::unique_ptr<assignment::v1::AssignmentService::Stub> assignments;
  std::unique_ptr<indicator::v1::IndicatorService::Stub> indicators;
  std::unique_ptr<notification::v1::NotificationService::Stub> notifications;
  std::unique_ptr<common::v1::ClockService::Stub> clocks;
  std::unique_ptr<common::v1::AccessService::Stub> access;  // of the assignment service
  // What is said of an RPC by the process that serves it; NOT_FOUND (RPC_NOT_FOUND) where none does.
  absl::StatusOr<common::v1::AccessExplanation> Explain(const common::v1::ExplainAccessRequest& request);
  std::unique_ptr<common::v1::AuditService::Stub> audits;  // of the assignment service

 private:
  // One service's database with its copy of the tree.
  struct Copy {
    explicit Copy(std::string conninfo)
        : database({.conninfo = std::move(conninfo)}), tree(database), covers(tree, database) {}
    pg::Database database;
    organization::replica::TreeCache tree;
    organization::replica::CoverCache covers;
  };

  void MakeUnits();
  void MakeKey();
  void Import(const std::string& list, const std::string& csv, const std::string& from);
  // Hands facts of this type to `take` until there are no more.
  static void Settle(pg::Database& database, const std::string& type, const messaging::Handler& take);
  void CopyTree();
  void Serve();
  void ServeExplanations();
  rpc::Environment Environment();
  // With `believed_ended` beside what the tree says.
  rpc::Environment Believing(rpc::Environment environment);

  organization::testing::World world_;
  dondoc::testing::TempDir directory_;
  const std::string clock_file_;
  DevelopmentClock clock_;
  std::unique_ptr<directive::app::UnitDirectory> names_;
  Copy directive_, assignment_, indicator_, notification_;
  pg::Database questions_;
  directive::app::Context directive_context_;
  assignment::Context assignment_context_;
  indicator::app::Context indicator_context_;
  notification::Context notification_context_;
  rpc::Environment organization_environment_, directive_environment_, assignment_environment_, indicator_environment_,
      notification_environment_, clock_environment_;
  std::unique_ptr<organization::OrganizationService> organization_service_;
  std::unique_ptr<organization::GroupService> group_service_;
  const organization::AskForUses no_uses_ = [](const std::string&) { return std::vector<std::string>(); };
  std::unique_ptr<organization::SuccessionService> succession_service_;
  std::unique_ptr<organization::TreeService> tree_service_;
  identity::PasswordRules passwords_;
  identity::PasswordHasher hasher_;
  const identity::Vault vault_;
  identity::Context identity_context_;
  std::unique_ptr<identity::IdentityServiceImpl> identity_service_;
  std::unique_ptr<identity::UserServiceImpl> user_service_;
  std::unique_ptr<identity::KeyServiceImpl> key_service_;
  std::unique_ptr<directive::DirectiveService> directive_service_;
  std::unique_ptr<assignment::AssignmentService> assignment_service_;
  std::unique_ptr<indicator::IndicatorService> indicator_service_;
  std::unique_ptr<notification::NotificationServiceImpl> notification_service_;
  std::unique_ptr<service::ClockServiceImpl> clock_service_;
  std::unique_ptr<audit::AuditServiceImpl> audit_service_;
  // One for each process that there is outside of tests; each with a server of its own.
  struct Explaining {
    std::unique_ptr<rpc::AccessServiceImpl> service;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<common::v1::AccessService::Stub> stub;
  };
  std::vector<Explaining> explaining_;
  std::unique_ptr<grpc::Server> server_;
  int numbers_ = 100;  // beyond the number that all drafts rest on which rest on nothing else
};

}  // namespace dondoc::access_test
