// DiscardDirective and RestoreDirective over a real channel: what every other RPC makes of a discarded draft.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/app/testing_documents.h"
#include "services/directive/rpc/service_fixture.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PlanText;
using ::testing::SizeIs;
using Stub = v1::DirectiveService::Stub;
constexpr auto kExists = absl::StatusCode::kAlreadyExists;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

class DiscardServiceTest : public testing::DirectiveServiceTest {
 protected:
  v1::Directive NewDraft(const std::string& text) {
    const auto ingested = Ingest(text);
    EXPECT_OK(ingested);
    return ingested->directive();
  }

  absl::StatusOr<v1::Directive> Discard(const v1::Directive& draft, const std::string& reason = "") {
    auto request = For<v1::DiscardDirectiveRequest>(draft);
    request.set_reason(reason);
    return Call(&Stub::DiscardDirective, request, testing::kDistrict);
  }

  absl::StatusOr<v1::Directive> Restore(const v1::Directive& discarded) {
    return Call(&Stub::RestoreDirective, For<v1::RestoreDirectiveRequest>(discarded));
  }

  std::vector<std::string> Listed(v1::DirectiveState::Value state = v1::DirectiveState::UNSPECIFIED) {
    v1::ListDirectivesRequest request;
    request.set_state(state);
    std::vector<std::string> ids;
    const auto list = Call(&Stub::ListDirectives, request);
    EXPECT_OK(list);
    for (const auto& summary : list->directives()) ids.push_back(summary.id());
    return ids;
  }
};

TEST_F(DiscardServiceTest, ADraftGoesAndComesBack) {
  const v1::Directive draft = NewDraft(PlanText());
  ASSERT_OK_AND_ASSIGN(const v1::Directive discarded, Discard(draft, "bản quét mờ"));
  EXPECT_EQ(discarded.state(), v1::DirectiveState::DISCARDED);
  EXPECT_EQ(discarded.etag(), "2");
  EXPECT_EQ(discarded.discarded().user(), "lan");
  EXPECT_EQ(discarded.discarded().unit_id(), testing::kDistrict);
  EXPECT_EQ(discarded.discarded().reason(), "bản quét mờ");
  EXPECT_GE(discarded.discarded().at().seconds(), draft.ingested_at().seconds());
  EXPECT_EQ(discarded.tasks_size(), draft.tasks_size());

  ASSERT_OK_AND_ASSIGN(const v1::Directive shown, Get(draft.number(), true));
  EXPECT_EQ(shown.id(), draft.id()) << "no other has its number";
  EXPECT_EQ(shown.text(), PlanText());
  EXPECT_EQ(shown.proposal().assignments_size(), 4);
  v1::GetFileRequest file;
  file.set_directive_id(draft.id());
  ASSERT_OK_AND_ASSIGN(const auto kept, Call(&Stub::GetFile, file));
  EXPECT_EQ(kept.file(), PlanText());

  EXPECT_THAT(Listed(), IsEmpty());
  EXPECT_THAT(Listed(v1::DirectiveState::DRAFT), IsEmpty());
  EXPECT_THAT(Listed(v1::DirectiveState::DISCARDED), ElementsAre(draft.id()));
  v1::SearchDirectivesRequest search;
  search.set_query("pho cap giao duc");
  ASSERT_OK_AND_ASSIGN(const auto found, Call(&Stub::SearchDirectives, search));
  EXPECT_THAT(found.directives(), IsEmpty());
  v1::ListCorrectionsRequest corrections;
  corrections.set_directive_id(draft.id());
  ASSERT_OK_AND_ASSIGN(const auto records, Call(&Stub::ListCorrections, corrections));
  ASSERT_THAT(records.corrections(), SizeIs(2));
  EXPECT_EQ(records.corrections(0).field(), "state");
  EXPECT_EQ(records.corrections(0).after(), "DISCARDED");

  ASSERT_OK_AND_ASSIGN(const v1::Directive restored, Restore(discarded));
  EXPECT_EQ(restored.state(), v1::DirectiveState::DRAFT);
  EXPECT_FALSE(restored.has_discarded());
  EXPECT_THAT(Listed(), ElementsAre(draft.id()));
  ASSERT_OK(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(restored)));
}

TEST_F(DiscardServiceTest, ANumberOrAFileIsOneDirectives) {
  const v1::Directive scan = NewDraft(PlanText());
  const auto refused = Ingest(PlanText() + "Bản sạch.");
  ASSERT_THAT(refused, HasReason(kExists, "DUPLICATE_NUMBER"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("dondoc directive discard " + scan.id()));
  ASSERT_OK_AND_ASSIGN(const v1::Directive discarded, Discard(scan));
  const v1::Directive clean = NewDraft(PlanText() + "Bản sạch.");
  ASSERT_OK_AND_ASSIGN(const v1::Directive meant, Get(scan.number()));
  EXPECT_EQ(meant.id(), clean.id()) << "the number is the clean one's";
  const auto taken = Restore(discarded);
  ASSERT_THAT(taken, HasReason(kExists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(taken.status())["directive_id"], clean.id());
  EXPECT_EQ(Metadata(taken.status())["field"], "number");
}

TEST_F(DiscardServiceTest, WhatIsNotPossibleHasAReason) {
  const v1::Directive draft = NewDraft(PlanText());
  EXPECT_THAT(Restore(draft), HasReason(kPrecondition, "NOT_DISCARDED"));
  const auto request = For<v1::DiscardDirectiveRequest>(draft);
  ASSERT_OK_AND_ASSIGN(const v1::Directive discarded, Call(&Stub::DiscardDirective, request));
  ASSERT_OK_AND_ASSIGN(const v1::Directive repeated, Call(&Stub::DiscardDirective, request));
  EXPECT_EQ(repeated.etag(), "2") << "the same request again";
  EXPECT_THAT(Discard(draft), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Discard(discarded), HasReason(kPrecondition, "DIRECTIVE_DISCARDED"));
  auto correct = For<v1::CorrectDirectiveRequest>(discarded);
  correct.add_corrections()->set_drop("tasks[1]");
  EXPECT_THAT(Call(&Stub::CorrectDirective, correct), HasReason(kPrecondition, "DIRECTIVE_DISCARDED"));
  EXPECT_THAT(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(discarded)),
              HasReason(kPrecondition, "DIRECTIVE_DISCARDED"));
  EXPECT_THAT(Discard(v1::Directive(), ""), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  ASSERT_OK_AND_ASSIGN(const v1::Directive restored, Restore(discarded));
  ASSERT_OK_AND_ASSIGN(const v1::Directive issued,
                       Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(restored)));
  const auto refused = Discard(issued);
  ASSERT_THAT(refused, HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_EQ(Metadata(refused.status())["field"], "state");
}

TEST_F(DiscardServiceTest, TheCascadeAndTheEvaluationLeaveItOut) {
  const v1::Directive district = NewDraft(PlanText());
  ASSERT_THAT(district.legal_bases(), SizeIs(1));
  std::string text = PlanText("Số: 43/KH-UBND", "Nam Sơn, ngày 05 tháng 01 năm 2025");
  const std::string head = "HUYỆN SUỐI BẠC";
  text.replace(text.find(head), head.size(), "TỈNH NAM SƠN");
  const v1::Directive province = NewDraft(text);
  ASSERT_THAT(province.implemented_by(), SizeIs(1));
  auto correct = For<v1::CorrectDirectiveRequest>(district);
  correct.add_corrections()->set_drop("tasks[1]");
  ASSERT_OK_AND_ASSIGN(const v1::Directive corrected, Call(&Stub::CorrectDirective, correct));
  const auto evaluated = [&] {
    v1::EvaluateProposalsRequest request;
    request.set_with_corrected_drafts(true);
    return Call(&Stub::EvaluateProposals, request)->evaluation().documents();
  };
  EXPECT_EQ(evaluated(), 1);
  ASSERT_OK_AND_ASSIGN(const v1::Directive discarded, Discard(corrected));
  EXPECT_THAT(discarded.implements(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const v1::Directive above, Get(province.id()));
  EXPECT_THAT(above.implemented_by(), IsEmpty());
  EXPECT_EQ(evaluated(), 0);
  ASSERT_OK_AND_ASSIGN(const v1::Directive restored, Restore(discarded));
  EXPECT_THAT(restored.implements(), SizeIs(1));
  EXPECT_EQ(evaluated(), 1);
}

}  // namespace
}  // namespace dondoc::directive
