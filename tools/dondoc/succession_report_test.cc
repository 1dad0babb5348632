#include "tools/dondoc/succession_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <sstream>

#include "common/status/status.h"
#include "google/protobuf/util/json_util.h"
#include "tools/dondoc/cell_sums.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

v1::SuccessionReport Report() {
  v1::SuccessionReport report;
  auto& succession = *report.mutable_succession();
  succession.set_decision_number("15/NQ-HĐND");
  succession.set_to_list("2026");
  succession.set_state(organization::v1::Succession::PLANNED);
  report.mutable_assignments()->set_open(7);
  report.mutable_documents()->set_drafts(5);
  report.mutable_numbers()->set_values(9);
  return report;
}

TEST(SuccessionReport, NamesTheCommandWhereTheNewListWasNotEquipped) {
  v1::SuccessionReport report = Report();
  EXPECT_EQ(Advice(report), "");
  report.mutable_succession()->set_without(120);
  report.mutable_succession()->set_unequipped(118);
  report.mutable_succession()->add_unequipped_codes("97");
  report.mutable_succession()->add_unequipped_codes("98");
  EXPECT_THAT(Advice(report), HasSubstr("118 bodies have nothing after them"));
  EXPECT_THAT(Advice(report), HasSubstr("\n  dondoc units equip 97 98 --subtree --list 2026\n"));
  report.mutable_succession()->set_state(organization::v1::Succession::ENACTED);
  EXPECT_EQ(Advice(report), "") << "it is too late for that";
}

TEST(SuccessionReport, SaysWhoseDraftsNobodyContinues) {
  v1::SuccessionReport report = Report();
  report.mutable_documents()->set_drafts_without_heir(2);
  report.mutable_documents()->add_units_without_heir("Ủy ban nhân dân xã Hòa Mục");
  EXPECT_THAT(Advice(report), HasSubstr("2 drafts that nobody continues are of: Ủy ban nhân dân xã Hòa Mục\n"));
}

TEST(SuccessionReport, ASumOfCellsIsAsFarAsTheLastOfThem) {
  assignment::v1::SuccessionPreview sum, ahead, behind;
  ahead.set_state("ENACTED");
  ahead.set_version(3);
  ahead.set_remaining(2);
  behind.set_state("PLANNED");
  behind.set_version(2);
  behind.set_remaining(5);
  Add(ahead, sum);
  EXPECT_EQ(sum.state(), "ENACTED");
  Add(behind, sum);
  Add(ahead, sum);
  EXPECT_EQ(sum.state(), "PLANNED");
  EXPECT_EQ(sum.version(), 2);
  EXPECT_EQ(sum.remaining(), 9);
}

TEST(SuccessionReport, ASumNamesAUnitOnceAndNoMoreThanOneCellWould) {
  directive::v1::DocumentsPreview sum, cell;
  for (int i = 0; i < 19; ++i) cell.add_units_without_heir("xã " + std::to_string(i));
  Add(cell, sum);
  Add(cell, sum);
  EXPECT_EQ(sum.units_without_heir_size(), 19);
  directive::v1::DocumentsPreview other;
  other.add_units_without_heir("huyện A");
  other.add_units_without_heir("huyện B");
  Add(other, sum);
  EXPECT_EQ(sum.units_without_heir_size(), 20);
}

TEST(SuccessionReport, WhatIsDoneIsSaidBeforeWhatCouldNotBeAsked) {
  organization::v1::Succession succession;
  succession.set_decision_number("15/NQ-HĐND");
  succession.set_succession_id("an-id");
  succession.set_state(organization::v1::Succession::ENACTED);
  const absl::Status behind = Unavailable("TREE_BEHIND", "the copy is at change 7");
  const absl::Status said = AfterDone(behind, succession);
  EXPECT_EQ(said.code(), behind.code());
  EXPECT_EQ(Reason(said), "TREE_BEHIND");
  EXPECT_THAT(std::string(said.message()), StartsWith("the succession by 15/NQ-HĐND is ENACTED"));
  EXPECT_THAT(std::string(said.message()),
              HasSubstr("the copy is at change 7\nLook again with: dondoc units preview an-id"));
  succession.set_state(organization::v1::Succession::UNDONE);
  EXPECT_THAT(std::string(AfterDone(behind, succession).message()), HasSubstr("is UNDONE"));
  EXPECT_TRUE(AfterDone(absl::OkStatus(), succession).ok());
}

TEST(SuccessionReport, IsOneJsonDocument) {
  std::ostringstream out, err;
  Session session(out, err);
  CLI::App app;
  session.AddOptions(app);
  app.parse("--format=json");
  ASSERT_TRUE(PrintReport(session, Report(), Bodies::kDivided).ok());
  v1::SuccessionReport read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(out.str(), &read).ok()) << out.str();
  EXPECT_EQ(read.assignments().open(), 7);
  EXPECT_EQ(read.documents().drafts(), 5);
  EXPECT_EQ(read.numbers().values(), 9);
  EXPECT_THAT(out.str(), Not(HasSubstr("}\n{")));
}

}  // namespace
}  // namespace dondoc::cli
