// What every contract keeps to, read from the descriptors of all protos that are linked in.

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "dondoc/common/v1/access.pb.h"
#include "dondoc/common/v1/audit_service.pb.h"
#include "dondoc/common/v1/clock_service.pb.h"
#include "dondoc/common/v1/key_service.pb.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "dondoc/notification/v1/notification_service.pb.h"
#include "dondoc/organization/v1/group_service.pb.h"
#include "dondoc/organization/v1/identity_service.pb.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "dondoc/organization/v1/succession_service.pb.h"
#include "dondoc/organization/v1/tree_service.pb.h"
#include "dondoc/organization/v1/user_service.pb.h"

namespace dondoc {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> AllMethods() {
  const std::vector<const FileDescriptor*> files = {assignment::v1::GetAssignmentRequest::descriptor()->file(),
                                                    common::v1::GetClockRequest::descriptor()->file(),
                                                    common::v1::ListAuditRecordsRequest::descriptor()->file(),
                                                    directive::v1::GetDirectiveRequest::descriptor()->file(),
                                                    indicator::v1::SubmitValuesRequest::descriptor()->file(),
                                                    notification::v1::ListInboxRequest::descriptor()->file(),
                                                    organization::v1::DefineGroupRequest::descriptor()->file(),
                                                    organization::v1::GetUnitRequest::descriptor()->file(),
                                                    organization::v1::GetSuccessionRequest::descriptor()->file(),
                                                    organization::v1::GetTreeRequest::descriptor()->file(),
                                                    organization::v1::SignInRequest::descriptor()->file(),
                                                    organization::v1::CreateUserRequest::descriptor()->file(),
                                                    common::v1::GetSigningKeysRequest::descriptor()->file()};
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) methods.push_back(file->service(s)->method(m));
    }
  }
  return methods;
}

bool IsRead(const MethodDescriptor& method) {
  for (const char* verb : {"Get", "List", "Search", "Resolve", "Expand", "Evaluate"}) {
    if (method.name().starts_with(verb)) return true;
  }
  return false;
}

TEST(ContractsTest, EveryRpcSaysWhoItIsFor) {
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_NE(method->options().GetExtension(common::v1::access).audience(), common::v1::AUDIENCE_UNSPECIFIED)
        << method->full_name() << ": add `option (dondoc.common.v1.access) = {audience: ...};` beside the RPC";
  }
}

TEST(ContractsTest, RulesMakeSense) {
  for (const MethodDescriptor* method : AllMethods()) {
    const common::v1::AccessRule& rule = method->options().GetExtension(common::v1::access);
    if (rule.audience() != common::v1::MEMBER) {
      EXPECT_EQ(rule.grants_size(), 0) << method->full_name() << ": roles and relations are of members";
      EXPECT_EQ(rule.hidden_unless(), "") << method->full_name() << ": whoever may call it may know of everything";
    }
    for (const common::v1::Grant& grant : rule.grants()) {
      EXPECT_GT(grant.roles_size(), 0) << method->full_name() << ": a grant without roles is for nobody";
      EXPECT_GT(grant.relations_size(), 0) << method->full_name() << ": a grant without relations is for nobody";
    }
    if (!rule.hidden_unless().empty()) {
      EXPECT_NE(method->service()->FindMethodByName(rule.hidden_unless()), nullptr) << method->full_name();
    }
    if (!rule.scope().empty()) {
      const bool writes = method->input_type()->FindFieldByName("request_id") != nullptr;
      EXPECT_TRUE(rule.scope().ends_with(writes ? ".write" : ".read")) << method->full_name();
    }
  }
}

// An auditor who could write would audit himself; an administrator who could decide would not need a leader.
TEST(ContractsTest, AuditorsWriteNothing) {
  for (const MethodDescriptor* method : AllMethods()) {
    if (IsRead(*method)) continue;
    for (const common::v1::Grant& grant : method->options().GetExtension(common::v1::access).grants()) {
      for (const int role : grant.roles()) EXPECT_NE(role, common::v1::AUDITOR) << method->full_name();
    }
  }
}

TEST(ContractsTest, EveryRpcHasARequestOfItsOwn) {
  std::set<std::string> seen;
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_EQ(method->input_type()->name(), method->name() + "Request") << "the log names the method after its request";
    EXPECT_TRUE(seen.insert(method->input_type()->full_name()).second) << method->full_name();
  }
}

TEST(ContractsTest, EveryWriteCanBeRepeated) {
  for (const MethodDescriptor* method : AllMethods()) {
    if (IsRead(*method)) continue;
    EXPECT_NE(method->input_type()->FindFieldByName("request_id"), nullptr)
        << method->full_name() << ": a caller that lost the answer must be able to ask again with the same request_id";
  }
}

TEST(ContractsTest, EveryListHasPages) {
  for (const MethodDescriptor* method : AllMethods()) {
    if (!method->name().starts_with("List") && !method->name().starts_with("Search")) continue;
    for (const char* field : {"page_size", "page_token"}) {
      EXPECT_NE(method->input_type()->FindFieldByName(field), nullptr) << method->full_name() << " has no " << field;
    }
    EXPECT_NE(method->output_type()->FindFieldByName("next_page_token"), nullptr) << method->full_name();
  }
}

}  // namespace
}  // namespace dondoc
