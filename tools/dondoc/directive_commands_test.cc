#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "tools/dondoc/directive_corrections.h"
#include "tools/dondoc/directive_tables.h"

namespace dondoc::cli {
namespace {

using directive::v1::Correction;
using directive::v1::Directive;
using dondoc::testing::HasReason;
using ::testing::HasSubstr;

// "180" is the code of unit u180; other names are left to the service, but for one that must be a unit.
absl::StatusOr<std::string> Named(const std::string& text) { return text == "180" ? "u180" : text; }
absl::StatusOr<std::string> IdOf(const std::string& text) {
  if (text == "180" || text == "Huyện 180") return "u180";
  return NotFound("UNIT_NOT_FOUND", "no");
}
const UnitLookup kLookup{.named = Named, .id = IdOf};

TEST(CorrectionsOfTest, OptionsAreReadInOrder) {
  const auto corrections = CorrectionsOf({{"set", "number=141/KH-UBND"},
                                          {"task", "5"},
                                          {"units", "180; Phòng Nội vụ"},
                                          {"role", "LEAD"},
                                          {"drop-task", "7"},
                                          {"add-task", "Việc mới"},
                                          {"units", "Phòng Y tế"},
                                          {"resolve", "Phòng GD = 180"},
                                          {"due", "15/12/2025"},
                                          {"target", "2"},
                                          {"from-year", "2026"},
                                          {"issuer", "Huyện 180"}},
                                         kLookup);
  ASSERT_OK(corrections);
  std::vector<std::string> read;
  for (const Correction& correction : *corrections) {
    std::string text;
    if (correction.has_set()) text = correction.set().field() + "=" + correction.set().value();
    if (!correction.drop().empty()) text = "drop " + correction.drop();
    if (!correction.issuer_unit_id().empty()) text = "issuer " + correction.issuer_unit_id();
    if (correction.has_resolve()) text = correction.resolve().name() + " is " + correction.resolve().means();
    for (const auto& field : correction.add().fields()) text += "+" + field.field() + "=" + field.value();
    read.push_back(text);
  }
  EXPECT_THAT(read,
              ::testing::ElementsAre("number=141/KH-UBND", "drop tasks[7]", "Phòng GD is u180", "issuer u180",
                                     "tasks[5].units=u180; Phòng Nội vụ", "tasks[5].role=LEAD",
                                     "+text=Việc mới+units=Phòng Y tế+due=15/12/2025", "targets[2].from_year=2026"));
}

TEST(CorrectionsOfTest, SaysWhatIsWrong) {
  const auto invalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(CorrectionsOf({{"units", "A"}}, kLookup), HasReason(invalid, "BAD_OPTION"));
  EXPECT_THAT(CorrectionsOf({{"set", "number"}}, kLookup), HasReason(invalid, "BAD_OPTION"));
  EXPECT_THAT(CorrectionsOf({{"resolve", "A="}}, kLookup), HasReason(invalid, "BAD_OPTION"));
  EXPECT_THAT(CorrectionsOf({{"task", "five"}}, kLookup), HasReason(invalid, "BAD_OPTION"));
}

TEST(CorrectionsOfTest, SaysWhereAUnitIsUnknown) {
  const UnitLookup nobody{.named = [](const std::string&) { return NotFound("UNIT_NOT_FOUND", "no"); },
                          .id = [](const std::string&) { return NotFound("UNIT_NOT_FOUND", "no"); }};
  const struct {
    std::vector<OrderedOption> options;
    const char* field;
  } cases[] = {{{{"issuer", "999"}}, "issuer_unit_id"},
               {{{"resolve", "Phòng GD=999"}}, "names[Phòng GD]"},
               {{{"task", "5"}, {"units", "999"}}, "tasks[5].units"},
               {{{"add-duty", "Báo cáo"}, {"from", "999"}}, "from"}};
  for (const auto& c : cases) {
    const absl::Status status = CorrectionsOf(c.options, nobody).status();
    EXPECT_THAT(status, HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND")) << c.field;
    EXPECT_EQ(Metadata(status)["field"], c.field);
  }
}

Directive Draft() {
  Directive draft;
  draft.set_id("d1");
  draft.set_state(directive::v1::DirectiveState::DRAFT);
  draft.set_etag("1");
  draft.set_number("/KH-UBND");
  draft.set_issuer("Ủy ban nhân dân huyện Suối Bạc");
  draft.set_issuer_unit_id("u1");
  auto* task = draft.add_tasks();
  task->set_ordinal(1);
  task->set_section("IV.1.a");
  task->set_role(directive::v1::Role::LEAD);
  task->set_binding(true);
  task->add_units("Phòng Nội vụ");
  task->set_text("Chủ trì thực hiện");
  return draft;
}

TEST(DirectiveReportTest, SaysWhatToTypeNext) {
  Directive draft = Draft();
  EXPECT_THAT(DirectiveReport(draft), HasSubstr("next: dondoc directive issue d1 --number=N --date=YYYY-MM-DD"));
  draft.set_number("1/KH-UBND");
  draft.set_issued_on("2025-02-14");
  EXPECT_THAT(DirectiveReport(draft), HasSubstr("next: dondoc directive issue d1\n"));
  auto* body = draft.add_unresolved();
  body->set_name("Phòng GD");
  body->add_candidates()->set_name("Phòng Giáo dục và Đào tạo huyện Suối Bạc");
  EXPECT_THAT(DirectiveReport(draft), HasSubstr("--resolve \"Phòng GD\"=UNIT"));
  EXPECT_THAT(DirectiveReport(draft), HasSubstr("may be Phòng Giáo dục"));
  draft.clear_issuer_unit_id();
  EXPECT_THAT(DirectiveReport(draft), HasSubstr("--issuer UNIT"));
}

TEST(DirectiveReportTest, SaysWhoDiscardedItAndHowItComesBack) {
  Directive discarded = Draft();
  discarded.set_state(directive::v1::DirectiveState::DISCARDED);
  discarded.mutable_discarded()->mutable_at()->set_seconds(1'796'603'400);  // 2026-12-07 00:30 UTC
  discarded.mutable_discarded()->set_unit_id("u1");
  EXPECT_THAT(DirectiveReport(discarded),
              ::testing::EndsWith("\ndiscarded 2026-12-07 07:30 by u1\nundo: dondoc directive restore d1\n"));
  discarded.mutable_discarded()->set_user("lan");
  discarded.mutable_discarded()->set_reason("bản quét mờ");
  EXPECT_THAT(DirectiveReport(discarded), HasSubstr("discarded 2026-12-07 07:30 by lan: bản quét mờ\n"));
  EXPECT_THAT(DirectiveText(discarded, {}), HasSubstr("discarded 2026-12-07 07:30 by lan: bản quét mờ\n"));
}

TEST(DirectiveTextTest, ShowsEverythingOrWhatWasAskedFor) {
  Directive draft = Draft();
  draft.add_implements()->mutable_directive()->set_number("3/KH-UBND");
  draft.set_text("Văn bản");
  EXPECT_THAT(DirectiveText(draft, {}), ::testing::AllOf(HasSubstr("IV.1.a"), HasSubstr("implements      3/KH-UBND")));
  EXPECT_EQ(DirectiveText(draft, {.text = true}), "Văn bản\n");
  EXPECT_THAT(DirectiveText(draft, {.tasks = true}), HasSubstr("units     Phòng Nội vụ"));
}

TEST(DirectiveTextTest, ShowsWhomAnUnclearNameMayMean) {
  Directive draft = Draft();
  const auto name = [&](const char* text, const char* candidate) {
    auto* body = draft.add_names();
    body->set_name(text);
    if (candidate != nullptr) body->add_candidates()->set_name(candidate);
    return body;
  };
  *draft.add_unresolved() = *name("Phòng GD", "Phòng Giáo dục");
  name("Phòng LĐ", "Phòng Lao động");
  name("Công an", nullptr);
  name("Phòng Nội vụ", "Phòng Nội vụ huyện")->mutable_meaning()->set_unit_id("u2");
  const std::string text = DirectiveText(draft, {});
  EXPECT_THAT(text, HasSubstr("NOT RESOLVED\n  \"Phòng GD\"; may be Phòng Giáo dục ()\n"));
  EXPECT_THAT(text, HasSubstr("NOT CLEAR, and may stay so\n  \"Phòng LĐ\"; may be Phòng Lao động ()\n"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("\"Công an\"")));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("\"Phòng Nội vụ\"")));
}

TEST(DirectiveTextTest, MarksWhatTheReaderIsNotSureOf) {
  Directive draft = Draft();
  draft.set_type(directive::v1::DocumentType::KE_HOACH);
  draft.mutable_tasks(0)->set_confidence(0.9);
  draft.mutable_sources()->mutable_number()->set_confidence(0.99);
  EXPECT_THAT(DirectiveText(draft, {}), ::testing::Not(HasSubstr(" ?")));
  draft.mutable_tasks(0)->set_confidence(0.3);
  draft.mutable_sources()->mutable_issuer()->set_confidence(0.5);
  EXPECT_THAT(DirectiveText(draft, {}), ::testing::AllOf(HasSubstr("\n1 ?  IV.1.a"), HasSubstr("(u1) ?\n")));
  EXPECT_THAT(DirectiveText(draft, {.tasks = true}), HasSubstr("1. IV.1.a LEAD ?\n"));
}

}  // namespace
}  // namespace dondoc::cli
