// The DirectiveService of the API: each method validates, converts, calls one operation or one read, and converts back.
//
// Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "services/directive/app/context.h"

namespace dondoc::directive {

class DirectiveService final : public v1::DirectiveService::Service {
 public:
  // Both must outlive it.
  DirectiveService(app::Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status IngestDirective(grpc::ServerContext* context, const v1::IngestDirectiveRequest* request,
                               v1::IngestDirectiveResponse* response) override;
  grpc::Status GetDirective(grpc::ServerContext* context, const v1::GetDirectiveRequest* request,
                            v1::Directive* response) override;
  grpc::Status ListDirectives(grpc::ServerContext* context, const v1::ListDirectivesRequest* request,
                              v1::ListDirectivesResponse* response) override;
  grpc::Status SearchDirectives(grpc::ServerContext* context, const v1::SearchDirectivesRequest* request,
                                v1::SearchDirectivesResponse* response) override;
  grpc::Status CorrectDirective(grpc::ServerContext* context, const v1::CorrectDirectiveRequest* request,
                                v1::Directive* response) override;
  grpc::Status UndoCorrection(grpc::ServerContext* context, const v1::UndoCorrectionRequest* request,
                              v1::Directive* response) override;
  grpc::Status ResolveDirective(grpc::ServerContext* context, const v1::ResolveDirectiveRequest* request,
                                v1::Directive* response) override;
  grpc::Status IssueDirective(grpc::ServerContext* context, const v1::IssueDirectiveRequest* request,
                              v1::Directive* response) override;
  grpc::Status DiscardDirective(grpc::ServerContext* context, const v1::DiscardDirectiveRequest* request,
                                v1::Directive* response) override;
  grpc::Status RestoreDirective(grpc::ServerContext* context, const v1::RestoreDirectiveRequest* request,
                                v1::Directive* response) override;
  grpc::Status GetFile(grpc::ServerContext* context, const v1::GetFileRequest* request,
                       v1::GetFileResponse* response) override;
  grpc::Status ListCorrections(grpc::ServerContext* context, const v1::ListCorrectionsRequest* request,
                               v1::ListCorrectionsResponse* response) override;
  grpc::Status EvaluateProposals(grpc::ServerContext* context, const v1::EvaluateProposalsRequest* request,
                                 v1::EvaluateProposalsResponse* response) override;
  grpc::Status GetDocumentsPreview(grpc::ServerContext* context, const v1::GetDocumentsPreviewRequest* request,
                                   v1::DocumentsPreview* response) override;
  grpc::Status GetUnitDocuments(grpc::ServerContext* context, const v1::GetUnitDocumentsRequest* request,
                                v1::GetUnitDocumentsResponse* response) override;
  grpc::Status GetDocumentsUses(grpc::ServerContext* context, const v1::GetDocumentsUsesRequest* request,
                                v1::GetDocumentsUsesResponse* response) override;

 private:
  // A read: validated, then answered by `read`.
  template <typename MessageIn, typename MessageOut>
  grpc::Status Read(grpc::ServerContext& context, const MessageIn& request, MessageOut& response,
                    absl::StatusOr<MessageOut> (*read)(pg::Database&, const MessageIn&, const rpc::Call&));

  // A change: validated, then made by `change`, which gives the directive's id; the answer is the directive as it is
  // then.
  template <typename MessageIn, typename Operation>
  grpc::Status Change(grpc::ServerContext& context, const MessageIn& request, v1::Directive& response,
                      Operation change);

  Day Today() const { return DayOf(context_.clock.Now()); }

  app::Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::directive
