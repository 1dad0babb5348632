#include "common/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <exception>

#include "common/status/status.h"

namespace dondoc::metrics {
namespace {
const prometheus::Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}  // namespace

struct Registry::Impl {
  explicit Impl(std::string service_name) : service(std::move(service_name)) {}
  const std::string service;
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Counter>& calls = prometheus::BuildCounter()
                                                       .Name("dondoc_rpc_total")
                                                       .Help("Finished RPCs by method and code")
                                                       .Labels({{"service", service}})
                                                       .Register(*registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("dondoc_rpc_seconds")
                                                           .Help("Duration of RPCs by method")
                                                           .Labels({{"service", service}})
                                                           .Register(*registry);
  std::unique_ptr<prometheus::Exposer> exposer;
};

Registry::Registry(std::string service) : impl_(std::make_unique<Impl>(std::move(service))) {}
Registry::~Registry() = default;

void Registry::ObserveRpc(std::string_view method, std::string_view code, double seconds) {
  impl_->calls.Add({{"method", std::string(method)}, {"code", std::string(code)}}).Increment();
  impl_->seconds.Add({{"method", std::string(method)}}, kSeconds).Observe(seconds);
}

void Registry::Gauge(std::string_view name, std::string_view help, double value) {
  prometheus::BuildGauge()
      .Name("dondoc_" + std::string(name))
      .Help(std::string(help))
      .Labels({{"service", impl_->service}})
      .Register(*impl_->registry)
      .Add({})
      .Set(value);
}

absl::Status Registry::Expose(const std::string& address) {
  try {
    impl_->exposer = std::make_unique<prometheus::Exposer>(address, 1);
    impl_->exposer->RegisterCollectable(impl_->registry);
  } catch (const std::exception& exception) {
    return Unavailable("ADMIN_ADDRESS", "cannot serve /metrics at " + address + ": " + exception.what());
  }
  return absl::OkStatus();
}

int Registry::port() const {
  if (impl_->exposer == nullptr) return 0;
  const auto ports = impl_->exposer->GetListeningPorts();
  return ports.empty() ? 0 : ports.front();
}

std::string Registry::Text() const { return prometheus::TextSerializer().Serialize(impl_->registry->Collect()); }

}  // namespace dondoc::metrics
