#include "services/organization/domain/succession/territory_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace dondoc::organization {
namespace {

// One of the two lists, with its tree.
class List {
 public:
  explicit List(const std::vector<Territory>& territories) : territories_(territories) {
    for (std::size_t i = 0; i < territories.size(); ++i) {
      by_code_.emplace(territories[i].code, i);
      by_id_.emplace(territories[i].id, i);
    }
    children_.resize(territories.size());
    parents_.assign(territories.size(), kNone);
    for (std::size_t i = 0; i < territories.size(); ++i) {
      if (!territories[i].parent_id.has_value()) continue;
      const auto parent = by_id_.find(*territories[i].parent_id);
      if (parent == by_id_.end()) continue;
      parents_[i] = parent->second;
      children_[parent->second].push_back(i);
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t size() const { return territories_.size(); }
  const Territory& operator[](std::size_t i) const { return territories_[i]; }
  const std::vector<std::size_t>& Children(std::size_t i) const { return children_[i]; }
  std::size_t Find(const std::string& code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? kNone : found->second;
  }
  // The territory itself or the one above it that is of this level, or kNone.
  std::size_t AtLevel(std::size_t i, Level level) const {
    while (i != kNone && territories_[i].level != level) i = parents_[i];
    return i;
  }
  bool HasLevel(Level level) const {
    return std::any_of(territories_.begin(), territories_.end(), [&](const auto& t) { return t.level == level; });
  }

 private:
  const std::vector<Territory>& territories_;
  std::unordered_map<std::string, std::size_t> by_code_, by_id_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> parents_;
};

class Planner {
 public:
  Planner(const std::vector<Territory>& old_list, const std::vector<Territory>& new_list,
          const std::string& old_list_name, Mistakes mistakes)
      : old_(old_list),
        new_(new_list),
        successors_(old_.size()),
        predecessors_(new_.size()),
        old_list_name_(old_list_name),
        named_(old_.size()),
        mistakes_(std::move(mistakes)) {}

  absl::StatusOr<TerritoryPlan> Plan(const std::vector<SuccessionRow>& rows, std::string_view file_name) {
    for (const SuccessionRow& row : rows) TakeRow(row);
    // What follows from rows that are wrong is no mistake of its own.
    if (!mistakes_.empty()) return mistakes_.ToStatus(file_name);
    for (const Level level : {Level::kDistrict, Level::kProvince}) Derive(level);
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (EndsOrGoesOn(i) && !GoesOn(i)) RequireNothingStays(i, i);
    }
    for (std::size_t i = 0; i < new_.size(); ++i) {
      if (predecessors_[i].empty() && new_.Children(i).empty()) {
        mistakes_.Add(0, "new_code", "NO_PREDECESSOR", "no row says what " + NameOf(new_[i]) + " comes from");
      }
    }
    if (!mistakes_.empty()) return mistakes_.ToStatus(file_name);
    return Result();
  }

 private:
  static std::string NameOf(const Territory& territory) { return territory.name + " (" + territory.code + ")"; }

  void TakeRow(const SuccessionRow& row) {
    const std::size_t from = old_.Find(row.old_code);
    const std::size_t to = new_.Find(row.new_code);
    if (from == List::kNone) {
      mistakes_.Add(row.line, "old_code", "UNKNOWN_OLD_CODE",
                    old_list_name_ + " has no territory with the code " + row.old_code + " on the day before");
    }
    if (to == List::kNone) {
      mistakes_.Add(row.line, "new_code", "UNKNOWN_NEW_CODE",
                    "the new list has no planned territory with the code " + row.new_code);
    }
    if (from == List::kNone || to == List::kNone) return;
    named_[from] = true;
    Connect(from, to);
  }

  void Connect(std::size_t from, std::size_t to) {
    successors_[from].push_back(to);
    predecessors_[to].push_back(from);
  }

  // What becomes of the territories of a level that no row names, by what becomes of those below them.
  void Derive(Level level) {
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (old_[i].level != level || named_[i]) continue;
      std::set<std::size_t> images;
      bool any = false;
      Collect(i, level, images, any);
      if (!any) continue;
      if (images.empty() && Stays(i)) continue;
      derived_.insert(i);
      for (const std::size_t to : images) Connect(i, to);
    }
  }

  // Where what is below `i` and named by rows goes, seen at a level.
  void Collect(std::size_t i, Level level, std::set<std::size_t>& images, bool& any) const {
    for (const std::size_t child : old_.Children(i)) {
      if (!named_[child]) {
        Collect(child, level, images, any);
        continue;
      }
      any = true;
      for (const std::size_t to : successors_[child]) {
        const std::size_t above = new_.AtLevel(to, level);
        if (above != List::kNone) images.insert(above);
      }
    }
  }

  // Whether something at or below `i` is in no row and has nothing below it that is.
  bool Stays(std::size_t i) const {
    if (named_[i]) return false;
    if (old_.Children(i).empty()) return true;
    return std::any_of(old_.Children(i).begin(), old_.Children(i).end(),
                       [&](std::size_t child) { return Stays(child); });
  }

  bool EndsOrGoesOn(std::size_t i) const { return named_[i] || derived_.contains(i); }
  bool GoesOn(std::size_t i) const {
    return successors_[i].size() == 1 && predecessors_[successors_[i].front()].size() == 1 &&
           new_[successors_[i].front()].level == old_[i].level;
  }

  // What stays cannot be below what ends.
  void RequireNothingStays(std::size_t ended, std::size_t i) {
    for (const std::size_t child : old_.Children(i)) {
      if (EndsOrGoesOn(child)) continue;
      mistakes_.Add(0, "old_code", "NOT_SUCCEEDED",
                    "no row says what becomes of " + NameOf(old_[child]) + ", and " + NameOf(old_[ended]) + " ends");
    }
  }

  TerritoryPlan Result() const {
    TerritoryPlan plan;
    std::set<std::size_t> twins;
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (!EndsOrGoesOn(i)) continue;
      if (GoesOn(i)) {
        twins.insert(successors_[i].front());
        plan.continuing.push_back({old_[i].id, new_[successors_[i].front()].id});
        continue;
      }
      TerritoryEdge edge{old_[i].id, {}};
      for (const std::size_t to : successors_[i]) edge.to_ids.push_back(new_[to].id);
      plan.ending.push_back(std::move(edge));
    }
    for (std::size_t i = 0; i < new_.size(); ++i) {
      if (!twins.contains(i)) plan.beginning.push_back(new_[i].id);
    }
    return plan;
  }

  const List old_, new_;
  std::vector<std::vector<std::size_t>> successors_, predecessors_;
  const std::string& old_list_name_;
  std::vector<bool> named_;
  std::set<std::size_t> derived_;
  Mistakes mistakes_;
};

}  // namespace

absl::StatusOr<TerritoryPlan> PlanTerritories(const SuccessionFile& file, const std::vector<Territory>& old_list,
                                              const std::vector<Territory>& new_list, std::string_view file_name,
                                              const std::string& old_list_name) {
  return Planner(old_list, new_list, old_list_name, file.mistakes).Plan(file.rows, file_name);
}

}  // namespace dondoc::organization
