// What the commands of the audit print. Pure.
#pragma once

#include <map>
#include <string>

#include "common/audit/verify.h"
#include "dondoc/cli/v1/audit_verification.pb.h"
#include "dondoc/common/v1/audit_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

v1::VerifiedChain ToProto(const std::string& service, const std::string& cell, const audit::Report& report);

// One line for each chain, then what is wrong with them and what could not be looked at.
std::string VerificationText(const v1::AuditVerification& verification);

// One line for each record: when, who, for which unit, what, to what, and what changed.
Table RecordsTable(const google::protobuf::RepeatedPtrField<common::v1::AuditRecord>& records,
                   const std::map<std::string, std::string>& unit_names);

}  // namespace dondoc::cli
