// The RPCs of proto/dondoc/indicator/v1/indicator_service.proto: validate, convert, call, convert. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

class IndicatorService final : public v1::IndicatorService::Service {
 public:
  // Both must outlive it.
  IndicatorService(app::Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status DefineIndicator(grpc::ServerContext* context, const v1::DefineIndicatorRequest* request,
                               v1::Indicator* response) override;
  grpc::Status GetIndicator(grpc::ServerContext* context, const v1::GetIndicatorRequest* request,
                            v1::Indicator* response) override;
  grpc::Status ListIndicators(grpc::ServerContext* context, const v1::ListIndicatorsRequest* request,
                              v1::ListIndicatorsResponse* response) override;
  grpc::Status AddTarget(grpc::ServerContext* context, const v1::AddTargetRequest* request,
                         v1::Target* response) override;
  grpc::Status LinkTarget(grpc::ServerContext* context, const v1::LinkTargetRequest* request,
                          v1::Target* response) override;
  grpc::Status UnlinkTarget(grpc::ServerContext* context, const v1::UnlinkTargetRequest* request,
                            v1::Target* response) override;
  grpc::Status ListTargets(grpc::ServerContext* context, const v1::ListTargetsRequest* request,
                           v1::ListTargetsResponse* response) override;
  grpc::Status SubmitValues(grpc::ServerContext* context, const v1::SubmitValuesRequest* request,
                            v1::SubmitValuesResponse* response) override;
  grpc::Status SubmitValuesBatch(grpc::ServerContext* context, const v1::SubmitValuesBatchRequest* request,
                                 v1::SubmitValuesBatchResponse* response) override;
  grpc::Status GetValues(grpc::ServerContext* context, const v1::GetValuesRequest* request,
                         v1::GetValuesResponse* response) override;
  grpc::Status GetTotals(grpc::ServerContext* context, const v1::GetTotalsRequest* request,
                         v1::GetTotalsResponse* response) override;
  grpc::Status ListContributions(grpc::ServerContext* context, const v1::ListContributionsRequest* request,
                                 v1::ListContributionsResponse* response) override;
  grpc::Status ListMissingUnits(grpc::ServerContext* context, const v1::ListMissingUnitsRequest* request,
                                v1::ListMissingUnitsResponse* response) override;
  grpc::Status GetNumbersPreview(grpc::ServerContext* context, const v1::GetNumbersPreviewRequest* request,
                                 v1::NumbersPreview* response) override;
  grpc::Status GetUnitNumbers(grpc::ServerContext* context, const v1::GetUnitNumbersRequest* request,
                              v1::GetUnitNumbersResponse* response) override;
  grpc::Status GetNumbersUses(grpc::ServerContext* context, const v1::GetNumbersUsesRequest* request,
                              v1::GetNumbersUsesResponse* response) override;

 private:
  app::Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::indicator
