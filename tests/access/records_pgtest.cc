// What the audit has of each RPC.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/status/status_matchers.h"
#include "tests/access/matrix.h"

namespace dondoc::access_test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What a request says, field by field: "resolutions.unit_id" -> "0190…".
using Said = std::vector<std::pair<std::string, std::string>>;

std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return many ? of.GetRepeatedString(message, &field, index) : of.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return (many ? of.GetRepeatedEnum(message, &field, index) : of.GetEnum(message, &field))->name();
    case FieldDescriptor::CPPTYPE_BOOL:
      return of.GetBool(message, &field) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(many ? of.GetRepeatedInt32(message, &field, index) : of.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(many ? of.GetRepeatedInt64(message, &field, index) : of.GetInt64(message, &field));
    default:
      ADD_FAILURE() << field.full_name() << " has a type that is not read here";
      return "";
  }
}

void Read(const Message& message, const std::string& prefix, Said& said) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const std::string name = prefix + field.name();
    const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    const int size = field.is_repeated() ? of.FieldSize(message, &field) : of.HasField(message, &field) ? 1 : 0;
    for (int at = 0; at < size; ++at) {
      if (!is_message) {
        said.emplace_back(name, ValueOf(message, field, at));
      } else {
        Read(field.is_repeated() ? of.GetRepeatedMessage(message, &field, at) : of.GetMessage(message, &field),
             name + ".", said);
      }
    }
  }
}

void AddParts(const std::string& text, char separator, std::set<std::string>& words) {
  const std::vector<std::string> parts = absl::StrSplit(text, separator);
  words.insert(parts.begin(), parts.end());
}

// Names, values, and what a value is put together of.
void ReadWords(const google::protobuf::Value& value, std::set<std::string>& words) {
  using google::protobuf::Value;
  if (value.kind_case() == Value::kStringValue) {
    words.insert(value.string_value());
    AddParts(value.string_value(), ' ', words);
  }
  if (value.kind_case() == Value::kBoolValue) words.insert(value.bool_value() ? "true" : "false");
  if (value.kind_case() == Value::kNumberValue)
    words.insert(std::to_string(static_cast<std::int64_t>(value.number_value())));
  for (const Value& one : value.list_value().values()) ReadWords(one, words);
  for (const auto& [name, one] : value.struct_value().fields()) {
    words.insert(name);
    ReadWords(one, words);
  }
}

// Every word that a record has: of what is after the act, and what it was done to.
std::set<std::string> WordsOf(const Country::Act& act) {
  std::set<std::string> words = {act.object_id, act.object_unit_id};
  AddParts(act.object_id, '/', words);
  if (act.after.empty()) return words;
  google::protobuf::Value after;
  const auto parsed = google::protobuf::util::JsonStringToMessage(act.after, &after);
  EXPECT_TRUE(parsed.ok()) << act.after;
  ReadWords(after, words);
  return words;
}

// What a request says and its record does not, and why. In every one: request_id and etag, which change nothing.
const std::map<std::string, std::string> kNotInTheRecord = {
    {"CreateApiClient.client.public_key", "its fingerprint is"},
    {"CreateUser.password", "a secret"},
    {"EndAlias.alias", "it is gone, and in what was before, as it was spelt there"},
    {"EndAlias.never", "it has no last day afterwards: it is gone"},
    {"ExchangeAssertion.assertion", "a secret"},
    {"ImportUnits.csv", "its digest is"},
    {"IngestDirective.file", "its digest is"},
    {"PlanSuccession.csv", "its digest is"},
    {"ResetPassword.password", "a secret"},
    {"SetClock.date", "as the moment"},
    {"SetRule.rule.time_of_day", "as the minute of the day"},
};
// Acts that may change nothing, and why they do not here.
const std::map<std::string, std::string> kChangesNothing = {
    {"ExchangeAssertion", "a system gets an access token"},
    {"ResolveDirective", "the names mean what they meant"},
};

// Every act that succeeds is in the audit once, with its method, and the record has what was asked for; reading is no
// act.
TEST_F(MatrixTest, EveryWriteLeavesARecordAndNoReadDoes) {
  for (const Subject& subject : AllSubjects()) {
    SCOPED_TRACE(subject.rpc);
    subject.prepare(country());
    country().caller = Country::Operator();
    const std::int64_t before = country().Recorded();
    const std::int64_t of_this = country().Recorded(subject.rpc);
    ASSERT_OK(subject.call(country()));
    if (!IsWrite(subject.rpc)) {
      EXPECT_EQ(country().Recorded(), before);
      continue;
    }
    EXPECT_EQ(country().Recorded(subject.rpc), of_this + 1) << "left no record: see docs/howto/record-an-act.md";
    ASSERT_EQ(country().sent->GetDescriptor()->name(), subject.rpc + "Request");
    const Country::Act act = country().LastAct(subject.rpc);
    EXPECT_EQ(act.before.empty() && act.after.empty(), kChangesNothing.contains(subject.rpc))
        << "says not what changed";
    const std::set<std::string> words = WordsOf(act);
    Said said;
    Read(*country().sent, "", said);
    for (const auto& [field, value] : said) {
      if (field == "request_id" || field == "etag" || field.ends_with(".etag")) continue;
      EXPECT_NE(words.contains(value), kNotInTheRecord.contains(subject.rpc + "." + field))
          << field << " is '" << value << "', the record " << act.object_id << ": " << act.before << " -> "
          << act.after;
    }
  }
}

}  // namespace
}  // namespace dondoc::access_test
