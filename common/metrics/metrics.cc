#include "common/metrics/metrics.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "common/status/status.h"

namespace dondoc::metrics {
namespace {
const prometheus::Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                          0.25,  0.5,    1,     2.5,  5,     10};
constexpr int kKnockMilliseconds = 10;
// Where nobody answers at this port of this host, the end takes its two seconds.
constexpr int kKnocks = 200;

// Numbers that others keep, read when they are asked for.
class Watched final : public prometheus::Collectable {
 public:
  explicit Watched(std::string service) : service_(std::move(service)) {}

  void Add(std::string name, std::string help, std::function<double()> read) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({std::move(name), std::move(help), std::move(read)});
  }

  std::vector<prometheus::MetricFamily> Collect() const override {
    const std::lock_guard lock(mutex_);
    std::vector<prometheus::MetricFamily> families;
    for (const Entry& entry : entries_) {
      prometheus::ClientMetric metric;
      metric.label = {{"service", service_}};
      const bool counter = entry.name.ends_with("_total");
      (counter ? metric.counter.value : metric.gauge.value) = entry.read();
      families.push_back({entry.name,
                          entry.help,
                          counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge,
                          {metric}});
    }
    return families;
  }

 private:
  struct Entry {
    std::string name;
    std::string help;
    std::function<double()> read;
  };
  const std::string service_;
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

// Connects, and waits a moment for the other side to hang up.
void Knock(int port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    pollfd answer{descriptor, POLLIN, 0};
    poll(&answer, 1, kKnockMilliseconds);
  }
  close(descriptor);
}

// The web server looks whether it is to stop every two seconds, and whenever somebody connects. Waiting for it would
// make each service end that much later.
void StopAtOnce(std::unique_ptr<prometheus::Exposer> exposer) {
  if (exposer == nullptr) return;
  const auto ports = exposer->GetListeningPorts();
  std::atomic<bool> stopped = false;
  std::jthread knocking([&stopped, port = ports.empty() ? 0 : ports.front()] {
    for (int i = 0; i < kKnocks && !stopped; ++i) Knock(port);
  });
  exposer.reset();
  stopped = true;
}

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
  std::shared_ptr<Watched> watched = std::make_shared<Watched>(service);
  std::unique_ptr<prometheus::Exposer> exposer;
};

Registry::Registry(std::string service) : impl_(std::make_unique<Impl>(std::move(service))) {}
Registry::~Registry() { StopAtOnce(std::move(impl_->exposer)); }

void Registry::ObserveRpc(std::string_view method, std::string_view code, double seconds) {
  impl_->calls.Add({{"method", std::string(method)}, {"code", std::string(code)}}).Increment();
  impl_->seconds.Add({{"method", std::string(method)}}, kSeconds).Observe(seconds);
}

void Registry::Watch(std::string name, std::string help, std::function<double()> read) {
  impl_->watched->Add("dondoc_" + std::move(name), std::move(help), std::move(read));
}

absl::Status Registry::Expose(const std::string& address) {
  try {
    impl_->exposer = std::make_unique<prometheus::Exposer>(address, 1);
    impl_->exposer->RegisterCollectable(impl_->registry);
    impl_->exposer->RegisterCollectable(impl_->watched);
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

std::string Registry::Text() const {
  std::vector<prometheus::MetricFamily> families = impl_->registry->Collect();
  for (prometheus::MetricFamily& family : impl_->watched->Collect()) families.push_back(std::move(family));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace dondoc::metrics
