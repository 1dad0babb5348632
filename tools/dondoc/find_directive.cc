#include "tools/dondoc/find_directive.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

absl::StatusOr<std::string> FindDirectiveId(Session& session, const std::string& text) {
  if (IsUuid(text)) return text;
  directive::v1::GetDirectiveRequest request;
  request.set_directive(text);
  DONDOC_ASSIGN_OR_RETURN(const directive::v1::Directive found,
                          session.Call("directive", &directive::v1::DirectiveService::Stub::GetDirective, request));
  return found.id();
}

}  // namespace dondoc::cli
