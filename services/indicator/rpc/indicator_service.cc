#include "services/indicator/rpc/indicator_service.h"

#include <optional>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/indicator/app/change_targets.h"
#include "services/indicator/app/define_indicator.h"
#include "services/indicator/app/submit_values.h"
#include "services/indicator/rpc/convert.h"
#include "services/indicator/rpc/read_requests.h"
#include "services/indicator/rpc/read_successions.h"
#include "services/indicator/rpc/read_totals.h"
#include "services/indicator/rpc/request.h"
#include "services/indicator/rpc/validate.h"
#include "services/indicator/storage/target_storage.h"

namespace dondoc::indicator {
namespace {

// How operations keep their answers: as the message that is sent.
template <typename T>
std::string Encode(const T& answer) {
  return ToProto(answer).SerializeAsString();
}

template <typename Message>
absl::StatusOr<Message> Decode(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  Message message;
  if (!message.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return message;
}

// The request of a change of a target: to whoever may not see the target, it is not there.
template <typename Message>
app::Request AboutTarget(const Message& message, const rpc::Call& call) {
  app::Request request = RequestOf(message, call);
  request.permit = call.Permits(NoSuchTarget(message.target_id()));
  return request;
}

template <typename Request, typename Response>
grpc::Status Read(app::Context& context, const rpc::Environment& environment, grpc::ServerContext& server,
                  const Request& request, Response& response) {
  return rpc::Unary(environment, server, request, response,
                    [&](const rpc::Call& call) { return Answer(context, request, call); });
}

}  // namespace

grpc::Status IndicatorService::DefineIndicator(grpc::ServerContext* context, const v1::DefineIndicatorRequest* request,
                                               v1::Indicator* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Indicator> {
                      DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
                      DONDOC_ASSIGN_OR_RETURN(const Indicator definition, FromProto(request->indicator()));
                      return Decode<v1::Indicator>(
                          app::DefineIndicator(context_, RequestOf(*request, call), definition, Encode<Indicator>));
                    });
}

grpc::Status IndicatorService::AddTarget(grpc::ServerContext* context, const v1::AddTargetRequest* request,
                                         v1::Target* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Target> {
        DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        DONDOC_ASSIGN_OR_RETURN(const Target target, FromProto(request->target()));
        return Decode<v1::Target>(
            app::AddTarget(context_, RequestOf(*request, call), target, request->indicator(), Encode<Target>));
      });
}

grpc::Status IndicatorService::LinkTarget(grpc::ServerContext* context, const v1::LinkTargetRequest* request,
                                          v1::Target* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Target> {
        DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<std::int64_t> version, VersionOf(request->etag()));
        return Decode<v1::Target>(app::LinkTarget(context_, AboutTarget(*request, call), request->target_id(),
                                                  request->indicator(), version, Encode<Target>));
      });
}

grpc::Status IndicatorService::UnlinkTarget(grpc::ServerContext* context, const v1::UnlinkTargetRequest* request,
                                            v1::Target* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Target> {
        DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<std::int64_t> version, VersionOf(request->etag()));
        return Decode<v1::Target>(app::LinkTarget(context_, AboutTarget(*request, call), request->target_id(),
                                                  std::nullopt, version, Encode<Target>));
      });
}

grpc::Status IndicatorService::SubmitValues(grpc::ServerContext* context, const v1::SubmitValuesRequest* request,
                                            v1::SubmitValuesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SubmitValuesResponse> {
                      DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
                      return Decode<v1::SubmitValuesResponse>(app::SubmitValues(
                          context_, RequestOf(*request, call), FromProto(*request), Encode<app::AcceptedSubmission>));
                    });
}

grpc::Status IndicatorService::SubmitValuesBatch(grpc::ServerContext* context,
                                                 const v1::SubmitValuesBatchRequest* request,
                                                 v1::SubmitValuesBatchResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SubmitValuesBatchResponse> {
                      DONDOC_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
                      DONDOC_RETURN_IF_ERROR(CheckBatch(*request));
                      std::vector<app::SubmissionInput> inputs;
                      for (const v1::Submission& submission : request->submissions())
                        inputs.push_back(FromProto(submission));
                      return Decode<v1::SubmitValuesBatchResponse>(app::SubmitValuesBatch(
                          context_, RequestOf(*request, call), inputs, Encode<app::SubmissionOutcomes>));
                    });
}

grpc::Status IndicatorService::GetIndicator(grpc::ServerContext* context, const v1::GetIndicatorRequest* request,
                                            v1::Indicator* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::ListIndicators(grpc::ServerContext* context, const v1::ListIndicatorsRequest* request,
                                              v1::ListIndicatorsResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::ListTargets(grpc::ServerContext* context, const v1::ListTargetsRequest* request,
                                           v1::ListTargetsResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::GetValues(grpc::ServerContext* context, const v1::GetValuesRequest* request,
                                         v1::GetValuesResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::GetTotals(grpc::ServerContext* context, const v1::GetTotalsRequest* request,
                                         v1::GetTotalsResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::ListContributions(grpc::ServerContext* context,
                                                 const v1::ListContributionsRequest* request,
                                                 v1::ListContributionsResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::ListMissingUnits(grpc::ServerContext* context,
                                                const v1::ListMissingUnitsRequest* request,
                                                v1::ListMissingUnitsResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::GetNumbersPreview(grpc::ServerContext* context,
                                                 const v1::GetNumbersPreviewRequest* request,
                                                 v1::NumbersPreview* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::GetNumbersUses(grpc::ServerContext* context, const v1::GetNumbersUsesRequest* request,
                                              v1::GetNumbersUsesResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

grpc::Status IndicatorService::GetUnitNumbers(grpc::ServerContext* context, const v1::GetUnitNumbersRequest* request,
                                              v1::GetUnitNumbersResponse* response) {
  return Read(context_, environment_, *context, *request, *response);
}

}  // namespace dondoc::indicator
