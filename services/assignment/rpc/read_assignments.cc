#include "services/assignment/rpc/read_assignments.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "common/access/ask_for_one.h"
#include "common/status/status.h"
#include "services/assignment/rpc/convert.h"
#include "services/assignment/rpc/validate.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/assignment/storage/group_storage.h"
#include "services/organization/replica/place_unit.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {
namespace {

using organization::replica::PlacedUnit;
using organization::replica::Tree;
using organization::replica::covers::kNoUnit;
using organization::replica::covers::UnitIndex;

pg::TransactionOptions Reading(std::chrono::milliseconds time_left) {
  return {.timeout = time_left, .read_only = true};
}

absl::Status RequireUnit(pg::Transaction& tx, const std::string& unit_id) {
  DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, unit_id));
  if (!unit.has_value()) return NotFound("UNIT_NOT_FOUND", "there is no unit " + unit_id);
  return absl::OkStatus();
}

v1::ExpandedGroup ToProto(const ExpandedGroup& group) {
  v1::ExpandedGroup message;
  message.set_name(group.name);
  message.set_within_unit_id(group.within_unit_id);
  message.set_level(group.level);
  message.mutable_kinds()->Assign(group.kinds.begin(), group.kinds.end());
  message.mutable_tags()->Assign(group.tags.begin(), group.tags.end());
  message.mutable_territory_types()->Assign(group.territory_types.begin(), group.territory_types.end());
  message.mutable_attributes()->Assign(group.attributes.begin(), group.attributes.end());
  message.set_expanded_on(FormatDay(group.expanded_on));
  message.mutable_unit_ids()->Assign(group.unit_ids.begin(), group.unit_ids.end());
  return message;
}

// The units of all times that are in one, in the tree that it was placed in; nothing for all there are.
std::optional<std::vector<std::string>> UnitsIn(const PlacedUnit& placed) {
  if (placed.view.tree->Superior(static_cast<Tree::Index>(placed.unit), placed.view.day) == Tree::kNone)
    return std::nullopt;
  std::vector<std::string> ids;
  const auto size = static_cast<UnitIndex>(placed.view.tree->size());
  for (UnitIndex unit = 0; unit < size; ++unit) {
    if (placed.view.covers->IsWithin(unit, placed.unit)) ids.push_back(placed.IdOf(unit));
  }
  return ids;
}

// The totals that a unit's counts are made of.
std::vector<RowsOf> RowsIn(const PlacedUnit& placed) {
  std::vector<RowsOf> rows;
  for (const organization::replica::covers::Term& term : placed.part.TermsOf(placed.unit)) {
    RowsOf row{.unit_id = placed.IdOf(term.unit), .superior_id = {}, .weight = term.weight, .superiors = {}};
    std::vector<UnitIndex> superiors = {term.superior};
    if (term.any_superior) {
      superiors = organization::replica::SuperiorsEver(*placed.view.tree, term.unit);
    } else if (term.superior != kNoUnit) {
      row.superior_id = placed.IdOf(term.superior);
    }
    for (const UnitIndex superior : superiors) {
      if (superior != kNoUnit) row.superiors.push_back(placed.IdOf(superior));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// Who issued the directive that counts are asked of; empty for all directives.
absl::StatusOr<std::string> FindIssuerOf(const Context& context, const v1::GetCountsRequest& request,
                                         const rpc::Call& call) {
  return context.database.Run(Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_RETURN_IF_ERROR(RequireUnit(tx, request.unit_id()));
    if (request.directive_id().empty()) return std::string();
    return FindIssuer(tx, request.directive_id());
  });
}

}  // namespace

absl::StatusOr<std::vector<std::string>> WhoSees(organization::replica::CoverCache& covers, const std::string& unit_id,
                                                 Day today) {
  const std::shared_ptr<const Tree> tree = covers.Newest();
  const Tree::Index unit = tree->Find(std::string_view(unit_id));
  if (unit != Tree::kNone && tree->ValidTo(unit) && *tree->ValidTo(unit) <= today) {
    return std::vector<std::string>{unit_id};
  }
  return organization::replica::WhoSpeaksFor(covers, unit_id, today);
}

absl::StatusOr<v1::Assignment> ReadAssignment(const Context& context, const v1::GetAssignmentRequest& request,
                                              const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("assignment_id", request.assignment_id()));
  const Day today = DayOf(context.clock.Now());
  return context.database.Run(Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::Assignment> {
    DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, GetParties(tx, request.assignment_id(), call.Units()));
    DONDOC_RETURN_IF_ERROR(call.Permit(parties, NoSuchAssignment(request.assignment_id())));
    DONDOC_ASSIGN_OR_RETURN(const AssignmentView view, GetAssignment(tx, request.assignment_id()));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Transition> transitions, ListTransitions(tx, request.assignment_id()));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Predecessor> from, ListPredecessors(tx, request.assignment_id()));
    v1::Assignment assignment = ToProto(view, today);
    for (const Predecessor& one : from) {
      assignment.add_transferred_from(one.id);
      *assignment.add_taken_over() = ToProto(one);
    }
    for (const Transition& transition : transitions) *assignment.add_transitions() = ToProto(transition);
    return assignment;
  });
}

absl::StatusOr<v1::ListAssignmentsResponse> ReadAssignments(const Context& context,
                                                            organization::replica::CoverCache& covers,
                                                            const v1::ListAssignmentsRequest& request,
                                                            const rpc::Call& call) {
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(AssignmentFilter filter, ToFilter(request, today));
  filter.seen = call.Sees();
  if (!request.unit_id().empty() && (request.subtree() || !request.date().empty())) {
    DONDOC_ASSIGN_OR_RETURN(const auto placed,
                            organization::replica::PlaceUnit(covers, request.unit_id(), request.date(), today));
    if (request.subtree()) filter.units = UnitsIn(placed);
    filter.named_on = placed.view.day;
  }
  const int page_size = filter.limit++;  // one more tells whether there is another page
  return context.database.Run(
      Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListAssignmentsResponse> {
        if (!request.unit_id().empty()) DONDOC_RETURN_IF_ERROR(RequireUnit(tx, request.unit_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<AssignmentView> views, ListAssignments(tx, filter));
        v1::ListAssignmentsResponse response;
        for (const AssignmentView& view : views) {
          if (response.assignments_size() == page_size) {
            const AssignmentView& last = views[static_cast<std::size_t>(page_size) - 1];
            response.set_next_page_token(PageToken({last.assignment.due_on, last.assignment.id}));
            break;
          }
          *response.add_assignments() = ToProto(view, today);
        }
        return response;
      });
}

absl::StatusOr<v1::ListExpandedGroupsResponse> ReadExpandedGroups(const Context& context,
                                                                  const v1::ListExpandedGroupsRequest& request,
                                                                  const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  // The groups of a directive are few and never change: the token is how many were seen.
  int skip = 0;
  if (!request.page_token().empty() && (!absl::SimpleAtoi(request.page_token(), &skip) || skip < 0)) {
    return InvalidField("page_token", "BAD_PAGE_TOKEN", "page_token is not one of next_page_token");
  }
  return context.database.Run(
      Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListExpandedGroupsResponse> {
        const absl::Status none = NotFound("DIRECTIVE_NOT_FOUND", "there is no directive " + request.directive_id());
        DONDOC_ASSIGN_OR_RETURN(const std::optional<access::Parties> parties,
                                FindDirectiveParties(tx, request.directive_id(), call.Units()));
        DONDOC_RETURN_IF_ERROR(call.Permit(parties.value_or(access::Parties()), none));
        if (!parties) return none;
        DONDOC_ASSIGN_OR_RETURN(const std::vector<ExpandedGroup> groups,
                                ListExpandedGroups(tx, request.directive_id(), skip, page_size + 1));
        v1::ListExpandedGroupsResponse response;
        for (const ExpandedGroup& group : groups) {
          if (response.groups_size() == page_size) {
            response.set_next_page_token(std::to_string(skip + page_size));
            break;
          }
          *response.add_groups() = ToProto(group);
        }
        return response;
      });
}

absl::StatusOr<v1::AssignmentCounts> ReadCounts(const Context& context, organization::replica::CoverCache& covers,
                                                const v1::GetCountsRequest& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  std::optional<std::string> directive_id;
  if (!request.directive_id().empty()) {
    DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
    directive_id = request.directive_id();
  }
  const Day today = DayOf(context.clock.Now());
  std::optional<PlacedUnit> placed;
  if (request.subtree() || !request.date().empty()) {
    DONDOC_ASSIGN_OR_RETURN(placed, organization::replica::PlaceUnit(covers, request.unit_id(), request.date(), today));
  }
  DONDOC_ASSIGN_OR_RETURN(const std::string issuer, FindIssuerOf(context, request, call));
  const auto ask = [&](const std::string& unit_id) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> speakers, WhoSees(covers, unit_id, today));
    return access::AskForOne(call.Permits(), speakers, issuer);
  };
  DONDOC_RETURN_IF_ERROR(ask(request.unit_id()));
  std::vector<RowsOf> rows;
  if (request.subtree()) {
    DONDOC_RETURN_IF_ERROR(organization::replica::LeaveOutUnread(
        [&](const std::string& unit_id) { return access::IsPermitted(ask(unit_id)); }, *placed));
    rows = RowsIn(*placed);
  }
  return context.database.Run(
      Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::AssignmentCounts> {
        DONDOC_ASSIGN_OR_RETURN(
            const CountsByDeadline by_deadline,
            request.subtree() ? GetCounts(tx, rows, directive_id) : GetOwnCounts(tx, request.unit_id(), directive_id));
        Summary summary;
        for (const auto& [due_on, counts] : by_deadline) Add(due_on, counts, today, summary);
        v1::AssignmentCounts response = ToProto(summary, today);
        if (request.subtree()) {
          response.set_tree_date(FormatDay(placed->view.day));
          for (std::string& id : organization::replica::LeftOut(*placed)) response.add_left_out_unit_ids(std::move(id));
        }
        return response;
      });
}

}  // namespace dondoc::assignment
