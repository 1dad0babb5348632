// Metrics through prometheus-cpp: one registry a process, served at /metrics of the admin address.
//
// Instruments are named here and in each service's metrics.h, once, with fixed labels: their names are an API.
// Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace prometheus {
class Registry;
}

namespace dondoc::metrics {

// The registry of this process.
class Registry {
 public:
  explicit Registry(std::string service);
  ~Registry();

  // Counts and times one finished RPC: dondoc_rpc_total{method,code}, dondoc_rpc_seconds{method}.
  void ObserveRpc(std::string_view method, std::string_view code, double seconds);

  // A number that is read when /metrics is asked: dondoc_<name>. A name that ends in _total is a counter, others are
  // gauges. `read` must be thread-safe and live as long as the registry.
  void Watch(std::string name, std::string help, std::function<double()> read);

  // Serves /metrics at "host:port"; UNAVAILABLE where the address is taken. Port 0 picks one; port() says which.
  absl::Status Expose(const std::string& address);
  int port() const;

  // The text that /metrics answers.
  std::string Text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dondoc::metrics
