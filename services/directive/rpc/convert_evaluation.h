// An evaluation as a message.
//
// Thread-safety: pure.
#pragma once

#include "dondoc/directive/v1/evaluation.pb.h"
#include "services/directive/domain/evaluation/evaluation.h"

namespace dondoc::directive {

v1::Evaluation ToProto(const evaluation::Evaluation& evaluation);

// The way back: the counts, from which all else follows. Categories of another version are left out.
evaluation::Evaluation FromProto(const v1::Evaluation& message);

}  // namespace dondoc::directive
