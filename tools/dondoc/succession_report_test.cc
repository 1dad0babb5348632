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

// Each line says the figure that it names, and none is left out.
TEST(SuccessionReport, ATableHasALineForEachCount) {
  v1::SuccessionReport report;
  auto& succession = *report.mutable_succession();
  succession.set_continuing(101);
  succession.set_ending(102);
  succession.set_beginning(103);
  succession.set_bodies(104);
  succession.set_with_heir(105);
  succession.set_divided(106);
  succession.set_without(107);
  succession.set_unequipped(108);
  succession.set_memberships(109);
  succession.set_memberships_without_heir(110);
  succession.set_accounts(111);
  succession.set_accounts_without_heir(112);
  succession.set_groups(113);
  auto& work = *report.mutable_assignments();
  work.set_open(114);
  work.set_transferred(115);
  work.set_remaining(116);
  work.set_conflicts(117);
  work.set_conflict_units(118);
  work.set_duties(119);
  work.set_duty_conflicts(120);
  report.mutable_documents()->set_drafts(121);
  report.mutable_documents()->set_drafts_without_heir(122);
  report.mutable_documents()->set_issued(123);
  report.mutable_numbers()->set_values(124);
  report.mutable_numbers()->set_divided_values(125);
  report.mutable_numbers()->set_targets(126);
  const std::vector<std::pair<std::string, int>> lines = {{"territories that go on", 101},
                                                          {"territories that end", 102},
                                                          {"territories that begin", 103},
                                                          {"bodies that end", 104},
                                                          {"with an heir", 105},
                                                          {"divided, no heir chosen", 106},
                                                          {"with nothing after them", 107},
                                                          {"have no bodies yet", 108},
                                                          {"roles that people have", 109},
                                                          {"to be granted anew", 110},
                                                          {"accounts and systems", 111},
                                                          {"without an heir", 112},
                                                          {"groups of these bodies", 113},
                                                          {"open assignments of these bodies", 114},
                                                          {"go to an heir", 115},
                                                          {"are joined", 116},
                                                          {"without an heir: conflicts", 117},
                                                          {"bodies that have those", 118},
                                                          {"recurring duties", 119},
                                                          {"rest, without an heir", 120},
                                                          {"drafts of these bodies", 121},
                                                          {"without an heir: conflicts", 122},
                                                          {"directives that they have issued", 123},
                                                          {"numbers that these bodies have reported", 124},
                                                          {"of divided bodies", 125},
                                                          {"targets of these bodies", 126}};
  std::istringstream table(CountsTable(report).Text());
  std::string line;
  std::getline(table, line);
  for (const auto& [words, count] : lines) {
    ASSERT_TRUE(std::getline(table, line)) << words;
    EXPECT_THAT(line, ::testing::AllOf(HasSubstr(words), ::testing::EndsWith(" " + std::to_string(count))));
  }
  EXPECT_FALSE(std::getline(table, line)) << line;
}

TEST(SuccessionReport, ABodyIsListedWithWhatItHas) {
  v1::SuccessionReport report = Report();
  auto& body = *report.add_bodies();
  body.set_unit_id("b1");
  body.set_name("Ủy ban nhân dân xã Hòa Mục");
  body.set_territory_code("98103");
  body.add_to_unit_names("Ủy ban nhân dân xã Hòa Mục Hạ");
  auto& people = *report.mutable_succession()->add_people_without_heir();
  people.set_unit_id("b1");
  people.set_memberships(2);
  people.set_accounts(3);
  auto& work = *report.mutable_assignments()->add_without_heir();
  work.set_unit_id("b1");
  work.set_open(4);
  work.set_duties(5);
  (*report.mutable_documents()->mutable_without_heir())["b1"] = 6;
  auto& none = *report.add_bodies();
  none.set_unit_id("b2");
  none.set_territory_code("98104");
  EXPECT_THAT(BodiesTable(report).Text(),
              ::testing::ContainsRegex("98103 +Ủy ban nhân dân xã Hòa Mục +2 +3 +4 +5 +6 +b1 "
                                       "+Ủy ban nhân dân xã Hòa Mục Hạ\n98104 +b2\n"));
}

TEST(SuccessionReport, SaysHowToSeeWhatHasNoHeirOneByOne) {
  v1::SuccessionReport report = Report();
  report.mutable_succession()->set_memberships_without_heir(1);
  EXPECT_THAT(Advice(report), ::testing::AllOf(HasSubstr("dondoc user roles --succession 15/NQ-HĐND\n"),
                                               HasSubstr("dondoc units preview --bodies 15/NQ-HĐND\n"),
                                               Not(HasSubstr("assignment conflicts"))));
  report.mutable_assignments()->set_conflicts(1);
  EXPECT_THAT(Advice(report), HasSubstr("dondoc assignment conflicts --by-unit --succession 15/NQ-HĐND\n"));
}

TEST(SuccessionReport, IsOneJsonDocument) {
  std::ostringstream out, err;
  Session session(out, err);
  CLI::App app;
  session.AddOptions(app);
  app.parse("--format=json");
  ASSERT_TRUE(PrintReport(session, Report(), Bodies::kToDecide).ok());
  v1::SuccessionReport read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(out.str(), &read).ok()) << out.str();
  EXPECT_EQ(read.assignments().open(), 7);
  EXPECT_EQ(read.documents().drafts(), 5);
  EXPECT_EQ(read.numbers().values(), 9);
  EXPECT_THAT(out.str(), Not(HasSubstr("}\n{")));
}

}  // namespace
}  // namespace dondoc::cli
