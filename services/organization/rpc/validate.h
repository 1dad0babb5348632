// The shape of requests: present, length, format. INVALID_ARGUMENT with the field; reasons are named at each.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "dondoc/organization/v1/group_service.pb.h"
#include "dondoc/organization/v1/organization_service.pb.h"

namespace dondoc::organization {

// BAD_ID: not a UUID (request_id, unit ids). EMPTY_FIELD, TOO_LONG, NOT_UTF8. INVALID_DATE: not YYYY-MM-DD. BAD_LEVEL.
// BAD_EMAIL. BAD_IDENTIFIER. BAD_KIND: kinds and tags are UPPER_SNAKE. BAD_PAGE: page_size or page_token. TOO_MANY.
absl::Status Validate(const v1::ImportUnitsRequest& request);
absl::Status Validate(const v1::DiscardListRequest& request);
absl::Status Validate(const v1::EquipTerritoriesRequest& request);
absl::Status Validate(const v1::CreateUnitRequest& request);
absl::Status Validate(const v1::RenameUnitRequest& request);
absl::Status Validate(const v1::MoveUnitRequest& request);
absl::Status Validate(const v1::EndUnitRequest& request);
absl::Status Validate(const v1::AddAliasRequest& request);
absl::Status Validate(const v1::EndAliasRequest& request);
absl::Status Validate(const v1::SetContactsRequest& request);
absl::Status Validate(const v1::SetIdentifierRequest& request);
absl::Status Validate(const v1::SetTagsRequest& request);
absl::Status Validate(const v1::SetAttributesRequest& request);
absl::Status Validate(const v1::DefineGroupRequest& request);
absl::Status Validate(const v1::EndGroupRequest& request);
absl::Status Validate(const v1::ListGroupsRequest& request);
absl::Status Validate(const v1::GetUnitRequest& request);
absl::Status Validate(const v1::GetUnitsRequest& request);
absl::Status Validate(const v1::ListUnitsRequest& request);
absl::Status Validate(const v1::ResolveNamesRequest& request);
absl::Status Validate(const v1::ExpandGroupRequest& request);

// Whether `text` is the address of a mailbox: one @, a local part and a domain with a dot, printable ASCII without
// spaces.
bool IsEmail(std::string_view text);

}  // namespace dondoc::organization
