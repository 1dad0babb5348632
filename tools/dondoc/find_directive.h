// The directive that an argument means.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::cli {

class Session;

// What help says of an argument that these understand.
inline constexpr char kDirectiveNamedBy[] = "Its id, how the id begins, or its number";

// What is asked for besides the directive itself.
struct DirectiveParts {
  bool text = false;
  bool proposal = false;
};

// The directive whose id or number `text` is, or whose id begins with it, as the directive service knows it: NOT_FOUND
// (DIRECTIVE_NOT_FOUND); FAILED_PRECONDITION (AMBIGUOUS_DIRECTIVE) with those that may be meant.
absl::StatusOr<directive::v1::Directive> FindDirective(Session& session, const std::string& text,
                                                       const DirectiveParts& parts = {});

// As FindDirective, only the id; an id is taken as it is.
absl::StatusOr<std::string> FindDirectiveId(Session& session, const std::string& text);

}  // namespace dondoc::cli
