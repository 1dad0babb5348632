#include "tools/dondoc/find_directive.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

using directive::v1::Directive;

absl::StatusOr<Directive> FindDirective(Session& session, const std::string& text, const DirectiveParts& parts) {
  directive::v1::GetDirectiveRequest request;
  request.set_directive(text);
  request.set_with_text(parts.text);
  request.set_with_proposal(parts.proposal);
  return session.Call("directive", &directive::v1::DirectiveService::Stub::GetDirective, request);
}

absl::StatusOr<std::string> FindDirectiveId(Session& session, const std::string& text) {
  if (IsUuid(text)) return text;
  DONDOC_ASSIGN_OR_RETURN(const Directive found, FindDirective(session, text));
  return found.id();
}

}  // namespace dondoc::cli
