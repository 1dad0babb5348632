#include "tools/dondoc/evaluation_text.h"

#include <fmt/format.h>

#include <cstddef>

#include "tools/dondoc/table.h"

namespace dondoc::cli {

using directive::Evidence;
using directive::evaluation::Bin;
using directive::evaluation::Category;
using directive::evaluation::Evaluation;
using directive::evaluation::kBins;
using directive::evaluation::kCategories;
using directive::evaluation::Tally;

std::string EvaluationText(const Evaluation& evaluation) {
  std::string out = fmt::format("{} documents\n\n", evaluation.documents);
  Table scores({"CATEGORY", "PRECISION", "RECALL", "F1", "RIGHT", "PROPOSED", "EXPECTED"});
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    const Tally& tally = evaluation.categories[i];
    if (tally.seen) {
      scores.Add({fmt::format("{}{}", InMacro(category) ? "" : "  ", Name(category)),
                  fmt::format("{:.3f}", tally.precision()), fmt::format("{:.3f}", tally.recall()),
                  fmt::format("{:.3f}", tally.f1()), std::to_string(tally.right), std::to_string(tally.proposed),
                  std::to_string(tally.expected)});
    }
  }
  out += scores.Text() + fmt::format("macro F1 {:.3f}, without what is set in\n\n", evaluation.macro_f1());
  Table bins({"CONFIDENCE", "VALUES", "STATED", "RIGHT"});
  for (std::size_t i = 0; i < kBins; ++i) {
    const Bin& bin = evaluation.reliability[i];
    if (bin.count > 0) {
      const auto count = static_cast<double>(bin.count);
      bins.Add({fmt::format("{:.1f} to {:.1f}", static_cast<double>(i) / kBins, static_cast<double>(i + 1) / kBins),
                std::to_string(bin.count), fmt::format("{:.3f}", bin.stated / count),
                fmt::format("{:.3f}", static_cast<double>(bin.right) / count)});
    }
  }
  return out + bins.Text() + fmt::format("calibration error {:.3f}\n", evaluation.calibration_error());
}

std::string CountsText(const Evaluation& evaluation) {
  std::string out;
  for (const auto& [way, count] : evaluation.ways) {
    const auto& [field, evidence, damaged] = way;
    if (evidence != Evidence::kNone) {
      out += fmt::format("{}\t{}\t{}\t{}\t{}\n", field, Name(evidence), damaged ? "DAMAGED" : "SOUND", count.right,
                         count.found);
    }
  }
  return out;
}

}  // namespace dondoc::cli
