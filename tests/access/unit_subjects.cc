// Of units: their numbers and targets, their messages, themselves; and the clock.
#include <fmt/core.h>

#include <memory>

#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

// Names that were not used before.
int NextNumber() {
  static int number = 0;
  return ++number;
}

// What the operator makes once for all.
void Define(Country& country) {
  indicator::v1::DefineIndicatorRequest request;
  request.set_request_id(country.NewId());
  indicator::v1::Indicator& indicator = *request.mutable_indicator();
  indicator.set_code("SO");
  indicator.set_name("Số thử");
  indicator.set_kind(indicator::v1::COUNT);
  indicator.set_measure("cái");
  indicator.set_over_time(indicator::v1::LAST);
  const auto defined = country.Call<indicator::v1::Indicator>(
      *country.indicators, &indicator::v1::IndicatorService::Stub::DefineIndicator, request);
  if (!defined.ok() && !absl::IsAlreadyExists(defined.status())) Country::Fail(defined.status());
}

void DefineAsOperator(Country& country) {
  const access::Caller before = std::exchange(country.caller, Country::Operator());
  Define(country);
  country.caller = before;
}

indicator::v1::Target AddedTarget(Country& country, bool as_operator, absl::Status& status) {
  indicator::v1::AddTargetRequest request;
  request.set_request_id(country.NewId());
  request.set_indicator("SO");
  indicator::v1::Target& target = *request.mutable_target();
  target.set_unit_id(country.own);
  target.set_text("Đạt 10 cái");
  target.set_comparator(indicator::v1::AT_LEAST);
  target.set_value("10");
  target.set_from_year(2026);
  target.set_to_year(2026);
  using Stub = indicator::v1::IndicatorService::Stub;
  if (as_operator) return country.Must<indicator::v1::Target>(*country.indicators, &Stub::AddTarget, request);
  auto added = country.Call<indicator::v1::Target>(*country.indicators, &Stub::AddTarget, request);
  status = added.status();
  return added.value_or(indicator::v1::Target());
}

// A question about a succession. None is known here: whoever may ask is told so.
template <typename Response, typename Request>
Subject AskOfSuccession(const std::string& rpc,
                        grpc::Status (indicator::v1::IndicatorService::Stub::*method)(grpc::ClientContext*,
                                                                                      const Request&, Response*)) {
  return {.rpc = rpc,
          .prepare = [](Country&) {},
          .call =
              [=](Country& country) {
                Request request;
                request.set_succession_id(country.NewId());
                const absl::Status status = country.Call<Response>(*country.indicators, method, request).status();
                return absl::IsNotFound(status) ? absl::OkStatus() : status;
              }};
}

// A read about `own` and 2026.
template <typename Response, typename Request>
Subject ReadNumbers(const std::string& rpc,
                    grpc::Status (indicator::v1::IndicatorService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                  Response*)) {
  return {.rpc = rpc, .about = About::kUnit, .prepare = DefineAsOperator, .call = [=](Country& country) {
            Request request;
            request.set_unit_id(country.own);
            request.set_period("2026");
            if constexpr (requires { request.set_indicator("SO"); }) request.set_indicator("SO");
            return country.Call<Response>(*country.indicators, method, request).status();
          }};
}

template <typename Request>
Subject ChangeTarget(const std::string& rpc,
                     grpc::Status (indicator::v1::IndicatorService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                   indicator::v1::Target*)) {
  auto id = std::make_shared<std::string>();
  return {.rpc = rpc,
          .about = About::kUnit,
          .prepare =
              [=](Country& country) {
                DefineAsOperator(country);
                absl::Status ignored;
                *id = AddedTarget(country, true, ignored).id();
              },
          .call =
              [=](Country& country) {
                Request request;
                request.set_request_id(country.NewId());
                request.set_target_id(*id);
                if constexpr (requires { request.set_indicator("SO"); }) request.set_indicator("SO");
                return country.Call<indicator::v1::Target>(*country.indicators, method, request).status();
              }};
}

}  // namespace

std::vector<Subject> IndicatorSubjects() {
  using namespace indicator::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = IndicatorService::Stub;
  const auto submission = [](auto& to, Country& country) {
    to.set_unit_id(country.own);
    to.set_period("2026");
    ValueInput& value = *to.add_values();
    value.set_indicator("SO");
    value.set_count(3);
  };
  auto target = std::make_shared<std::string>();
  return {
      {.rpc = "DefineIndicator",
       .about = About::kCountry,
       .prepare = [](Country&) {},
       .call =
           [=](Country& country) {
             DefineIndicatorRequest request;
             request.set_request_id(country.NewId());
             request.mutable_indicator()->set_code(fmt::format("MOI_{}", NextNumber()));
             request.mutable_indicator()->set_name("Chỉ tiêu mới");
             request.mutable_indicator()->set_kind(COUNT);
             request.mutable_indicator()->set_measure("cái");
             request.mutable_indicator()->set_over_time(SUM);
             return country.Call<Indicator>(*country.indicators, &Stub::DefineIndicator, request).status();
           }},
      {.rpc = "GetIndicator",
       .prepare = DefineAsOperator,
       .call =
           [](Country& country) {
             GetIndicatorRequest request;
             request.set_indicator("SO");
             return country.Call<Indicator>(*country.indicators, &Stub::GetIndicator, request).status();
           }},
      {.rpc = "ListIndicators",
       .prepare = DefineAsOperator,
       .call =
           [](Country& country) {
             return country
                 .Call<ListIndicatorsResponse>(*country.indicators, &Stub::ListIndicators, ListIndicatorsRequest())
                 .status();
           }},
      {.rpc = "AddTarget",
       .about = About::kUnit,
       .prepare = DefineAsOperator,
       .call =
           [](Country& country) {
             absl::Status status;
             AddedTarget(country, false, status);
             return status;
           }},
      ChangeTarget("LinkTarget", &Stub::LinkTarget),
      ChangeTarget("UnlinkTarget", &Stub::UnlinkTarget),
      {.rpc = "ListTargets",
       .about = About::kUnit,
       .is_list = true,
       .prepare =
           [=](Country& country) {
             DefineAsOperator(country);
             absl::Status ignored;
             if (target->empty()) *target = AddedTarget(country, true, ignored).id();
           },
       .call = [=](Country& country) -> absl::Status {
         ListTargetsRequest request;
         request.set_unit_id(country.own);
         const auto page = country.Call<ListTargetsResponse>(*country.indicators, &Stub::ListTargets, request);
         if (!page.ok()) return page.status();
         return page->targets_size() > 0 ? absl::OkStatus() : NotShown();
       }},
      {.rpc = "SubmitValues",
       .about = About::kUnit,
       .prepare = DefineAsOperator,
       .call =
           [=](Country& country) {
             SubmitValuesRequest request;
             request.set_request_id(country.NewId());
             submission(request, country);
             return country.Call<SubmitValuesResponse>(*country.indicators, &Stub::SubmitValues, request).status();
           }},
      {.rpc = "SubmitValuesBatch",
       .about = About::kUnit,
       .prepare = DefineAsOperator,
       .call = [=](Country& country) -> absl::Status {
         SubmitValuesBatchRequest request;
         request.set_request_id(country.NewId());
         submission(*request.add_submissions(), country);
         const auto answer =
             country.Call<SubmitValuesBatchResponse>(*country.indicators, &Stub::SubmitValuesBatch, request);
         if (!answer.ok()) return answer.status();
         if (answer->accepted() == 1) return absl::OkStatus();
         // What is refused of a batch is an outcome.
         return answer->outcomes(0).error().code() == "PERMISSION_DENIED" ? absl::PermissionDeniedError("refused")
                                                                          : absl::UnknownError("another mistake");
       }},
      ReadNumbers("GetValues", &Stub::GetValues),
      ReadNumbers("GetTotals", &Stub::GetTotals),
      ReadNumbers("ListContributions", &Stub::ListContributions),
      ReadNumbers("ListMissingUnits", &Stub::ListMissingUnits),
      AskOfSuccession("GetNumbersPreview", &Stub::GetNumbersPreview),
      AskOfSuccession("GetNumbersUses", &Stub::GetNumbersUses),
  };
}

std::vector<Subject> NotificationSubjects() {
  using namespace notification::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = NotificationService::Stub;
  auto assignment_id = std::make_shared<std::string>();
  auto message_id = std::make_shared<std::string>();
  const auto urge = [=](Country& country) {
    UrgeRequest request;
    request.set_request_id(country.NewId());
    request.set_assignment_id(*assignment_id);
    request.set_text("Báo cáo ngay");
    request.set_grade(BLUE);
    return request;
  };
  const auto prepare = [=](Country& country) {
    if (!assignment_id->empty()) return;
    *assignment_id = country.NewAssignment(country.own, country.issuer);
    *message_id = country.Must<InboxMessage>(*country.notifications, &Stub::Urge, urge(country)).message_id();
  };
  return {
      {.rpc = "ListInbox",
       .about = About::kUnit,
       .prepare = prepare,
       .call =
           [](Country& country) {
             ListInboxRequest request;
             request.set_unit_id(country.own);
             return country.Call<ListInboxResponse>(*country.notifications, &Stub::ListInbox, request).status();
           }},
      {.rpc = "MarkRead",
       .about = About::kUnit,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             MarkReadRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.add_message_ids(*message_id);
             return country.Call<MarkReadResponse>(*country.notifications, &Stub::MarkRead, request).status();
           }},
      {.rpc = "Urge",
       .about = About::kGiven,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             return country.Call<InboxMessage>(*country.notifications, &Stub::Urge, urge(country)).status();
           }},
      {.rpc = "ListReminders",
       .about = About::kGiven,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             ListRemindersRequest request;
             request.set_assignment_id(*assignment_id);
             return country.Call<ListRemindersResponse>(*country.notifications, &Stub::ListReminders, request).status();
           }},
      {.rpc = "ListRules",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<ListRulesResponse>(*country.notifications, &Stub::ListRules, ListRulesRequest())
                 .status();
           }},
      {.rpc = "SetRule",
       .about = About::kUnit,
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             SetRuleRequest request;
             request.set_request_id(country.NewId());
             ReminderRule& rule = *request.mutable_rule();
             rule.set_issuer_unit_id(country.own);
             rule.add_before_days(3);
             rule.set_time_of_day("08:00");
             const access::Caller caller = std::exchange(country.caller, Country::Operator());
             const auto rules =
                 country.Must<ListRulesResponse>(*country.notifications, &Stub::ListRules, ListRulesRequest());
             country.caller = caller;
             for (const ReminderRule& one : rules.rules()) {
               if (one.issuer_unit_id() == country.own) rule.set_etag(one.etag());
             }
             return country.Call<ReminderRule>(*country.notifications, &Stub::SetRule, request).status();
           }},
      {.rpc = "ListDeliveries",
       .about = About::kUnit,
       .is_list = true,
       .prepare = prepare,
       .call = [](Country& country) -> absl::Status {
         const auto page = country.Call<ListDeliveriesResponse>(*country.notifications, &Stub::ListDeliveries,
                                                                ListDeliveriesRequest());
         if (!page.ok()) return page.status();
         return page->deliveries_size() > 0 ? absl::OkStatus() : NotShown();
       }},
  };
}

std::vector<Subject> OrganizationSubjects() {
  using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = OrganizationService::Stub;
  const auto nothing = [](Country&) {};
  return {
      {.rpc = "ImportUnits",
       .about = About::kCountry,
       .prepare = nothing,
       .call =
           [](Country& country) {
             ImportUnitsRequest request;
             request.set_request_id(country.NewId());
             request.set_code_list("2024");
             request.set_file_name("units.csv");
             request.set_csv("code,name,level,type,parent_code\n91,Tỉnh Đông,province,Tỉnh,\n");
             return country.Call<ImportUnitsResponse>(*country.organization, &Stub::ImportUnits, request).status();
           }},
      {.rpc = "EquipTerritories",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             EquipTerritoriesRequest request;
             request.set_request_id(country.NewId());
             request.set_code_list("2024");
             request.add_codes("91101");
             return country.Call<EquipTerritoriesResponse>(*country.organization, &Stub::EquipTerritories, request)
                 .status();
           }},
      {.rpc = "CreateUnit",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [=](Country& country) {
             CreateUnitRequest request;
             request.set_request_id(country.NewId());
             request.mutable_unit()->set_superior_id(country.own);
             const int number = NextNumber();
             request.mutable_unit()->set_name(fmt::format("Tổ số {}", number));
             request.mutable_unit()->set_kind(fmt::format("TO_{}", number));
             return country.Call<Unit>(*country.organization, &Stub::CreateUnit, request).status();
           }},
      {.rpc = "AddAlias",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             AddAliasRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.set_alias("Xã Đông");
             return country.Call<Unit>(*country.organization, &Stub::AddAlias, request).status();
           }},
      {.rpc = "SetContacts",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             SetContactsRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.add_emails("vp@donga.example.vn");
             return country.Call<Unit>(*country.organization, &Stub::SetContacts, request).status();
           }},
      {.rpc = "SetIdentifier",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             SetIdentifierRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.set_scheme(QD_20);
             request.set_value("H37.12.3");
             return country.Call<Unit>(*country.organization, &Stub::SetIdentifier, request).status();
           }},
      {.rpc = "SetAttributes",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             SetAttributesRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.set_island(true);
             return country.Call<Unit>(*country.organization, &Stub::SetAttributes, request).status();
           }},
      {.rpc = "GetUnit",
       .prepare = nothing,
       .call =
           [](Country& country) {
             GetUnitRequest request;
             request.set_unit_id(country.own);
             return country.Call<Unit>(*country.organization, &Stub::GetUnit, request).status();
           }},
      {.rpc = "ListUnits",
       .prepare = nothing,
       .call =
           [](Country& country) {
             return country.Call<ListUnitsResponse>(*country.organization, &Stub::ListUnits, ListUnitsRequest())
                 .status();
           }},
      {.rpc = "ResolveNames",
       .prepare = nothing,
       .call =
           [](Country& country) {
             ResolveNamesRequest request;
             request.add_names("UBND huyện Đông Một");
             return country.Call<ResolveNamesResponse>(*country.organization, &Stub::ResolveNames, request).status();
           }},
      {.rpc = "ExpandGroup",
       .prepare = nothing,
       .call =
           [](Country& country) {
             ExpandGroupRequest request;
             request.mutable_group()->set_within_unit_id(country.above);
             request.mutable_group()->set_level(common::v1::COMMUNE);
             request.mutable_group()->add_kinds("UBND");
             return country.Call<ExpandGroupResponse>(*country.organization, &Stub::ExpandGroup, request).status();
           }},
  };
}

std::vector<Subject> GroupSubjects() {
  using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = GroupService::Stub;
  const auto definition = [](Country& country) {
    DefineGroupRequest request;
    request.set_request_id(country.NewId());
    NamedGroup& group = *request.mutable_group();
    group.set_name(fmt::format("Nhóm số {}", NextNumber()));
    group.set_owner_unit_id(country.own);
    group.mutable_group()->set_within_unit_id(country.own);
    group.mutable_group()->set_level(common::v1::COMMUNE);
    group.mutable_group()->add_kinds("UBND");
    return request;
  };
  auto id = std::make_shared<std::string>();
  return {
      {.rpc = "DefineGroup",
       .about = About::kUnit,
       .prepare = [](Country&) {},
       .call =
           [=](Country& country) {
             return country.Call<NamedGroup>(*country.groups, &Stub::DefineGroup, definition(country)).status();
           }},
      {.rpc = "EndGroup",
       .about = About::kUnit,
       .prepare =
           [=](Country& country) {
             *id = country.Must<NamedGroup>(*country.groups, &Stub::DefineGroup, definition(country)).id();
           },
       .call =
           [=](Country& country) {
             EndGroupRequest request;
             request.set_request_id(country.NewId());
             request.set_group_id(*id);
             return country.Call<NamedGroup>(*country.groups, &Stub::EndGroup, request).status();
           }},
      {.rpc = "ListGroups",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             ListGroupsRequest request;
             request.set_unit_id(country.own);
             return country.Call<ListGroupsResponse>(*country.groups, &Stub::ListGroups, request).status();
           }},
  };
}

std::vector<Subject> TreeSubjects() {
  using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = TreeService::Stub;
  return {
      {.rpc = "GetTreeState",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<TreeState>(*country.trees, &Stub::GetTreeState, GetTreeStateRequest()).status();
           }},
      {.rpc = "GetTree",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return rpc::Read<TreePart>(*country.trees, &Stub::GetTree, GetTreeRequest(), {},
                                        [](const TreePart&) { return absl::OkStatus(); });
           }},
  };
}

std::vector<Subject> ClockSubjects() {
  using namespace common::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = ClockService::Stub;
  return {
      {.rpc = "GetClock",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<ClockReading>(*country.clocks, &Stub::GetClock, GetClockRequest()).status();
           }},
      {.rpc = "SetClock",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             SetClockRequest request;
             request.set_request_id(country.NewId());
             request.set_date("2026-11-21");
             return country.Call<ClockReading>(*country.clocks, &Stub::SetClock, request).status();
           }},
  };
}

}  // namespace dondoc::access_test
