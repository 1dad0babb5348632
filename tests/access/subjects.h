// For each RPC: a real object, and the call on it, so that whoever may do it succeeds.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/status/status.h"
#include "tests/access/country.h"

namespace dondoc::access_test {

// Which units the object has to do with.
enum class About {
  kUnit,       // `own` alone: numbers, contacts, an inbox
  kGiven,      // of `own`, given by `issuer`: an assignment
  kDirective,  // issued by `issuer`, with something to do for `own`, which `lead` leads and others help with
  kDraft,      // came in at `own`, to be issued by `issuer`
  kIssued,     // the same, issued, with something to do for `recipient`
  kCountry,    // the whole country
  kNothing,    // no object
};

struct Subject {
  std::string rpc;
  About about = About::kNothing;
  // A list: whoever may not see the object is answered without it.
  bool is_list = false;
  // As the operator: makes an object that the call succeeds on. Called again after each call that succeeded.
  std::function<void(Country&)> prepare = nullptr;
  // As country.caller. For a list: NOT_FOUND where the object is not in it.
  std::function<absl::Status(Country&)> call = nullptr;
  // The object as ExplainAccess takes it. Without one it is `own` where the call is about a unit, and none where it is
  // about nothing.
  std::function<std::string()> object = nullptr;
};

std::vector<Subject> AssignmentSubjects();
std::vector<Subject> DirectiveSubjects();
std::vector<Subject> IndicatorSubjects();
std::vector<Subject> NotificationSubjects();
std::vector<Subject> OrganizationSubjects();
std::vector<Subject> GroupSubjects();
std::vector<Subject> IdentitySubjects();
std::vector<Subject> CallerSubjects();
std::vector<Subject> SuccessionSubjects();
std::vector<Subject> TransferSubjects();
std::vector<Subject> TreeSubjects();
std::vector<Subject> ClockSubjects();
std::vector<Subject> AuditSubjects();
std::vector<Subject> AccessSubjects();

// NOT_FOUND, what a list without the object is.
inline absl::Status NotShown() { return absl::NotFoundError("the object is not in the list"); }

// For names that were not used before.
inline int NextNumber() {
  static int number = 0;
  return ++number;
}

// A question about a succession. None is known here: whoever may ask is told so.
template <typename Stub, typename Request, typename Response>
Subject AskOfSuccession(const std::string& rpc, std::unique_ptr<Stub> Country::*service,
                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
  return {.rpc = rpc,
          .about = About::kCountry,
          .prepare = [](Country&) {},
          .call =
              [=](Country& country) {
                Request request;
                request.set_succession_id(country.NewId());
                const absl::Status status = country.Call<Response>(*(country.*service), method, request).status();
                const std::string reason = Reason(status);
                return reason == "PLAN_BEHIND" || reason == "SUCCESSION_NOT_FOUND" ? absl::OkStatus() : status;
              }};
}

}  // namespace dondoc::access_test
