// Copies of the tree of a real organization service: whatever facts and handed out trees come in whatever order, and
// whatever facts are lost before a tree, all copies end the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/messaging/fact.h"
#include "common/postgres/migrator.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/discard_list.h"
#include "services/organization/app/discard_succession.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/replica/on_units_changed.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"
#include "services/organization/replica/tree_cache.h"
#include "services/organization/replica/tree_intake.h"
#include "services/organization/rpc/read_tree.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::copies_test {
namespace {

using namespace organization;  // NOLINT(google-build-using-namespace): the test is about nothing else
using dondoc::testing::SharedPostgres;
using organization::testing::kFile;
using organization::testing::kNew;
using organization::testing::kOld;
using organization::testing::World;
using replica::Tree;

const Day kTurn = *MakeDay(2025, 7, 1);

// What an organization service has published, and its tree after each time.
struct History {
  std::vector<messaging::Fact> facts;
  struct Moment {
    std::size_t facts = 0;  // published by then
    std::vector<v1::TreePart> tree;
  };
  std::vector<Moment> moments;
  // Who answered to some groups on some days in the end, as the organization service says.
  std::string groups;
  std::string government;
};

// Groups of bodies below a unit, by what bodies answer to, and the days to ask about.
const std::vector<std::string> kTags = {"PHONG_BAN", "DOAN_THE", "CUM_MOT", "CUM_HAI"};
const std::vector<Day> kDays = {*MakeDay(2024, 6, 1), *MakeDay(2024, 9, 1), kTurn, *MakeDay(2025, 9, 1)};

// "2024-06-01 CUM_MOT: ID ID", a line for each.
void AddLine(Day day, const std::string& tag, std::vector<std::string> unit_ids, std::string& lines) {
  std::sort(unit_ids.begin(), unit_ids.end());
  lines += FormatDay(day) + " " + tag + ":";
  for (const std::string& id : unit_ids) lines += " " + id;
  lines += "\n";
}

class Story {
 public:
  // With a succession that takes effect; then it is taken back, planned again and given up, or the new units change.
  explicit Story(bool taken_back) {
    EXPECT_OK(AnnounceTurns(*world_.context));  // from today on
    Note(world_.Import(kOld).status());
    Note(world_.Equip({"90"}, /*with_subtree=*/true).status());
    Note(organization::SetContacts(*world_.context, world_.NewRequest(), world_.Head("90103").id,
                                   {"cat@lamthuy.example"}, [](const Unit&) { return std::string(); })
             .status());
    // Who answers to a group changes on days of its own, before the turn of the lists and on it, for one that goes on.
    Note(Tag(world_.Head("90104").id, {"CUM_MOT"}, MakeDay(2024, 9, 1)));
    Note(Tag(world_.Head("90104").id, {"CUM_HAI"}, kTurn));
    Note(Tag(world_.Named("Phòng Nội vụ huyện Bắc").id, {"CUM_MOT"}, MakeDay(2024, 9, 1)));
    Note(world_.Import(kNew, "2025").status());
    Note(world_.Equip({"90"}, /*with_subtree=*/true, "2025").status());
    Plan();
    Resolve();
    world_.clock.Set(StartOf(kTurn));
    Note(AnnounceTurns(*world_.context).status());
    Turn(&EnactSuccession);
    if (taken_back) {
      Turn([](const Context& context, const TurnCommand& command, const SuccessionAnswer& answer) {
        return UndoSuccession(
            context, command, [](const std::string&) { return std::vector<std::string>(); }, answer);
      });
      Plan();
      // The plan is given up, and so is a list that nobody wanted; then it is planned once more.
      Turn(&DiscardSuccession);
      Note(world_.Import(kNew, "2052").status());
      Note(DiscardList(*world_.context, world_.NewRequest(), "2052", [](const DiscardedList&) {
             return std::string();
           }).status());
      Plan();
      ExpandGroups();
      return;
    }
    // Known before, and true from a later day on.
    std::string renamed = kNew;
    const std::string name = "Phường Dương Hòa";
    renamed.replace(renamed.find(name), name.size(), "Phường Dương Mới");
    Note(world_.Import(renamed, "2025", MakeDay(2025, 9, 1)).status());
    world_.clock.Set(StartOf(*MakeDay(2025, 9, 1)));
    Note(AnnounceTurns(*world_.context).status());
    ExpandGroups();
  }

  const History& history() const { return history_; }

 private:
  // What has happened is published, and the tree handed out.
  void Note(const absl::Status& done) {
    ASSERT_OK(done);
    for (messaging::Fact& fact : world_.DrainOutbox()) {
      fact.time = world_.clock.Now();
      history_.facts.push_back(std::move(fact));
    }
    History::Moment& moment = history_.moments.emplace_back();
    moment.facts = history_.facts.size();
    ASSERT_OK(ReadTree(*world_.context, [&](const v1::TreePart& part) {
      moment.tree.push_back(part);
      return absl::OkStatus();
    }));
  }
  absl::Status Tag(const std::string& unit_id, const std::vector<std::string>& tags, std::optional<Day> from) {
    return SetTags(*world_.context, {world_.NewRequest(), unit_id, tags, from},
                   [](const Unit&) { return std::string(); })
        .status();
  }
  void ExpandGroups() {
    history_.government = world_.Head("VN").id;
    for (const Day day : kDays) {
      for (const std::string& tag : kTags) {
        Group group;
        group.within_unit_id = history_.government;
        group.tags = {tag};
        for (const Level level : {Level::kProvince, Level::kDistrict, Level::kCommune}) {
          group.level = level;
          const auto members = world_.database().Run(
              [&](pg::Transaction& tx) { return organization::ExpandGroups(tx, std::span(&group, 1), day); });
          std::vector<std::string> ids;
          for (const Member& member : members.value()) ids.push_back(member.unit_id);
          AddLine(day, tag, std::move(ids), history_.groups);
        }
      }
    }
  }
  SuccessionAnswer Keep() {
    return [this](const Succession& succession) {
      succession_ = succession.id;
      return std::string();
    };
  }
  void Plan() {
    PlanCommand command;
    command.request = world_.NewRequest();
    command.decision_number = "15/NQ-HĐND";
    command.decided_on = *MakeDay(2025, 6, 12);
    command.effective_on = kTurn;
    command.file_name = "s.csv";
    command.csv = kFile;
    Note(PlanSuccession(*world_.context, command, Keep()).status());
  }
  void Resolve() {
    ResolveCommand command{.request = world_.NewRequest(), .succession_id = succession_};
    command.resolutions.push_back({world_.Head("90103").id, world_.Head("90103", "2025").id});
    Note(ResolveSuccession(*world_.context, command, Keep()).status());
  }
  template <typename Operation>
  void Turn(Operation operation) {
    const TurnCommand command{.request = world_.NewRequest(), .succession_id = succession_};
    Note(operation(*world_.context, command, Keep()).status());
  }

  World world_;
  std::string succession_;
  History history_;
};

class Copy {
 public:
  Copy() : Copy(SharedPostgres::CreateDatabaseFrom(Migrated())) {}

  // Facts that have to wait for others are left in `facts`.
  void Take(std::vector<messaging::Fact>& facts) {
    std::vector<messaging::Fact> waiting;
    for (const messaging::Fact& fact : facts) {
      const absl::Status taken =
          database_.Run([&](pg::Transaction& tx) { return HandlerOf(fact.type)(tx, std::span(&fact, 1)); });
      if (absl::IsUnavailable(taken)) {
        waiting.push_back(fact);
      } else {
        EXPECT_OK(taken);
      }
    }
    facts = std::move(waiting);
  }
  void Take(const std::vector<v1::TreePart>& tree) {
    EXPECT_OK(database_.Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_RETURN_IF_ERROR(replica::LockCopy(tx));
      replica::TreeIntake intake(none_, none_);
      for (const v1::TreePart& part : tree) DONDOC_RETURN_IF_ERROR(intake.Take(tx, part));
      return intake.Finish(tx);
    }));
  }
  void Refresh() { EXPECT_OK(cache_.Refresh()); }

  // Everything that the copy knows, as text. Which change a unit's row is of may differ: it says what is to be read
  // again, and that shows in the tree.
  std::string Dump() {
    std::string all;
    for (const char* table :
         {"unit", "unit_state", "unit_change", "succession", "succession_part", "succession_edge", "heir"}) {
      all += std::string(table) + "\n" +
             Ask("SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM (SELECT (to_jsonb(t) - "
                 "'tree_change')::text || coalesce((to_jsonb(t) -> 'state')::text || (to_jsonb(t) -> "
                 "'tree_change')::text, '') AS line FROM " +
                 std::string(table) + " t) AS lines") +
             "\n";
    }
    return all;
  }
  // Who answers to the groups, as in History.
  std::string DumpGroups(const std::string& government) {
    std::string lines;
    for (const Day day : kDays) {
      for (const std::string& tag : kTags) {
        v1::UnitGroup group;
        group.set_within_unit_id(government);
        group.add_tags(tag);
        for (const auto level : {common::v1::PROVINCE, common::v1::DISTRICT, common::v1::COMMUNE}) {
          group.set_level(level);
          const auto members =
              database_.Run([&](pg::Transaction& tx) { return replica::ExpandGroups(tx, std::span(&group, 1), day); });
          std::vector<std::string> ids;
          for (const replica::Member& member : members.value()) ids.push_back(member.unit_id);
          AddLine(day, tag, std::move(ids), lines);
        }
      }
    }
    return lines;
  }
  // The tree in memory, read bit by bit as the copy grew.
  std::string DumpTree() {
    Refresh();
    const std::shared_ptr<const Tree> tree = cache_.Get();
    std::set<std::string> lines;
    for (Tree::Index unit = 0; unit < tree->size(); ++unit) {
      std::string line = replica::ToString(tree->IdOf(unit)) + " " + tree->KindOf(unit);
      for (const Day day : {*MakeDay(2024, 6, 1), kTurn, *MakeDay(2025, 9, 1)}) {
        line += tree->Exists(unit, day) ? " there" : " away";
        for (const Tree::Index superior : tree->Superiors(unit, day)) {
          line += "<" + replica::ToString(tree->IdOf(superior));
        }
      }
      lines.insert(line);
    }
    std::string all = std::to_string(tree->change());
    for (const std::string& line : lines) all += "\n" + line;
    return all;
  }

 private:
  explicit Copy(const std::string& conninfo)
      : conninfo_(conninfo), database_({.conninfo = conninfo}), cache_(database_) {}

  static const std::string& Migrated() {
    static const std::string conninfo = [] {
      std::string made = SharedPostgres::CreateDatabase();
      EXPECT_OK(pg::Migrate(*pg::Connection::Open(made).value(), {replica::Migrations()}, TimePoint{}));
      return made;
    }();
    return conninfo;
  }
  static messaging::Handler HandlerOf(const std::string& type) {
    if (type == messaging::Type<v1::UnitsChanged>()) return replica::OnUnitsChanged();
    if (type == messaging::Type<v1::SuccessionPlanned>()) return replica::OnSuccessionPlanned();
    if (type == messaging::Type<v1::SuccessionEnacted>()) return replica::OnSuccessionEnacted();
    return replica::OnSuccessionUndone();
  }
  std::string Ask(const std::string& query) {
    const auto connection = pg::Connection::Open(conninfo_).value();
    const pg::Statement statement{"test.dump", query};
    return connection->Execute(statement, {}).value()[0].Get<std::string>("coalesce");
  }

  const std::string conninfo_;
  pg::Database database_;
  replica::TreeCache cache_;
  const replica::SuccessionStep none_;
};

class CopiesTest : public ::testing::Test {
 protected:
  CopiesTest() {
    if (const char* given = std::getenv("DONDOC_SEED")) seed_ = static_cast<std::uint32_t>(std::atoll(given));
    std::printf("DONDOC_SEED=%u\n", seed_);
    random_.seed(seed_);
  }

  std::size_t Below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  // A copy that was fed by all facts, each once, in order.
  static void Follow(Copy& copy, const History& history) {
    std::vector<messaging::Fact> facts = history.facts;
    copy.Take(facts);
    ASSERT_TRUE(facts.empty());
  }

  // Facts of before a moment, some lost, some twice, in any order; the tree of that moment somewhere among later facts,
  // perhaps with another, older or newer one; then all other facts, in any order.
  void Disorder(Copy& copy, const History& history) {
    const std::size_t which = Below(history.moments.size());
    const History::Moment& moment = history.moments[which];
    std::vector<messaging::Fact> before;
    for (std::size_t i = 0; i < history.facts.size(); ++i) {
      if (i < moment.facts ? Below(3) == 0 : Below(4) == 0) before.push_back(history.facts[i]);
      if (Below(10) == 0) before.push_back(history.facts[i]);
    }
    std::shuffle(before.begin(), before.end(), random_);
    copy.Take(before);
    copy.Refresh();
    if (Below(3) == 0) copy.Take(history.moments[Below(history.moments.size())].tree);
    copy.Take(moment.tree);
    if (Below(2) == 0) copy.Refresh();
    if (Below(3) == 0) copy.Take(history.moments[Below(history.moments.size())].tree);
    std::vector<messaging::Fact> rest(history.facts.begin() + static_cast<std::ptrdiff_t>(moment.facts),
                                      history.facts.end());
    for (const messaging::Fact& fact : history.facts) {
      if (Below(5) == 0) rest.push_back(fact);
    }
    rest.insert(rest.end(), before.begin(), before.end());
    while (!rest.empty()) {
      const std::size_t waiting = rest.size();
      std::shuffle(rest.begin(), rest.end(), random_);
      copy.Take(rest);
      if (Below(2) == 0) copy.Refresh();
      // Each round the next of what waits can be taken.
      ASSERT_LT(rest.size(), waiting) << "facts that wait for ever";
    }
  }

  std::uint32_t seed_ = std::random_device()();
  std::mt19937 random_;
};

class EachCopyTest : public CopiesTest, public ::testing::WithParamInterface<bool> {};
INSTANTIATE_TEST_SUITE_P(TakenBackOrNot, EachCopyTest, ::testing::Bool());

TEST_P(EachCopyTest, ATreeAloneIsACopy) {
  const Story story(GetParam());
  for (std::size_t i = 0; i < story.history().moments.size(); ++i) {
    const History::Moment& moment = story.history().moments[i];
    History until{.facts = story.history().facts};
    until.facts.resize(moment.facts);
    Copy followed;
    Follow(followed, until);
    Copy loaded;
    loaded.Take(moment.tree);
    EXPECT_EQ(loaded.Dump(), followed.Dump()) << "moment " << i;
    EXPECT_EQ(loaded.DumpTree(), followed.DumpTree()) << "moment " << i;
  }
}

TEST_P(EachCopyTest, GroupsHaveTheSameMembersOnAllDays) {
  const Story story(GetParam());
  const History& history = story.history();
  Copy followed;
  Follow(followed, history);
  EXPECT_EQ(followed.DumpGroups(history.government), history.groups);
  Copy loaded;
  loaded.Take(history.moments.back().tree);
  EXPECT_EQ(loaded.DumpGroups(history.government), history.groups);
  EXPECT_NE(history.groups.find("2024-09-01 CUM_MOT: 0"), std::string::npos) << "somebody is in it";
  EXPECT_EQ(history.groups.find("2024-06-01 CUM_MOT: 0"), std::string::npos) << "and was not before";
}

TEST_P(EachCopyTest, AnyDisorderEndsInTheSameCopy) {
  const Story story(GetParam());
  Copy followed;
  Follow(followed, story.history());
  const std::string expected = followed.Dump();
  const std::string expected_tree = followed.DumpTree();
  for (int round = 0; round < 40 && !HasFailure(); ++round) {
    Copy copy;
    Disorder(copy, story.history());
    EXPECT_EQ(copy.Dump(), expected) << "round " << round;
    EXPECT_EQ(copy.DumpTree(), expected_tree) << "round " << round;
  }
}

}  // namespace
}  // namespace dondoc::copies_test
