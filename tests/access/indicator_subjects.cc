// Of units' numbers and targets.
#include <fmt/core.h>

#include <memory>

#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

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
                if (rpc != "LinkTarget") return;
                indicator::v1::UnlinkTargetRequest unlink;
                unlink.set_request_id(country.ids.NewId());
                unlink.set_target_id(*id);
                country.Must<indicator::v1::Target>(*country.indicators,
                                                    &indicator::v1::IndicatorService::Stub::UnlinkTarget, unlink);
              },
          .call =
              [=](Country& country) {
                Request request;
                request.set_request_id(country.NewId());
                request.set_target_id(*id);
                if constexpr (requires { request.set_indicator("SO"); }) request.set_indicator("SO");
                return country.Call<indicator::v1::Target>(*country.indicators, method, request).status();
              },
          .object = [=] { return *id; }};
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
    value.set_count(NextNumber());
    to.set_note("Đã soát");
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
             request.mutable_indicator()->set_description("Đếm cuối kỳ");
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
      AskOfSuccession("GetNumbersPreview", &Country::indicators, &Stub::GetNumbersPreview),
      AskOfSuccession("GetNumbersUses", &Country::indicators, &Stub::GetNumbersUses),
      {.rpc = "GetUnitNumbers",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             GetUnitNumbersRequest request;
             request.set_unit_id(country.own);
             request.set_date("2024-06-01");
             return country.Call<GetUnitNumbersResponse>(*country.indicators, &Stub::GetUnitNumbers, request).status();
           }},
  };
}

}  // namespace dondoc::access_test
