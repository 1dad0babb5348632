#include "services/indicator/testing/national_case.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <utility>

#include "services/indicator/app/submit_values.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::indicator {
namespace {

constexpr const char* kDay = "2025-07-01";
constexpr std::size_t kSubmissions = 200;  // in a batch
constexpr std::size_t kFacts = 500;        // in a batch
constexpr std::size_t kUnits = 500;        // in a fact

void Require(const absl::Status& status, const char* what) {
  if (status.ok()) return;
  fmt::print(stderr, "{}: {}\n", what, status.ToString());
  std::abort();
}

// The rows of a list without its header; the lists have no quotes.
std::optional<std::vector<std::vector<std::string>>> ReadList(const std::string& name) {
  const char* given = std::getenv("DONDOC_SHARED");
  std::ifstream file(std::string(given != nullptr ? given : "../shared") + "/data/" + name);
  if (!file) return std::nullopt;
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string>& row = rows.emplace_back(1);
    for (const char c : line) {
      if (c == ',') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
  }
  return rows;
}

common::v1::Level LevelOf(const std::string& level) {
  if (level == "province") return common::v1::PROVINCE;
  return level == "district" ? common::v1::DISTRICT : common::v1::COMMUNE;
}

// A number that looks like none of its neighbours', so that a mistake in whose it is shows in sums.
std::int64_t NumberOf(const std::string& unit, const std::string& period, int indicator) {
  std::uint64_t hash = 1469598103934665603U + static_cast<std::uint64_t>(indicator);
  for (const char c : unit + period) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return static_cast<std::int64_t>(hash % 100003);
}

}  // namespace

std::unique_ptr<NationalCase> NationalCase::Make(const Sizes& sizes) {
  std::unique_ptr<NationalCase> made(new NationalCase(sizes));
  if (!made->Read()) return nullptr;
  made->FindSuccessors();
  made->Announce();
  return made;
}

bool NationalCase::Read() {
  for (const std::string list : {"2024", "2025"}) {
    const auto rows = ReadList("units_" + list + ".csv");
    if (!rows) return false;
    for (const auto& row : *rows) lists_[list][row[0]] = {ids_.NewId(), "UBND " + row[1], row[2], row[4]};
  }
  const auto rows = ReadList("succession_2025.csv");
  if (!rows) return false;
  for (const auto& row : *rows) {
    if (became_[row[0]].empty()) reporters_.push_back(row[0]);
    became_[row[0]].push_back(row[1]);
    made_of_[row[1]].push_back(row[0]);
  }
  government_ = ids_.NewId();
  succession_ = ids_.NewId();
  for (int i = 0; i < sizes_.periods; ++i)
    periods_.push_back(fmt::format("{}-Q{}", 2025 - (i + 2) / 4, 4 - (i + 2) % 4));
  for (int i = 0; i < sizes_.indicators; ++i) codes_.push_back(fmt::format("SO_{}", i));
  return true;
}

// Of provinces, which the file does not name: the one in which all successors of its communes are. And who continues: a
// unit with one successor that has no other predecessor and is of the same level.
void NationalCase::FindSuccessors() {
  std::map<std::string, std::set<std::string>> of_provinces;
  for (const std::string& code : reporters_) {
    for (const std::string& to : became_[code]) of_provinces[ProvinceOf("2024", code)].insert(ProvinceOf("2025", to));
  }
  for (const auto& [from, to] : of_provinces) {
    for (const std::string& code : to) {
      became_[from].push_back(code);
      made_of_[code].push_back(from);
    }
  }
  for (const auto& [from, to] : became_) {
    if (to.size() != 1 || made_of_[to.front()].size() != 1) continue;
    Unit& old = lists_["2024"].at(from);
    Unit& fresh = lists_["2025"].at(to.front());
    if (old.level != fresh.level) continue;
    fresh.id = old.id;
    old.continues = fresh.continues = true;
  }
}

std::string NationalCase::ProvinceOf(const std::string& list, const std::string& code) const {
  const List& units = lists_.at(list);
  std::string at = code;
  while (units.at(at).level != "province") at = units.at(at).parent_code;
  return at;
}

std::vector<std::string> NationalCase::Above(const std::string& list, const Unit& unit) const {
  std::vector<std::string> above;
  for (const Unit* at = &unit; at->level != "province"; at = &lists_.at(list).at(at->parent_code))
    above.push_back(lists_.at(list).at(at->parent_code).id);
  above.push_back(government_);
  return above;
}

organization::v1::Unit NationalCase::Message(const std::string& list, const std::string& code) const {
  const Unit& unit = lists_.at(list).at(code);
  organization::v1::Unit message = MakeUnit(unit.id, unit.name, LevelOf(unit.level), "UBND", Above(list, unit));
  message.set_territory_code(code);
  message.set_code_list(list);
  return message;
}

void NationalCase::Announce() {
  std::vector<organization::v1::Unit> units = {
      MakeUnit(government_, "Chính phủ", common::v1::CENTRAL, "CHINH_PHU", {})};
  for (const auto& [code, unit] : lists_["2024"]) units.push_back(Message("2024", code));
  for (const auto& [code, unit] : lists_["2025"]) {
    if (unit.continues) continue;
    units.push_back(Message("2025", code));
    units.back().set_valid_from("9999-12-31");
  }
  cell_.AddUnits(units);
  std::vector<Indicator> indicators;
  for (const std::string& code : codes_)
    indicators.push_back({.id = ids_.NewId(), .code = code, .name = code, .measure = "cái"});
  cell_.AddIndicators(indicators);

  std::vector<organization::v1::SuccessionPlanned> plan(1);
  for (const auto& [from, to] : became_) {
    if (lists_["2024"].at(from).continues) continue;
    if (plan.back().edges_size() == static_cast<int>(kUnits)) plan.emplace_back();
    organization::v1::UnitSuccession& edge = *plan.back().add_edges();
    edge.set_from_unit_id(lists_["2024"].at(from).id);
    for (const std::string& code : to) edge.add_to_unit_ids(lists_["2025"].at(code).id);
    if (to.size() == 1) edge.set_heir_unit_id(edge.to_unit_ids(0));
  }
  for (std::size_t i = 0; i < plan.size(); ++i) {
    plan[i].set_succession_id(succession_);
    plan[i].set_effective_on(kDay);
    plan[i].set_version(1);
    plan[i].set_part(static_cast<int>(i) + 1);
    plan[i].set_parts(static_cast<int>(plan.size()));
  }
  Require(cell_.database().Run([&](pg::Transaction& tx) { return organization::replica::ApplyPlans(tx, plan); }),
          "plan");
}

void NationalCase::Enact() {
  std::vector<organization::v1::Unit> units;
  for (const auto& [code, unit] : lists_["2024"]) {
    if (unit.continues) continue;
    units.push_back(Message("2024", code));
    units.back().set_valid_to(kDay);
    units.back().set_version(2);
  }
  std::map<std::string, organization::v1::Unit> were;  // those that continue, by id
  for (const auto& [code, unit] : lists_["2024"]) {
    if (unit.continues) were.emplace(unit.id, Message("2024", code));
  }
  for (const auto& [code, unit] : lists_["2025"]) {
    organization::v1::Unit message = Message("2025", code);
    message.set_version(2);
    if (!unit.continues) {
      message.set_valid_from(kDay);
    } else {
      const organization::v1::Unit& old = were.at(unit.id);
      const auto add = [&](const organization::v1::Unit& from) -> organization::v1::UnitState& {
        organization::v1::UnitState& state = *message.add_states();
        state.set_name(from.name());
        state.set_superior_id(from.superior_id());
        *state.mutable_superior_ids() = from.superior_ids();
        return state;
      };
      add(old).set_valid_to(kDay);
      add(message).set_valid_from(kDay);
    }
    units.push_back(std::move(message));
  }
  cell_.AddUnits(units);
  organization::v1::SuccessionEnacted enacted;
  enacted.set_succession_id(succession_);
  enacted.set_version(1);
  enacted.set_tree_change(2);
  Require(cell_.database().Run([&](pg::Transaction& tx) {
    return organization::replica::ApplyEnacted(tx, enacted, cell_.clock().Now());
  }),
          "enact");
}

std::int64_t NationalCase::Report(const std::string& list, const std::vector<std::string>& codes,
                                  const std::string& period) {
  const std::string other = list == "2024" ? "2025" : "2024";
  const auto& others = list == "2024" ? became_ : made_of_;
  std::vector<std::int64_t>& all = national_.try_emplace(period, codes_.size()).first->second;
  std::vector<app::SubmissionInput> batch;
  const auto send = [&] {
    Require(app::SubmitValuesBatch(cell_.context(), NewRequest(ids_, "SubmitValuesBatch"), batch,
                                   [](const app::SubmissionOutcomes& outcomes) {
                                     for (const auto& one : outcomes) Require(one.status(), "submit");
                                     return std::string();
                                   })
                .status(),
            "submit");
    batch.clear();
  };
  for (const std::string& code : codes) {
    const Unit& unit = lists_.at(list).at(code);
    std::set<std::string> elsewhere;
    for (const std::string& one : others.at(code)) elsewhere.insert(ProvinceOf(other, one));
    app::SubmissionInput input{.unit_id = unit.id, .period = period, .values = {}, .note = {}};
    auto& here = truth_.try_emplace({list, ProvinceOf(list, code), period}, codes_.size()).first->second;
    auto* there = elsewhere.size() != 1
                      ? nullptr
                      : &truth_.try_emplace({other, *elsewhere.begin(), period}, codes_.size()).first->second;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      const std::int64_t number = NumberOf(unit.id, period, static_cast<int>(i));
      input.values.push_back({.indicator = codes_[i], .count = number, .numerator = {}, .denominator = {}});
      all[i] += number;
      here[i] += number;
      if (there != nullptr) (*there)[i] += number;
    }
    batch.push_back(std::move(input));
    if (batch.size() == kSubmissions) send();
  }
  if (!batch.empty()) send();
  Settle();
  return static_cast<std::int64_t>(codes.size() * codes_.size());
}

// All facts arrive, in large batches.
void NationalCase::Settle() {
  for (auto facts = cell_.TakeFacts(); !facts.empty(); facts = cell_.TakeFacts()) {
    std::vector<messaging::Fact> batch;
    for (TravellingFact& one : facts) {
      batch.push_back(std::move(one.fact));
      if (batch.size() < kFacts) continue;
      Require(cell_.Deliver(batch), "deliver");
      batch.clear();
    }
    Require(cell_.Deliver(batch), "deliver");
  }
}

std::int64_t NationalCase::ReportBefore() {
  std::int64_t count = 0;
  for (const std::string& period : periods_) count += Report("2024", reporters_, period);
  return count;
}

std::int64_t NationalCase::ReportAfter() {
  std::vector<std::string> communes;
  for (const auto& [code, unit] : lists_["2025"]) {
    if (unit.level == "commune") communes.push_back(code);
  }
  std::vector<std::string> late;
  for (std::size_t i = 0; i < reporters_.size(); ++i) {
    if (i % 10 == 0 || lists_["2024"].at(reporters_[i]).continues) late.push_back(reporters_[i]);
  }
  periods_.insert(periods_.end(), {"2025-Q3", "2025-06"});
  return Report("2025", communes, "2025-Q3") + Report("2024", late, "2025-06");
}

std::vector<std::string> NationalCase::Provinces(const std::string& list) const {
  std::vector<std::string> ids;
  for (const auto& [code, unit] : lists_.at(list)) {
    if (unit.level == "province") ids.push_back(unit.id);
  }
  return ids;
}

std::int64_t NationalCase::Truth(const std::string& list, const std::string& province, const std::string& period,
                                 int indicator) const {
  for (const auto& [code, unit] : lists_.at(list)) {
    if (unit.id != province || unit.level != "province") continue;
    const auto found = truth_.find({list, code, period});
    return found == truth_.end() ? 0 : found->second[static_cast<std::size_t>(indicator)];
  }
  return -1;
}

std::int64_t NationalCase::National(const std::string& period, int indicator) const {
  const auto found = national_.find(period);
  return found == national_.end() ? 0 : found->second[static_cast<std::size_t>(indicator)];
}

}  // namespace dondoc::indicator
