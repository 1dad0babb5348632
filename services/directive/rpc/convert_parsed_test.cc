#include "services/directive/rpc/convert_parsed.h"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

std::string Json(const v1::ParsedDirective& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json, options).ok());
  return json;
}

ParsedDirective Full() {
  ParsedDirective parsed;
  parsed.number = "31/KH-UBND";
  parsed.type = DocumentType::kPlan;
  parsed.issuer = "Ủy ban nhân dân huyện An Lộc Sơn";
  parsed.issued = {2021, 4, 5};
  parsed.signer = {"Đào Văn Thuận", "Chủ tịch", "Ủy ban nhân dân", "", {1, 2}, Evidence::kSignature, 0.97};
  parsed.legal_bases.push_back(
      {"57/KH-UBND", DocumentType::kPlan, {2021, 3, 12}, "Ủy ban nhân dân tỉnh Bình Giang", {3, 4}});
  parsed.recipients.push_back({"VT", Purpose::kArchive, {5, 6}});
  parsed.addressees = {"Phòng Nội vụ"};
  ProposedTask task;
  task.units = {"Phòng Nội vụ"};
  task.role = Role::kLead;
  task.binding = false;
  task.text = "Chủ trì";
  task.section = "IV.1.a";
  task.coordinators = {"Công an huyện"};
  task.deadline = {0, 0, 12, 15, 0};
  parsed.tasks.push_back(task);
  task.deadline = {.within = {5, Period::Unit::kWorkingDay, Period::From::kReceipt}};
  parsed.tasks.push_back(task);
  task.deadline = {.year = 2021, .month = 5, .day = 6, .hour = 16, .minute = 30};
  parsed.tasks.push_back(task);
  task.deadline = {.at_once = true};
  parsed.tasks.push_back(task);
  parsed.further = {19, 20};
  parsed.targets.push_back({"0% mù chữ", Comparator::kAtMost, 0, "%", 2021, 2025, "II.1", {7, 8}});
  parsed.reports.push_back({{"Phòng Nội vụ"}, {}, {}, Recurrence::kYearly, "IV.1", {9, 10}});
  parsed.outline.push_back({"I", "MỤC ĐÍCH", 0, {11, 12}});
  parsed.sources.number = {{13, 14}, Evidence::kLabelled, 0.99};
  parsed.sources.type = {{}, Evidence::kNotation, 0.5};
  parsed.sources.issued = {{15, 16}, Evidence::kPositional, 0.0};
  parsed.sources.addressees = {{{17, 18}, Evidence::kLabelled, 0.9}};
  return parsed;
}

TEST(ToProto, PrintsEnumsByPlainNamesAndKeepsWhatIsFalseOrZero) {
  const std::string json = Json(ToProto(Full()));
  for (const char* part :
       {"\"type\":\"KE_HOACH\"", "\"role\":\"LEAD\"", "\"binding\":false", "\"value\":0", "\"comparator\":\"AT_MOST\"",
        "\"purpose\":\"ARCHIVE\"", "\"recurrence\":\"YEARLY\"", "\"deadline\":{\"month\":12,\"day\":15}",
        "\"deadline\":{\"within\":{\"count\":5,\"unit\":\"WORKING_DAY\",\"from\":\"RECEIPT\"}}",
        "\"hour\":16,\"minute\":30}", "\"deadline\":{\"at_once\":true}", "\"further\":{\"begin\":19,\"end\":20}"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part << " in " << json;
  }
}

TEST(ToProto, LeavesOutWhatIsUnknown) { EXPECT_EQ(Json(ToProto(ParsedDirective{})), "{}"); }

TEST(FromProto, IsTheWayBack) {
  const v1::ParsedDirective message = ToProto(Full());
  EXPECT_EQ(Json(ToProto(FromProto(message))), Json(message));
}

TEST(ToProto, SaysWhereAValueStandsHowItWasFoundAndHowFarToTrustIt) {
  const std::string json = Json(ToProto(Full()));
  for (const char* part :
       {R"("number":{"span":{"begin":13,"end":14},"evidence":"LABELLED","confidence":0.99})",
        R"("type":{"evidence":"NOTATION","confidence":0.5})", R"("confidence":0.97,"evidence":"SIGNATURE")"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part << " in " << json;
  }
  EXPECT_EQ(json.find(R"("place":{)"), std::string::npos) << "an absent value has no source: " << json;
}

TEST(FromProto, TakesValuesFromTheFuture) {
  v1::ParsedDirective message;
  message.set_type(static_cast<v1::DocumentType::Value>(99));
  message.mutable_sources()->mutable_number()->set_evidence("FROM_A_SEAL");
  message.add_assignments()->set_role(static_cast<v1::Role::Value>(99));
  const ParsedDirective parsed = FromProto(message);
  EXPECT_EQ(parsed.type, DocumentType::kOther);
  EXPECT_EQ(parsed.tasks[0].role, Role::kExecute);
  EXPECT_TRUE(parsed.tasks[0].binding);
  EXPECT_EQ(parsed.sources.number.evidence, Evidence::kNone);
}

}  // namespace
}  // namespace dondoc::directive
