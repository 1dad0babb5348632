#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <span>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "services/organization/app/discard_list.h"
#include "services/organization/app/discard_succession.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/named_groups.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/app/preview_succession.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/membership_storage.h"
#include "services/organization/identity/storage/succession.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

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

class SuccessionTest : public ::testing::Test {
 protected:
  SuccessionTest() {
    EXPECT_OK(world_.Import(kOld));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
    EXPECT_OK(world_.Import(kNew, "2025"));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2025"));
    world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
    Drain();
  }

  PlanCommand Planning(const std::string& csv = kFile) {
    PlanCommand command;
    command.request = world_.NewRequest();
    command.decision_number = "15/NQ-HĐND";
    command.decided_on = *MakeDay(2025, 6, 12);
    command.effective_on = *MakeDay(2025, 7, 1);
    command.file_name = "s.csv";
    command.csv = csv;
    return command;
  }
  TurnCommand Turn() { return {.request = world_.NewRequest(), .succession_id = id_}; }
  // Each returns what the operation answered, and remembers the succession.
  absl::StatusOr<Succession> Plan(const PlanCommand& command) {
    return Kept([&](const SuccessionAnswer& answer) { return PlanSuccession(*world_.context, command, answer); });
  }
  absl::StatusOr<Succession> Enact() {
    return Kept([&](const SuccessionAnswer& answer) { return EnactSuccession(*world_.context, Turn(), answer); });
  }
  absl::StatusOr<Succession> Undo(std::vector<std::string> uses = {}) {
    return Kept([&](const SuccessionAnswer& answer) {
      return UndoSuccession(
          *world_.context, Turn(), [&](const std::string&) { return uses; }, answer);
    });
  }
  absl::StatusOr<Succession> Discard() {
    return Kept([&](const SuccessionAnswer& answer) { return DiscardSuccession(*world_.context, Turn(), answer); });
  }
  // "territories bodies".
  absl::StatusOr<std::string> DiscardTheList(const std::string& list) {
    return DiscardList(*world_.context, world_.NewRequest(), list, [](const DiscardedList& discarded) {
      return std::to_string(discarded.territories) + " " + std::to_string(discarded.bodies);
    });
  }
  absl::StatusOr<Succession> Resolve(const std::vector<Resolution>& resolutions) {
    return Kept([&](const SuccessionAnswer& answer) {
      return ResolveSuccession(*world_.context, {world_.NewRequest(), id_, resolutions}, answer);
    });
  }
  absl::StatusOr<Succession> Kept(const std::function<absl::StatusOr<std::string>(const SuccessionAnswer&)>& run) {
    Succession kept;
    const auto answer = run([&](const Succession& succession) {
      kept = succession;
      return std::string("done");
    });
    if (!answer.ok()) return answer.status();
    id_ = kept.id;
    return kept;
  }

  // The facts in the outbox, by type; forgets them.
  struct Facts {
    std::vector<v1::SuccessionPlanned> planned;
    std::vector<v1::SuccessionEnacted> enacted;
    std::vector<v1::SuccessionUndone> undone;
    std::vector<v1::UnitsChanged> units;
  };
  Facts Drain() {
    Facts facts;
    for (const messaging::Fact& fact : world_.DrainOutbox()) {
      Add(fact, facts.planned);
      Add(fact, facts.enacted);
      Add(fact, facts.undone);
      Add(fact, facts.units);
    }
    return facts;
  }
  template <typename Message>
  static void Add(const messaging::Fact& fact, std::vector<Message>& messages) {
    if (fact.type == messaging::Type<Message>()) messages.push_back(*messaging::Decode<Message>(fact));
  }

  std::string Head(const std::string& code, const std::string& list) {
    return world_.Head(code, list, *MakeDay(2025, 6, 30)).id;
  }
  // Everything about units and territories but versions.
  std::string Dump() {
    std::string all;
    for (const char* table : {"territory", "territory_state", "territory_code", "unit_state", "kept_territory",
                              "kept_unit", "kept_unit_state", "kept_territory_state", "kept_territory_code"}) {
      all += world_.Ask(std::string("SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM ") + table + " t") + "\n";
    }
    return all + world_.Ask("SELECT string_agg((to_jsonb(u) - 'version')::text, E'\\n' ORDER BY u.id) FROM unit u");
  }

  World world_;
  std::string id_;
};

// "UBND các xã" of a district is its communes as long as there is a district; afterwards it is not the province's.
TEST_F(SuccessionTest, ADistrictThatHasEndedHasNoGroups) {
  const std::string district = Head("901", "2024"), province = Head("90", "2024");
  const NamedGroup named{"", district, "Cụm Bắc", {district, Level::kCommune, {"UBND"}, {}, {}, {}}, {}};
  ASSERT_OK(DefineGroup(*world_.context, world_.NewRequest(), named, [](const NamedGroup&) { return ""; }));
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(PreviewSuccession(world_.database(), id_, {})->groups, 1);
  ASSERT_OK(Enact());
  const auto resolve = [&](const std::string& from, Day day) {
    return ResolveNames(*world_.context,
                        {{"UBND các xã", "Cụm Bắc", "Sở Giáo dục và Đào tạo tỉnh Lam Thủy"}, from, day})
        .value()
        .names;
  };
  const Day last = *MakeDay(2025, 6, 30), first = *MakeDay(2025, 7, 1);
  const auto before = resolve(district, last);
  ASSERT_TRUE(before[0].group.has_value());
  EXPECT_EQ(before[0].group->within_unit_id, district);
  EXPECT_TRUE(before[1].group.has_value());
  const auto after = resolve(district, first);
  EXPECT_FALSE(after[0].group.has_value()) << "the communes of the province";
  EXPECT_FALSE(after[1].group.has_value());
  EXPECT_TRUE(after[2].unit.has_value()) << "what a full name means, it means from anywhere";
  ASSERT_TRUE(resolve(province, first)[0].group.has_value());
  EXPECT_EQ(resolve(province, first)[0].group->within_unit_id, province);
  const auto members = [&](Day day) {
    return world_.database()
        .Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&*before[0].group, 1), day); })
        .value();
  };
  EXPECT_THAT(members(last), SizeIs(4));
  EXPECT_THAT(members(first), IsEmpty()) << "what was read before is expanded on its day";
}

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

TEST_F(SuccessionTest, TakesEffectAtomicallyAndIsTakenBackExactly) {
  const std::string before = Dump();
  ASSERT_OK(Plan(Planning()));
  const std::string going_on = Head("90104", "2024"), ended = Head("90101", "2024"), united = Head("90101", "2025");
  Drain();
  const auto enacted = Enact();
  ASSERT_OK(enacted);
  EXPECT_EQ(enacted->state, "ENACTED");
  const Facts facts = Drain();
  ASSERT_THAT(facts.enacted, SizeIs(1));
  EXPECT_EQ(facts.enacted[0].version(), enacted->version);
  EXPECT_EQ(facts.enacted[0].tree_change(), *enacted->tree_change);
  ASSERT_THAT(facts.planned, SizeIs(1));
  EXPECT_EQ(facts.planned[0].version(), enacted->version);
  ASSERT_FALSE(facts.units.empty());
  EXPECT_EQ(facts.units.back().change(), *enacted->tree_change);
  const Day first = *MakeDay(2025, 7, 1);
  EXPECT_EQ(world_.Head("90104", "2025", first).id, going_on);
  EXPECT_EQ(world_.Head("90104", "2025", first).territory.name, "Phường Dương Hòa");
  EXPECT_EQ(world_.Head("90101", "2025", first).id, united);
  EXPECT_EQ(world_.Head("90101", "2024", first).validity.to, first);
  EXPECT_EQ(world_.Head("90101", "2024", first).id, ended);
  EXPECT_THAT(Enact(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  EXPECT_THAT(Plan(Planning()), HasReason(kPrecondition, "SUCCESSION_ENACTED"));

  EXPECT_THAT(Undo({"UBND xã An Bình has done something"}), HasReason(kPrecondition, "SUCCESSION_IN_USE"));
  EXPECT_THAT(Drain().undone, IsEmpty());
  const auto undone = Undo();
  ASSERT_OK(undone);
  EXPECT_EQ(undone->state, "UNDONE");
  EXPECT_EQ(Dump(), before);
  ASSERT_THAT(Drain().undone, SizeIs(1));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  // And once more from the beginning.
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
}

TEST_F(SuccessionTest, WhoActsForAUnitThatEndsActsForItsHeir) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), united = Head("90101", "2025");
  const std::string user = world_.ids.NewId();
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) -> absl::Status {
    const identity::User account{
        .id = user, .login = "lan", .name = "Lan", .unit_id = ended, .created_at = world_.clock.Now()};
    const absl::Status made = identity::InsertUser(tx, account);
    if (!made.ok()) return made;
    return identity::InsertMembership(tx, {.id = world_.ids.NewId(),
                                           .user_id = user,
                                           .unit_id = ended,
                                           .role = "LEADER",
                                           .valid_from = *MakeDay(2024, 1, 1)});
  }));
  const auto units_on = [&](const char* day) {
    return world_.Ask("SELECT string_agg(unit_id::text || ' ' || role, ',') FROM membership WHERE user_id = '" + user +
                      "' AND daterange(valid_from, valid_to) @> date '" + day + "'");
  };
  const auto ending = [&] {
    return world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  EXPECT_EQ(ending()->memberships, 1);
  EXPECT_EQ(ending()->memberships_without_heir, 0);
  ASSERT_OK(Enact());
  EXPECT_EQ(ending()->memberships, 1);
  EXPECT_EQ(units_on("2025-06-30"), ended + " LEADER");
  EXPECT_EQ(units_on("2025-07-01"), united + " LEADER");
  const std::string granted = world_.ids.NewId();
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertMembership(tx, {.id = granted,
                                           .user_id = user,
                                           .unit_id = united,
                                           .role = "CLERK",
                                           .valid_from = *MakeDay(2025, 7, 2),
                                           .granted_at = world_.clock.Now()});
  }));
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE")) << "somebody was made clerk of a new unit";
  EXPECT_THAT(
      std::string(refused.status().message()),
      HasSubstr("lan as CLERK in Ủy ban nhân dân xã An Bình was granted since: end it on its first day, then it "
                "never was (dondoc user end " +
                granted + " --on 2025-07-02)"));
  ASSERT_OK(
      world_.database().Run([&](pg::Transaction& tx) { return identity::SetEnd(tx, granted, *MakeDay(2025, 7, 2)); }));
  ASSERT_OK(Undo());
  EXPECT_EQ(units_on("2025-07-01"), ended + " LEADER");
}

// Enacted after its day, as decisions are: nobody stays behind, and the preview counts everybody.
TEST_F(SuccessionTest, WhoCameAfterTheDayOrIsStillToComeActsForTheHeirAsWell) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), divided = Head("90103", "2024"), united = Head("90101", "2025");
  const std::string user = world_.ids.NewId();
  const auto grant = [&](const std::string& unit, const char* role, const char* from) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
      return identity::InsertMembership(
          tx,
          {.id = world_.ids.NewId(), .user_id = user, .unit_id = unit, .role = role, .valid_from = *ParseDay(from)});
    }));
  };
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertUser(
        tx, {.id = user, .login = "lan", .name = "Lan", .unit_id = ended, .created_at = world_.clock.Now()});
  }));
  grant(ended, "OFFICER", "2025-07-01");
  grant(ended, "LEADER", "2025-07-08");
  grant(ended, "AUDITOR", "2030-01-01");
  grant(divided, "CLERK", "2030-01-01");
  const auto roles_in = [&](const std::string& unit) {
    return world_.Ask(
        "SELECT coalesce(string_agg(role || ' ' || valid_from, ', ' ORDER BY valid_from), '') FROM membership "
        "WHERE valid_to IS NULL AND unit_id = '" +
        unit + "'");
  };
  const auto ending = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  EXPECT_EQ(ending().memberships, 4);
  EXPECT_EQ(ending().memberships_without_heir, 1);
  ASSERT_OK(Enact());
  EXPECT_EQ(roles_in(united), "OFFICER 2025-07-01, LEADER 2025-07-08, AUDITOR 2030-01-01");
  EXPECT_EQ(roles_in(ended), "");
  EXPECT_EQ(ending().memberships, 4);
  EXPECT_EQ(ending().memberships_without_heir, 1);
  ASSERT_OK(Undo());
  EXPECT_EQ(roles_in(ended), "OFFICER 2025-07-01, LEADER 2025-07-08, AUDITOR 2030-01-01");
  EXPECT_EQ(roles_in(united), "");
}

TEST_F(SuccessionTest, AccountsAndSystemsOfAUnitThatEndsAreItsHeirs) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), divided = Head("90103", "2024"), united = Head("90101", "2025");
  const auto make = [&](const std::string& login, const std::string& unit) {
    const identity::User account{
        .id = world_.ids.NewId(), .login = login, .name = login, .unit_id = unit, .created_at = world_.clock.Now()};
    EXPECT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  };
  make("lan", ended);
  make("minh", divided);
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertClient(tx, {.id = "van-thu",
                                       .name = "Văn thư",
                                       .unit_id = ended,
                                       .roles = {"CLERK"},
                                       .scopes = {"directives.write"},
                                       .public_key = std::string(32, 'k'),
                                       .created_at = world_.clock.Now()});
  }));
  const auto homes = [&] {
    return world_.Ask(
        "SELECT string_agg(name || ' ' || unit_id, ', ' ORDER BY name) FROM (SELECT login AS name, unit_id FROM "
        "user_account UNION ALL SELECT id, unit_id FROM api_client) AS kept");
  };
  const std::string before = homes();
  const auto ending = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  EXPECT_EQ(ending().accounts, 3);
  EXPECT_EQ(ending().accounts_without_heir, 1);
  ASSERT_OK(Enact());
  EXPECT_EQ(homes(), "lan " + united + ", minh " + divided + ", van-thu " + united);
  EXPECT_EQ(ending().accounts, 3) << "the preview goes on saying what it did";

  make("hoa", united);
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE")) << "an account was made in a new unit";
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("disable it until then (dondoc user disable hoa)"));
  world_.Ask("DELETE FROM user_account WHERE login = 'hoa' RETURNING 1");
  ASSERT_OK(Undo());
  EXPECT_EQ(homes(), before);
}

// The people of the new units are appointed before these begin: also in the twin of one that turns out to go on.
TEST_F(SuccessionTest, WhatWasGrantedInPlannedUnitsIsNotInTheWayOfAnUndo) {
  const std::string united = Head("90101", "2025"), twin = Head("90104", "2025"), going_on = Head("90104", "2024");
  const identity::User account{
      .id = world_.ids.NewId(), .login = "lan", .name = "Lan", .unit_id = twin, .created_at = world_.clock.Now()};
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  for (const std::string& unit : {united, twin}) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
      return identity::InsertMembership(tx, {.id = world_.ids.NewId(),
                                             .user_id = account.id,
                                             .unit_id = unit,
                                             .role = "LEADER",
                                             .valid_from = *MakeDay(2025, 6, 1),
                                             .granted_at = world_.clock.Now()});
    }));
  }
  const auto roles_in = [&](const std::string& unit) {
    return world_.Ask("SELECT count(*) FROM membership WHERE valid_to IS NULL AND unit_id = '" + unit + "'");
  };
  const auto people = [&] {
    return world_.Ask("SELECT string_agg(m::text, E'\n' ORDER BY id) FROM membership m") +
           world_.Ask("SELECT unit_id FROM user_account");
  };
  const std::string before = people();
  ASSERT_OK(Plan(Planning()));
  world_.clock.Set(world_.clock.Now() + std::chrono::hours(1));
  ASSERT_OK(Enact());
  EXPECT_EQ(roles_in(united) + roles_in(twin) + roles_in(going_on), "101");
  EXPECT_EQ(world_.Ask("SELECT unit_id FROM user_account"), going_on);
  ASSERT_OK(Undo());
  EXPECT_EQ(people(), before);
}

TEST_F(SuccessionTest, AGroupWithinANewUnitKeepsItFromBeingUndone) {
  const std::string province = Head("90", "2024"), united = Head("90101", "2025");
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
  const NamedGroup named{
      "", province, "Nhóm An Bình", {united, Level::kCommune, {"UBND"}, {}, {}, {}}, {*MakeDay(2025, 7, 1), {}}};
  const auto group =
      DefineGroup(*world_.context, world_.NewRequest(), named, [](const NamedGroup& made) { return made.id; });
  ASSERT_OK(group);
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("end it (dondoc units group end " + *group + ")"));
  ASSERT_OK(EndGroup(
      *world_.context, world_.NewRequest(), *group, std::nullopt, [](const auto&) { return absl::OkStatus(); },
      [](const NamedGroup& ended) { return FormatDay(*ended.days.to); }));
  EXPECT_OK(Undo());
}

TEST_F(SuccessionTest, WhatHasEndedIsNotEquipped) {
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());
  const std::string before = Dump();
  const auto refused = world_.Equip({"901"});
  EXPECT_THAT(refused, HasReason(kPrecondition, "UNIT_ENDED"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("huyện Bắc (901) has ended on 2025-07-01"));
  EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
  EXPECT_EQ(Dump(), before) << "what has ended below is passed over";
  EXPECT_OK(Undo());
}

TEST_F(SuccessionTest, BeforeItsDayItWaits) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  const auto wanted = Enact();
  ASSERT_OK(wanted);
  EXPECT_EQ(wanted->state, "PLANNED");
  EXPECT_TRUE(wanted->wanted);
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  Drain();
  EXPECT_EQ(*EnactDue(*world_.context), 1);
  EXPECT_THAT(Drain().enacted, SizeIs(1));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
}

TEST_F(SuccessionTest, ThatItTakesEffectOnItsDayIsTakenBack) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  ASSERT_OK(Enact());
  Drain();
  const auto undone = Undo({"nobody is asked"});
  ASSERT_OK(undone);
  EXPECT_EQ(undone->state, "PLANNED");
  EXPECT_FALSE(undone->wanted);
  EXPECT_THAT(Drain().undone, IsEmpty());
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  ASSERT_OK(Enact());
}

TEST_F(SuccessionTest, APlanIsDiscarded) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());  // on its day
  const std::string first = id_, before = Dump();
  Drain();
  const auto discarded = Discard();
  ASSERT_OK(discarded);
  EXPECT_EQ(discarded->state, "DISCARDED");
  // Others are told by a plan that does nothing.
  const Facts facts = Drain();
  ASSERT_THAT(facts.planned, SizeIs(1));
  EXPECT_EQ(facts.planned[0].version(), 2);
  EXPECT_EQ(facts.planned[0].parts(), 1);
  EXPECT_EQ(facts.planned[0].edges_size(), 0);
  EXPECT_EQ(Dump(), before);
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  EXPECT_THAT(Enact(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  EXPECT_THAT(Resolve({{Head("90103", "2024"), std::nullopt}}), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  ASSERT_OK(Discard());
  EXPECT_THAT(Drain().planned, IsEmpty()) << "once";
  // The decision is free.
  const auto again = Plan(Planning());
  ASSERT_OK(again);
  EXPECT_NE(again->id, first);
  EXPECT_EQ(world_.database().Run([&](pg::Transaction& tx) { return FindSuccession(tx, "15/NQ-HĐND"); })->id,
            again->id);
  ASSERT_OK(Enact());
  EXPECT_THAT(Discard(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  ASSERT_OK(Undo());
}

TEST_F(SuccessionTest, APlannedListIsDiscarded) {
  ASSERT_OK(world_.Import(kNew, "2052"));  // meant was another one
  ASSERT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2052"));
  const std::string mistake = Head("90101", "2052");
  const std::string bodies = world_.Ask(
      "SELECT count(*) FROM unit u JOIN territory_code c ON c.territory_id = u.territory_id AND c.code_list = '2052'");
  PlanCommand command = Planning();
  command.to_list = "2052";
  ASSERT_OK(Plan(command));
  EXPECT_THAT(DiscardTheList("2052"), HasReason(kPrecondition, "LIST_IN_USE")) << "the plan names it";
  ASSERT_OK(Discard());
  const identity::User account{
      .id = world_.ids.NewId(), .login = "lan", .name = "Lan", .unit_id = mistake, .created_at = world_.clock.Now()};
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  EXPECT_THAT(DiscardTheList("2052"), HasReason(kPrecondition, "LIST_IN_USE")) << "an account is kept there";
  world_.Ask("DELETE FROM user_account RETURNING 1");
  Drain();
  ASSERT_OK_AND_ASSIGN(const std::string discarded, DiscardTheList("2052"));
  EXPECT_EQ(discarded, "5 " + bodies);
  EXPECT_THAT(Drain().units, IsEmpty()) << "they are planned for ever, as others know already";
  EXPECT_THAT(DiscardTheList("2052"), HasReason(absl::StatusCode::kNotFound, "LIST_NOT_FOUND"));
  EXPECT_THAT(DiscardTheList("2024"), HasReason(kPrecondition, "LIST_NOT_PLANNED"));

  // Nothing of it is seen or in the way any more: the only planned list is the other one; its own name is free.
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(world_.Ask("SELECT to_list FROM succession WHERE state = 'PLANNED'"), "2025");
  UnitFilter planned;
  planned.kind = "UBND";
  planned.day = *MakeDay(2025, 7, 1);
  planned.planned = true;
  planned.limit = 100;
  EXPECT_THAT(*world_.database().Run([&](pg::Transaction& tx) { return ListUnits(tx, planned); }), SizeIs(5));
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(kNew, "2052"));
  EXPECT_EQ(again.created(), 5);
  EXPECT_TRUE(again.planned());
  EXPECT_NE(Head("90101", "2052"), mistake);
  ASSERT_OK(DiscardTheList("2052"));

  // A list that came into force is none to discard; once that was taken back, it is a plan again.
  ASSERT_OK(Enact());
  EXPECT_THAT(DiscardTheList("2025"), HasReason(kPrecondition, "LIST_NOT_PLANNED"));
  ASSERT_OK(Undo());
  ASSERT_OK(DiscardTheList("2025"));
  EXPECT_THAT(Plan(Planning()), HasReason(kPrecondition, "NO_PLANNED_LIST"));
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

// It would write over what the later one has made, and stand in the way of taking either back.
TEST_F(SuccessionTest, IsRefusedForADayBeforeAnEnactedOne) {
  ASSERT_OK(world_.Import(kNew, "2026"));
  PlanCommand later = Planning(), earlier = Planning();
  later.to_list = "2025";
  earlier.to_list = "2026";
  earlier.decision_number = "14/NQ-HĐND";
  earlier.effective_on = *MakeDay(2025, 6, 30);
  ASSERT_OK(Plan(earlier));
  const std::string planned_before = id_;
  ASSERT_OK(Plan(later));
  ASSERT_OK(Enact());
  const std::string enacted = id_;
  // And one that is later still: that is the one to undo first.
  ASSERT_OK(world_.Import(kNew, "2027"));
  PlanCommand last = Planning(
      "old_code,new_code,relation\n90101,90101,whole\n90102,90102,whole\n90103,90103,whole\n90104,90104,whole\n");
  last.to_list = "2027";
  last.decision_number = "16/NQ-HĐND";
  last.effective_on = *MakeDay(2025, 8, 1);
  world_.clock.Set(StartOf(last.effective_on));
  ASSERT_OK(Plan(last));
  ASSERT_OK(Enact());
  const std::string enacted_last = id_, before = Dump();
  id_ = planned_before;
  const auto refused = Enact();
  EXPECT_THAT(refused, HasReason(kPrecondition, "LATER_SUCCESSION"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("16/NQ-HĐND has taken effect on 2025-08-01"));
  earlier.request = world_.NewRequest();
  EXPECT_THAT(Plan(earlier), HasReason(kPrecondition, "LATER_SUCCESSION"));
  EXPECT_EQ(Dump(), before);
  id_ = enacted;
  EXPECT_THAT(std::string(Undo().status().message()), HasSubstr("undo that one first: 16/NQ-HĐND"));
  for (const std::string& one : {enacted_last, enacted}) {
    id_ = one;
    ASSERT_OK(Undo());
  }
  earlier.request = world_.NewRequest();
  ASSERT_OK(Plan(earlier));
  EXPECT_OK(Enact());
}

TEST_F(SuccessionTest, WhatCannotTakeEffectLeavesNothing) {
  ASSERT_OK(Plan(Planning()));
  // The new list has grown since by a commune that comes from nowhere.
  ASSERT_OK(world_.Import(std::string(kNew) + "90109,Xã Mới,commune,Xã,90\n", "2025"));
  Drain();
  const std::string before = Dump();
  EXPECT_THAT(Enact(), HasReason(kInvalid, "NO_PREDECESSOR"));
  EXPECT_EQ(Dump(), before);
  EXPECT_THAT(Drain().planned, IsEmpty());
}

}  // namespace
}  // namespace dondoc::organization
