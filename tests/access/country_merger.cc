// Two provinces that become one, as part of the country.
#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/assignment/storage/assignment_storage.h"
#include "tests/access/country.h"

namespace dondoc::access_test {
namespace {

// Two provinces, and the one that they become; codes of lists of their own.
constexpr char kTwoProvinces[] =
    "code,name,level,type,parent_code\n"
    "94,Tỉnh Trung,province,Tỉnh,\n941,Huyện Trung Một,district,Huyện,94\n94101,Xã Trung A,commune,Xã,941\n"
    "94102,Xã Trung B,commune,Xã,941\n"
    "95,Tỉnh Thượng,province,Tỉnh,\n951,Huyện Thượng Một,district,Huyện,95\n95101,Xã Thượng A,commune,Xã,951\n";
constexpr char kOneProvince[] =
    "code,name,level,type,parent_code\n"
    "96,Tỉnh Trung Thượng,province,Tỉnh,\n96001,Xã Hợp A,commune,Xã,96\n96002,Xã Hợp B,commune,Xã,96\n"
    "96003,Xã Hợp C,commune,Xã,96\n";
constexpr char kMoved[] =
    "code,name,level,type,parent_code\n"
    "92,Tỉnh Tây,province,Tỉnh,\n921,Huyện Tây Một,district,Huyện,92\n91102,Xã Đông B,commune,Xã,921\n";
constexpr char kMerger[] =
    "old_code,new_code,relation\n94101,96001,whole\n95101,96001,whole\n94102,96002,part\n94102,96003,part\n";

}  // namespace

void Country::Import(const std::string& list, const std::string& csv, const std::string& from) {
  organization::v1::ImportUnitsRequest request;
  request.set_request_id(NewId());
  request.set_code_list(list);
  request.set_file_name("units.csv");
  request.set_csv(csv);
  request.set_valid_from(from);
  Must<organization::v1::ImportUnitsResponse>(*organization, &organization::v1::OrganizationService::Stub::ImportUnits,
                                              request);
}

void Country::MoveSibling(const std::string& day) {
  Import("2024", kMoved, day);
  CopyTree();
}

void Country::MergeProvinces() {
  using organization::v1::OrganizationService;
  using organization::v1::SuccessionService;
  Import("hai", kTwoProvinces, "2020-01-01");
  Import("mot", kOneProvince, "");
  const auto head = [&](const char* code, const char* list) {
    return world_.Head(code, list, *MakeDay(2024, 5, 31)).id;
  };
  for (const char* code : {"94", "941", "94101", "94102", "95", "951", "95101"}) ended.push_back(head(code, "hai"));
  for (const char* code : {"96", "96001", "96002", "96003"}) begun.push_back(head(code, "mot"));
  ended_commune = head("94101", "hai");
  organization::v1::CreateUnitRequest create;
  create.set_request_id(NewId());
  create.mutable_unit()->set_name("Phòng Văn hóa huyện Trung Một");
  create.mutable_unit()->set_kind("PHONG_VH");
  create.mutable_unit()->set_superior_id(head("941", "hai"));
  ended_office = Must<organization::v1::Unit>(*organization, &OrganizationService::Stub::CreateUnit, create).id();
  ended.push_back(ended_office);
  organization::v1::PlanSuccessionRequest plan;
  plan.set_request_id(NewId());
  plan.set_decision_number("9/NQ");
  plan.set_decided_on("2024-05-01");
  plan.set_effective_on("2024-06-01");
  plan.set_from_list("hai");
  plan.set_to_list("mot");
  plan.set_file_name("succession.csv");
  plan.set_csv(kMerger);
  organization::v1::EnactSuccessionRequest enact;
  enact.set_request_id(NewId());
  enact.set_succession_id(
      Must<organization::v1::Succession>(*successions, &SuccessionService::Stub::PlanSuccession, plan).succession_id());
  Must<organization::v1::Succession>(*successions, &SuccessionService::Stub::EnactSuccession, enact);
  CopyTree();
}

access::Parties Country::PartiesOf(const std::string& assignment_id) {
  auto parties = assignment_.database.Run(
      {.read_only = true}, [&](pg::Transaction& tx) { return assignment::GetParties(tx, assignment_id, {}); });
  if (!parties.ok()) Fail(parties.status());
  return *std::move(parties);
}

}  // namespace dondoc::access_test
