#include <memory>

#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

using assignment::v1::Assignment;
using Stub = assignment::v1::AssignmentService::Stub;

template <typename Request>
Request RequestFor(Country& country, const std::string& id) {
  Request request;
  request.set_request_id(country.NewId());
  request.set_assignment_id(id);
  if constexpr (requires { request.set_text(""); }) request.set_text("Đã làm xong");
  if constexpr (requires { request.set_evidence_note(""); }) request.set_evidence_note("Biên bản số 3");
  if constexpr (requires { request.set_reason(""); }) request.set_reason("Chưa đủ");
  return request;
}

template <typename Request>
Subject Write(const std::string& rpc, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Assignment*),
              bool accepted, bool reported) {
  auto id = std::make_shared<std::string>();
  return {
      .rpc = rpc,
      .about = About::kGiven,
      .prepare =
          [=](Country& country) {
            *id = country.NewAssignment(country.own, country.issuer);
            if (accepted) {
              country.Must<Assignment>(*country.assignments, &Stub::AcceptAssignment,
                                       RequestFor<assignment::v1::AcceptAssignmentRequest>(country, *id));
            }
            if (reported) {
              country.Must<Assignment>(*country.assignments, &Stub::ReportAssignment,
                                       RequestFor<assignment::v1::ReportAssignmentRequest>(country, *id));
            }
          },
      .call =
          [=](Country& country) {
            return country.Call<Assignment>(*country.assignments, method, RequestFor<Request>(country, *id)).status();
          },
      .object = [=] { return *id; }};
}

}  // namespace

std::vector<Subject> AssignmentSubjects() {
  std::vector<Subject> subjects = {
      Write("AcceptAssignment", &Stub::AcceptAssignment, false, false),
      Write("StartAssignment", &Stub::StartAssignment, true, false),
      Write("ReportAssignment", &Stub::ReportAssignment, true, false),
      Write("ReturnAssignment", &Stub::ReturnAssignment, true, true),
      Write("CompleteAssignment", &Stub::CompleteAssignment, true, true),
      Write("RefuseAssignment", &Stub::RefuseAssignment, false, false),
  };
  auto id = std::make_shared<std::string>();
  auto directive_id = std::make_shared<std::string>();
  const auto prepare = [=](Country& country) {
    if (!id->empty()) return;
    *id = country.NewAssignment(country.own, country.issuer);
    assignment::v1::GetAssignmentRequest get;
    get.set_assignment_id(*id);
    *directive_id = country.Must<Assignment>(*country.assignments, &Stub::GetAssignment, get).directive_id();
  };
  subjects.push_back(
      {.rpc = "GetAssignment", .about = About::kGiven, .prepare = prepare, .call = [=](Country& country) {
         assignment::v1::GetAssignmentRequest request;
         request.set_assignment_id(*id);
         return country.Call<Assignment>(*country.assignments, &Stub::GetAssignment, request).status();
       }});
  subjects.push_back({.rpc = "ListAssignments",
                      .about = About::kGiven,
                      .is_list = true,
                      .prepare = prepare,
                      .call = [=](Country& country) -> absl::Status {
                        assignment::v1::ListAssignmentsRequest request;
                        request.set_directive_id(*directive_id);
                        const auto page = country.Call<assignment::v1::ListAssignmentsResponse>(
                            *country.assignments, &Stub::ListAssignments, request);
                        if (!page.ok()) return page.status();
                        return page->assignments_size() == 1 ? absl::OkStatus() : NotShown();
                      }});
  subjects.push_back({.rpc = "ListExpandedGroups",
                      .about = About::kDirective,
                      .prepare = prepare,
                      .call =
                          [=](Country& country) {
                            assignment::v1::ListExpandedGroupsRequest request;
                            request.set_directive_id(*directive_id);
                            return country
                                .Call<assignment::v1::ListExpandedGroupsResponse>(*country.assignments,
                                                                                  &Stub::ListExpandedGroups, request)
                                .status();
                          },
                      .object = [=] { return *directive_id; }});
  subjects.push_back(
      {.rpc = "GetCounts", .about = About::kGiven, .prepare = prepare, .call = [=](Country& country) -> absl::Status {
         assignment::v1::GetCountsRequest request;
         request.set_unit_id(country.own);
         request.set_directive_id(*directive_id);
         const auto counts =
             country.Call<assignment::v1::AssignmentCounts>(*country.assignments, &Stub::GetCounts, request);
         if (!counts.ok()) return counts.status();
         return counts->total() == 1 ? absl::OkStatus() : absl::InternalError("the assignment is not counted");
       }});
  for (Subject& subject : subjects) {
    if (!subject.object) subject.object = [=] { return *id; };
  }
  return subjects;
}

std::vector<Subject> AuditSubjects() {
  auto id = std::make_shared<std::string>();
  return {{.rpc = "ListAuditRecords",
           .about = About::kUnit,
           .is_list = true,
           .prepare =
               [=](Country& country) {
                 if (!id->empty()) return;
                 *id = country.NewAssignment(country.own, country.issuer);
                 // An act of the unit, not of the operator.
                 const access::Caller before =
                     std::exchange(country.caller, Country::Member(country.own, {access::Role::kOfficer}));
                 const auto accepted =
                     country.Call<Assignment>(*country.assignments, &Stub::AcceptAssignment,
                                              RequestFor<assignment::v1::AcceptAssignmentRequest>(country, *id));
                 country.caller = before;
                 if (!accepted.ok()) Country::Fail(accepted.status());
               },
           .call = [=](Country& country) -> absl::Status {
             common::v1::ListAuditRecordsRequest request;
             request.set_object_id(*id);
             const auto page = country.Call<common::v1::ListAuditRecordsResponse>(
                 *country.audits, &common::v1::AuditService::Stub::ListAuditRecords, request);
             if (!page.ok()) return page.status();
             return page->records_size() > 0 ? absl::OkStatus() : NotShown();
           }}};
}

std::vector<Subject> AccessSubjects() {
  return {{.rpc = "ExplainAccess",
           .prepare = [](Country&) {},
           .call =
               [](Country& country) {
                 common::v1::ExplainAccessRequest request;
                 request.set_rpc("GetAssignment");
                 return country
                     .Call<common::v1::AccessExplanation>(*country.access,
                                                          &common::v1::AccessService::Stub::ExplainAccess, request)
                     .status();
               }}};
}

}  // namespace dondoc::access_test
