// The knobs that every service has, declared for a Reader.
#pragma once

#include "common/config/config.h"
#include "common/service/service.h"

namespace dondoc::service {

void Declare(CommonConfig& config, config::Reader& reader);

}  // namespace dondoc::service
