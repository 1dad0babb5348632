// What every contract keeps to: of all files proto/**/*_service.proto, as their descriptors say.

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "dondoc/common/v1/access.pb.h"

namespace dondoc {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> ReadMethods() {
  google::protobuf::FileDescriptorSet files;
  std::ifstream in(DONDOC_CONTRACTS, std::ios::binary);
  EXPECT_TRUE(files.ParseFromIstream(&in)) << DONDOC_CONTRACTS;
  static google::protobuf::DescriptorPool& contracts = *new google::protobuf::DescriptorPool();
  std::vector<const MethodDescriptor*> methods;
  for (const google::protobuf::FileDescriptorProto& file : files.file()) {
    const FileDescriptor* contract = contracts.BuildFile(file);
    EXPECT_NE(contract, nullptr) << file.name();
    if (contract == nullptr) continue;
    for (int s = 0; s < contract->service_count(); ++s) {
      for (int m = 0; m < contract->service(s)->method_count(); ++m) methods.push_back(contract->service(s)->method(m));
    }
  }
  return methods;
}

const std::vector<const MethodDescriptor*>& AllMethods() {
  static const std::vector<const MethodDescriptor*>& methods = *new std::vector(ReadMethods());
  return methods;
}

bool IsRead(const MethodDescriptor& method) {
  for (const char* verb : {"Get", "List", "Search", "Resolve", "Expand", "Evaluate", "Explain"}) {
    if (method.name().starts_with(verb)) return true;
  }
  return false;
}

TEST(ContractsTest, AllServicesAreThere) {
  std::set<std::string> services;
  for (const MethodDescriptor* method : AllMethods()) services.insert(method->service()->name());
  EXPECT_GE(services.size(), 14U);
  for (const char* name : {"AccessService", "KeyService", "AssignmentService"}) EXPECT_TRUE(services.contains(name));
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
