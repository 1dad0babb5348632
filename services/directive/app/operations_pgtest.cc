#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/time/working_days.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/directive/app/operations_fixture.h"
#include "services/directive/app/testing_documents.h"
#include "services/directive/domain/fields.h"
#include "services/directive/domain/issue.h"

namespace dondoc::directive::app {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::PlanText;
using ::testing::SizeIs;
using ::testing::StartsWith;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

constexpr pg::Statement kOutbox{"test.outbox", "SELECT payload, destination FROM outbox ORDER BY destination"};

class OperationsTest : public testing::OperationsTest {
 protected:
  std::vector<v1::DirectiveIssued> Facts() {
    std::vector<v1::DirectiveIssued> facts;
    const auto rows = database_.Run([&](pg::Transaction& tx) { return tx.Execute(kOutbox); });
    for (const pg::Row row : *rows) {
      EXPECT_TRUE(facts.emplace_back().ParseFromString(row.Get<pg::Bytes>("payload").data));
    }
    return facts;
  }
};

TEST_F(OperationsTest, IngestReadsKeepsAndResolves) {
  ASSERT_OK_AND_ASSIGN(const Ingested ingested, Ingest(PlanText()));
  EXPECT_FALSE(ingested.already_known);
  const Directive draft = Get(ingested.directive_id);
  EXPECT_EQ(draft.number, "12/KH-UBND");
  EXPECT_EQ(draft.issuer, "Ủy ban nhân dân huyện Suối Bạc");
  EXPECT_EQ(IssuerUnit(draft)->meaning.unit_id, testing::kDistrict);
  EXPECT_THAT(draft.tasks, SizeIs(4));
  EXPECT_THAT(draft.targets, SizeIs(1));
  EXPECT_THAT(draft.duties, SizeIs(1));
  EXPECT_TRUE(UnresolvedNames(draft).empty()) << UnresolvedNames(draft)[0].name;
  EXPECT_TRUE(FindName(draft.names, "Ủy ban nhân dân các xã, thị trấn")->meaning.group.has_value());
  EXPECT_EQ(FindName(draft.names, "Ủy ban nhân dân tỉnh Nam Sơn")->meaning.unit_id, testing::kProvince);
  EXPECT_EQ(draft.tree_change, 7);
  EXPECT_TRUE(Facts().empty()) << "a draft is nobody's task";
}

TEST_F(OperationsTest, TheSameFileIsTheSameDirective) {
  ASSERT_OK_AND_ASSIGN(const Ingested first, Ingest(PlanText()));
  const int asked = units_.asked;
  ASSERT_OK_AND_ASSIGN(const Ingested again, Ingest(PlanText()));
  EXPECT_TRUE(again.already_known);
  EXPECT_EQ(again.directive_id, first.directive_id);
  EXPECT_EQ(units_.asked, asked);
}

TEST_F(OperationsTest, TheSameRequestGivesTheSameAnswer) {
  const IngestCommand command{NewRequest("h1"), "a.txt", PlanText(), ""};
  ASSERT_OK_AND_ASSIGN(const Ingested first, IngestDirective(context_, command));
  ASSERT_OK_AND_ASSIGN(const Ingested again, IngestDirective(context_, command));
  EXPECT_EQ(again.directive_id, first.directive_id);
  EXPECT_FALSE(again.already_known);
  IngestCommand other = command;
  other.request.hash = "h2";
  EXPECT_THAT(IngestDirective(context_, other), HasReason(kInvalid, "REQUEST_ID_REUSED"));
}

TEST_F(OperationsTest, ManyAtOnceMakeOneDirective) {
  std::vector<absl::StatusOr<Ingested>> results(6, absl::UnknownError(""));
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) {
      threads.emplace_back([&] { result = Ingest(PlanText()); });
    }
  }
  int created = 0;
  for (const auto& result : results) {
    ASSERT_OK(result);
    EXPECT_EQ(result->directive_id, results[0]->directive_id);
    created += result->already_known ? 0 : 1;
  }
  EXPECT_EQ(created, 1);
}

TEST_F(OperationsTest, BadFilesAreAnswered) {
  EXPECT_THAT(Ingest(""), HasReason(kInvalid, "EMPTY_FILE"));
  // NOLINTNEXTLINE(bugprone-string-constructor): too large is the point.
  EXPECT_THAT(Ingest(std::string(20'000'000, 'a')), HasReason(kInvalid, "FILE_TOO_LARGE"));
  EXPECT_THAT(Ingest("KH \xC3\x28"), HasReason(kInvalid, "NOT_UTF8"));
}

TEST_F(OperationsTest, TheFormOfAFileIsKept) {
  const std::string html = "<!DOCTYPE html><p>KẾ HOẠCH</p><p>Mở điểm đọc</p>";
  ASSERT_OK_AND_ASSIGN(const Ingested page, Ingest(html));
  EXPECT_EQ(Get(page.directive_id).file_form, FileForm::kHtml);
  EXPECT_EQ(Get(page.directive_id).file_pages, 0);
  EXPECT_EQ(Get(page.directive_id).file_size, static_cast<std::int64_t>(html.size())) << "kept as it came";
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("KE HOACH")) utf16 += {c, '\0'};
  ASSERT_OK_AND_ASSIGN(const Ingested text, Ingest(utf16));
  EXPECT_EQ(Get(text.directive_id).file_form, FileForm::kText);
  EXPECT_THAT(Get(text.directive_id).file_notes, ElementsAre("the text was in the encoding UTF-16"));
}

TEST_F(OperationsTest, AnotherFileOfTheSameNumberIsRefused) {
  ASSERT_OK_AND_ASSIGN(const Ingested first, Ingest(PlanText()));
  const auto second = Ingest(PlanText() + "\nBản khác.\n");
  ASSERT_THAT(second, HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(second.status())["directive_id"], first.directive_id);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr("dondoc directive discard " + first.directive_id));
  ASSERT_OK_AND_ASSIGN(const Ingested other, Ingest(PlanText("Số: 13/KH-UBND")));
  EXPECT_THAT(Correct(other.directive_id, {Edit{"number", "12/KH-UBND"}}),
              HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
}

TEST_F(OperationsTest, WithoutOrganizationADraftIsKeptAndResolvedLater) {
  units_.away = true;
  ASSERT_OK_AND_ASSIGN(const Ingested ingested, Ingest(PlanText()));
  const std::string id = ingested.directive_id;
  EXPECT_FALSE(UnresolvedNames(Get(id)).empty());
  EXPECT_THAT(ResolveDirective(context_, NewRequest(), Now(id)),
              HasReason(absl::StatusCode::kUnavailable, "ORGANIZATION_AWAY"));
  units_.away = false;
  ASSERT_OK(ResolveDirective(context_, NewRequest(), Now(id)));
  EXPECT_TRUE(UnresolvedNames(Get(id)).empty());
  EXPECT_EQ(Get(id).version, 2);
  ASSERT_OK(ResolveDirective(context_, NewRequest(), Now(id)));
  EXPECT_EQ(Get(id).version, 2) << "nothing became of it, nothing is written";
}

TEST_F(OperationsTest, CorrectionsAreMadeKeptAndTakenBack) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  ASSERT_OK(
      Correct(id, {Edit{"subject", "Khác"}, Drop{"tasks[2]"},
                   Edit{"tasks[1].units", std::string(testing::kFinance) + "; Phòng Giáo dục và Đào tạo huyện"},
                   Addition{ItemKind::kTask, {{"text", "Việc mới"}, {"units", "Ủy ban nhân dân các xã, thị trấn"}}}}));
  Directive draft = Get(id);
  EXPECT_EQ(draft.version, 2);
  EXPECT_EQ(draft.subject, "Khác");
  EXPECT_TRUE(draft.tasks[1].dropped);
  EXPECT_THAT(draft.tasks[0].units,
              ElementsAre("Phòng Tài chính - Kế hoạch huyện Suối Bạc", "Phòng Giáo dục và Đào tạo huyện"));
  EXPECT_EQ(draft.tasks.back().text, "Việc mới");
  EXPECT_TRUE(UnresolvedNames(draft).empty());
  const std::vector<CorrectionRecord> kept = Corrections(id);
  ASSERT_THAT(kept, SizeIs(6));
  EXPECT_EQ(kept.front().user, "lan");
  EXPECT_EQ(kept.front().change, (Change{"subject", "Nâng cao chất lượng phổ cập giáo dục năm 2025", "Khác"}));

  ASSERT_OK(Correct(id, {Edit{"place", "Nơi khác"}}));
  ASSERT_OK(UndoCorrection(context_, NewRequest(), Now(id)));
  EXPECT_EQ(Get(id).place, "Suối Bạc");
  ASSERT_OK(UndoCorrection(context_, NewRequest(), Now(id)));
  draft = Get(id);
  EXPECT_EQ(draft.subject, "Nâng cao chất lượng phổ cập giáo dục năm 2025");
  EXPECT_FALSE(draft.tasks[1].dropped);
  EXPECT_TRUE(draft.tasks.back().dropped);
  EXPECT_THAT(UndoCorrection(context_, NewRequest(), Now(id)), HasReason(kPrecondition, "NOTHING_TO_UNDO"));
}

TEST_F(OperationsTest, NamesAreSettledByPersonsAndNeverGuessed) {
  std::string text = PlanText();
  text.replace(text.find("2. Phòng Tài chính - Kế hoạch huyện"),
               std::string("2. Phòng Tài chính - Kế hoạch huyện").size(), "2. Phòng Kinh tế và Hạ tầng huyện");
  const std::string id = Ingest(text).value().directive_id;
  const auto unresolved = UnresolvedNames(Get(id));
  ASSERT_THAT(unresolved, SizeIs(1));
  const std::string name = unresolved[0].name;
  EXPECT_THAT(unresolved[0].candidates, SizeIs(1));
  const auto refused = Issue(id);
  ASSERT_THAT(refused, HasReason(kPrecondition, "UNRESOLVED_UNITS"));
  EXPECT_THAT(Metadata(refused.status())["field"], HasSubstr(".units[0]"));

  EXPECT_THAT(Correct(id, {Resolve{name, "00000000-0000-7000-8000-00000000dead"}}),
              HasReason(kInvalid, "UNIT_NOT_FOUND"));
  EXPECT_THAT(Correct(id, {Resolve{name, "Ai đó"}}), HasReason(kInvalid, "UNIT_NOT_FOUND"));
  EXPECT_THAT(Correct(id, {Resolve{"Không có tên này", testing::kFinance}}), HasReason(kInvalid, "NO_SUCH_NAME"));
  ASSERT_OK(Correct(id, {Resolve{name, testing::kFinance}}));
  EXPECT_TRUE(FindName(Get(id).names, name)->chosen);
  ASSERT_OK(Issue(id));
}

TEST_F(OperationsTest, ANewIssuerSeesNamesAnew) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  ASSERT_OK(Correct(id, {SetIssuer{testing::kProvince}}));
  const Directive draft = Get(id);
  EXPECT_EQ(draft.issuer, "Ủy ban nhân dân tỉnh Nam Sơn");
  EXPECT_FALSE(FindName(draft.names, "Phòng Giáo dục và Đào tạo huyện")->meaning.known());
  EXPECT_THAT(Correct(id, {SetIssuer{"00000000-0000-7000-8000-00000000dead"}}), HasReason(kInvalid, "UNIT_NOT_FOUND"));
}

TEST_F(OperationsTest, AStaleEtagChangesNothing) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  const AtVersion old = Now(id);
  ASSERT_OK(Correct(id, {Edit{"place", "A"}}));
  const auto stale = absl::StatusCode::kAborted;
  EXPECT_THAT(CorrectDirective(context_, {NewRequest(), old, {Edit{"place", "B"}}}), HasReason(stale, "STALE_ETAG"));
  EXPECT_THAT(IssueDirective(context_, {NewRequest(), old, "", "", ""}), HasReason(stale, "STALE_ETAG"));
  EXPECT_THAT(UndoCorrection(context_, NewRequest(), old), HasReason(stale, "STALE_ETAG"));
  EXPECT_EQ(Get(id).place, "A");
  EXPECT_THAT(CorrectDirective(context_, {NewRequest(), {"00000000-0000-7000-8000-00000000dead", 1}, {}}),
              HasReason(absl::StatusCode::kNotFound, "DIRECTIVE_NOT_FOUND"));
}

TEST_F(OperationsTest, ARepeatedCorrectionIsMadeOnce) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  const CorrectCommand command{NewRequest("h"), Now(id), {Edit{"place", "A"}}};
  ASSERT_OK(CorrectDirective(context_, command));
  EXPECT_EQ(CorrectDirective(context_, command).value(), id) << "its etag is old by now, by itself";
  EXPECT_EQ(Get(id).version, 2);
}

TEST_F(OperationsTest, OfTwoCorrectionsAtOnceOneIsStale) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  const AtVersion at = Now(id);
  std::vector<absl::StatusOr<std::string>> results(4, absl::UnknownError(""));
  {
    std::vector<std::jthread> threads;
    for (size_t i = 0; i < results.size(); ++i) {
      threads.emplace_back([&, i] {
        results[i] = CorrectDirective(context_, {NewRequest(), at, {Edit{"place", "Nơi " + std::to_string(i)}}});
      });
    }
  }
  int made = 0;
  for (const auto& result : results) {
    made += result.ok() ? 1 : 0;
    EXPECT_TRUE(result.ok() || Reason(result.status()) == "STALE_ETAG") << result.status();
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Get(id).version, 2);
}

TEST_F(OperationsTest, IssuingSendsAFactToEachLevel) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  const IssueCommand command{NewRequest("h"), Now(id), "", "", ""};
  ASSERT_OK(IssueDirective(context_, command));
  ASSERT_OK(IssueDirective(context_, command)) << "the same request again";
  EXPECT_EQ(Get(id).state, State::kIssued);
  EXPECT_EQ(Get(id).issued_at, clock_.Now());
  const auto facts = Facts();
  ASSERT_THAT(facts, SizeIs(2));
  const bool first_is_commune = facts[0].level() == common::v1::COMMUNE;
  const v1::DirectiveIssued& commune = facts[first_is_commune ? 0 : 1];
  const v1::DirectiveIssued& district = facts[first_is_commune ? 1 : 0];
  EXPECT_EQ(district.number(), "12/KH-UBND");
  EXPECT_EQ(district.type(), "KE_HOACH");
  EXPECT_EQ(district.issuer_unit_id(), testing::kDistrict);
  EXPECT_EQ(district.issuer_level(), common::v1::DISTRICT);
  EXPECT_EQ(district.issued_on(), "2025-02-14");
  EXPECT_EQ(district.tree_change(), 7);
  EXPECT_THAT(district.tasks(), SizeIs(3));
  EXPECT_EQ(district.tasks(0).role(), "LEAD");
  EXPECT_EQ(district.tasks(1).due_on(), "2025-06-29");
  EXPECT_EQ(district.tasks(1).addressees(0).unit_id(), testing::kEducation);
  ASSERT_THAT(district.targets(), SizeIs(1));
  EXPECT_EQ(district.targets(0).value(), "99.9");
  ASSERT_THAT(commune.tasks(), SizeIs(1));
  EXPECT_EQ(commune.tasks(0).due_on(), "") << "a yearly duty is no deadline";
  EXPECT_EQ(commune.tasks(0).addressees(0).group().within_unit_id(), testing::kDistrict);
  ASSERT_THAT(commune.duties(), SizeIs(1));
  EXPECT_EQ(commune.duties(0).recurrence(), "YEARLY");
  EXPECT_EQ(commune.duties(0).due_day(), 15);
  EXPECT_TRUE(commune.duties(0).before());
  EXPECT_THAT(commune.targets(), SizeIs(0));

  EXPECT_THAT(Issue(id), HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_THAT(Correct(id, {Edit{"place", "A"}}), HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_THAT(UndoCorrection(context_, NewRequest(), Now(id)), HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_THAT(ResolveDirective(context_, NewRequest(), Now(id)), HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
}

TEST_F(OperationsTest, WhoHelpsIsSaidAsAUnitOrAsAGroup) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  ASSERT_OK(Correct(
      id, {Edit{"tasks[1].coordinators", "Phòng Tài chính - Kế hoạch huyện; Ủy ban nhân dân các xã, thị trấn"}}));
  ASSERT_OK(Issue(id));
  const auto facts = Facts();
  const v1::DirectiveIssued& district = facts.at(facts.at(0).level() == common::v1::COMMUNE ? 1 : 0);
  const v1::IssuedTask& task = district.tasks(0);
  EXPECT_THAT(task.coordinators(), SizeIs(2));
  EXPECT_THAT(task.coordinator_unit_ids(), ElementsAre(testing::kFinance));
  ASSERT_THAT(task.coordinator_groups(), SizeIs(1));
  EXPECT_EQ(task.coordinator_groups(0).name(), "Ủy ban nhân dân các xã, thị trấn");
  EXPECT_EQ(task.coordinator_groups(0).group().within_unit_id(), testing::kDistrict);
}

TEST_F(OperationsTest, WhatRunsFromReceiptIsDueOnceItIsIssued) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  ASSERT_OK(
      Correct(id, {Edit{"tasks[1].due", "5 ngày làm việc kể từ ngày nhận"}, Edit{"tasks[2].due", "16:00 30/6/2025"},
                   Edit{"duties[1].recurrence", "ONCE"}, Edit{"duties[1].due", "ngay"}}));
  const Directive draft = Get(id);
  EXPECT_EQ(draft.tasks[0].due.within, (Period{5, Period::Unit::kWorkingDay, Period::From::kReceipt}));
  EXPECT_EQ(DeadlineOf(draft, draft.tasks[0]), std::nullopt) << "nobody has received it";
  ASSERT_OK(Issue(id));
  const Day today = DayOf(clock_.Now());
  const auto facts = Facts();
  const bool first_is_commune = facts.at(0).level() == common::v1::COMMUNE;
  const v1::DirectiveIssued& commune = facts[first_is_commune ? 0 : 1];
  const v1::DirectiveIssued& district = facts[first_is_commune ? 1 : 0];
  EXPECT_EQ(district.tasks(0).due_on(), FormatDay(AddWorkingDays(today, 5)));
  EXPECT_THAT(district.tasks(0).due_derivation(), StartsWith("from receipt: 5 working days after "));
  EXPECT_EQ(district.tasks(1).due_on(), "2025-06-30") << "before an hour is on its day";
  EXPECT_EQ(district.tasks(1).due_time(), "16:00");
  const auto& duty = commune.duties(0);
  EXPECT_EQ(MakeDay(duty.due_year(), duty.due_month(), duty.due_day()), today);
  EXPECT_THAT(duty.due_derivation(), StartsWith("at once"));
}

TEST_F(OperationsTest, ASecondDocumentInAFileIsAnnounced) {
  const std::string plan = PlanText();
  const std::string id = Ingest(plan + "\n\n" + PlanText("Số: 13/KH-UBND")).value().directive_id;
  EXPECT_EQ(Get(id).number, "12/KH-UBND");
  EXPECT_THAT(Get(id).file_notes, ElementsAre(StartsWith("another document begins in line ")));
}

TEST_F(OperationsTest, NothingIsGivenToAUnitThatHasEnded) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  units_.ended[testing::kEducation] = *ParseDay("2025-02-14");  // the day of issue
  EXPECT_THAT(Issue(id), HasReason(kPrecondition, "UNIT_ENDED"));
  EXPECT_THAT(Facts(), SizeIs(0));
  units_.ended[testing::kEducation] = *ParseDay("2025-02-15");
  EXPECT_OK(Issue(id));
}

TEST_F(OperationsTest, AUnitThatHasEndedIssuesNothing) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  units_.ended[testing::kDistrict] = *ParseDay("2025-02-14");  // the day of issue
  EXPECT_THAT(Issue(id), HasReason(kPrecondition, "UNIT_ENDED"));
  units_.ended[testing::kDistrict] = *ParseDay("2025-02-15");
  EXPECT_OK(Issue(id)) << "what it had signed while it was there may come in later";
}

TEST_F(OperationsTest, WhatTheFileLeftBlankIsGivenWhenIssuing) {
  const std::string id =
      Ingest(PlanText("Số:      /KH-UBND", "Suối Bạc, ngày      tháng 02 năm 2025")).value().directive_id;
  EXPECT_THAT(Issue(id), HasReason(kInvalid, "MISSING_NUMBER"));
  EXPECT_THAT(IssueDirective(context_, {NewRequest(), Now(id), "21", "", ""}), HasReason(kInvalid, "MISSING_DATE"));
  EXPECT_THAT(IssueDirective(context_, {NewRequest(), Now(id), "21", "2025-02-30", ""}),
              HasReason(kInvalid, "INVALID_DATE"));
  EXPECT_EQ(Get(id).version, 1) << "nothing half done";
  ASSERT_OK(IssueDirective(context_, {NewRequest(), Now(id), "21", "2025-02-20", ""}));
  EXPECT_EQ(Get(id).number, "21/KH-UBND");
  EXPECT_EQ(IssueDay(Get(id)), ParseDay("2025-02-20"));
  EXPECT_THAT(Corrections(id), SizeIs(2));
}

TEST_F(OperationsTest, OnlyTheIssuerIssues) {
  const std::string id = Ingest(PlanText()).value().directive_id;
  Request other = NewRequest();
  other.unit_id = testing::kFinance;
  EXPECT_THAT(IssueDirective(context_, {other, Now(id), "", "", ""}),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_THE_ISSUER"));
  Request issuer = NewRequest();
  issuer.unit_id = testing::kDistrict;
  EXPECT_OK(IssueDirective(context_, {issuer, Now(id), "", "", ""}));
}

TEST_F(OperationsTest, ADocumentWithoutTasksIsADraftThatNeedsOne) {
  ASSERT_OK_AND_ASSIGN(const Ingested ingested, Ingest("Một văn bản không giao việc gì cho ai."));
  const std::string id = ingested.directive_id;
  EXPECT_THAT(Warnings(Get(id)), ::testing::Contains(HasSubstr("no task")));
  ASSERT_OK(Correct(id, {Edit{"number", "5/TB-UBND"}, Edit{"issued_on", "2025-02-20"}, SetIssuer{testing::kDistrict}}));
  EXPECT_THAT(Issue(id), HasReason(kPrecondition, "NO_TASKS"));
  ASSERT_OK(
      Correct(id, {Addition{ItemKind::kTask, {{"text", "Làm việc"}, {"units", "Phòng Tài chính - Kế hoạch huyện"}}}}));
  EXPECT_OK(Issue(id));
}

}  // namespace
}  // namespace dondoc::directive::app
