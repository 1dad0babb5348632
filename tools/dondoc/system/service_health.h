// Asking the parts of a system whether they answer.
//
// Thread-safety: may be called from any thread. Errors are an answer: none is reported otherwise.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace dondoc::cli {

enum class Health { kServing, kNotServing, kNoAnswer };

// By the standard health protocol (grpc.health.v1) of the service at `address` ("unix:/..." or "host:port").
Health CheckService(const std::string& address, std::chrono::milliseconds timeout);

// Whether something accepts connections on a Unix socket.
bool AcceptsConnections(const std::filesystem::path& socket);

}  // namespace dondoc::cli
