#include "services/directive/domain/reading/read_directive.h"

namespace dondoc::directive {

ParsedDirective ReadDirective(std::string_view) { return {}; }

}  // namespace dondoc::directive
