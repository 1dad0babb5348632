// Of units: themselves and their groups, the tree; and the clock.
#include <fmt/core.h>

#include <memory>

#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

// A body right below `own`.
std::string NewBody(Country& country) {
  organization::v1::CreateUnitRequest request;
  request.set_request_id(country.ids.NewId());
  request.mutable_unit()->set_superior_id(country.own);
  const int number = NextNumber();
  request.mutable_unit()->set_name(fmt::format("Tổ số {}", number));
  request.mutable_unit()->set_kind(fmt::format("TO_{}", number));
  return country
      .Must<organization::v1::Unit>(*country.organization, &organization::v1::OrganizationService::Stub::CreateUnit,
                                    request)
      .id();
}

}  // namespace

std::vector<Subject> OrganizationSubjects() {
  using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = OrganizationService::Stub;
  const auto nothing = [](Country&) {};
  auto body = std::make_shared<std::string>();
  auto superior = std::make_shared<std::string>();
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
      {.rpc = "DiscardList",
       .about = About::kCountry,
       .prepare =
           [](Country& country) {
             ImportUnitsRequest request;
             request.set_request_id(country.ids.NewId());
             request.set_code_list("bo");
             request.set_file_name("units.csv");
             request.set_csv("code,name,level,type,parent_code\n97,Tỉnh Bỏ,province,Tỉnh,\n");
             country.Must<ImportUnitsResponse>(*country.organization, &Stub::ImportUnits, request);
           },
       .call =
           [](Country& country) {
             DiscardListRequest request;
             request.set_request_id(country.NewId());
             request.set_code_list("bo");
             return country.Call<DiscardListResponse>(*country.organization, &Stub::DiscardList, request).status();
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
             request.mutable_unit()->add_emails("to@donga.example.vn");
             request.mutable_unit()->add_tags("DON_VI");
             return country.Call<Unit>(*country.organization, &Stub::CreateUnit, request).status();
           }},
      {.rpc = "RenameUnit",
       .about = About::kUnit,
       .prepare = [=](Country& country) { *body = NewBody(country); },
       .call =
           [=](Country& country) {
             RenameUnitRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(*body);
             request.set_name(fmt::format("Tổ mới số {}", NextNumber()));
             request.set_valid_from("2024-06-01");
             return country.Call<Unit>(*country.organization, &Stub::RenameUnit, request).status();
           }},
      {.rpc = "MoveUnit",
       .about = About::kUnit,
       .prepare =
           [=](Country& country) {
             *body = NewBody(country);
             *superior = NewBody(country);
           },
       .call =
           [=](Country& country) {
             MoveUnitRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(*body);
             request.set_superior_id(*superior);
             request.set_valid_from("2024-06-01");
             return country.Call<Unit>(*country.organization, &Stub::MoveUnit, request).status();
           }},
      {.rpc = "EndUnit",
       .about = About::kUnit,
       .prepare = [=](Country& country) { *body = NewBody(country); },
       .call =
           [=](Country& country) {
             EndUnitRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(*body);
             request.set_valid_to("2024-06-01");
             return country.Call<Unit>(*country.organization, &Stub::EndUnit, request).status();
           }},
      {.rpc = "AddAlias",
       .about = About::kUnit,
       .prepare =
           [](Country& country) {
             EndAliasRequest request;
             request.set_request_id(country.ids.NewId());
             request.set_unit_id(country.own);
             request.set_alias("Xã Đông");
             request.set_never(true);
             country.caller = Country::Operator();
             country.Call<Unit>(*country.organization, &Stub::EndAlias, request).IgnoreError();
           },
       .call =
           [](Country& country) {
             AddAliasRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.set_alias("Xã Đông");
             request.set_valid_from("2020-01-01");
             request.set_valid_to("2039-01-01");
             return country.Call<Unit>(*country.organization, &Stub::AddAlias, request).status();
           }},
      {.rpc = "EndAlias",
       .about = About::kUnit,
       .prepare =
           [](Country& country) {
             AddAliasRequest request;
             request.set_request_id(country.ids.NewId());
             request.set_unit_id(country.own);
             request.set_alias("Xã Đông Cũ");
             country.Must<Unit>(*country.organization, &Stub::AddAlias, request);
           },
       .call =
           [](Country& country) {
             EndAliasRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.set_alias("xã đông cũ");
             request.set_never(true);
             return country.Call<Unit>(*country.organization, &Stub::EndAlias, request).status();
           }},
      {.rpc = "SetContacts",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             SetContactsRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.add_emails(fmt::format("vp{}@donga.example.vn", NextNumber()));
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
             request.set_value(fmt::format("H37.12.{}", NextNumber()));
             return country.Call<Unit>(*country.organization, &Stub::SetIdentifier, request).status();
           }},
      {.rpc = "SetTags",
       .about = About::kUnit,
       .prepare = nothing,
       .call =
           [](Country& country) {
             SetTagsRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.add_tags(fmt::format("DON_VI_{}", NextNumber()));
             return country.Call<Unit>(*country.organization, &Stub::SetTags, request).status();
           }},
      {.rpc = "SetAttributes",
       .about = About::kUnit,
       .prepare =
           [](Country& country) {
             SetAttributesRequest request;
             request.set_request_id(country.ids.NewId());
             request.set_unit_id(country.own);
             request.set_island(false);
             country.Must<Unit>(*country.organization, &Stub::SetAttributes, request);
           },
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
      {.rpc = "GetUnits",
       .prepare = nothing,
       .call =
           [](Country& country) {
             GetUnitsRequest request;
             request.add_unit_ids(country.own);
             return country.Call<GetUnitsResponse>(*country.organization, &Stub::GetUnits, request).status();
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
    group.mutable_group()->add_tags("DON_VI");
    group.mutable_group()->add_territory_types("Xã");
    group.mutable_group()->add_except_unit_ids(country.below);
    group.set_valid_from("2020-01-01");
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
           },
       .object = [=] { return *id; }},
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
