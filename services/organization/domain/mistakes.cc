#include "services/organization/domain/mistakes.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/status/status.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kShown = 20;

}  // namespace

void Mistakes::Add(int line, std::string_view field, std::string_view reason, std::string message) {
  all_.push_back({line, std::string(field), std::string(reason), std::move(message)});
}

void Mistakes::Add(const csv::Mistake& mistake) {
  Add(mistake.line, "row", "BAD_ROW", "field " + std::to_string(mistake.column) + " " + mistake.what);
}

absl::Status Mistakes::ToStatus(std::string_view file) const {
  if (all_.empty()) return absl::OkStatus();
  const auto place = [](const Mistake& m) { return m.line == 0 ? std::numeric_limits<int>::max() : m.line; };
  std::vector<Mistake> sorted = all_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Mistake& a, const Mistake& b) { return place(a) < place(b); });
  std::string message;
  for (std::size_t i = 0; i < std::min(sorted.size(), kShown); ++i) {
    const Mistake& m = sorted[i];
    message += (i == 0 ? "" : "\n") + std::string(file) + ":" + (m.line == 0 ? "" : std::to_string(m.line) + ":") +
               " " + m.field + ": " + m.reason + ": " + m.message;
  }
  if (sorted.size() > kShown) message += "\nand " + std::to_string(sorted.size() - kShown) + " more";
  const std::string line = std::to_string(sorted.front().line);
  return Error(absl::StatusCode::kInvalidArgument, sorted.front().reason, message,
               {{"file", file}, {"line", line}, {"field", sorted.front().field}});
}

}  // namespace dondoc::organization
