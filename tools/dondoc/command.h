// How a command gets its options: kept until it runs.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

// Runs `body` with `options`, which the command line has filled in by then. `session` must outlive the run.
template <typename Options>
void Command(CLI::App* command, Session& session, std::shared_ptr<Options> options,
             std::function<absl::Status(Session&, const Options&)> body) {
  command->callback([&session, options, body] { session.Run([&] { return body(session, *options); }); });
}

}  // namespace dondoc::cli
