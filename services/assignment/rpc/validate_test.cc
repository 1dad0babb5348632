#include "services/assignment/rpc/validate.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::testing::HasReason;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr const char* kId = "0190a1b2-0000-7000-8000-000000000001";

std::string FieldOf(const absl::Status& status) { return Metadata(status)["field"]; }

TEST(Validate, Writes) {
  v1::ReportAssignmentRequest report;
  EXPECT_THAT(Validate(report), HasReason(kInvalid, "BAD_REQUEST_ID"));
  report.set_request_id(kId);
  EXPECT_THAT(Validate(report), HasReason(kInvalid, "BAD_ID"));
  EXPECT_EQ(FieldOf(Validate(report)), "assignment_id");
  report.set_assignment_id(kId);
  EXPECT_OK(Validate(report));
  report.set_text(std::string(20001, 'a'));
  EXPECT_THAT(Validate(report), HasReason(kInvalid, "TEXT_TOO_LONG"));
  report.set_text(std::string("a\0b", 3));
  EXPECT_THAT(Validate(report), HasReason(kInvalid, "BAD_TEXT"));
  report.set_text("");
  report.set_evidence_note(std::string(2001, 'a'));
  EXPECT_EQ(FieldOf(Validate(report)), "evidence_note");

  v1::ReturnAssignmentRequest give_back;
  give_back.set_request_id(kId);
  give_back.set_assignment_id(kId);
  give_back.set_reason(std::string(2001, 'a'));
  EXPECT_EQ(FieldOf(Validate(give_back)), "reason");
}

TEST(Validate, Days) {
  EXPECT_EQ(OptionalDay("due_from", "").value(), std::nullopt);
  EXPECT_EQ(OptionalDay("due_from", "2026-12-14").value(), MakeDay(2026, 12, 14));
  EXPECT_THAT(OptionalDay("due_from", "2026-02-30"), HasReason(kInvalid, "INVALID_DATE"));
}

TEST(Validate, PageSizes) {
  EXPECT_EQ(PageSize(0).value(), 100);
  EXPECT_EQ(PageSize(7).value(), 7);
  EXPECT_EQ(PageSize(100000).value(), 1000);
  EXPECT_THAT(PageSize(-1), HasReason(kInvalid, "BAD_PAGE_SIZE"));
}

TEST(Validate, PageTokensGoBothWays) {
  for (const std::optional<Day>& due_on : {std::optional<Day>(), MakeDay(2026, 12, 14)}) {
    const auto start = PageStartOf(PageToken({due_on, kId})).value();
    ASSERT_TRUE(start.has_value());
    EXPECT_EQ(start->due_on, due_on);
    EXPECT_EQ(start->id, kId);
  }
  EXPECT_FALSE(PageStartOf("").value().has_value());
  for (const char* bad : {"x", "2026-12-14", "2026-12-14/", "2026-02-30/0190a1b2-0000-7000-8000-000000000001", "/"}) {
    EXPECT_THAT(PageStartOf(bad), HasReason(kInvalid, "BAD_PAGE_TOKEN")) << bad;
  }
}

TEST(Validate, IdPrefixes) {
  const auto range = IdRange("0190a1b2-00").value();
  EXPECT_EQ(range.first, "0190a1b2-0000-0000-0000-000000000000");
  EXPECT_EQ(range.second, "0190a1b2-00ff-ffff-ffff-ffffffffffff");
  EXPECT_EQ(IdRange(kId).value(), std::pair(std::string(kId), std::string(kId)));
  for (const char* bad : {"019", "0190A1", "0190a1b200", "xxxx", "0190a1b2-0000-7000-8000-0000000000010"}) {
    EXPECT_THAT(IdRange(bad), HasReason(kInvalid, "BAD_ID_PREFIX")) << bad;
  }
}

}  // namespace
}  // namespace dondoc::assignment
