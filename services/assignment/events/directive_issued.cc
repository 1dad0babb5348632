#include "services/assignment/events/directive_issued.h"

#include <map>
#include <set>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/assignment/app/issue_assignments.h"
#include "services/assignment/storage/group_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {
namespace {

using directive::v1::DirectiveIssued;
using organization::v1::Addressee;
using organization::v1::UnitGroup;

absl::Status Unreadable(std::string_view field, std::string_view message) {
  return InvalidField(field, "DIRECTIVE_UNREADABLE", message);
}

absl::StatusOr<std::optional<Day>> OptionalDay(const std::string& text, std::string_view field) {
  if (text.empty()) return std::optional<Day>();
  const std::optional<Day> day = ParseDay(text);
  if (!day.has_value()) return Unreadable(field, "no such date: " + text);
  return day;
}

absl::StatusOr<Directive> DirectiveOf(const DirectiveIssued& fact) {
  if (!IsUuid(fact.directive_id())) return Unreadable("directive_id", "not a UUID");
  if (!IsUuid(fact.issuer_unit_id())) return Unreadable("issuer_unit_id", "not a UUID");
  const std::optional<Day> issued_on = ParseDay(fact.issued_on());
  if (!issued_on.has_value()) return Unreadable("issued_on", "no such date: " + fact.issued_on());
  return Directive{.id = fact.directive_id(),
                   .number = fact.number(),
                   .type = fact.type(),
                   .subject = fact.subject(),
                   .issuer_unit_id = fact.issuer_unit_id(),
                   .issuer_name = fact.issuer_name(),
                   .issued_on = *issued_on};
}

absl::StatusOr<std::vector<std::string>> UnitIds(const google::protobuf::RepeatedPtrField<std::string>& ids,
                                                 std::string_view field) {
  for (const std::string& id : ids) {
    if (!IsUuid(id)) return Unreadable(field, "not a UUID");
  }
  return std::vector<std::string>(ids.begin(), ids.end());
}

// One line of whom a result is reported to.
std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::string line;
  for (const std::string& name : names) line += (line.empty() ? "" : "; ") + name;
  return line;
}

absl::StatusOr<Task> TaskOf(const directive::v1::IssuedTask& issued) {
  static const std::set<std::string> kRoles = {"LEAD", "COORDINATE", "ADVISE", "EXECUTE"};
  if (!IsUuid(issued.task_id())) return Unreadable("tasks.task_id", "not a UUID");
  if (!kRoles.contains(issued.role())) return Unreadable("tasks.role", "no such role: " + issued.role());
  Task task;
  task.id = issued.task_id();
  task.section = issued.section();
  task.text = issued.text();
  task.role = issued.role();
  task.binding = issued.binding();
  task.coordinators.assign(issued.coordinators().begin(), issued.coordinators().end());
  DONDOC_ASSIGN_OR_RETURN(task.lead_ids, UnitIds(issued.lead_unit_ids(), "tasks.lead_unit_ids"));
  DONDOC_ASSIGN_OR_RETURN(task.coordinator_ids, UnitIds(issued.coordinator_unit_ids(), "tasks.coordinator_unit_ids"));
  DONDOC_ASSIGN_OR_RETURN(task.due_on, OptionalDay(issued.due_on(), "tasks.due_on"));
  task.due_text = issued.due_text();
  task.due_time = issued.due_time();
  task.due_derivation = issued.due_derivation();
  task.report_to = Joined(issued.report_to());
  return task;
}

absl::StatusOr<Task> TaskOf(const directive::v1::IssuedDuty& issued) {
  if (!IsUuid(issued.duty_id())) return Unreadable("duties.duty_id", "not a UUID");
  const std::optional<Recurrence> recurrence = RecurrenceOf(issued.recurrence());
  if (!recurrence.has_value()) return Unreadable("duties.recurrence", "no such recurrence: " + issued.recurrence());
  Task task;
  task.id = issued.duty_id();
  task.section = issued.section();
  task.text = issued.text();
  task.role = "LEAD";
  task.report_to = Joined(issued.to());
  task.due_text = issued.due_text();
  task.due_time = issued.due_time();
  task.due_derivation = issued.due_derivation();
  task.duty = DutyRule{.recurrence = *recurrence,
                       .month = issued.due_month(),
                       .day = issued.due_day(),
                       .before = issued.before(),
                       .year = issued.due_year()};
  DONDOC_RETURN_IF_ERROR(Check(*task.duty));
  return task;
}

// Their names; ExpandGroups has refused what is none.
std::vector<std::string> AttributesOf(const UnitGroup& group) {
  std::vector<std::string> names;
  for (const int attribute : group.attributes()) names.push_back(organization::v1::TerritoryAttribute_Name(attribute));
  return names;
}

// Makes each addressee that occurs a set of units once, however many tasks name it: 40 tasks for "the communes" are one
// set.
class Addressees {
 public:
  // The index of the addressee's set.
  absl::StatusOr<int> Set(const Addressee& addressee) {
    if (addressee.has_group()) {
      const int set = SetOf(groups_, addressee.group().SerializeAsString(), addressee.group());
      names_.try_emplace({addressee.name(), set}, addressee.group());
      return set;
    }
    if (!IsUuid(addressee.unit_id())) return Unreadable("addressees.unit_id", "not a UUID: " + addressee.name());
    return SetOf(units_, addressee.unit_id(), addressee.unit_id());
  }

  // The units of all sets, groups expanded by the tree of `day`.
  absl::StatusOr<UnitSets> Expand(pg::Transaction& tx, Day day) const {
    UnitSets sets;
    for (const auto& [key, unit] : units_) Add(sets, unit.first, unit.second);
    std::vector<UnitGroup> groups;
    std::vector<int> set_of_group;
    for (const auto& [key, group] : groups_) {
      set_of_group.push_back(group.first);
      groups.push_back(group.second);
    }
    if (groups.empty()) return sets;
    DONDOC_ASSIGN_OR_RETURN(const auto members, organization::replica::ExpandGroups(tx, groups, day));
    for (const auto& member : members) {
      Add(sets, set_of_group[static_cast<std::size_t>(member.group)], member.unit_id);
    }
    return sets;
  }

  // What the named groups became, by the sets that they were expanded to.
  std::vector<ExpandedGroup> Expanded(const UnitSets& sets) const {
    std::map<int, std::vector<std::string>> units;
    for (std::size_t i = 0; i < sets.unit_id.size(); ++i) units[sets.set_index[i]].push_back(sets.unit_id[i]);
    std::vector<ExpandedGroup> expanded;
    for (const auto& [key, group] : names_) {
      expanded.push_back({key.first,
                          group.within_unit_id(),
                          common::v1::Level_Name(group.level()),
                          {group.kinds().begin(), group.kinds().end()},
                          {group.tags().begin(), group.tags().end()},
                          {group.territory_types().begin(), group.territory_types().end()},
                          AttributesOf(group),
                          {},
                          units[key.second]});
    }
    return expanded;
  }

 private:
  template <typename T>
  using Sets = std::map<std::string, std::pair<int, T>>;

  template <typename T>
  int SetOf(Sets<T>& sets, const std::string& key, const T& value) {
    const auto [at, is_new] = sets.try_emplace(key, next_, value);
    if (is_new) ++next_;
    return at->second.first;
  }

  static void Add(UnitSets& sets, int set, const std::string& unit_id) {
    sets.set_index.push_back(set);
    sets.unit_id.push_back(unit_id);
  }

  int next_ = 0;
  Sets<std::string> units_;
  Sets<UnitGroup> groups_;
  std::map<std::pair<std::string, int>, UnitGroup> names_;  // by the name and the set
};

// Groups that help are expanded and kept as those that must do something; by its name a task finds its own.
absl::Status AddHelpers(const DirectiveIssued& fact, Addressees& helpers) {
  for (const auto& task : fact.tasks()) {
    for (const Addressee& group : task.coordinator_groups()) {
      if (!group.has_group()) return Unreadable("tasks.coordinator_groups", "no group: " + group.name());
      DONDOC_RETURN_IF_ERROR(helpers.Set(group).status());
    }
  }
  return absl::OkStatus();
}

template <typename Issued, typename Whom>
absl::Status AddTask(const Issued& issued, const Whom& whom, Addressees& addressees, Issue& issue) {
  DONDOC_ASSIGN_OR_RETURN(Task task, TaskOf(issued));
  for (const Addressee& addressee : whom) {
    DONDOC_ASSIGN_OR_RETURN(const int set, addressees.Set(addressee));
    issue.for_whom.push_back({static_cast<int>(issue.tasks.size()), set});
  }
  issue.tasks.push_back(std::move(task));
  return absl::OkStatus();
}

absl::Status Take(pg::Transaction& tx, const Context& context, const messaging::Fact& fact) {
  DONDOC_ASSIGN_OR_RETURN(const auto issued, messaging::Decode<DirectiveIssued>(fact));
  Issue issue;
  Addressees addressees, helpers;
  DONDOC_ASSIGN_OR_RETURN(issue.directive, DirectiveOf(issued));
  for (const auto& task : issued.tasks()) {
    DONDOC_RETURN_IF_ERROR(AddTask(task, task.addressees(), addressees, issue));
  }
  for (const auto& duty : issued.duties()) DONDOC_RETURN_IF_ERROR(AddTask(duty, duty.from(), addressees, issue));
  DONDOC_RETURN_IF_ERROR(AddHelpers(issued, helpers));
  DONDOC_RETURN_IF_ERROR(organization::replica::RequireChange(tx, issued.tree_change()));
  const Day day = issue.directive.issued_on;
  DONDOC_ASSIGN_OR_RETURN(issue.sets, addressees.Expand(tx, day));
  DONDOC_ASSIGN_OR_RETURN(const UnitSets helping, helpers.Expand(tx, day));
  issue.trace = fact.trace;
  DONDOC_RETURN_IF_ERROR(IssueAssignments(tx, context, issue).status());
  DONDOC_RETURN_IF_ERROR(KeepExpandedGroups(tx, issue.directive.id, day, addressees.Expanded(issue.sets)));
  return KeepExpandedGroups(tx, issue.directive.id, day, helpers.Expanded(helping));
}

}  // namespace

messaging::Handler OnDirectiveIssued(const Context& context) {
  return [&context](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    for (const messaging::Fact& fact : facts) DONDOC_RETURN_IF_ERROR(Take(tx, context, fact));
    return absl::OkStatus();
  };
}

}  // namespace dondoc::assignment
