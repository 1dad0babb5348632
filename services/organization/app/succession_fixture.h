// For the tests of successions: a province of the list of 2024, equipped, and what it is in the list of 2025; today is
// the first day of that.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "services/organization/app/discard_list.h"
#include "services/organization/app/discard_succession.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {

class SuccessionTest : public ::testing::Test {
 protected:
  SuccessionTest() {
    EXPECT_OK(world_.Import(testing::kOld));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
    EXPECT_OK(world_.Import(testing::kNew, "2025"));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2025"));
    world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
    Drain();
  }

  PlanCommand Planning(const std::string& csv = testing::kFile) {
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

  testing::World world_;
  std::string id_;
};

}  // namespace dondoc::organization
