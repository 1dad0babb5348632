#include "services/indicator/rpc/explain_total.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "common/status/status.h"
#include "services/indicator/domain/number.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/indicator/storage/value_storage.h"

namespace dondoc::indicator {
namespace {

using organization::replica::covers::UnitIndex;

constexpr int kMostDividedUnits = 1000;

absl::Status AddTimes(int weight, const Total& addend, Total& sum) {
  DONDOC_ASSIGN_OR_RETURN(sum, weight < 0 ? Subtract(sum, addend) : Add(sum, addend));
  return absl::OkStatus();
}

// What the copy of the tree knows of a unit; one that it does not have is known by its id.
UnitName NameOf(const std::map<std::string, UnitName>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? UnitName{} : found->second;
}

void Set(const Total& total, auto& message) {
  message.set_numerator(total.numerator);
  message.set_denominator(total.denominator);
  message.set_reported_units(total.reported_units);
}

v1::SourceUnit SourceOf(const std::string& id, const UnitName& name, const Total& total) {
  v1::SourceUnit source;
  source.set_unit_id(id);
  source.set_unit_name(name.name);
  if (name.valid_from) source.set_valid_from(FormatDay(*name.valid_from));
  if (name.valid_to) source.set_valid_to(FormatDay(*name.valid_to));
  Set(total, source);
  return source;
}

}  // namespace

struct TotalExplainer::Sums {
  Total total;
  std::int64_t version = 0;
  bool present = false;             // whether there are any numbers
  std::map<std::string, Total> of;  // by unit of another tree whose rows are in it
};

TotalExplainer::TotalExplainer(const app::Context& context, const TreeQuestion& question) : question_(question) {
  figures_.push_back({question.IdOf(question.unit), 0});
  AddRows(context, question, question.unit, Taken::kAsItIs, rows_, total_elsewhere_);
  for (const auto below : question.view.covers->Below(question.unit)) {
    figures_.push_back({question.IdOf(below), rows_.size()});
    AddRows(context, question, below, Taken::kAsItWasAdded, rows_, elsewhere_);
  }
}

absl::StatusOr<TotalExplainer> TotalExplainer::Make(const app::Context& context, const TreeQuestion& question) {
  TotalExplainer explainer(context, question);
  for (const std::string& level : explainer.total_elsewhere_) DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, level));
  std::set<std::string> known;
  for (const RowsOf& row : explainer.rows_) {
    if (!known.insert(row.unit_id).second) continue;
    const auto unit = static_cast<UnitIndex>(question.view.tree->Find(std::string_view(row.unit_id)));
    if (question.part.Counts(unit, question.unit)) continue;  // it could not be counted otherwise
    DONDOC_ASSIGN_OR_RETURN(const bool may_read, question.may_read(row.unit_id));
    if (!may_read) explainer.hidden_.insert(row.unit_id);
  }
  return explainer;
}

absl::StatusOr<std::vector<TotalExplainer::Sums>> TotalExplainer::Sum(pg::Transaction& tx, const Period& period,
                                                                      const std::string& indicator_id) const {
  DONDOC_ASSIGN_OR_RETURN(const auto addends, ListAddends(tx, rows_, period.text, indicator_id));
  std::vector<Sums> sums(figures_.size());
  for (const Addend& addend : addends) {
    const auto after = std::upper_bound(figures_.begin(), figures_.end(), addend.place,
                                        [](std::size_t place, const Figure& one) { return place < one.first_row; });
    const auto at = static_cast<std::size_t>(after - figures_.begin()) - 1;
    const RowsOf& row = rows_[addend.place];
    Sums& sum = sums[at];
    DONDOC_RETURN_IF_ERROR(AddTimes(row.weight, addend.total, sum.total));
    sum.version += addend.version;
    sum.present = true;
    if (row.unit_id != figures_[at].unit_id && !hidden_.contains(row.unit_id))
      DONDOC_RETURN_IF_ERROR(AddTimes(row.weight, addend.total, sum.of[row.unit_id]));
  }
  return sums;
}

absl::StatusOr<v1::ListContributionsResponse> TotalExplainer::Explain(pg::Transaction& tx, const Period& period,
                                                                      const std::string& indicator_id,
                                                                      const std::optional<std::string>& after,
                                                                      std::size_t page_size) const {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Sums> sums, Sum(tx, period, indicator_id));
  std::vector<std::string> ids;
  if (after) ids.push_back(*after);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (!sums[i].present) continue;
    ids.push_back(figures_[i].unit_id);
    for (const auto& [id, total] : sums[i].of) ids.push_back(id);
  }
  DONDOC_ASSIGN_OR_RETURN(const auto names, FindUnitNames(tx, ids, question_.view.day));

  using Key = std::pair<std::string, std::string>;  // by name, then by id
  std::vector<std::pair<Key, std::size_t>> lines;
  for (std::size_t i = 1; i < sums.size(); ++i) {
    Key key{NameOf(names, figures_[i].unit_id).name, figures_[i].unit_id};
    const bool is_left_out = hidden_.contains(figures_[i].unit_id) && sums[i].total == Total{};
    if (!sums[i].present || is_left_out || (after && key <= Key{NameOf(names, *after).name, *after})) continue;
    lines.emplace_back(std::move(key), i);
  }
  std::sort(lines.begin(), lines.end());

  v1::ListContributionsResponse response;
  response.set_tree_date(FormatDay(question_.view.day));
  for (std::string& id : organization::replica::LeftOut(question_)) response.add_left_out_unit_ids(std::move(id));
  for (std::size_t i = 0; i < lines.size() && i < page_size; ++i) {
    const Sums& sum = sums[lines[i].second];
    v1::UnitContribution& line = *response.add_contributions();
    line.set_unit_name(lines[i].first.first);
    line.set_unit_id(lines[i].first.second);
    line.set_version(sum.version);
    Set(sum.total, line);
    for (const auto& [id, total] : sum.of) *line.add_sources() = SourceOf(id, NameOf(names, id), total);
  }
  if (lines.size() > page_size) response.set_next_page_token(lines[page_size - 1].first.second);
  if (after) return response;

  v1::UnitContribution& total = *response.mutable_total();
  total.set_unit_id(figures_.front().unit_id);
  total.set_unit_name(NameOf(names, figures_.front().unit_id).name);
  total.set_version(sums.front().version);
  Set(sums.front().total, total);
  for (const auto& [id, part] : sums.front().of) *total.add_sources() = SourceOf(id, NameOf(names, id), part);
  DONDOC_RETURN_IF_ERROR(AddRest(tx, period, indicator_id, sums, response));
  return response;
}

// The unit's own number, and what is then still missing in the total.
absl::Status TotalExplainer::AddRest(pg::Transaction& tx, const Period& period, const std::string& indicator_id,
                                     const std::vector<Sums>& sums, v1::ListContributionsResponse& response) const {
  const auto divided = question_.view.covers->Divided(question_.unit);
  std::vector<UnitIndex> units = {question_.unit};
  for (const UnitIndex unit : divided) {
    if (!question_.part.LeavesOut(unit)) units.push_back(unit);
  }
  std::vector<std::string> ids;
  for (const auto unit : units) ids.push_back(question_.IdOf(unit));
  DONDOC_ASSIGN_OR_RETURN(const auto numbers, ListOwnNumbers(tx, ids, period.text, indicator_id));
  // Of a hundred divided units few have numbers of this period.
  std::vector<std::string> with_numbers;
  for (const auto& [id, number] : numbers) with_numbers.push_back(id);
  DONDOC_ASSIGN_OR_RETURN(const auto names, FindUnitNames(tx, with_numbers, question_.view.day));

  Total rest = sums.front().total;
  for (std::size_t i = 1; i < sums.size(); ++i) DONDOC_RETURN_IF_ERROR(AddTimes(-1, sums[i].total, rest));
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto found = numbers.find(ids[i]);
    if (found == numbers.end()) continue;
    const Total number{found->second.numerator, found->second.denominator,
                       IsExpectedToReport(question_, units[i], period) ? 1 : 0};
    if (i == 0) {
      response.mutable_own()->set_unit_id(ids[i]);
      response.mutable_own()->set_unit_name(NameOf(names, ids[i]).name);
      Set(number, *response.mutable_own());
      DONDOC_RETURN_IF_ERROR(AddTimes(-1, number, rest));
    } else if (response.divided_units_size() < kMostDividedUnits) {
      *response.add_divided_units() = SourceOf(ids[i], NameOf(names, ids[i]), number);
    }
  }
  if (rest != Total{} || response.divided_units_size() > 0) Set(rest, *response.mutable_divided());
  for (const std::string& level : elsewhere_) response.add_levels_elsewhere(level);
  return absl::OkStatus();
}

}  // namespace dondoc::indicator
