#include "services/directive/rpc/convert_evaluation.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

namespace dondoc::directive {
namespace {

using evaluation::Bin;
using evaluation::Category;
using evaluation::kBins;
using evaluation::kCategories;
using evaluation::Tally;

// Far more than anybody will ever read.
std::int32_t Count(std::int64_t count) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

v1::Evaluation ToProto(const evaluation::Evaluation& evaluation) {
  v1::Evaluation out;
  out.set_documents(Count(evaluation.documents));
  for (std::size_t i = 0; i < kCategories; ++i) {
    const Tally& tally = evaluation.categories[i];
    if (tally.seen) {
      v1::CategoryScore* score = out.add_categories();
      score->set_category(std::string(Name(static_cast<Category>(i))));
      score->set_right(Count(tally.right));
      score->set_proposed(Count(tally.proposed));
      score->set_expected(Count(tally.expected));
      score->set_precision(tally.precision());
      score->set_recall(tally.recall());
      score->set_f1(tally.f1());
    }
  }
  out.set_macro_f1(evaluation.macro_f1());
  for (std::size_t i = 0; i < kBins; ++i) {
    const Bin& bin = evaluation.reliability[i];
    if (bin.count > 0) {
      v1::ReliabilityBin* message = out.add_reliability();
      message->set_from(static_cast<double>(i) / kBins);
      message->set_to(static_cast<double>(i + 1) / kBins);
      message->set_count(Count(bin.count));
      message->set_right(Count(bin.right));
      message->set_stated(bin.stated / static_cast<double>(bin.count));
    }
  }
  out.set_calibration_error(evaluation.calibration_error());
  for (const auto& [way, count] : evaluation.ways) {
    const auto& [field, evidence, damaged] = way;
    v1::WayCount* message = out.add_ways();
    message->set_field(field);
    message->set_evidence(std::string(Name(evidence)));
    message->set_damaged(damaged);
    message->set_right(Count(count.right));
    message->set_found(Count(count.found));
  }
  return out;
}

evaluation::Evaluation FromProto(const v1::Evaluation& message) {
  evaluation::Evaluation out;
  out.documents = message.documents();
  for (const v1::CategoryScore& score : message.categories()) {
    for (std::size_t i = 0; i < kCategories; ++i) {
      if (Name(static_cast<Category>(i)) == score.category()) {
        out.categories[i] = {true, score.right(), score.proposed(), score.expected()};
      }
    }
  }
  for (const v1::ReliabilityBin& bin : message.reliability()) {
    // In the middle of the step, as its edges are no exact numbers.
    const double at = (bin.from() + bin.to()) / 2 * static_cast<double>(kBins);
    const std::size_t i = std::min(static_cast<std::size_t>(std::max(at, 0.0)), kBins - 1);
    out.reliability[i] = {bin.count(), bin.right(), bin.stated() * static_cast<double>(bin.count())};
  }
  for (const v1::WayCount& way : message.ways()) {
    out.ways[{way.field(), EvidenceByName(way.evidence()), way.damaged()}] = {way.right(), way.found()};
  }
  return out;
}

}  // namespace dondoc::directive
