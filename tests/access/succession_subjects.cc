// Of successions: of a small province of its own, so that nothing else notices.
#include <memory>
#include <tuple>
#include <utility>

#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): the messages of one service
using Stub = SuccessionService::Stub;
using AssignmentStub = assignment::v1::AssignmentService::Stub;

constexpr char kBefore[] =
    "code,name,level,type,parent_code\n98,Tỉnh Bắc,province,Tỉnh,\n98101,Xã Bắc A,commune,Xã,98\n98102,Xã Bắc "
    "B,commune,Xã,98\n"
    "98103,Xã Bắc C,commune,Xã,98\n";
constexpr char kAfter[] =
    "code,name,level,type,parent_code\n98,Tỉnh Bắc,province,Tỉnh,\n98101,Xã Bắc Một,commune,Xã,98\n98102,Xã Bắc "
    "Hai,commune,Xã,98\n98103,Xã Bắc Ba,commune,Xã,98\n";
constexpr char kFile[] =
    "old_code,new_code,relation\n98101,98101,whole\n98102,98101,whole\n98103,98102,part\n98103,98103,part\n";
constexpr char kPlanned[] = "1/NQ-HĐND";  // stays a plan
constexpr char kEnacted[] = "2/NQ-HĐND";  // is enacted and undone

void ImportLists(Country& country) {
  static bool done = false;
  if (std::exchange(done, true)) return;
  for (const auto& [list, csv, from] : {std::tuple("truoc", kBefore, "2020-01-01"), std::tuple("sau", kAfter, "")}) {
    ImportUnitsRequest request;
    request.set_request_id(country.ids.NewId());
    request.set_code_list(list);
    request.set_file_name("units.csv");
    request.set_csv(csv);
    request.set_valid_from(from);
    country.Must<ImportUnitsResponse>(*country.organization, &OrganizationService::Stub::ImportUnits, request);
  }
}

PlanSuccessionRequest PlanRequest(Country& country, const std::string& decision) {
  PlanSuccessionRequest request;
  request.set_request_id(country.NewId());
  request.set_decision_number(decision);
  request.set_decided_on("2024-05-01");
  // The one is for a day that does not come, the other for one that is past.
  request.set_effective_on(decision == kPlanned ? "2999-01-01" : "2024-05-15");
  request.set_from_list("truoc");
  request.set_to_list("sau");
  request.set_file_name("succession.csv");
  request.set_csv(kFile);
  return request;
}

std::string Plan(Country& country, const std::string& decision) {
  return country.Must<Succession>(*country.successions, &Stub::PlanSuccession, PlanRequest(country, decision))
      .succession_id();
}

// The id of what is enacted; empty for none.
std::string Enacted(Country& country) {
  const auto all =
      country.Must<ListSuccessionsResponse>(*country.successions, &Stub::ListSuccessions, ListSuccessionsRequest());
  for (const Succession& one : all.successions()) {
    if (one.decision_number() == kEnacted && one.state() == Succession::ENACTED) return one.succession_id();
  }
  return "";
}

template <typename Request>
Request Turn(Country& country, const std::string& id) {
  Request request;
  request.set_request_id(country.NewId());
  request.set_succession_id(id);
  return request;
}

// As it is before any succession, with one that is planned.
std::string PlannedOne(Country& country) {
  ImportLists(country);
  if (const std::string id = Enacted(country); !id.empty()) {
    country.Must<Succession>(*country.successions, &Stub::UndoSuccession, Turn<UndoSuccessionRequest>(country, id));
  }
  return Plan(country, kPlanned);
}

std::string HeadOf(Country& country, const std::string& list, const std::string& code) {
  GetUnitRequest request;
  request.set_territory_code(code);
  request.set_code_list(list);
  return country.Must<Unit>(*country.organization, &OrganizationService::Stub::GetUnit, request).id();
}

}  // namespace

std::vector<Subject> SuccessionSubjects() {
  auto id = std::make_shared<std::string>();
  auto unit = std::make_shared<std::string>();
  auto heir = std::make_shared<std::string>();
  const auto prepare = [=](Country& country) {
    *id = PlannedOne(country);
    *unit = HeadOf(country, "truoc", "98103");
    *heir = HeadOf(country, "sau", "98102");
  };
  return {
      {.rpc = "PlanSuccession",
       .about = About::kCountry,
       .prepare = prepare,
       .call =
           [](Country& country) {
             return country
                 .Call<Succession>(*country.successions, &Stub::PlanSuccession, PlanRequest(country, kPlanned))
                 .status();
           }},
      {.rpc = "ResolveSuccession",
       .about = About::kCountry,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             auto request = Turn<ResolveSuccessionRequest>(country, *id);
             BodyResolution& resolution = *request.add_resolutions();
             resolution.set_unit_id(*unit);
             resolution.set_heir_unit_id(*heir);
             return country.Call<Succession>(*country.successions, &Stub::ResolveSuccession, request).status();
           }},
      {.rpc = "EnactSuccession",
       .about = About::kCountry,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             return country
                 .Call<Succession>(*country.successions, &Stub::EnactSuccession,
                                   Turn<EnactSuccessionRequest>(country, *id))
                 .status();
           }},
      {.rpc = "UndoSuccession",
       .about = About::kCountry,
       .prepare =
           [=](Country& country) {
             ImportLists(country);
             *id = Enacted(country);
             if (!id->empty()) return;
             *id = Plan(country, kEnacted);
             country.Must<Succession>(*country.successions, &Stub::EnactSuccession,
                                      Turn<EnactSuccessionRequest>(country, *id));
           },
       .call =
           [=](Country& country) {
             return country
                 .Call<Succession>(*country.successions, &Stub::UndoSuccession,
                                   Turn<UndoSuccessionRequest>(country, *id))
                 .status();
           }},
      {.rpc = "DiscardSuccession",
       .about = About::kCountry,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             return country
                 .Call<Succession>(*country.successions, &Stub::DiscardSuccession,
                                   Turn<DiscardSuccessionRequest>(country, *id))
                 .status();
           }},
      {.rpc = "GetSuccession",
       .about = About::kCountry,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             GetSuccessionRequest request;
             request.set_succession_id(*id);
             return country.Call<Succession>(*country.successions, &Stub::GetSuccession, request).status();
           }},
      {.rpc = "ListSuccessions",
       .prepare = prepare,
       .call =
           [](Country& country) {
             return country
                 .Call<ListSuccessionsResponse>(*country.successions, &Stub::ListSuccessions, ListSuccessionsRequest())
                 .status();
           }},
      {.rpc = "ListBodiesWithoutHeir",
       .prepare = prepare,
       .call =
           [=](Country& country) {
             ListBodiesWithoutHeirRequest request;
             request.set_succession_id(*id);
             return country
                 .Call<ListBodiesWithoutHeirResponse>(*country.successions, &Stub::ListBodiesWithoutHeir, request)
                 .status();
           }},
  };
}

// What successions leave with the assignment service.
std::vector<Subject> TransferSubjects() {
  auto id = std::make_shared<std::string>();
  auto succession = std::make_shared<std::string>();
  const auto pretend_other = [=](Country& country) {
    if (succession->empty()) *succession = country.PretendEnded(country.stranger);
  };
  auto of_own = std::make_shared<std::string>();
  return {
      {.rpc = "TransferAssignment",
       .about = About::kGiven,
       .prepare = [=](Country& country) { *id = country.NewAssignment(country.own, country.issuer); },
       .call =
           [=](Country& country) {
             assignment::v1::TransferAssignmentRequest request;
             request.set_request_id(country.NewId());
             request.set_assignment_id(*id);
             request.set_to_unit_id(country.sibling);
             request.set_reason("Gần hơn");
             return country
                 .Call<assignment::v1::Assignment>(*country.assignments, &AssignmentStub::TransferAssignment, request)
                 .status();
           },
       .object = [=] { return *id; }},
      {.rpc = "ListSuccessionConflicts",
       .about = About::kGiven,
       .is_list = true,
       .prepare =
           [=](Country& country) {
             if (!of_own->empty()) return;
             *of_own = country.PretendEnded(country.own);
             *id = country.NewAssignment(country.own, country.issuer);
           },
       .call = [=](Country& country) -> absl::Status {
         assignment::v1::ListSuccessionConflictsRequest request;
         request.set_succession_id(*of_own);
         request.set_page_size(1000);
         const auto page = country.Call<assignment::v1::ListSuccessionConflictsResponse>(
             *country.assignments, &AssignmentStub::ListSuccessionConflicts, request);
         if (!page.ok()) return page.status();
         for (const auto& conflict : page->conflicts()) {
           if (conflict.assignment().assignment_id() == *id) return absl::OkStatus();
         }
         return NotShown();
       },
       .object = [=] { return *id; }},
      {.rpc = "GetSuccessionPreview",
       .about = About::kCountry,
       .prepare = pretend_other,
       .call =
           [=](Country& country) {
             assignment::v1::GetSuccessionPreviewRequest request;
             request.set_succession_id(*succession);
             return country
                 .Call<assignment::v1::SuccessionPreview>(*country.assignments, &AssignmentStub::GetSuccessionPreview,
                                                          request)
                 .status();
           }},
      {.rpc = "GetSuccessionUses",
       .prepare = pretend_other,
       .call =
           [=](Country& country) {
             assignment::v1::GetSuccessionUsesRequest request;
             request.set_succession_id(*succession);
             return country
                 .Call<assignment::v1::GetSuccessionUsesResponse>(*country.assignments,
                                                                  &AssignmentStub::GetSuccessionUses, request)
                 .status();
           }},
      {.rpc = "GetUnitWork",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             assignment::v1::GetUnitWorkRequest request;
             request.set_unit_id(country.own);
             return country
                 .Call<assignment::v1::GetUnitWorkResponse>(*country.assignments, &AssignmentStub::GetUnitWork, request)
                 .status();
           }},
  };
}

}  // namespace dondoc::access_test
