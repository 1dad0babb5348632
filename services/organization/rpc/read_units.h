// Questions that need no decision: from the request to storage and back. Errors: those of Validate and of storage.
#pragma once

#include "absl/status/statusor.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

absl::StatusOr<v1::Unit> ReadUnit(const Context& context, const v1::GetUnitRequest& request);
absl::StatusOr<v1::GetUnitsResponse> ReadUnits(const Context& context, const v1::GetUnitsRequest& request);
absl::StatusOr<v1::ListUnitsResponse> ReadUnits(const Context& context, const v1::ListUnitsRequest& request);
absl::StatusOr<v1::ExpandGroupResponse> ReadGroup(const Context& context, const v1::ExpandGroupRequest& request);

}  // namespace dondoc::organization
