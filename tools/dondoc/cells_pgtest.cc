// Commands about assignments and successions where levels have databases of their own: two cells of the real assignment
// service, one with the districts' work and one with the communes'; of the other services what a cell of them would
// answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "dondoc/cli/v1/succession_report.pb.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "services/assignment/rpc/assignment_service.h"
#include "services/assignment/testing/world.h"
#include "services/organization/replica/tree_cache.h"
#include "tools/dondoc/assignment_commands.h"
#include "tools/dondoc/cells_fixture.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/succession_commands.h"
#include "tools/dondoc/succession_report.h"

namespace dondoc::cli {
namespace {

using assignment::testing::World;
using ::dondoc::common::v1::COMMUNE;
using ::dondoc::common::v1::DISTRICT;
using organization::v1::Succession;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSuccession[] = "00000000-0000-4000-8000-00000000abcd";

class OneSuccession final : public organization::v1::SuccessionService::Service {
 public:
  grpc::Status GetSuccession(grpc::ServerContext*, const organization::v1::GetSuccessionRequest*,
                             Succession* answer) override {
    answer->set_succession_id(kSuccession);
    answer->set_decision_number("15/NQ-HĐND");
    answer->set_state(Succession::ENACTED);
    return grpc::Status::OK;
  }
};

class SomeDocuments final : public directive::v1::DirectiveService::Service {
 public:
  grpc::Status GetDocumentsPreview(grpc::ServerContext*, const directive::v1::GetDocumentsPreviewRequest*,
                                   directive::v1::DocumentsPreview* answer) override {
    answer->set_state("ENACTED");
    answer->set_drafts(1);
    answer->add_units_without_heir("UBND huyện Thượng");
    return grpc::Status::OK;
  }
};

class SomeNumbers final : public indicator::v1::IndicatorService::Service {
 public:
  grpc::Status GetNumbersPreview(grpc::ServerContext*, const indicator::v1::GetNumbersPreviewRequest*,
                                 indicator::v1::NumbersPreview* answer) override {
    answer->set_state("ENACTED");
    answer->set_values(40);
    answer->set_targets(3);
    return grpc::Status::OK;
  }
};

// The assignment service of some levels.
struct AssignmentCell {
  explicit AssignmentCell(std::set<std::string> levels) { world.context.levels = std::move(levels); }

  World world;
  rpc::Environment environment{
      .authenticate = rpc::TrustMetadata(),
      .new_trace = [] { return "trace"; },
      .observe = [](auto, auto, double) {},
      .within = [this](std::string_view unit, std::string_view above) { return world.IsBelow(unit, above); }};
  organization::replica::TreeCache tree{world.database()};
  organization::replica::CoverCache covers{tree, world.database()};
  assignment::AssignmentService service{world.context, covers, environment};
  Served served{{&service}};
};

class SuccessionCellsTest : public CellsTest {
 protected:
  SuccessionCellsTest() {
    heir_ = upper_.world.NewCommune("UBND đặc khu Thượng");
    EXPECT_EQ(lower_.world.NewCommune("UBND đặc khu Thượng"), heir_) << "the same tree in both cells";
    const World& world = upper_.world;
    Give(upper_, DISTRICT, {{world.districts[0], "2026-12-31"}, {world.districts[1], "2026-12-20"}});
    Give(lower_, COMMUNE, {{world.communes[0], "2026-12-31"}, {world.communes[1], "2026-12-10"}});
    Give(lower_, COMMUNE, {{world.communes[2], ""}});
    const std::vector<World::Fate> fates = {{world.districts[0], {heir_}, heir_},
                                            {world.communes[0], {heir_}, heir_},
                                            {world.districts[1], {}, ""},
                                            {world.communes[1], {}, ""}};
    for (AssignmentCell* cell : {&upper_, &lower_}) {
      cell->world.DrainOutbox();
      cell->world.Enact(fates, kSuccession);
    }
    Name("ORGANIZATION", organization_.address);
    Name("ASSIGNMENT", upper_.served.address + "," + lower_.served.address);
    Name("DIRECTIVE", directives_.address);
    Name("INDICATOR", numbers_.address + "," + more_numbers_.address);
  }

  static void Give(AssignmentCell& cell, common::v1::Level level,
                   const std::vector<std::pair<std::string, std::string>>& units) {
    auto fact = cell.world.Directive(level);
    for (const auto& [unit, due_on] : units) World::ForUnit(cell.world.AddTask(fact, due_on), unit);
    EXPECT_OK(cell.world.Issue(fact));
  }

  void Register(CLI::App& app, Session& session) override {
    RegisterSuccessions(*app.add_subcommand("units"), session);
    RegisterAssignment(app, session);
  }
  std::int64_t Work() { return Json<v1::SuccessionReport>({"units", "preview", kSuccession}).assignments().work(); }

  AssignmentCell upper_{{"CENTRAL", "PROVINCE", "DISTRICT"}}, lower_{{"COMMUNE"}};
  OneSuccession successions_;
  AnyUnit units_;
  SomeDocuments documents_service_;
  SomeNumbers numbers_service_;
  Served organization_{{&successions_, &units_}}, directives_{{&documents_service_}}, numbers_{{&numbers_service_}},
      more_numbers_{{&numbers_service_}};
  std::string heir_;
};

TEST_F(SuccessionCellsTest, APreviewAddsUpWhatAllCellsHave) {
  const auto report = Json<v1::SuccessionReport>({"units", "preview", kSuccession});
  EXPECT_EQ(report.assignments().open(), 4);
  EXPECT_EQ(report.assignments().transferred(), 2);
  EXPECT_EQ(report.assignments().conflicts(), 2);
  EXPECT_EQ(report.assignments().conflict_units(), 2);
  EXPECT_EQ(report.assignments().state(), "ENACTED");
  EXPECT_EQ(report.numbers().values(), 80);
  EXPECT_EQ(report.numbers().targets(), 6);
  EXPECT_EQ(report.documents().drafts(), 1);
  EXPECT_THAT(report.not_asked(), ::testing::IsEmpty());
}

TEST_F(SuccessionCellsTest, APreviewNamesTheCellThatItCouldNotAsk) {
  dondoc::testing::TempDir nobody;
  const std::string away = "unix:" + (nobody.path() / "s").string();
  Name("ASSIGNMENT", upper_.served.address + "," + away);
  EXPECT_THAT(Type({"units", "preview", kSuccession, "--timeout=1"}, 1),
              AllOf(HasSubstr("2 + ?"), HasSubstr("80"), Not(HasSubstr("80 + ?")), HasSubstr("CELL_NOT_ASKED"),
                    HasSubstr("assignment at " + away), HasSubstr("CELL_NOT_REACHED")));
  EXPECT_THAT(Type({"assignment", "conflicts", "--timeout=1"}, 1),
              AllOf(HasSubstr("2026-12-20"), HasSubstr("CELL_NOT_ASKED"), HasSubstr(away)));
}

TEST_F(SuccessionCellsTest, TheWorkIsDoneWhenWhatGoesToAnotherCellHasArrived) {
  upper_.world.ApplySuccessions();
  EXPECT_GT(Work(), 0) << "the other cell has not begun";
  lower_.world.ApplySuccessions();
  EXPECT_EQ(Work(), 1) << "what the district had is on its way to the commune";
  upper_.world.DrainOutbox();
  EXPECT_EQ(Work(), 0);
}

TEST_F(SuccessionCellsTest, ConflictsAreListedOfAllCellsAndSolvedWhereTheyAre) {
  for (AssignmentCell* cell : {&upper_, &lower_}) cell->world.ApplySuccessions();
  const auto all = Json<assignment::v1::ListSuccessionConflictsResponse>({"assignment", "conflicts"});
  ASSERT_EQ(all.conflicts_size(), 2);
  const assignment::v1::Assignment& first = all.conflicts(0).assignment();
  EXPECT_EQ(first.due_on(), "2026-12-10") << "of the second cell, but due before";
  EXPECT_EQ(all.conflicts(1).assignment().due_on(), "2026-12-20");
  EXPECT_THAT(Type({"assignment", "show", first.assignment_id().substr(0, 8)}), HasSubstr(first.unit_name()));
  Type({"assignment", "transfer", first.assignment_id(), "--to", lower_.world.communes[2], "--reason", "xã bên cạnh"});
  EXPECT_EQ(Json<assignment::v1::ListSuccessionConflictsResponse>({"assignment", "conflicts"}).conflicts_size(), 1);
}

TEST_F(SuccessionCellsTest, AllThatWaitsOfAUnitIsGivenAwayAtOnce) {
  for (AssignmentCell* cell : {&upper_, &lower_}) cell->world.ApplySuccessions();
  const auto all = Json<assignment::v1::ListSuccessionConflictsResponse>({"assignment", "conflicts"});
  ASSERT_EQ(all.conflicts_size(), 2);
  const assignment::v1::Assignment& first = all.conflicts(0).assignment();
  ASSERT_NE(first.unit_id(), all.conflicts(1).assignment().unit_id());
  EXPECT_THAT(Type({"assignment", "conflicts", "--by-unit"}), AllOf(HasSubstr(first.unit_name()), HasSubstr("OPEN")));
  const std::string& to = lower_.world.communes[2];
  EXPECT_THAT(Type({"assignment", "transfer", "--all-of", "xã Không có", "--to", to, "--reason", "xã bên cạnh"}, 1),
              HasSubstr("NOTHING_OPEN"));
  Type({"assignment", "transfer", "--all-of", first.unit_name(), "--to", to, "--reason", "xã bên cạnh"});
  const auto rest = Json<assignment::v1::ListSuccessionConflictsResponse>({"assignment", "conflicts"});
  ASSERT_EQ(rest.conflicts_size(), 1);
  EXPECT_NE(rest.conflicts(0).assignment().unit_id(), first.unit_id());
}

TEST_F(SuccessionCellsTest, AListAndACountAreOfAllCells) {
  const auto listed = Json<assignment::v1::ListAssignmentsResponse>({"assignment", "list"});
  std::vector<std::string> days;
  for (const auto& one : listed.assignments()) days.push_back(one.due_on());
  EXPECT_THAT(days, ::testing::ElementsAre("2026-12-10", "2026-12-20", "2026-12-31", "2026-12-31", ""));
  EXPECT_THAT(Type({"assignment", "list", "--limit=2"}),
              AllOf(HasSubstr("2026-12-20"), Not(HasSubstr("2026-12-31")), HasSubstr("there are more")));
  EXPECT_THAT(Type({"assignment", "list", "--limit=2", "--format=json"}), HasSubstr("there are more"));
  EXPECT_THAT(Type({"assignment", "list", "--limit=5"}), Not(HasSubstr("there are more")));
  EXPECT_EQ(Json<assignment::v1::ListAssignmentsResponse>({"assignment", "list", "--unit", lower_.world.communes[0]})
                .assignments_size(),
            1)
      << "of the second cell";
  const auto counts =
      Json<assignment::v1::AssignmentCounts>({"assignment", "counts", lower_.world.communes[0], "--own"});
  EXPECT_EQ(counts.total(), 1);
  EXPECT_EQ(counts.in_time(), 1);
  EXPECT_NE(counts.rate_formula(), "");
}

}  // namespace
}  // namespace dondoc::cli
