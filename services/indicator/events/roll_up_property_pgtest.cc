// Whatever is submitted and revised, in whatever order facts arrive, however often: every total at every unit is that
// of a recomputation. In one cell, and in three with databases of their own.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <tuple>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"
#include "services/indicator/app/submit_values.h"
#include "services/indicator/testing/test_cell.h"

namespace dondoc::indicator {
namespace {

using Cells = std::vector<std::unique_ptr<TestCell>>;
using Key = std::tuple<std::string, std::string, std::string>;  // unit, period, indicator

// Printed with every failure; DONDOC_SEED repeats one.
std::uint64_t Seed() {
  if (const char* seed = std::getenv("DONDOC_SEED")) return std::strtoull(seed, nullptr, 10);
  return std::random_device{}();
}

struct TreeUnit {
  std::string id;
  std::vector<int> above;  // indexes, the nearest first
  common::v1::Level level = common::v1::CENTRAL;
  bool expected = false;
};

class World {
 public:
  World(std::uint64_t seed, Cells cells) : random_(seed), cells_(std::move(cells)) {
    MakeTree();
    indicators_ = {{.id = ids_.NewId(), .code = "A", .name = "A", .kind = IndicatorKind::kCount, .measure = "a"},
                   {.id = ids_.NewId(), .code = "B", .name = "B", .kind = IndicatorKind::kRatio, .measure = "%"},
                   {.id = ids_.NewId(), .code = "C", .name = "C", .kind = IndicatorKind::kRatio, .measure = "%"}};
    for (auto& cell : cells_) {
      cell->AddUnits(units_);
      cell->AddIndicators(indicators_);
    }
  }

  // One random act: numbers are submitted or revised, or some of the facts that are on their way arrive.
  void Step() {
    if (Random(0, 2) == 0) {
      Submit();
    } else {
      DeliverSome();
    }
  }

  // Everything arrives, and then all of it once more.
  void Settle() {
    for (Collect(); !travelling_.empty(); Collect()) DeliverSome();
    std::shuffle(delivered_.begin(), delivered_.end(), random_);
    travelling_ = delivered_;
    for (Collect(); !travelling_.empty(); Collect()) DeliverSome();
  }

  void CompareWithRecomputation() {
    std::map<Key, Total> expected;
    for (const auto& [key, number] : values_) {
      const auto& [unit, period, indicator] = key;
      std::vector<int> line = tree_[static_cast<std::size_t>(unit)].above;
      line.push_back(unit);
      for (const int above : line) {
        Total& total = expected[{IdOf(above), period, indicator}];
        total.numerator += number.numerator;
        total.denominator += number.denominator;
        total.reported_units += tree_[static_cast<std::size_t>(unit)].expected ? 1 : 0;
      }
    }
    std::erase_if(expected, [](const auto& entry) { return entry.second == Total{}; });
    EXPECT_EQ(TotalsKept(), expected);
  }

  // A process writes only rows of units of its own levels.
  void CheckRowsAreOfOwnLevels() {
    for (auto& cell : cells_) {
      for (const char* query :
           {"SELECT DISTINCT lower(u.level) AS level FROM roll_up r JOIN unit u ON u.id = r.unit_id",
            "SELECT DISTINCT lower(u.level) AS level FROM contribution c JOIN unit u ON u.id = c.parent_id",
            "SELECT DISTINCT lower(u.level) AS level FROM value_revision v JOIN unit u ON u.id = v.unit_id"}) {
        for (const std::string& level : cell->Select(query)) EXPECT_TRUE(cell->Serves(level)) << level << ": " << query;
      }
    }
  }

 private:
  int Random(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  const std::string& IdOf(int unit) const { return tree_[static_cast<std::size_t>(unit)].id; }

  // A unit's level is that of the unit above or any below it: departments share a level with their committee, communes
  // may be right below a province.
  void MakeTree() {
    const int count = Random(5, 60);
    for (int i = 0; i < count; ++i) {
      TreeUnit unit;
      unit.id = ids_.NewId();
      std::vector<std::string> above_ids;
      if (i > 0) {
        const int parent = Random(std::max(0, i - 12), i - 1);
        const TreeUnit& above = tree_[static_cast<std::size_t>(parent)];
        unit.above = above.above;
        unit.above.insert(unit.above.begin(), parent);
        unit.level = static_cast<common::v1::Level>(std::min<int>(common::v1::COMMUNE, above.level + Random(0, 2)));
        for (const int index : unit.above) above_ids.push_back(IdOf(index));
      }
      const std::string kind = Random(0, 3) == 0 ? "TRUONG_HOC" : "UBND";
      unit.expected = unit.level == common::v1::COMMUNE && kind == "UBND";
      units_.push_back(MakeUnit(unit.id, "Đơn vị " + std::to_string(i), unit.level, kind, above_ids));
      tree_.push_back(std::move(unit));
    }
  }

  TestCell& CellOf(int unit) {
    std::string level = common::v1::Level_Name(tree_[static_cast<std::size_t>(unit)].level);
    for (char& c : level) c = static_cast<char>(c | 0x20);
    return CellFor(level);
  }
  TestCell& CellFor(const std::string& destination) {
    const auto cell =
        std::find_if(cells_.begin(), cells_.end(), [&](const auto& one) { return one->Serves(destination); });
    return **cell;
  }

  void Submit() {
    const int unit = Random(0, static_cast<int>(tree_.size()) - 1);
    const std::string period = std::array{"2026", "2026-Q3"}[static_cast<std::size_t>(Random(0, 1))];
    app::SubmissionInput input{.unit_id = IdOf(unit), .period = period, .values = {}, .note = {}};
    for (const Indicator& indicator : indicators_) {
      if (Random(0, 2) == 0) continue;
      CellInput cell{.indicator = indicator.code, .count = {}, .numerator = {}, .denominator = {}};
      Number number;
      if (indicator.kind == IndicatorKind::kCount) {
        number.numerator = Random(0, 20);
        cell.count = number.numerator;
      } else {
        number.denominator = Random(0, 50);
        number.numerator = Random(0, static_cast<int>(number.denominator));
        cell.numerator = number.numerator;
        cell.denominator = number.denominator;
      }
      input.values.push_back(cell);
      values_[{unit, period, indicator.id}] = number;
    }
    if (input.values.empty()) return;
    ASSERT_OK(app::SubmitValues(CellOf(unit).context(), NewRequest(ids_, "SubmitValues"), input,
                                [](const app::AcceptedSubmission&) { return std::string(); }));
  }

  void Collect() {
    for (auto& cell : cells_) {
      for (TravellingFact& fact : cell->TakeFacts()) travelling_.push_back(std::move(fact));
    }
  }

  // A random batch of what is on its way, in random order, some of it twice, and some of what has arrived before once
  // more.
  void DeliverSome() {
    Collect();
    if (travelling_.empty()) return;
    std::shuffle(travelling_.begin(), travelling_.end(), random_);
    const std::size_t size = static_cast<std::size_t>(Random(1, 20));
    std::map<TestCell*, std::vector<messaging::Fact>> batches;
    for (std::size_t i = 0; i < size && !travelling_.empty(); ++i) {
      const TravellingFact fact = travelling_.back();
      travelling_.pop_back();
      auto& batch = batches[&CellFor(fact.destination)];
      batch.push_back(fact.fact);
      if (Random(0, 3) == 0) batch.push_back(fact.fact);
      if (Random(0, 3) == 0 && !delivered_.empty()) {
        const auto& again = delivered_[static_cast<std::size_t>(Random(0, static_cast<int>(delivered_.size()) - 1))];
        batches[&CellFor(again.destination)].push_back(again.fact);
      }
      delivered_.push_back(fact);
    }
    for (auto& [cell, batch] : batches) {
      std::shuffle(batch.begin(), batch.end(), random_);
      ASSERT_OK(cell->Deliver(batch));
    }
  }

  std::map<Key, Total> TotalsKept() {
    static constexpr pg::Statement kTotals{
        "test.totals", "SELECT unit_id, period, indicator_id, numerator, denominator, reported_units FROM roll_up"};
    std::map<Key, Total> totals;
    for (auto& cell : cells_) {
      EXPECT_OK(cell->database().Run([&](pg::Transaction& tx) -> absl::Status {
        DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kTotals));
        for (const pg::Row row : rows) {
          const Total total{row.Get<std::int64_t>("numerator"), row.Get<std::int64_t>("denominator"),
                            row.Get<std::int64_t>("reported_units")};
          if (total == Total{}) continue;
          const Key key{row.Get<std::string>("unit_id"), row.Get<std::string>("period"),
                        row.Get<std::string>("indicator_id")};
          EXPECT_TRUE(totals.emplace(key, total).second) << "a total that two cells keep";
        }
        return absl::OkStatus();
      }));
    }
    return totals;
  }

  std::mt19937_64 random_;
  FakeIdGenerator ids_;
  Cells cells_;
  std::vector<TreeUnit> tree_;
  std::vector<organization::v1::Unit> units_;
  std::vector<Indicator> indicators_;
  std::map<std::tuple<int, std::string, std::string>, Number> values_;  // the truth
  std::vector<TravellingFact> travelling_;
  std::vector<TravellingFact> delivered_;
};

Cells OneCell() {
  Cells cells;
  cells.push_back(std::make_unique<TestCell>());
  return cells;
}

Cells ThreeCells() {
  Cells cells;
  cells.push_back(std::make_unique<TestCell>(std::set<std::string>{"CENTRAL", "PROVINCE"}));
  cells.push_back(std::make_unique<TestCell>(std::set<std::string>{"DISTRICT"}));
  cells.push_back(std::make_unique<TestCell>(std::set<std::string>{"COMMUNE"}));
  return cells;
}

void RunWorld(Cells cells) {
  const std::uint64_t seed = Seed();
  SCOPED_TRACE("DONDOC_SEED=" + std::to_string(seed));
  std::cout << "DONDOC_SEED=" << seed << std::endl;
  World world(seed, std::move(cells));
  for (int i = 0; i < 300 && !::testing::Test::HasFailure(); ++i) world.Step();
  world.Settle();
  world.CompareWithRecomputation();
  world.CheckRowsAreOfOwnLevels();
}

TEST(RollUpPropertyTest, TotalsAreThoseOfARecomputation) {
  for (int i = 0; i < 6 && !HasFailure(); ++i) RunWorld(OneCell());
}

TEST(RollUpPropertyTest, InThreeCellsAsInOne) {
  for (int i = 0; i < 6 && !HasFailure(); ++i) RunWorld(ThreeCells());
}

}  // namespace
}  // namespace dondoc::indicator
