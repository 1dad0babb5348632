#include "services/directive/domain/evaluation/evaluation.h"

#include <algorithm>
#include <cmath>

namespace dondoc::directive::evaluation {
namespace {

constexpr std::array<std::string_view, kCategories> kNames = {"header",
                                                              "number",
                                                              "type",
                                                              "issuer",
                                                              "place",
                                                              "issued",
                                                              "subject",
                                                              "signer",
                                                              "legal_bases",
                                                              "citations",
                                                              "recipients",
                                                              "addressees",
                                                              "assignments",
                                                              "assignment role",
                                                              "assignment binding",
                                                              "coordinators",
                                                              "assignment units",
                                                              "assignment deadline",
                                                              "indicators",
                                                              "reports"};
static_assert(static_cast<std::size_t>(Category::kReports) + 1 == kCategories);

double Share(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

std::string_view Name(Category category) { return kNames[static_cast<std::size_t>(category)]; }

bool InMacro(Category category) {
  return !(category >= Category::kNumber && category <= Category::kSigner) && category != Category::kUnits &&
         category != Category::kDeadlines;
}

double Tally::precision() const {
  if (proposed == 0) {
    return expected == 0 ? 1.0 : 0.0;
  }
  return Share(right, proposed);
}

double Tally::recall() const { return expected == 0 ? 1.0 : Share(right, expected); }

double Tally::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0.0 : 2 * precision() * recall() / sum;
}

void Evaluation::Count(std::string_view field, Evidence evidence, bool damaged, double confidence, bool right) {
  const double at = std::clamp(confidence, 0.0, 1.0) * static_cast<double>(kBins);
  Bin& bin = reliability[std::min(static_cast<std::size_t>(at), kBins - 1)];
  ++bin.count;
  bin.right += right ? 1 : 0;
  bin.stated += confidence;
  WayCount& way = ways[{std::string(field), evidence, damaged}];
  ++way.found;
  way.right += right ? 1 : 0;
}

void Evaluation::Add(const Evaluation& other) {
  documents += other.documents;
  for (std::size_t i = 0; i < kCategories; ++i) {
    categories[i].seen |= other.categories[i].seen;
    categories[i].right += other.categories[i].right;
    categories[i].proposed += other.categories[i].proposed;
    categories[i].expected += other.categories[i].expected;
  }
  for (std::size_t i = 0; i < kBins; ++i) {
    reliability[i].count += other.reliability[i].count;
    reliability[i].right += other.reliability[i].right;
    reliability[i].stated += other.reliability[i].stated;
  }
  for (const auto& [way, count] : other.ways) {
    ways[way].right += count.right;
    ways[way].found += count.found;
  }
}

double Evaluation::macro_f1() const {
  double sum = 0;
  int seen = 0;
  for (std::size_t i = 0; i < kCategories; ++i) {
    if (categories[i].seen && InMacro(static_cast<Category>(i))) {
      sum += categories[i].f1();
      ++seen;
    }
  }
  return seen == 0 ? 0.0 : sum / seen;
}

double Evaluation::calibration_error() const {
  double distance = 0;
  std::int64_t count = 0;
  for (const Bin& bin : reliability) {
    distance += std::abs(bin.stated - static_cast<double>(bin.right));
    count += bin.count;
  }
  return count == 0 ? 0.0 : distance / static_cast<double>(count);
}

}  // namespace dondoc::directive::evaluation
