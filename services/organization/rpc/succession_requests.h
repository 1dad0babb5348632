// Requests of successions: their shape, to commands, and results to answers. Pure. Errors are INVALID_ARGUMENT with the
// field, with the reasons of validate.h, and BAD_DAYS for a succession that begins before it was decided.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/organization/v1/succession_service.pb.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/plan_succession.h"

namespace dondoc::organization {

absl::StatusOr<PlanCommand> ToCommand(const v1::PlanSuccessionRequest& request, const rpc::Call& call);
absl::StatusOr<ResolveCommand> ToCommand(const v1::ResolveSuccessionRequest& request, const rpc::Call& call);
absl::StatusOr<TurnCommand> ToCommand(const v1::EnactSuccessionRequest& request, const rpc::Call& call);
absl::StatusOr<TurnCommand> ToCommand(const v1::UndoSuccessionRequest& request, const rpc::Call& call);
absl::StatusOr<TurnCommand> ToCommand(const v1::DiscardSuccessionRequest& request, const rpc::Call& call);
absl::StatusOr<SuccessionPage> ToPage(const v1::ListSuccessionsRequest& request);
absl::StatusOr<BodyPage> ToPage(const v1::ListBodiesWithoutHeirRequest& request);

v1::Succession ToMessage(const Succession& succession);
v1::BodyWithoutHeir ToMessage(const BodyWithoutHeir& body);
// Serialized v1::Succession: what is kept with the request.
std::string ToSuccessionAnswer(const Succession& succession);
// Where a page ended.
std::string PageToken(const Succession& last);
std::string PageToken(const BodyWithoutHeir& last);

}  // namespace dondoc::organization
