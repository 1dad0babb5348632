#include "common/rpc/rules.h"

#include <google/protobuf/descriptor.h>

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "dondoc/common/v1/access.pb.h"

namespace dondoc::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

const MethodDescriptor* MethodOf(const Descriptor& request) {
  const FileDescriptor& file = *request.file();
  for (int s = 0; s < file.service_count(); ++s) {
    for (int m = 0; m < file.service(s)->method_count(); ++m) {
      if (file.service(s)->method(m)->input_type() == &request) return file.service(s)->method(m);
    }
  }
  return nullptr;
}

// What MethodRules::visible points to lives beside it.
struct Entry {
  MethodRules rules;
  access::Rule visible;
};

std::unique_ptr<Entry> MakeEntry(const Descriptor& request) {
  auto entry = std::make_unique<Entry>();
  const MethodDescriptor* method = MethodOf(request);
  if (method == nullptr) {
    entry->rules.rule.method = request.full_name();
    return entry;
  }
  entry->rules.rule = ReadRule(*method);
  if (entry->rules.rule.hidden_unless.empty()) return entry;
  // A name that is none leaves a rule that nobody meets: hidden from everybody, and a test fails on it.
  const MethodDescriptor* visible = method->service()->FindMethodByName(entry->rules.rule.hidden_unless);
  if (visible != nullptr) entry->visible = ReadRule(*visible);
  entry->rules.visible = &entry->visible;
  return entry;
}

}  // namespace

access::Rule ReadRule(const MethodDescriptor& method) {
  const common::v1::AccessRule& declared = method.options().GetExtension(common::v1::access);
  access::Rule rule;
  rule.method = method.name();
  rule.audience = static_cast<access::Audience>(declared.audience());
  rule.scope = declared.scope();
  rule.hidden_unless = declared.hidden_unless();
  rule.write = method.input_type()->FindFieldByName("request_id") != nullptr;
  for (const common::v1::Grant& grant : declared.grants()) {
    access::Grant& added = rule.grants.emplace_back();
    for (const int role : grant.roles()) added.roles.Add(static_cast<access::Role>(role));
    for (const int relation : grant.relations()) added.relations.Add(static_cast<access::Relation>(relation));
  }
  return rule;
}

const MethodRules& RulesOf(const Descriptor& request) {
  static std::shared_mutex mutex;
  static auto& entries = *new std::unordered_map<const Descriptor*, std::unique_ptr<const Entry>>();
  {
    const std::shared_lock lock(mutex);
    if (const auto found = entries.find(&request); found != entries.end()) return found->second->rules;
  }
  std::unique_ptr<Entry> entry = MakeEntry(request);
  const std::unique_lock lock(mutex);
  return entries.try_emplace(&request, std::move(entry)).first->second->rules;
}

}  // namespace dondoc::rpc
