// `dondoc evaluate`: how far the reader's proposals can be trusted.
#pragma once

#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

void RegisterEvaluate(CLI::App& app, Session& session);

}  // namespace dondoc::cli
