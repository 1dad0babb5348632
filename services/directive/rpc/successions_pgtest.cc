// What a succession of units does to documents: the heir continues drafts, sees what was issued, and what the new units
// have keeps the succession from being undone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "services/directive/app/testing_documents.h"
#include "services/directive/rpc/service_fixture.h"
#include "services/organization/replica/succession.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kDistrict;
using testing::kProvince;
using testing::PlanText;
using Stub = v1::DirectiveService::Stub;
namespace replica = organization::replica;

constexpr char kHeir[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kStranger[] = "00000000-0000-7000-8000-0000000000a2";
constexpr char kFirstDay[] = "2025-07-01";

// The district ends, and another body takes its place; the province's is one of the new bodies, too.
class SuccessionsTest : public testing::DirectiveServiceTest {
 protected:
  SuccessionsTest() {
    organization::v1::UnitsChanged fact;
    fact.set_change(1);
    fact.set_part(1);
    fact.set_parts(1);
    Add(fact, kDistrict, "Ủy ban nhân dân huyện Suối Bạc").set_valid_to(kFirstDay);
    Add(fact, kHeir, "Ủy ban nhân dân đặc khu Suối Bạc").set_valid_from(kFirstDay);
    Add(fact, kProvince, "Ủy ban nhân dân tỉnh Nam Sơn").set_valid_from(kFirstDay);
    Add(fact, kStranger, "Ủy ban nhân dân xã Lạ");
    EXPECT_OK(database_.Run([&](pg::Transaction& tx) { return replica::Apply(tx, std::span(&fact, 1)); }));
  }

  static organization::v1::Unit& Add(organization::v1::UnitsChanged& fact, const char* id, const char* name) {
    organization::v1::Unit& unit = *fact.add_units();
    unit.set_id(id);
    unit.set_name(name);
    unit.set_level(common::v1::DISTRICT);
    unit.set_kind("UBND");
    unit.set_territory_id(id);
    unit.set_territory_name(name);
    unit.set_territory_type("huyện");
    unit.set_territory_code("1");
    unit.set_code_list("2024");
    unit.set_version(1);
    return unit;
  }

  // The district's heir; of what else ends, those of `others`.
  void Plan(const std::string& heir, const std::map<std::string, std::string>& others = {}) {
    organization::v1::SuccessionPlanned plan;
    plan.set_succession_id(succession_);
    plan.set_decision_number("15/NQ-HĐND");
    plan.set_effective_on(kFirstDay);
    plan.set_version(1);
    plan.set_part(1);
    plan.set_parts(1);
    organization::v1::UnitSuccession& edge = *plan.add_edges();
    edge.set_from_unit_id(kDistrict);
    edge.add_to_unit_ids(kHeir);
    edge.set_heir_unit_id(heir);
    for (const auto& [from, to] : others) {
      organization::v1::UnitSuccession& other = *plan.add_edges();
      other.set_from_unit_id(from);
      other.set_heir_unit_id(to);
    }
    ASSERT_OK(database_.Run([&](pg::Transaction& tx) { return replica::ApplyPlans(tx, std::span(&plan, 1)); }));
  }
  template <typename Fact>
  Fact Turn() {
    Fact fact;
    fact.set_succession_id(succession_);
    fact.set_version(1);
    fact.set_tree_change(1);
    return fact;
  }
  void Enact() {
    ASSERT_OK(database_.Run([&](pg::Transaction& tx) {
      return replica::ApplyEnacted(tx, Turn<organization::v1::SuccessionEnacted>(), TimePoint{});
    }));
  }
  void Undo() {
    ASSERT_OK(database_.Run([&](pg::Transaction& tx) {
      return replica::ApplyUndone(tx, Turn<organization::v1::SuccessionUndone>(), TimePoint{});
    }));
  }

  void Execute(std::string_view text, const std::string& parameter) {
    const pg::Statement statement{text, text};
    EXPECT_OK(database_.Run([&](pg::Transaction& tx) { return tx.Execute(statement, parameter).status(); }));
  }

  absl::StatusOr<v1::Directive> IngestAs(const std::string& unit, const std::string& text) {
    v1::IngestDirectiveRequest request;
    request.set_request_id(ids_.NewId());
    request.set_file_name("a.txt");
    request.set_file(text);
    const auto ingested = Call(&Stub::IngestDirective, request, unit);
    if (!ingested.ok()) return ingested.status();
    return ingested->directive();
  }
  absl::StatusOr<v1::Directive> GetAs(const std::string& unit, const std::string& id) {
    v1::GetDirectiveRequest request;
    request.set_directive(id);
    return Call(&Stub::GetDirective, request, unit);
  }
  int ListedAs(const std::string& unit) {
    const auto list = Call(&Stub::ListDirectives, v1::ListDirectivesRequest(), unit);
    EXPECT_OK(list);
    return list->directives_size();
  }
  v1::DocumentsPreview Preview() {
    v1::GetDocumentsPreviewRequest request;
    request.set_by_unit(true);
    request.set_succession_id(succession_);
    request.set_version(1);
    const auto preview = Call(&Stub::GetDocumentsPreview, request);
    EXPECT_OK(preview);
    return *preview;
  }
  absl::StatusOr<v1::GetDocumentsUsesResponse> Uses(const std::string& as = "") {
    v1::GetDocumentsUsesRequest request;
    request.set_succession_id(succession_);
    return Call(&Stub::GetDocumentsUses, request, as);
  }

  const std::string succession_ = ids_.NewId();
};

TEST_F(SuccessionsTest, TheHeirContinuesADraftAndTheUnitGetsItBack) {
  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kDistrict, PlanText()));
  Plan(kHeir);
  EXPECT_FALSE(GetAs(kHeir, draft.id()).ok()) << "it is only planned";
  EXPECT_EQ(ListedAs(kHeir), 0);
  Enact();
  EXPECT_FALSE(GetAs(kStranger, draft.id()).ok());
  EXPECT_FALSE(GetAs(kDistrict, draft.id()).ok());
  ASSERT_OK(GetAs(kHeir, draft.id()));
  EXPECT_EQ(ListedAs(kHeir), 1);
  EXPECT_EQ(ListedAs(kStranger), 0);

  auto correct = For<v1::CorrectDirectiveRequest>(draft);
  auto& edit = *correct.add_corrections()->mutable_set();
  edit.set_field("subject");
  edit.set_value("Phổ cập giáo dục năm 2025");
  EXPECT_THAT(Call(&Stub::CorrectDirective, correct, kStranger),
              HasReason(absl::StatusCode::kNotFound, "DIRECTIVE_NOT_FOUND"));
  ASSERT_OK_AND_ASSIGN(const v1::Directive corrected, Call(&Stub::CorrectDirective, correct, kHeir));

  Undo();
  EXPECT_FALSE(GetAs(kHeir, draft.id()).ok());
  ASSERT_OK_AND_ASSIGN(const v1::Directive back, GetAs(kDistrict, draft.id()));
  EXPECT_EQ(back.subject(), "Phổ cập giáo dục năm 2025");
}

TEST_F(SuccessionsTest, TheHeirIssuesWhatTheUnitHadSignedAndSeesWhatItIssued) {
  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kDistrict, PlanText()));
  Plan(kHeir);
  Enact();
  const auto issue = For<v1::IssueDirectiveRequest>(draft);
  EXPECT_FALSE(Call(&Stub::IssueDirective, issue, kStranger).ok());
  ASSERT_OK_AND_ASSIGN(const v1::Directive issued, Call(&Stub::IssueDirective, issue, kHeir));
  EXPECT_EQ(issued.issuer_unit_id(), kDistrict) << "it stays that of who signed it";
  ASSERT_OK(GetAs(kHeir, draft.id()));
}

TEST_F(SuccessionsTest, WhoTakesOverSeesWhatItsPredecessorWasGiven) {
  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kStranger, PlanText()));
  ASSERT_OK(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(draft)));
  // It is the province's, and gives the district something to do.
  Execute("UPDATE directive SET issuer_unit_id = $1::uuid", kProvince);
  Execute("UPDATE named_body SET unit_id = $1::uuid WHERE unit_id IS NOT NULL", kDistrict);
  EXPECT_OK(GetAs(kDistrict, draft.id()));
  Plan(kHeir);
  EXPECT_FALSE(GetAs(kHeir, draft.id()).ok());
  EXPECT_EQ(ListedAs(kHeir), 0);
  Enact();
  EXPECT_OK(GetAs(kHeir, draft.id()));
  EXPECT_EQ(ListedAs(kHeir), 1);
  // Of a later day the district had nothing to take over.
  Execute("UPDATE directive SET issued_on = $1::date", kFirstDay);
  EXPECT_FALSE(GetAs(kHeir, draft.id()).ok());
}

// Of the units that it gives something to, by name and as members of a group, before it is issued and when it is.
TEST_F(SuccessionsTest, ADirectiveOfAnEarlierDaySaysWhoHasEndedSince) {
  const std::string alive = ids_.NewId(), joined = ids_.NewId(), lost = ids_.NewId();
  organization::v1::UnitsChanged fact;
  fact.set_change(2);
  fact.set_part(1);
  fact.set_parts(1);
  Add(fact, testing::kEducation, "Phòng Giáo dục và Đào tạo huyện Suối Bạc").set_valid_to(kFirstDay);
  Add(fact, testing::kFinance, "Phòng Tài chính - Kế hoạch huyện Suối Bạc").set_valid_to(kFirstDay);
  for (const std::string& id : {alive, joined, lost}) {
    organization::v1::Unit& commune = Add(fact, id.c_str(), "Ủy ban nhân dân xã");
    commune.set_level(common::v1::COMMUNE);
    commune.set_territory_type("xã");
    commune.set_superior_id(kDistrict);
    commune.add_superior_ids(kDistrict);
    if (id != alive) commune.set_valid_to(kFirstDay);
  }
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) { return replica::Apply(tx, std::span(&fact, 1)); }));
  Plan(kHeir, {{testing::kFinance, kHeir}, {testing::kEducation, ""}, {joined, kStranger}, {lost, ""}});
  Enact();

  const auto says = [](auto... words) { return ::testing::Contains(AllOf(HasSubstr(words)...)); };
  const auto said = AllOf(says("Giáo dục và Đào tạo huyện Suối Bạc ended on 2025-07-01", "to the conflicts"),
                          says("Kế hoạch huyện Suối Bạc ended on 2025-07-01", "Ủy ban nhân dân đặc khu Suối Bạc"),
                          says("2 of the 3 units", "to their heirs", "of 1 without an heir"));
  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kStranger, PlanText()));
  EXPECT_THAT(draft.warnings(), said);
  ASSERT_OK_AND_ASSIGN(const v1::Directive issued, Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(draft)));
  EXPECT_THAT(issued.warnings(), said);
  ASSERT_OK_AND_ASSIGN(const v1::Directive later, Get(issued.id()));
  EXPECT_THAT(later.warnings(), IsEmpty()) << "who issued it knows";
  ASSERT_OK_AND_ASSIGN(const v1::Directive new_one,
                       IngestAs(kStranger, PlanText("Số: 13/KH-UBND", "Suối Bạc, ngày 14 tháng 02 năm 2999")));
  EXPECT_THAT(new_one.warnings(), ::testing::Not(::testing::Contains(HasSubstr("ended"))));
}

TEST_F(SuccessionsTest, SaysWhatKeepsAUnitFromBeingEnded) {
  const auto uses = [&](const char* unit, const char* day) {
    v1::GetUnitDocumentsRequest request;
    request.set_unit_id(unit);
    request.set_date(day);
    const auto answer = Call(&Stub::GetUnitDocuments, request);
    EXPECT_OK(answer);
    return std::vector<std::string>(answer->uses().begin(), answer->uses().end());
  };
  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kDistrict, PlanText()));
  EXPECT_THAT(uses(kDistrict, "2999-01-01"),
              ElementsAre(::testing::StartsWith("it has drafts: its clerks or leaders issue them")));
  EXPECT_THAT(uses(kStranger, "2000-01-01"), IsEmpty());
  ASSERT_OK(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(draft)));
  EXPECT_THAT(uses(kDistrict, "2999-01-01"), IsEmpty());
  EXPECT_THAT(uses(kDistrict, "2000-01-01"),
              ElementsAre(::testing::StartsWith("it has issued directives on that day or since")));
}

TEST_F(SuccessionsTest, ThePreviewSaysWhatBecomesOfDraftsAndDirectives) {
  ASSERT_OK(IngestAs(kDistrict, PlanText()));
  ASSERT_OK(IngestAs(kStranger, PlanText("Số: 13/KH-UBND")));
  Plan(kHeir);
  EXPECT_EQ(Preview().state(), "PLANNED");
  EXPECT_EQ(Preview().drafts(), 2) << "one came in at the district, both are to be issued by it";
  EXPECT_EQ(Preview().drafts_without_heir(), 0);
  EXPECT_THAT(Preview().units_without_heir(), IsEmpty());
}

TEST_F(SuccessionsTest, DraftsThatNobodyContinuesAreConflicts) {
  ASSERT_OK(IngestAs(kDistrict, PlanText()));
  ASSERT_OK(IngestAs(kStranger, PlanText("Số: 13/KH-UBND")));
  Plan("");
  EXPECT_EQ(Preview().drafts(), 2);
  EXPECT_EQ(Preview().drafts_without_heir(), 1) << "the other one can be corrected where it came in";
  EXPECT_THAT(Preview().units_without_heir(), ElementsAre("Ủy ban nhân dân huyện Suối Bạc"));
  ASSERT_EQ(Preview().without_heir_size(), 1);
  EXPECT_EQ(Preview().without_heir().at(kDistrict), 1);
}

TEST_F(SuccessionsTest, WhatNewUnitsHaveKeepsItFromBeingUndone) {
  Plan(kHeir);
  EXPECT_THAT(Uses(), HasReason(absl::StatusCode::kUnavailable, "SUCCESSION_BEING_APPLIED"));
  Enact();
  EXPECT_THAT(Uses(kStranger), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  ASSERT_OK_AND_ASSIGN(const auto none, Uses());
  EXPECT_THAT(none.uses(), IsEmpty());
  ASSERT_OK(IngestAs(kDistrict, PlanText("Số: 10/KH-UBND")));

  ASSERT_OK_AND_ASSIGN(const v1::Directive draft, IngestAs(kHeir, PlanText("Số: 11/KH-UBND")));
  for (int number = 20; number < 26; ++number) {
    ASSERT_OK(IngestAs(kHeir, PlanText("Số: " + std::to_string(number) + "/KH-UBND")));
  }
  ASSERT_OK_AND_ASSIGN(const v1::Directive plan, IngestAs(kProvince, PlanText("Số: 12/KH-UBND")));
  ASSERT_OK(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(plan)));
  ASSERT_OK_AND_ASSIGN(const auto some, Uses());
  ASSERT_EQ(some.uses_size(), 1);
  EXPECT_THAT(some.uses(0), HasSubstr("drafts and directives of its new units: 8 (12/KH-UBND of Ủy ban nhân dân tỉnh "
                                      "Nam Sơn, a draft of Ủy ban nhân dân đặc khu Suối Bạc"));
  EXPECT_THAT(some.uses(0), HasSubstr(", ...): discard the drafts (dondoc directive discard); what was issued stays"));
}

}  // namespace
}  // namespace dondoc::directive
