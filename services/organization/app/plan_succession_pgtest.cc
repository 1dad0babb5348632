// Successions as they are planned: what they do, who takes over from whom, and what is wrong with a file.
#include <map>
#include <string>

#include "services/organization/app/preview_succession.h"
#include "services/organization/app/succession_fixture.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kFile;
using testing::kNew;
using testing::kOld;
using ::testing::SizeIs;
using testing::World;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

TEST_F(SuccessionTest, IsPlannedAndPublished) {
  const auto planned = Plan(Planning());
  ASSERT_OK(planned);
  EXPECT_EQ(planned->from_list, "2024");
  EXPECT_EQ(planned->to_list, "2025");
  EXPECT_EQ(planned->continuing, 2);  // the province and the last commune
  EXPECT_EQ(planned->ending, 4);      // three communes and the district
  EXPECT_EQ(planned->beginning, 3);
  EXPECT_EQ(planned->bodies, planned->with_heir + planned->divided + planned->without);
  const Facts facts = Drain();
  ASSERT_THAT(facts.planned, SizeIs(1));
  EXPECT_EQ(facts.planned[0].decision_number(), "15/NQ-HĐND");
  EXPECT_EQ(facts.planned[0].effective_on(), "2025-07-01");
  EXPECT_EQ(facts.planned[0].edges_size(), planned->bodies);
  std::map<std::string, v1::UnitSuccession> edges;
  for (const auto& edge : facts.planned[0].edges()) edges[edge.from_unit_id()] = edge;
  const std::string united = Head("90101", "2025");
  EXPECT_EQ(edges.at(Head("90101", "2024")).heir_unit_id(), united);
  EXPECT_EQ(edges.at(Head("90102", "2024")).heir_unit_id(), united);
  EXPECT_EQ(edges.at(Head("90103", "2024")).heir_unit_id(), "");
  EXPECT_THAT(edges.at(Head("90103", "2024")).to_unit_ids(), ElementsAre(Head("90102", "2025"), Head("90103", "2025")));
  EXPECT_THAT(edges.at(Head("901", "2024")).to_unit_ids(), IsEmpty());
  EXPECT_FALSE(edges.contains(Head("90104", "2024")));
}

TEST_F(SuccessionTest, APlanIsRefusedWholeWithWhatIsWrong) {
  EXPECT_THAT(Plan(Planning("old_code,new_code,relation\n90101,99999,whole\n")),
              HasReason(kInvalid, "UNKNOWN_NEW_CODE"));
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM succession"), "0");
  PlanCommand command = Planning();
  command.to_list = "2030";
  EXPECT_THAT(Plan(command), HasReason(kPrecondition, "NO_PLANNED_LIST"));
  EXPECT_THAT(Drain().planned, IsEmpty());
}

TEST_F(SuccessionTest, PlannedAgainItIsTheSameSuccessionInANewVersion) {
  ASSERT_OK(Plan(Planning()));
  const std::string id = id_;
  const auto again =
      Plan(Planning("old_code,new_code,relation\n90101,90101,whole\n90102,90101,whole\n90103,90102,part\n90103,90103,"
                    "part\n90104,90104,whole\n"));
  ASSERT_OK(again);
  EXPECT_EQ(again->id, id);
  EXPECT_EQ(again->version, 2);
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM succession_row"), "5");
}

TEST_F(SuccessionTest, AChoiceGivesABodyAnHeir) {
  ASSERT_OK(Plan(Planning()));
  const auto open = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) {
      return ListBodiesWithoutHeir(tx, id_, BodyPage{.divided_only = true, .limit = 100});
    });
  };
  const std::string divided = Head("90103", "2024"), upper = Head("90102", "2025");
  ASSERT_THAT(open(), ::testing::Not(IsEmpty()));
  const auto before = open().size();
  Drain();
  const auto resolved = Resolve({{divided, upper}});
  ASSERT_OK(resolved);
  EXPECT_EQ(resolved->version, 2);
  EXPECT_EQ(open().size(), before - 1);
  EXPECT_THAT(Drain().planned, SizeIs(1));
  EXPECT_THAT(Resolve({{upper, divided}}), HasReason(kInvalid, "NOT_ENDING"));
  EXPECT_THAT(Resolve({{divided, Head("90101", "2024")}}), HasReason(kInvalid, "HEIR_NOT_THERE"));
  ASSERT_OK(Resolve({{divided, std::nullopt}}));
  EXPECT_EQ(open().size(), before);
}

TEST(Preview, SaysWhereTheNewListWasNotEquipped) {
  World world;
  ASSERT_OK(world.Import(kOld));
  ASSERT_OK(world.Equip({"90"}, /*with_subtree=*/true));
  ASSERT_OK(world.Import(kNew, "2025"));
  PlanCommand command{.request = world.NewRequest(),
                      .decision_number = "15/NQ-HĐND",
                      .decided_on = *MakeDay(2025, 6, 12),
                      .effective_on = *MakeDay(2025, 7, 1),
                      .from_list = "",
                      .to_list = "",
                      .file_name = "s.csv",
                      .csv = kFile};
  const auto preview = [&] {
    command.request = world.NewRequest();
    EXPECT_OK(PlanSuccession(*world.context, command, [](const Succession&) { return std::string("done"); }));
    return *PreviewSuccession(world.database(), command.decision_number, {});
  };
  const PreviewedSuccession bare = preview();
  EXPECT_GT(bare.unequipped.bodies, 0);
  EXPECT_LT(bare.unequipped.bodies, bare.succession.without) << "the district's bodies end, whatever is equipped";
  EXPECT_THAT(bare.unequipped.codes, ElementsAre("90"));
  ASSERT_OK(world.Equip({"90"}, /*with_subtree=*/true, "2025"));
  EXPECT_EQ(preview().unequipped.bodies, 0);
  EXPECT_THAT(preview().unequipped.codes, IsEmpty());
}

// Whoever brought the lists in in the wrong order sees why no code is known.
TEST_F(SuccessionTest, SaysWhichListTheFileWasHeldAgainst) {
  PlanCommand wrong = Planning("old_code,new_code,relation\n77701,90101,whole\n");
  const auto refused = Plan(wrong);
  EXPECT_THAT(refused, HasReason(kInvalid, "UNKNOWN_OLD_CODE"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("the list 2024 (in force since always) has no territory with the code 77701"));
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
  ASSERT_OK(world_.Import(kNew, "2026"));
  wrong.request = world_.NewRequest();
  wrong.decision_number = "16/NQ-HĐND";
  wrong.effective_on = *MakeDay(2025, 8, 1);
  EXPECT_THAT(std::string(Plan(wrong).status().message()),
              HasSubstr("the list 2025 (in force since 2025-07-01) has no territory with the code 77701"));
}

}  // namespace
}  // namespace dondoc::organization
