#include "tests/replay/live_system.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "common/authentication/key_files.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::replay {

LiveSystem::LiveSystem() {
  const cli::SystemPaths paths(system_.var());
  clock_ = std::make_unique<DevelopmentClock>(paths.clock_file().string());
  auto key = authentication::ReadPrivateKey(paths.operator_key());
  if (!key.ok()) GiveUp("operator", key.status());
  tokens_ = authentication::OwnTokens::OfOperator(*std::move(key), "operator (replay)", *clock_);
  for (const std::string_view name : cli::kServices) {
    const std::string service(name);
    channels_[service] = rpc::OpenChannel(paths.ServiceAddress(service), [this] { return tokens_->Token(); });
    ask_[service] = AskDatabase(system_.Conninfo(service));
  }
}

rpc::InvokeOptions LiveSystem::Options() {
  rpc::InvokeOptions options;
  options.timeout = std::chrono::minutes(10);
  options.wait_for_ready = true;
  options.tree_change = &tree_change_;
  options.on_retry = [](const absl::Status&) {};
  return options;
}

void LiveSystem::GiveUp(const std::string& service, const absl::Status& status) {
  fmt::print(stderr, "the replay cannot go on: {}: {}\n", service, status.ToString());
  std::abort();
}

std::int64_t LiveSystem::Count(const std::string& service, const std::string& sql) const {
  return std::strtoll(AskTables(service)(sql).c_str(), nullptr, 10);
}

bool LiveSystem::WaitUntil(std::string_view what, const std::function<bool()>& is_true,
                           std::chrono::seconds patience) const {
  std::mutex mutex;
  std::condition_variable pause;  // nobody wakes it
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!is_true()) {
    if (std::chrono::steady_clock::now() > deadline) {
      ADD_FAILURE() << "waited " << patience.count() << " s in vain for: " << what;
      return false;
    }
    std::unique_lock lock(mutex);
    pause.wait_for(lock, std::chrono::milliseconds(100));
  }
  return true;
}

bool LiveSystem::IsSettled() const {
  // One statement sees one moment: what a fact does is there before the fact is gone.
  std::string sql =
      "SELECT EXISTS (SELECT FROM assignment.succession_work"
      " UNION ALL SELECT FROM assignment.duty_unit WHERE make_next_on = '-infinity'";
  for (const std::string_view service : cli::kServices) sql += fmt::format(" UNION ALL SELECT FROM {}.outbox", service);
  return AskTables("organization")(sql + ")") == "f";
}

}  // namespace dondoc::replay
