#include "services/directive/rpc/convert_directive.h"

#include <gtest/gtest.h>

#include "services/directive/domain/enum_names.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

TEST(ConvertTest, EveryEnumHasTheNameOfItsMessage) {
  for (int i = 1; i <= static_cast<int>(DocumentType::kOther); ++i) {
    EXPECT_EQ(Name(static_cast<DocumentType>(i)),
              v1::DocumentType::Value_Name(static_cast<v1::DocumentType::Value>(i)));
  }
  for (int i = 0; i <= static_cast<int>(Role::kAdvise); ++i) {
    EXPECT_EQ(Name(static_cast<Role>(i)), v1::Role::Value_Name(static_cast<v1::Role::Value>(i + 1)));
  }
  for (int i = 0; i <= static_cast<int>(Comparator::kIncreaseBy); ++i) {
    EXPECT_EQ(Name(static_cast<Comparator>(i)), v1::Comparator::Value_Name(static_cast<v1::Comparator::Value>(i + 1)));
  }
  for (int i = 0; i <= static_cast<int>(Recurrence::kAdHoc); ++i) {
    EXPECT_EQ(Name(static_cast<Recurrence>(i)), v1::Recurrence::Value_Name(static_cast<v1::Recurrence::Value>(i + 1)));
  }
  for (int i = 0; i <= static_cast<int>(Purpose::kArchive); ++i) {
    EXPECT_EQ(Name(static_cast<Purpose>(i)), v1::Purpose::Value_Name(static_cast<v1::Purpose::Value>(i + 1)));
  }
  for (int i = 0; i <= static_cast<int>(Level::kCommune); ++i) {
    EXPECT_EQ(Name(static_cast<Level>(i)), common::v1::Level_Name(ToProto(static_cast<Level>(i))));
    EXPECT_EQ(LevelFromProto(ToProto(static_cast<Level>(i))), static_cast<Level>(i));
  }
  for (int i = 0; i <= static_cast<int>(State::kDiscarded); ++i) {
    EXPECT_EQ(Name(static_cast<State>(i)),
              v1::DirectiveState::Value_Name(static_cast<v1::DirectiveState::Value>(i + 1)));
  }
}

TEST(ConvertTest, MeaningsComeBackAsTheyWere) {
  for (const NamedBody& body : testing::Plan().names) {
    EXPECT_EQ(FromProto(ToProto(body)), body.meaning) << body.name;
  }
  EXPECT_FALSE(FromProto(organization::v1::Addressee()).known());
}

TEST(ConvertTest, ADirectiveShowsWhatIsDerived) {
  Directive plan = testing::Plan();
  plan.names.pop_back();
  const v1::Directive message = ToProto(plan, {});
  EXPECT_EQ(message.etag(), "1");
  EXPECT_EQ(message.issued_on(), "2025-02-14");
  EXPECT_EQ(message.issuer_unit_id(), testing::kIssuerUnit);
  EXPECT_EQ(message.tasks(0).due_on(), "2025-06-29");
  ASSERT_EQ(message.unresolved_size(), 1);
  EXPECT_EQ(message.unresolved(0).name(), "Ủy ban nhân dân các xã, thị trấn");
  EXPECT_EQ(message.warnings_size(), 1);
}

TEST(ConvertTest, ADiscardedOneSaysByWhomWhenAndWhy) {
  Directive plan = testing::Plan();
  EXPECT_FALSE(ToProto(plan, {}).has_discarded());
  plan.state = State::kDiscarded;
  plan.discarded = {*ParseTime("2025-03-01T02:00:00.500000Z"), testing::kOffice, "lan", "bản quét mờ"};
  plan.names.pop_back();
  const v1::Directive message = ToProto(plan, {});
  EXPECT_EQ(message.state(), v1::DirectiveState::DISCARDED);
  EXPECT_EQ(message.discarded().at().nanos(), 500'000'000);
  EXPECT_EQ(message.discarded().unit_id(), testing::kOffice);
  EXPECT_EQ(message.discarded().user(), "lan");
  EXPECT_EQ(message.discarded().reason(), "bản quét mờ");
  EXPECT_EQ(message.warnings_size(), 0) << "nobody is to issue it";
}

TEST(ConvertTest, EveryKindOfCorrection) {
  google::protobuf::RepeatedPtrField<v1::Correction> corrections;
  corrections.Add()->mutable_set()->set_field("number");
  corrections.Add()->mutable_add()->set_kind(v1::AddedItem::DUTY);
  corrections.Add()->set_drop("tasks[1]");
  corrections.Add()->mutable_resolve()->set_name("A");
  corrections.Add()->set_issuer_unit_id("u");
  const auto converted = FromProto(corrections);
  ASSERT_EQ(converted.size(), 5U);
  EXPECT_EQ(std::get<Edit>(converted[0]).path, "number");
  EXPECT_EQ(std::get<Addition>(converted[1]).kind, ItemKind::kDuty);
  EXPECT_EQ(std::get<app::Drop>(converted[2]).item, "tasks[1]");
  EXPECT_EQ(std::get<app::Resolve>(converted[3]).name, "A");
  EXPECT_EQ(std::get<app::SetIssuer>(converted[4]).unit_id, "u");
}

}  // namespace
}  // namespace dondoc::directive
