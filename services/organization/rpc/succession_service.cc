#include "services/organization/rpc/succession_service.h"

#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/organization/app/discard_succession.h"
#include "services/organization/app/preview_succession.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/rpc/succession_requests.h"
#include "services/organization/storage/succession_storage.h"

namespace dondoc::organization {
namespace {

absl::StatusOr<v1::Succession> Parse(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  v1::Succession succession;
  if (!succession.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return succession;
}

pg::TransactionOptions Reading(const rpc::Call& call) { return {.timeout = call.time_left, .read_only = true}; }

// Fills a page of at most `limit` from rows, one more of which says that there is another page.
template <typename Row, typename Entries>
std::string FillPage(const std::vector<Row>& rows, int limit, Entries* entries) {
  for (const Row& row : rows) {
    if (entries->size() == limit) return PageToken(rows[static_cast<std::size_t>(limit) - 1]);
    *entries->Add() = ToMessage(row);
  }
  return "";
}

}  // namespace

grpc::Status SuccessionService::PlanSuccession(grpc::ServerContext* context, const v1::PlanSuccessionRequest* request,
                                               v1::Succession* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      DONDOC_ASSIGN_OR_RETURN(const PlanCommand command, ToCommand(*request, call));
                      return Parse(organization::PlanSuccession(context_, command, ToSuccessionAnswer));
                    });
}

grpc::Status SuccessionService::ResolveSuccession(grpc::ServerContext* context,
                                                  const v1::ResolveSuccessionRequest* request,
                                                  v1::Succession* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      DONDOC_ASSIGN_OR_RETURN(const ResolveCommand command, ToCommand(*request, call));
                      return Parse(organization::ResolveSuccession(context_, command, ToSuccessionAnswer));
                    });
}

grpc::Status SuccessionService::EnactSuccession(grpc::ServerContext* context, const v1::EnactSuccessionRequest* request,
                                                v1::Succession* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      DONDOC_ASSIGN_OR_RETURN(const TurnCommand command, ToCommand(*request, call));
                      return Parse(organization::EnactSuccession(context_, command, ToSuccessionAnswer));
                    });
}

grpc::Status SuccessionService::UndoSuccession(grpc::ServerContext* context, const v1::UndoSuccessionRequest* request,
                                               v1::Succession* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      DONDOC_ASSIGN_OR_RETURN(const TurnCommand command, ToCommand(*request, call));
                      return Parse(organization::UndoSuccession(context_, command, ask_for_uses_, ToSuccessionAnswer));
                    });
}

grpc::Status SuccessionService::DiscardSuccession(grpc::ServerContext* context,
                                                  const v1::DiscardSuccessionRequest* request,
                                                  v1::Succession* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      DONDOC_ASSIGN_OR_RETURN(const TurnCommand command, ToCommand(*request, call));
                      return Parse(organization::DiscardSuccession(context_, command, ToSuccessionAnswer));
                    });
}

grpc::Status SuccessionService::GetSuccession(grpc::ServerContext* context, const v1::GetSuccessionRequest* request,
                                              v1::Succession* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Succession> {
        DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
        DONDOC_ASSIGN_OR_RETURN(const PreviewedSuccession found,
                                PreviewSuccession(context_.database, request->succession_id(), Reading(call)));
        v1::Succession message = ToMessage(found.succession);
        message.set_memberships(found.people.memberships);
        message.set_memberships_without_heir(found.people.memberships_without_heir);
        message.set_accounts(found.people.accounts);
        message.set_accounts_without_heir(found.people.accounts_without_heir);
        if (request->by_unit()) {
          for (const auto& unit : found.people.without_heir) {
            v1::PeopleOfUnit& people = *message.add_people_without_heir();
            people.set_unit_id(unit.unit_id);
            people.set_memberships(unit.memberships);
            people.set_accounts(unit.accounts);
          }
        }
        message.set_groups(found.groups);
        message.set_unequipped(found.unequipped.bodies);
        message.mutable_unequipped_codes()->Assign(found.unequipped.codes.begin(), found.unequipped.codes.end());
        return message;
      });
}

grpc::Status SuccessionService::ListSuccessions(grpc::ServerContext* context, const v1::ListSuccessionsRequest* request,
                                                v1::ListSuccessionsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ListSuccessionsResponse> {
                      DONDOC_ASSIGN_OR_RETURN(SuccessionPage page, ToPage(*request));
                      const int limit = page.limit++;
                      DONDOC_ASSIGN_OR_RETURN(const std::vector<Succession> rows,
                                              context_.database.Run(Reading(call), [&](pg::Transaction& tx) {
                                                return organization::ListSuccessions(tx, page);
                                              }));
                      v1::ListSuccessionsResponse answer;
                      answer.set_next_page_token(FillPage(rows, limit, answer.mutable_successions()));
                      return answer;
                    });
}

grpc::Status SuccessionService::ListBodiesWithoutHeir(grpc::ServerContext* context,
                                                      const v1::ListBodiesWithoutHeirRequest* request,
                                                      v1::ListBodiesWithoutHeirResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ListBodiesWithoutHeirResponse> {
                      DONDOC_ASSIGN_OR_RETURN(BodyPage page, ToPage(*request));
                      const int limit = page.limit++;
                      DONDOC_ASSIGN_OR_RETURN(const std::vector<BodyWithoutHeir> rows,
                                              context_.database.Run(Reading(call), [&](pg::Transaction& tx) {
                                                return organization::ListBodiesWithoutHeir(tx, request->succession_id(),
                                                                                           page);
                                              }));
                      v1::ListBodiesWithoutHeirResponse answer;
                      answer.set_next_page_token(FillPage(rows, limit, answer.mutable_bodies()));
                      return answer;
                    });
}

}  // namespace dondoc::organization
