#include "services/organization/replica/cover_cache.h"

#include <memory>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/make_unit.h"
#include "services/organization/replica/place_unit.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;

const Day kLast = *MakeDay(2025, 6, 30);
const Day kFirst = *MakeDay(2025, 7, 1);

// A province with two communes of which one is made.
class CoverCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(conninfo);
    ASSERT_OK(pg::Migrate(*connection, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    tree_ = std::make_unique<TreeCache>(*database_);
    covers_ = std::make_unique<CoverCache>(*tree_, *database_);
    ASSERT_OK(Take({province_, a_, b_}));
  }

  v1::Unit Make(common::v1::Level level, const std::string& superior) {
    return MakeUnit(ids_, "UBND", level, superior);
  }

  absl::Status Take(const std::vector<v1::Unit>& units) {
    v1::UnitsChanged fact;
    fact.set_change(++change_);
    fact.set_part(1);
    fact.set_parts(1);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, std::span(&fact, 1)); });
  }

  absl::Status Plan() {
    v1::SuccessionPlanned plan;
    plan.set_succession_id(succession_);
    plan.set_effective_on("2025-07-01");
    plan.set_version(1);
    plan.set_part(1);
    plan.set_parts(1);
    for (const v1::Unit* from : {&a_, &b_}) {
      v1::UnitSuccession& edge = *plan.add_edges();
      edge.set_from_unit_id(from->id());
      edge.add_to_unit_ids(merged_.id());
      edge.set_heir_unit_id(merged_.id());
    }
    return database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, std::span(&plan, 1)); });
  }

  // The change of the tree that the plan is.
  absl::Status EndAndBegin() {
    for (v1::Unit* unit : {&a_, &b_}) {
      unit->set_valid_to("2025-07-01");
      unit->set_version(2);
    }
    merged_.set_valid_from("2025-07-01");
    return Take({a_, b_, merged_});
  }

  TreeView On(Day day) {
    auto view = covers_->On(day);
    EXPECT_OK(view);
    return *view;
  }

  // Ids of the units whose rows are in a unit's figure.
  static std::vector<std::string> Figure(const TreeView& view, const v1::Unit& unit) {
    std::vector<std::string> ids;
    for (const covers::Term& term : view.covers->TermsOf(static_cast<covers::UnitIndex>(view.tree->Find(unit.id()))))
      ids.push_back(ToString(view.tree->IdOf(static_cast<Tree::Index>(term.unit))));
    return ids;
  }

  FakeIdGenerator ids_;
  std::unique_ptr<pg::Database> database_;
  std::unique_ptr<TreeCache> tree_;
  std::unique_ptr<CoverCache> covers_;
  const std::string succession_ = ids_.NewId();
  v1::Unit province_ = Make(common::v1::PROVINCE, "");
  v1::Unit a_ = Make(common::v1::COMMUNE, province_.id());
  v1::Unit b_ = Make(common::v1::COMMUNE, province_.id());
  v1::Unit merged_ = Make(common::v1::COMMUNE, province_.id());
  std::int64_t change_ = 0;
};

TEST_F(CoverCacheTest, KnowsWhatBecameOfUnits) {
  ASSERT_OK(Plan());
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  EXPECT_THAT(Figure(On(kFirst), merged_), ElementsAre(merged_.id(), a_.id(), b_.id()));
  EXPECT_THAT(Figure(On(kLast), a_), ElementsAre(a_.id()));
  EXPECT_THAT(Figure(On(kLast), province_), ElementsAre(province_.id()));
  EXPECT_THAT(On(kLast).covers->Divided(static_cast<covers::UnitIndex>(On(kLast).tree->Find(province_.id()))),
              ElementsAre(static_cast<covers::UnitIndex>(On(kLast).tree->Find(merged_.id()))));
}

TEST_F(CoverCacheTest, APlanSaysNothingUntilItsUnitsEnd) {
  ASSERT_OK(Plan());
  ASSERT_OK(covers_->Refresh());
  EXPECT_THAT(Figure(On(kFirst), a_), ElementsAre(a_.id()));
  ASSERT_OK(EndAndBegin());
  EXPECT_THAT(Figure(On(kFirst), a_), ElementsAre(a_.id()));  // as it was when it was last read
  ASSERT_OK(tree_->Refresh());                                // the tree alone: the covers follow it
  EXPECT_THAT(Figure(On(kFirst), merged_), ElementsAre(merged_.id(), a_.id(), b_.id()));
}

TEST_F(CoverCacheTest, FindsAPlanThatArrivesAfterTheChangeOfTheTree) {
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  EXPECT_THAT(Figure(On(kFirst), merged_), ElementsAre(merged_.id()));
  ASSERT_OK(Plan());
  ASSERT_OK(covers_->Refresh());
  EXPECT_THAT(Figure(On(kFirst), merged_), ElementsAre(merged_.id(), a_.id(), b_.id()));
}

TEST_F(CoverCacheTest, WhatIsNotWholeInTheCopyHasNoSuccessor) {
  merged_.set_id(ids_.NewId());
  ASSERT_OK(Plan());
  merged_.set_id(ids_.NewId());
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  EXPECT_THAT(Figure(On(kFirst), merged_), ElementsAre(merged_.id()));
}

TEST_F(CoverCacheTest, KeepsTheTreesOfAFewDays) {
  ASSERT_OK(Plan());
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  const TreeView first = On(kFirst);
  EXPECT_EQ(On(kFirst + std::chrono::days(500)).covers, first.covers);
  EXPECT_NE(On(kLast).covers, first.covers);
  EXPECT_EQ(On(kFirst).covers, first.covers);
  EXPECT_EQ(On(kLast).day, kLast);
  ASSERT_OK(Take({}));
  ASSERT_OK(covers_->Refresh());
  EXPECT_NE(On(kFirst).covers, first.covers);
}

TEST_F(CoverCacheTest, ItsHeirSpeaksForAUnitThatHasEnded) {
  ASSERT_OK(Plan());
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  const auto who = [&](Day today, const v1::Unit& unit) {
    const auto speakers = WhoSpeaksFor(*covers_, unit.id(), today);
    EXPECT_OK(speakers);
    return *speakers;
  };
  EXPECT_THAT(who(kLast, a_), ElementsAre(a_.id()));
  EXPECT_THAT(who(kFirst, a_), ElementsAre(a_.id(), merged_.id()));
  EXPECT_THAT(who(kFirst, merged_), ElementsAre(merged_.id()));
  EXPECT_THAT(who(kLast, merged_), ElementsAre(merged_.id(), province_.id()));
  EXPECT_THAT(*WhoSpeaksFor(*covers_, "nobody", kFirst), ElementsAre("nobody"));
}

TEST_F(CoverCacheTest, ThePlaceOfAUnitThatHasEndedIsNoneOfItsNumbers) {
  ASSERT_OK(Plan());
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  const TreeView kept = On(kFirst);
  for (v1::Unit* unit : {&a_, &b_}) {
    for (const v1::Unit* superior : {&province_, &merged_}) {
      v1::UnitState& state = *unit->add_states();
      state.set_name(unit->name());
      state.set_superior_id(superior->id());
      state.add_superior_ids(superior->id());
    }
    unit->mutable_states(0)->set_valid_to("2025-07-01");
    unit->mutable_states(1)->set_valid_from("2025-07-01");
    unit->mutable_states(1)->add_superior_ids(province_.id());
    unit->set_superior_id(merged_.id());
    *unit->mutable_superior_ids() = unit->states(1).superior_ids();
    unit->set_version(3);
  }
  ASSERT_OK(Take({a_, b_}));
  ASSERT_OK(covers_->Refresh());
  const TreeView view = On(kFirst);
  EXPECT_TRUE(view.tree->IsWithin(a_.id(), merged_.id(), kFirst));
  EXPECT_FALSE(view.tree->IsWithin(a_.id(), merged_.id(), kLast));
  for (const v1::Unit* unit : {&province_, &merged_}) {
    const auto terms = [&](const TreeView& in) {
      const auto of = in.covers->TermsOf(static_cast<covers::UnitIndex>(in.tree->Find(unit->id())));
      return std::vector<covers::Term>(of.begin(), of.end());
    };
    EXPECT_EQ(terms(view), terms(kept));
  }
  EXPECT_THAT(SuperiorsEver(*view.tree, static_cast<covers::UnitIndex>(view.tree->Find(a_.id()))),
              ElementsAre(static_cast<covers::UnitIndex>(view.tree->Find(province_.id()))));
  const auto stood = database_->Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_ASSIGN_OR_RETURN(
        const pg::Result rows,
        tx.Execute(
            pg::Statement{"stood", "SELECT superior_id, superior_ids FROM unit_as_last WHERE id = ANY ($1::uuid[])"},
            std::vector<std::string>{a_.id(), merged_.id()}));
    std::vector<std::string> ids;
    for (const pg::Row row : rows) {
      ids.push_back(row.Get<std::string>("superior_id"));
      EXPECT_THAT(row.Get<std::vector<std::string>>("superior_ids"), ElementsAre(ids.back()));
    }
    return ids;
  });
  ASSERT_OK(stood);
  EXPECT_THAT(*stood, ElementsAre(province_.id(), province_.id()));
}

TEST_F(CoverCacheTest, AUnitIsPlacedInTheTreeOfADay) {
  ASSERT_OK(Plan());
  ASSERT_OK(EndAndBegin());  // nothing has refreshed the tree in memory: it is read where it lacks the unit
  ASSERT_OK_AND_ASSIGN(const PlacedUnit placed, PlaceUnit(*covers_, merged_.id(), "", kFirst));
  EXPECT_EQ(placed.view.day, kFirst);
  EXPECT_EQ(placed.IdOf(placed.unit), merged_.id());
  ASSERT_OK_AND_ASSIGN(const PlacedUnit ended, PlaceUnit(*covers_, a_.id(), "", kFirst));
  EXPECT_EQ(ended.view.day, kLast);
  EXPECT_THAT(PlaceUnit(*covers_, ids_.NewId(), "", kFirst), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  EXPECT_THAT(PlaceUnit(*covers_, a_.id(), "1 July", kFirst),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_DATE"));
  EXPECT_THAT(PlaceUnit(*covers_, a_.id(), "2025-07-01", kFirst),
              HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
}

TEST_F(CoverCacheTest, AQuestionIsAnsweredInATreeThatHasTheUnit) {
  ASSERT_OK(EndAndBegin());
  ASSERT_OK(covers_->Refresh());
  const Tree& tree = *covers_->Newest();
  const Day later = *MakeDay(2026, 1, 1), earlier = *MakeDay(2025, 1, 1);
  EXPECT_EQ(DefaultDay(tree, tree.Find(province_.id()), later), later);
  EXPECT_EQ(DefaultDay(tree, tree.Find(a_.id()), later), kLast);
  EXPECT_EQ(DefaultDay(tree, tree.Find(a_.id()), earlier), earlier);
  EXPECT_EQ(DefaultDay(tree, tree.Find(merged_.id()), later), later);
  EXPECT_EQ(DefaultDay(tree, tree.Find(merged_.id()), earlier), kFirst);
  merged_.set_valid_from("9999-12-31");  // planned
  merged_.set_version(3);
  ASSERT_OK(Take({merged_}));
  ASSERT_OK(covers_->Refresh());
  EXPECT_EQ(DefaultDay(*covers_->Newest(), covers_->Newest()->Find(merged_.id()), earlier), earlier);
  EXPECT_THAT(Figure(On(later), merged_), ElementsAre());
}

}  // namespace
}  // namespace dondoc::organization::replica
