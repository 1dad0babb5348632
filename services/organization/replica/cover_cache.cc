#include "services/organization/replica/cover_cache.h"

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <string_view>

#include "common/status/status.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

constexpr std::size_t kTreesKept = 4;

using covers::History;
using covers::UnitIndex;

UnitIndex IndexOf(Tree::Index unit) { return unit == Tree::kNone ? covers::kNoUnit : static_cast<UnitIndex>(unit); }

// The head of a territory is the one body that the next lower territories' heads are below.
bool IsHead(const Tree& tree, Tree::Index unit) { return tree.KindOf(unit) == "UBND"; }

// What is planned "exists" from a day that never comes (Unit.valid_from in unit.proto): on no day.
const Day kNotYet = *MakeDay(9999, 12, 31);

covers::Days DaysOf(const Tree& tree, Tree::Index unit) {
  if (tree.ValidFrom(unit) == kNotYet) return {.from = covers::kForever, .to = covers::kForever};
  return {.from = tree.ValidFrom(unit).value_or(covers::kAlways), .to = tree.ValidTo(unit).value_or(covers::kForever)};
}

// Where each unit stood, a place for each stretch of epochs with the same superior. The place that a unit has when it
// has ended is none of its numbers'.
void AddPlaces(const Tree& tree, History& history) {
  std::vector<Day> from = tree.Epochs();
  from.insert(from.begin(), covers::kAlways);
  for (Tree::Index unit = 0; unit < tree.size(); ++unit) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (i > 0 && tree.ValidTo(unit) && *tree.ValidTo(unit) <= from[i]) break;
      const UnitIndex superior = IndexOf(tree.Superior(unit, from[i]));
      if (i > 0 && history.places.back().superior == superior) continue;
      if (i > 0) history.places.back().days.to = from[i];
      history.places.push_back({IndexOf(unit), superior, {.from = from[i], .to = covers::kForever}});
    }
  }
}

History HistoryOf(const Tree& tree) {
  History history;
  history.units.reserve(tree.size());
  history.places.reserve(tree.size());
  for (Tree::Index unit = 0; unit < tree.size(); ++unit) {
    history.units.push_back({.exists = DaysOf(tree, unit), .is_head = IsHead(tree, unit)});
  }
  AddPlaces(tree, history);
  return history;
}

// Adds the edges and heirs of units that ended on the day of their plan; of a unit that several plans name, the
// first's. Where the copy does not have one of the units that took a unit's place yet, nothing is known of where the
// whole is.
absl::Status AddEdges(pg::Transaction& tx, const Tree& tree, History& history, std::vector<UnitIndex>& heirs) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListCoverEdges));
  UnitIndex before = covers::kNoUnit;
  for (const pg::Row row : rows) {
    const Tree::Index from = tree.Find(std::string_view(row.Get<std::string>("from_unit_id")));
    if (from == Tree::kNone || IndexOf(from) == before) continue;
    if (tree.ValidTo(from) != row.Get<Day>("effective_on")) continue;
    before = IndexOf(from);
    if (const auto heir = row.Get<std::optional<std::string>>("heir_unit_id"))
      heirs[from] = IndexOf(tree.Find(std::string_view(*heir)));
    const std::size_t edges = history.edges.size();
    for (const std::string& id : row.Get<std::vector<std::string>>("to_unit_ids")) {
      const Tree::Index to = tree.Find(std::string_view(id));
      if (to == Tree::kNone) {
        history.edges.resize(edges);
        break;
      }
      history.edges.push_back({before, IndexOf(to)});
    }
  }
  return absl::OkStatus();
}

std::vector<Day> TurnsOf(const History& history) {
  std::vector<Day> turns;
  for (const History::Place& place : history.places) turns.insert(turns.end(), {place.days.from, place.days.to});
  for (const History::Unit& unit : history.units) turns.insert(turns.end(), {unit.exists.from, unit.exists.to});
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  return turns;
}

absl::StatusOr<std::string> FindStamp(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindSuccessionStamp));
  return rows[0].Get<std::string>("stamp");
}

}  // namespace

Day DefaultDay(const Tree& tree, Tree::Index unit, Day today) {
  const covers::Days exists = DaysOf(tree, unit);
  if (exists.IsEmpty() || exists.Contain(today)) return today;
  return today < exists.from ? exists.from : exists.to - std::chrono::days(1);
}

absl::Status CoverCache::Renew(const std::shared_ptr<const Tree>& tree, bool look_at_plans) {
  std::string known;
  {
    const std::lock_guard lock(mutex_);
    if (state_.tree == tree && !look_at_plans) return absl::OkStatus();
    known = state_.stamp;
    if (state_.tree != tree) known = "none";  // no stamp looks so
  }
  auto read = database_.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<std::optional<State>> {
    DONDOC_ASSIGN_OR_RETURN(std::string stamp, FindStamp(tx));
    if (stamp == known) return std::optional<State>();
    State state{
        .tree = tree, .stamp = std::move(stamp), .history = HistoryOf(*tree), .heirs = {}, .turns = {}, .kept = {}};
    std::vector<UnitIndex> heirs(tree->size(), covers::kNoUnit);
    DONDOC_RETURN_IF_ERROR(AddEdges(tx, *tree, state.history, heirs));
    state.heirs = std::make_shared<const std::vector<UnitIndex>>(std::move(heirs));
    state.turns = TurnsOf(state.history);
    return std::optional<State>(std::move(state));
  });
  if (!read.ok()) return read.status();
  if (!read->has_value()) return absl::OkStatus();
  const std::lock_guard lock(mutex_);
  // Whoever was faster with a newer tree stays.
  if (state_.tree == nullptr || state_.tree->change() <= tree->change()) state_ = **std::move(read);
  return absl::OkStatus();
}

absl::StatusOr<TreeView> CoverCache::On(Day day) {
  DONDOC_RETURN_IF_ERROR(Renew(tree_.Get(), false));
  const std::lock_guard lock(mutex_);
  return ViewOf(day);
}

absl::StatusOr<std::pair<TreeView, TreeView>> CoverCache::On(Day day, Day other) {
  DONDOC_RETURN_IF_ERROR(Renew(tree_.Get(), false));
  const std::lock_guard lock(mutex_);
  return std::pair(ViewOf(day), ViewOf(other));
}

TreeView CoverCache::ViewOf(Day day) {
  const std::ptrdiff_t turn = std::upper_bound(state_.turns.begin(), state_.turns.end(), day) - state_.turns.begin();
  auto& kept = state_.kept;
  auto found = std::find_if(kept.begin(), kept.end(), [&](const auto& one) { return one.first == turn; });
  if (found == kept.end()) {
    if (kept.size() == kTreesKept) kept.pop_back();
    found = kept.emplace(kept.end(), turn, std::make_shared<const covers::Covers>(state_.history, day));
  }
  std::rotate(kept.begin(), found, found + 1);
  return TreeView{day, state_.tree, kept.front().second, state_.heirs};
}

absl::Status CoverCache::Refresh() {
  DONDOC_RETURN_IF_ERROR(tree_.Refresh());
  return Renew(tree_.Get(), true);
}

void CoverCache::Follow(const std::stop_token& stop, std::chrono::milliseconds pause) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    // The database says itself what is wrong with it; here everything merely stays as old as it is.
    Refresh().IgnoreError();
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace dondoc::organization::replica
