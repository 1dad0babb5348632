#include "services/directive/app/discard_directive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "services/directive/app/operations_fixture.h"
#include "services/directive/app/testing_documents.h"

namespace dondoc::directive::app {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PlanText;
constexpr auto kExists = absl::StatusCode::kAlreadyExists;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

class DiscardDirectiveTest : public testing::OperationsTest {
 protected:
  absl::StatusOr<std::string> Discard(const std::string& id, const std::string& reason = "") {
    return DiscardDirective(context_, {NewRequest(), Now(id), reason});
  }

  absl::StatusOr<std::string> Restore(const std::string& id) {
    return RestoreDirective(context_, NewRequest(), Now(id));
  }

  std::string NewDraft(const std::string& bytes) { return Ingest(bytes).value().directive_id; }

  // A clean file of the plan, after the bad one.
  static std::string CleanText(const std::string& number = "Số: 12/KH-UBND") {
    return PlanText(number) + "\nBản sạch.\n";
  }
};

TEST_F(DiscardDirectiveTest, ABadScanMakesWayForTheCleanFile) {
  const std::string scan = NewDraft(PlanText());
  ASSERT_THAT(Ingest(CleanText()), HasReason(kExists, "DUPLICATE_NUMBER"));
  ASSERT_OK(Discard(scan, "bản quét mờ"));
  const Directive discarded = Get(scan);
  EXPECT_EQ(discarded.state, State::kDiscarded);
  EXPECT_EQ(discarded.version, 2);
  EXPECT_EQ(discarded.discarded, (Discarding{clock_.Now(), "", "lan", "bản quét mờ"}));
  ASSERT_OK_AND_ASSIGN(const auto clean, Ingest(CleanText()));
  EXPECT_FALSE(clean.already_known);
  EXPECT_NE(clean.directive_id, scan);
  EXPECT_OK(Issue(clean.directive_id));

  const auto refused = Restore(scan);
  ASSERT_THAT(refused, HasReason(kExists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(refused.status())["directive_id"], clean.directive_id);
  EXPECT_THAT(std::string(refused.status().message()), Not(HasSubstr("discard "))) << "an issued one stays";
  EXPECT_EQ(Get(scan).state, State::kDiscarded);
}

TEST_F(DiscardDirectiveTest, TheSameFileIsReadAnew) {
  const std::string first = NewDraft(PlanText());
  ASSERT_OK(Correct(first, {Edit{"subject", "Khác"}}));
  ASSERT_OK(Discard(first));
  ASSERT_OK_AND_ASSIGN(const auto again, Ingest(PlanText()));
  EXPECT_FALSE(again.already_known);
  EXPECT_NE(again.directive_id, first);
  EXPECT_EQ(Get(again.directive_id).subject, "Nâng cao chất lượng phổ cập giáo dục năm 2025");
  EXPECT_EQ(Get(first).subject, "Khác") << "the discarded one is kept as it was";
  EXPECT_TRUE(Ingest(PlanText())->already_known);
  EXPECT_EQ(Ingest(PlanText())->directive_id, again.directive_id);
}

TEST_F(DiscardDirectiveTest, AFileThatCameInAgainIsNotRestoredBesideItself) {
  const std::string blank = PlanText("Số:      /KH-UBND");
  const std::string first = NewDraft(blank);
  ASSERT_OK(Discard(first));
  const std::string second = NewDraft(blank);
  const auto refused = Restore(first);
  ASSERT_THAT(refused, HasReason(kExists, "DUPLICATE_NUMBER")) << "neither has a number, the file is one";
  EXPECT_EQ(Metadata(refused.status())["directive_id"], second);
  EXPECT_EQ(Metadata(refused.status())["field"], "file");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("dondoc directive discard " + second));
  ASSERT_OK(Discard(second));
  EXPECT_OK(Restore(first));
}

TEST_F(DiscardDirectiveTest, ARestoredDraftIsWhatItWas) {
  const std::string id = NewDraft(PlanText());
  ASSERT_OK(Correct(id, {Edit{"subject", "Khác"}, Drop{"tasks[2]"}}));
  const Directive before = Get(id);
  ASSERT_OK(Discard(id, "nhầm"));
  ASSERT_OK(Restore(id));
  const Directive after = Get(id);
  EXPECT_EQ(after.state, State::kDraft);
  EXPECT_EQ(after.discarded, std::nullopt);
  EXPECT_EQ(after.version, 4);
  EXPECT_EQ(after.subject, "Khác");
  EXPECT_EQ(after.tasks, before.tasks);
  EXPECT_EQ(after.names, before.names);
  std::vector<std::string> changed;
  for (const CorrectionRecord& record : Corrections(id)) {
    changed.push_back(record.change.path + (record.is_undone ? " undone" : "") + (record.is_undo ? " undo" : ""));
  }
  EXPECT_THAT(changed, ElementsAre("subject", "tasks[2].dropped", "state undone", "discard_reason undone", "state undo",
                                   "discard_reason undo"));
  ASSERT_OK(UndoCorrection(context_, NewRequest(), Now(id))) << "of the correction, not of the discarding";
  EXPECT_EQ(Get(id).subject, "Nâng cao chất lượng phổ cập giáo dục năm 2025");
  EXPECT_FALSE(Get(id).tasks[1].dropped);
  EXPECT_OK(Issue(id));
}

TEST_F(DiscardDirectiveTest, NothingElseIsDoneToADiscardedOne) {
  const std::string id = NewDraft(PlanText());
  ASSERT_OK(Correct(id, {Edit{"place", "A"}}));
  ASSERT_OK(Discard(id));
  units_.away = true;  // nobody is asked for the names of what is refused
  const auto refused = HasReason(kPrecondition, "DIRECTIVE_DISCARDED");
  EXPECT_THAT(Correct(id, {Edit{"place", "B"}}), refused);
  EXPECT_THAT(Correct(id, {SetIssuer{testing::kProvince}}), refused);
  EXPECT_THAT(UndoCorrection(context_, NewRequest(), Now(id)), refused);
  EXPECT_THAT(ResolveDirective(context_, NewRequest(), Now(id)), refused);
  EXPECT_THAT(Issue(id), refused);
  EXPECT_THAT(Discard(id), refused);
  EXPECT_EQ(Get(id).version, 3);
  EXPECT_EQ(Get(id).place, "A");
}

TEST_F(DiscardDirectiveTest, OnlyADraftIsDiscardedAndOnlyADiscardedOneRestored) {
  const std::string id = NewDraft(PlanText());
  EXPECT_THAT(Restore(id), HasReason(kPrecondition, "NOT_DISCARDED"));
  ASSERT_OK(Issue(id));
  EXPECT_THAT(Discard(id), HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_THAT(Restore(id), HasReason(kPrecondition, "NOT_DISCARDED"));
  EXPECT_EQ(Get(id).state, State::kIssued);
}

TEST_F(DiscardDirectiveTest, ARepeatedRequestIsCarriedOutOnce) {
  const std::string id = NewDraft(PlanText());
  const DiscardCommand discard{NewRequest("h1"), Now(id), "nhầm"};
  ASSERT_OK(DiscardDirective(context_, discard));
  EXPECT_EQ(DiscardDirective(context_, discard).value(), id);
  EXPECT_EQ(Get(id).version, 2);
  const Request restore = NewRequest("h2");
  const AtVersion at = Now(id);
  ASSERT_OK(RestoreDirective(context_, restore, at));
  EXPECT_EQ(RestoreDirective(context_, restore, at).value(), id);
  EXPECT_EQ(DiscardDirective(context_, discard).value(), id) << "long carried out";
  EXPECT_EQ(Get(id).state, State::kDraft);
  DiscardCommand other = discard;
  other.request.hash = "h3";
  EXPECT_THAT(DiscardDirective(context_, other), HasReason(kInvalid, "REQUEST_ID_REUSED"));
  EXPECT_THAT(DiscardDirective(context_, {NewRequest(), at, ""}), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(DiscardDirectiveTest, OfTwoRestoredAtOnceForOneNumberOneIs) {
  for (int round = 0; round < 10; ++round) {
    const std::string number = "Số: " + std::to_string(100 + round) + "/KH-UBND";
    const std::string one_of_two = NewDraft(PlanText(number));
    ASSERT_OK(Discard(one_of_two));
    const std::string other = NewDraft(CleanText(number));
    ASSERT_OK(Discard(other));
    absl::StatusOr<std::string> first = absl::UnknownError("");
    absl::StatusOr<std::string> second = absl::UnknownError("");
    {
      const std::jthread one([&] { first = Restore(one_of_two); });
      const std::jthread two([&] { second = Restore(other); });
    }
    ASSERT_NE(first.ok(), second.ok()) << first.status() << " " << second.status();
    const absl::Status& refused = first.ok() ? second.status() : first.status();
    EXPECT_THAT(refused, HasReason(kExists, "DUPLICATE_NUMBER"));
    EXPECT_EQ(Metadata(refused)["directive_id"], first.ok() ? *first : *second) << "the other one is named";
  }
}

TEST_F(DiscardDirectiveTest, ARestoredOneAndANewFileDoNotShareANumber) {
  for (int round = 0; round < 10; ++round) {
    const std::string number = "Số: " + std::to_string(100 + round) + "/KH-UBND";
    const std::string id = NewDraft(PlanText(number));
    ASSERT_OK(Discard(id));
    absl::StatusOr<std::string> restored = absl::UnknownError("");
    absl::StatusOr<Ingested> ingested = absl::UnknownError("");
    {
      const std::jthread one([&] { restored = Restore(id); });
      const std::jthread two([&] { ingested = Ingest(CleanText(number)); });
    }
    ASSERT_NE(restored.ok(), ingested.ok()) << restored.status() << " " << ingested.status();
    const absl::Status& refused = restored.ok() ? ingested.status() : restored.status();
    EXPECT_THAT(refused, HasReason(kExists, "DUPLICATE_NUMBER"));
    EXPECT_EQ(Metadata(refused)["directive_id"], restored.ok() ? id : ingested->directive_id);
  }
}

TEST_F(DiscardDirectiveTest, ARestoredOneAndItsFileAgainAreOneDirective) {
  for (int round = 0; round < 10; ++round) {
    // Without a number: the file alone holds them apart.
    const std::string file = PlanText("Số:      /KH-UBND") + std::to_string(round);
    const std::string id = NewDraft(file);
    ASSERT_OK(Discard(id));
    absl::StatusOr<std::string> restored = absl::UnknownError("");
    absl::StatusOr<Ingested> ingested = absl::UnknownError("");
    {
      const std::jthread one([&] { restored = Restore(id); });
      const std::jthread two([&] { ingested = Ingest(file); });
    }
    ASSERT_OK(ingested);
    EXPECT_EQ(ingested->already_known, restored.ok());
    if (restored.ok()) {
      EXPECT_EQ(ingested->directive_id, id);
    } else {
      EXPECT_THAT(restored, HasReason(kExists, "DUPLICATE_NUMBER"));
      EXPECT_EQ(Metadata(restored.status())["directive_id"], ingested->directive_id);
    }
  }
}

}  // namespace
}  // namespace dondoc::directive::app
