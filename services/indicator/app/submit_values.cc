#include "services/indicator/app/submit_values.h"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "services/indicator/domain/period.h"
#include "services/indicator/domain/reporting.h"
#include "services/indicator/storage/fact_outbox.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/indicator/storage/unit_storage.h"
#include "services/indicator/storage/value_storage.h"
#include "services/organization/replica/place_unit.h"

namespace dondoc::indicator::app {
namespace {

constexpr std::size_t kLongestNote = 4000;

// A submission in which nothing is wrong.
struct Checked {
  ReportKey report;
  std::string level;
  bool expected = false;
  std::vector<Cell> cells;
  std::string note;
};

// What the checks look things up in: read once for a batch.
struct Known {
  std::map<std::string, ReportingUnit> units;
  std::vector<Indicator> indicators;
  std::unordered_map<std::string, const Indicator*> by_name;
};

absl::StatusOr<Known> Read(pg::Transaction& tx, const std::vector<SubmissionInput>& inputs) {
  std::set<std::string> units, names;
  for (const SubmissionInput& input : inputs) {
    units.insert(input.unit_id);
    for (const CellInput& cell : input.values) names.insert(cell.indicator);
  }
  Known known;
  DONDOC_ASSIGN_OR_RETURN(known.units, FindReportingUnits(tx, {units.begin(), units.end()}));
  DONDOC_ASSIGN_OR_RETURN(known.indicators, FindIndicators(tx, {names.begin(), names.end()}));
  for (const Indicator& indicator : known.indicators) {
    known.by_name[indicator.code] = &indicator;
    known.by_name[indicator.id] = &indicator;
  }
  return known;
}

// Whether the caller may, for each submission. Asked before the batch is known to be a repeated one.
absl::StatusOr<std::vector<absl::Status>> AskForEach(Context& context, const Request& request,
                                                     const std::vector<SubmissionInput>& inputs) {
  const Day today = DayOf(context.clock.Now());
  std::vector<absl::Status> answers;
  answers.reserve(inputs.size());
  for (const SubmissionInput& input : inputs) {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> speakers,
                            organization::replica::WhoSpeaksFor(context.covers, input.unit_id, today));
    absl::Status answer;
    for (const std::string& unit_id : speakers) {
      absl::Status permitted = access::Ask(request.permit, {.unit = unit_id});
      if (answer.ok() || permitted.ok()) answer = std::move(permitted);
      if (answer.ok()) break;
    }
    answers.push_back(WithMetadata(std::move(answer), "field", "unit_id"));
  }
  return answers;
}

absl::StatusOr<Checked> Check(const Context& context, const Known& known, const SubmissionInput& input,
                              const absl::Status& permitted) {
  DONDOC_RETURN_IF_ERROR(permitted);
  const auto unit = known.units.find(input.unit_id);
  if (unit == known.units.end())
    return InvalidField("unit_id", "UNIT_NOT_FOUND", "there is no unit '" + input.unit_id + "'");
  DONDOC_ASSIGN_OR_RETURN(const Period period, ParsePeriod(input.period));
  DONDOC_RETURN_IF_ERROR(RequireLevel(context, unit->second.level));
  DONDOC_RETURN_IF_ERROR(CheckExistsIn(unit->second, period));
  if (input.note.size() > kLongestNote) return InvalidField("note", "BAD_NOTE", "a note has at most 4,000 bytes");
  DONDOC_ASSIGN_OR_RETURN(std::vector<Cell> cells, CheckCells(input.values, [&](const std::string& name) {
                            const auto found = known.by_name.find(name);
                            return found == known.by_name.end() ? nullptr : found->second;
                          }));
  return Checked{
      .report = {input.unit_id, period.text},
      .level = unit->second.level,
      .expected = IsExpectedToReport(unit->second, period),
      .cells = std::move(cells),
      .note = input.note,
  };
}

// What all submissions of a batch change, gathered so that each table is written by one statement.
struct Changes {
  std::vector<NewSubmission> submissions;
  std::vector<NewValue> values;
  std::vector<OwnChange> own;
  std::vector<SubmittedFact> facts;
};

// One submission: `current` are the revisions of its cells.
absl::StatusOr<AcceptedSubmission> Decide(const Checked& checked, std::span<const std::optional<CurrentValue>> current,
                                          const std::string& submission_id, Changes& changes) {
  AcceptedSubmission accepted{checked.report.unit_id, checked.report.period, {}};
  SubmittedFact fact{.report = checked.report, .level = checked.level, .indicator_ids = {}, .revised = false};
  for (std::size_t i = 0; i < checked.cells.size(); ++i) {
    const Cell& cell = checked.cells[i];
    DONDOC_ASSIGN_OR_RETURN(const CellChange change, ChangeOf(current[i], cell.number, checked.expected));
    accepted.values.push_back({cell.indicator_id, cell.indicator_code, change.revision, change.changed});
    if (!change.changed) continue;
    const CellKey key{checked.report.unit_id, checked.report.period, cell.indicator_id};
    changes.values.push_back({key, change.revision, cell.number, submission_id});
    changes.own.push_back({key, change.difference});
    fact.indicator_ids.push_back(cell.indicator_id);
    fact.revised = fact.revised || change.revision > 1;
  }
  if (!fact.indicator_ids.empty()) {
    changes.submissions.push_back({submission_id, checked.report, checked.note});
    changes.facts.push_back(std::move(fact));
  }
  return accepted;
}

audit::Value ValueOf(const Number& number) {
  if (number.denominator == 0) return number.numerator;
  return std::vector<std::int64_t>{number.numerator, number.denominator};
}

// One report: each number that changed, as it was and as it is; a ratio as [numerator, denominator].
void Describe(const Checked& checked, std::span<const std::optional<CurrentValue>> current, audit::Act& act) {
  act.object = {"report", checked.report.unit_id + "/" + checked.report.period, checked.report.unit_id};
  for (std::size_t i = 0; i < checked.cells.size(); ++i) {
    const audit::Value before = current[i] ? ValueOf(current[i]->number) : audit::Value(std::nullopt);
    act.changes.Set(checked.cells[i].indicator_code, before, ValueOf(checked.cells[i].number));
  }
  if (!checked.note.empty()) act.changes.Made("note", checked.note);
}

// Many: how much there was; what changed has records of its own.
void Describe(std::size_t reports, const Changes& changes, audit::Act& act) {
  act.object = {"report_batch", act.request_id};
  act.changes.Made("reports", reports).Made("reports_changed", changes.submissions.size());
  act.changes.Made("values_changed", changes.values.size());
}

absl::Status Write(pg::Transaction& tx, Context& context, const Request& request, TimePoint now,
                   const Changes& changes) {
  if (changes.values.empty()) return absl::OkStatus();
  DONDOC_RETURN_IF_ERROR(InsertSubmissions(tx, changes.submissions, now, request.user));
  DONDOC_RETURN_IF_ERROR(InsertValues(tx, changes.values));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<RollUp> roll_ups, AddOwnChanges(tx, changes.own));
  const FactSource source{now, request.trace, context.ids};
  DONDOC_RETURN_IF_ERROR(AppendValuesSubmitted(tx, source, changes.facts));
  return AppendContributionsChanged(tx, source, roll_ups);
}

absl::StatusOr<std::vector<AcceptedSubmission>> Store(pg::Transaction& tx, Context& context, const Request& request,
                                                      TimePoint now, const std::vector<Checked>& checked, bool is_batch,
                                                      audit::Act& act) {
  std::vector<ReportKey> reports;
  std::vector<CellKey> cells;
  for (const Checked& one : checked) {
    reports.push_back(one.report);
    for (const Cell& cell : one.cells) cells.push_back({one.report.unit_id, one.report.period, cell.indicator_id});
  }
  DONDOC_RETURN_IF_ERROR(LockReports(tx, reports, now));
  DONDOC_ASSIGN_OR_RETURN(const auto current, ReadCurrentValues(tx, cells));
  Changes changes;
  std::vector<AcceptedSubmission> accepted;
  std::vector<audit::Act> acts;  // of the reports of a batch that changed
  std::span<const std::optional<CurrentValue>> rest(current);
  for (const Checked& one : checked) {
    const auto mine = rest.first(one.cells.size());
    const std::size_t before = changes.submissions.size();
    DONDOC_ASSIGN_OR_RETURN(AcceptedSubmission decided, Decide(one, mine, context.ids.NewId(), changes));
    accepted.push_back(std::move(decided));
    if (changes.submissions.size() > before) Describe(one, mine, acts.emplace_back(act));
    rest = rest.subspan(one.cells.size());
  }
  if (is_batch) {
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, acts));
    Describe(checked.size(), changes, act);
  } else {
    Describe(checked.front(), current, act);
  }
  DONDOC_RETURN_IF_ERROR(Write(tx, context, request, now, changes));
  return accepted;
}

absl::StatusOr<SubmissionOutcomes> Submit(pg::Transaction& tx, Context& context, const Request& request, TimePoint now,
                                          const std::vector<SubmissionInput>& inputs,
                                          const std::vector<absl::Status>& permitted, audit::Act& act) {
  DONDOC_ASSIGN_OR_RETURN(const Known known, Read(tx, inputs));
  SubmissionOutcomes outcomes;
  std::vector<Checked> checked;
  std::vector<std::size_t> places;  // of the checked ones among the inputs
  std::set<std::pair<std::string, std::string>> seen;
  for (const SubmissionInput& input : inputs) {
    absl::StatusOr<Checked> one = Check(context, known, input, permitted[outcomes.size()]);
    if (one.ok() && !seen.emplace(input.unit_id, input.period).second) {
      one = InvalidField("unit_id", "DUPLICATE_SUBMISSION",
                         "the batch has a submission of this unit for " + input.period + " already");
    }
    outcomes.emplace_back(one.status().ok() ? absl::UnknownError("not stored") : one.status());
    if (!one.ok()) continue;
    places.push_back(outcomes.size() - 1);
    checked.push_back(*std::move(one));
  }
  if (checked.empty()) {
    act.object = {"report_batch", act.request_id};
    act.changes.Made("refused", inputs.size());
    return outcomes;
  }
  DONDOC_ASSIGN_OR_RETURN(std::vector<AcceptedSubmission> accepted,
                          Store(tx, context, request, now, checked, inputs.size() > 1, act));
  for (std::size_t i = 0; i < places.size(); ++i) outcomes[places[i]] = std::move(accepted[i]);
  return outcomes;
}

}  // namespace

absl::StatusOr<std::string> SubmitValues(Context& context, const Request& request, const SubmissionInput& input,
                                         const Encode<AcceptedSubmission>& encode) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<absl::Status> permitted, AskForEach(context, request, {input}));
  const auto ask = [&](pg::Transaction&) { return permitted.front(); };
  return Once(context, request, encode, ask,
              [&](pg::Transaction& tx, TimePoint now, audit::Act& act) -> absl::StatusOr<AcceptedSubmission> {
                DONDOC_ASSIGN_OR_RETURN(SubmissionOutcomes outcomes,
                                        Submit(tx, context, request, now, {input}, permitted, act));
                return std::move(outcomes.front());
              });
}

absl::StatusOr<std::string> SubmitValuesBatch(Context& context, const Request& request,
                                              const std::vector<SubmissionInput>& inputs,
                                              const Encode<SubmissionOutcomes>& encode) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<absl::Status> permitted, AskForEach(context, request, inputs));
  // What is refused of a batch is an outcome of it.
  const auto ask = [](pg::Transaction&) { return absl::OkStatus(); };
  return Once(context, request, encode, ask, [&](pg::Transaction& tx, TimePoint now, audit::Act& act) {
    return Submit(tx, context, request, now, inputs, permitted, act);
  });
}

}  // namespace dondoc::indicator::app
