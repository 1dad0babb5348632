// Rows to values: one decoder for each shape of row, so that a column is named in one place. Throw pg::DecodeError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/postgres/result.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// A directive in short, as lists show it.
struct Summary {
  std::string id;
  State state = State::kDraft;
  std::string number;
  DocumentType type = DocumentType::kUnknown;
  std::string issuer;
  std::optional<Day> issued_on;
  std::string subject;
  int tasks = 0;
  TimePoint ingested_at{};
};

Summary DecodeSummary(const pg::Row& row);
// Everything of the header; lists are empty.
Directive DecodeHeader(const pg::Row& row);
Task DecodeTask(const pg::Row& row);
Target DecodeTarget(const pg::Row& row);
Duty DecodeDuty(const pg::Row& row);
CitedDocument DecodeCitation(const pg::Row& row);
Recipient DecodeRecipient(const pg::Row& row);
NamedBody DecodeNamedBody(const pg::Row& row);

}  // namespace dondoc::directive
