#include "services/directive/rpc/directive_service.h"

#include <openssl/evp.h>

#include <array>
#include <utility>

#include "common/audit/rpc/caller.h"
#include "common/status/status.h"
#include "services/directive/app/correct_directive.h"
#include "services/directive/app/discard_directive.h"
#include "services/directive/app/ingest_directive.h"
#include "services/directive/app/issue_directive.h"
#include "services/directive/rpc/convert_directive.h"
#include "services/directive/rpc/read_directives.h"
#include "services/directive/rpc/read_evaluation.h"
#include "services/directive/rpc/read_successions.h"
#include "services/directive/rpc/validate.h"
#include "services/directive/rpc/visibility.h"
#include "services/directive/storage/directive_storage.h"

namespace dondoc::directive {
namespace {

// Everything that was asked for and on whose behalf, in 64 characters. Not the etag: who repeats a request that was
// carried out may have read the directive since, as the command line does.
template <typename Message>
std::string HashOf(Message request, const rpc::Caller& caller) {
  if constexpr (requires { request.clear_etag(); }) request.clear_etag();
  const std::string bytes = request.SerializeAsString() + caller.unit_id;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += {kHex[digest[i] >> 4], kHex[digest[i] & 15]};
  }
  return hex;
}

template <typename Message>
app::Request RequestOf(const Message& request, const rpc::Call& call) {
  app::Request made{request.request_id(), HashOf(request, call.caller), call.caller.unit_id, call.caller.user,
                    call.trace};
  made.caller = audit::CallerOf(call);
  made.caller_units = call.Units();
  if constexpr (requires { request.directive_id(); })
    made.permit = call.Permits(NoSuchDirective(request.directive_id()));
  return made;
}

template <typename Message>
app::AtVersion TargetOf(const Message& request) {
  return {request.directive_id(), VersionOf(request.etag())};
}

}  // namespace

template <typename MessageIn, typename MessageOut>
grpc::Status DirectiveService::Read(grpc::ServerContext& context, const MessageIn& request, MessageOut& response,
                                    absl::StatusOr<MessageOut> (*read)(pg::Database&, const MessageIn&,
                                                                       const rpc::Call&)) {
  return rpc::Unary(environment_, context, request, response, [&](const rpc::Call& call) -> absl::StatusOr<MessageOut> {
    DONDOC_RETURN_IF_ERROR(Validate(request));
    return read(context_.database, request, call);
  });
}

template <typename MessageIn, typename Operation>
grpc::Status DirectiveService::Change(grpc::ServerContext& context, const MessageIn& request, v1::Directive& response,
                                      Operation change) {
  return rpc::Unary(environment_, context, request, response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Directive> {
                      DONDOC_RETURN_IF_ERROR(Validate(request));
                      DONDOC_RETURN_IF_ERROR(ValidateCaller(call.caller.unit_id));
                      const absl::StatusOr<std::string> id = change(RequestOf(request, call), TargetOf(request));
                      if (!id.ok()) return WithoutUnseen(context_.database, id.status(), call);
                      return ViewDirective(context_.database, *id, {.today = Today(), .changed = true}, call);
                    });
}

grpc::Status DirectiveService::IngestDirective(grpc::ServerContext* context, const v1::IngestDirectiveRequest* request,
                                               v1::IngestDirectiveResponse* response) {
  const auto ingest = [&](const rpc::Call& call) -> absl::StatusOr<v1::IngestDirectiveResponse> {
    DONDOC_RETURN_IF_ERROR(Validate(*request));
    DONDOC_RETURN_IF_ERROR(ValidateCaller(call.caller.unit_id));
    // It becomes the unit's that takes it in.
    DONDOC_RETURN_IF_ERROR(call.Permit({.unit = call.caller.unit_id}));
    const absl::StatusOr<app::Ingested> ingested = app::IngestDirective(
        context_, {RequestOf(*request, call), request->file_name(), request->file(), request->issuer_unit_id(),
                   process::Patience::For(call.caller_waits, [&] { return context->IsCancelled(); })});
    if (!ingested.ok()) return WithoutUnseen(context_.database, ingested.status(), call);
    v1::IngestDirectiveResponse answer;
    if (ingested->already_known) {
      DONDOC_RETURN_IF_ERROR(CheckSeen(context_.database, ingested->directive_id, call));
    }
    DONDOC_ASSIGN_OR_RETURN(*answer.mutable_directive(),
                            ViewDirective(context_.database, ingested->directive_id, {.today = Today()}, call));
    answer.set_already_known(ingested->already_known);
    return answer;
  };
  return rpc::Unary(environment_, *context, *request, *response, ingest);
}

grpc::Status DirectiveService::GetDirective(grpc::ServerContext* context, const v1::GetDirectiveRequest* request,
                                            v1::Directive* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Directive> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      return ReadNamed(context_.database, *request, call, Today());
                    });
}

grpc::Status DirectiveService::ListDirectives(grpc::ServerContext* context, const v1::ListDirectivesRequest* request,
                                              v1::ListDirectivesResponse* response) {
  return Read(*context, *request, *response, ReadList);
}

grpc::Status DirectiveService::SearchDirectives(grpc::ServerContext* context,
                                                const v1::SearchDirectivesRequest* request,
                                                v1::SearchDirectivesResponse* response) {
  return Read(*context, *request, *response, ReadSearch);
}

grpc::Status DirectiveService::CorrectDirective(grpc::ServerContext* context,
                                                const v1::CorrectDirectiveRequest* request, v1::Directive* response) {
  return Change(*context, *request, *response, [&](app::Request by, app::AtVersion target) {
    return app::CorrectDirective(context_, {std::move(by), std::move(target), FromProto(request->corrections())});
  });
}

grpc::Status DirectiveService::UndoCorrection(grpc::ServerContext* context, const v1::UndoCorrectionRequest* request,
                                              v1::Directive* response) {
  return Change(*context, *request, *response, [&](const app::Request& by, const app::AtVersion& target) {
    return app::UndoCorrection(context_, by, target);
  });
}

grpc::Status DirectiveService::ResolveDirective(grpc::ServerContext* context,
                                                const v1::ResolveDirectiveRequest* request, v1::Directive* response) {
  return Change(*context, *request, *response, [&](const app::Request& by, const app::AtVersion& target) {
    return app::ResolveDirective(context_, by, target);
  });
}

grpc::Status DirectiveService::IssueDirective(grpc::ServerContext* context, const v1::IssueDirectiveRequest* request,
                                              v1::Directive* response) {
  return Change(*context, *request, *response, [&](app::Request by, app::AtVersion target) {
    return app::IssueDirective(context_, {std::move(by), std::move(target), request->number(), request->issued_on(),
                                          request->issuer_unit_id()});
  });
}

grpc::Status DirectiveService::DiscardDirective(grpc::ServerContext* context,
                                                const v1::DiscardDirectiveRequest* request, v1::Directive* response) {
  return Change(*context, *request, *response, [&](app::Request by, app::AtVersion target) {
    return app::DiscardDirective(context_, {std::move(by), std::move(target), request->reason()});
  });
}

grpc::Status DirectiveService::RestoreDirective(grpc::ServerContext* context,
                                                const v1::RestoreDirectiveRequest* request, v1::Directive* response) {
  return Change(*context, *request, *response, [&](const app::Request& by, const app::AtVersion& target) {
    return app::RestoreDirective(context_, by, target);
  });
}

grpc::Status DirectiveService::GetFile(grpc::ServerContext* context, const v1::GetFileRequest* request,
                                       v1::GetFileResponse* response) {
  return Read(*context, *request, *response, ReadFile);
}

grpc::Status DirectiveService::ListCorrections(grpc::ServerContext* context, const v1::ListCorrectionsRequest* request,
                                               v1::ListCorrectionsResponse* response) {
  return Read(*context, *request, *response, ReadCorrections);
}

grpc::Status DirectiveService::EvaluateProposals(grpc::ServerContext* context,
                                                 const v1::EvaluateProposalsRequest* request,
                                                 v1::EvaluateProposalsResponse* response) {
  return Read(*context, *request, *response, ReadEvaluation);
}

grpc::Status DirectiveService::GetDocumentsPreview(grpc::ServerContext* context,
                                                   const v1::GetDocumentsPreviewRequest* request,
                                                   v1::DocumentsPreview* response) {
  return Read(*context, *request, *response, ReadSuccessionPreview);
}

grpc::Status DirectiveService::GetDocumentsUses(grpc::ServerContext* context,
                                                const v1::GetDocumentsUsesRequest* request,
                                                v1::GetDocumentsUsesResponse* response) {
  return Read(*context, *request, *response, ReadSuccessionUses);
}

grpc::Status DirectiveService::GetUnitDocuments(grpc::ServerContext* context,
                                                const v1::GetUnitDocumentsRequest* request,
                                                v1::GetUnitDocumentsResponse* response) {
  return Read(*context, *request, *response, ReadUnitDocuments);
}

}  // namespace dondoc::directive
