// An evaluation for people, and as counts for the reader's confidence. Pure.
#pragma once

#include <string>

#include "services/directive/domain/evaluation/evaluation.h"

namespace dondoc::cli {

// Precision, recall and F1 by category, then how often the reader was right for how sure it was.
std::string EvaluationText(const directive::evaluation::Evaluation& evaluation);

// Lines as services/directive/domain/reading/confidence/confidence.tsv has them, without its head.
std::string CountsText(const directive::evaluation::Evaluation& evaluation);

}  // namespace dondoc::cli
