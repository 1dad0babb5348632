// Directives as text for people. Pure.
#pragma once

#include <string>

#include "dondoc/directive/v1/directive_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

struct ShowOptions {
  bool text = false;      // the document's text
  bool tasks = false;     // tasks with their whole clauses, nothing else
  bool proposal = false;  // what the reader proposed, before any correction (as JSON)
};

// Everything that a person looks at before issuing: header, cascade, tasks, targets, duties, what is not resolved,
// warnings.
std::string DirectiveText(const directive::v1::Directive& directive, const ShowOptions& options);

// One paragraph after a write: id, state, number, counts, warnings, unresolved names and what to type next.
std::string DirectiveReport(const directive::v1::Directive& directive);

Table SummaryTable(const google::protobuf::RepeatedPtrField<directive::v1::DirectiveSummary>& directives);
Table CorrectionTable(const google::protobuf::RepeatedPtrField<directive::v1::CorrectionRecord>& corrections);
// One hit after the other, each with its snippet.
std::string FoundText(const google::protobuf::RepeatedPtrField<directive::v1::FoundDirective>& found);

}  // namespace dondoc::cli
