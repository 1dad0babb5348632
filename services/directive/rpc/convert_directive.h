// Directives between the domain and the API; the only file that knows both.
//
// Pure, thread-safe.
#pragma once

#include <vector>

#include "dondoc/common/v1/level.pb.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "dondoc/organization/v1/unit.pb.h"
#include "services/directive/app/correct_directive.h"
#include "services/directive/domain/directive.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_queries.h"

namespace dondoc::directive {

// With deadlines derived, unresolved names and warnings; text and proposal are left out.
v1::Directive ToProto(const Directive& directive, const Cascade& cascade);
v1::DirectiveSummary ToProto(const Summary& summary);
v1::CorrectionRecord ToProto(const CorrectionRecord& record);

// Nothing known where the message has neither a unit nor a group.
Meaning FromProto(const organization::v1::Addressee& addressee);
organization::v1::Addressee ToProto(const NamedBody& body);

// UNSPECIFIED is kCentral: the level nobody has by mistake.
Level LevelFromProto(common::v1::Level level);
common::v1::Level ToProto(Level level);

// Requires that Validate found nothing wrong.
std::vector<app::Correction> FromProto(const google::protobuf::RepeatedPtrField<v1::Correction>& corrections);
Filter FromProto(const v1::ListDirectivesRequest& request);

}  // namespace dondoc::directive
