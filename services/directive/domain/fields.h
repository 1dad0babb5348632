// The fields of a directive by their paths (corrections.h says which there are): reading and writing one as text.
//
// Errors as in corrections.h. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

absl::StatusOr<std::string> GetField(const Directive& directive, std::string_view path);
absl::Status SetField(Directive& directive, std::string_view path, std::string_view value);

}  // namespace dondoc::directive
