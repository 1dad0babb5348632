#include "services/indicator/domain/period.h"

#include <optional>

#include "common/status/status.h"

namespace dondoc::indicator {
namespace {

constexpr int kFirstYear = 1945;
constexpr int kLastYear = 2199;

// All of `text` as a number of exactly so many digits.
std::optional<int> Digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

struct Months {
  int first;
  int last;
};

// Which months of its year the part after "2026-" is.
std::optional<Months> MonthsOf(std::string_view part) {
  if (part.size() == 2 && part[0] == 'H') {
    if (const auto half = Digits(part.substr(1), 1); half && *half >= 1 && *half <= 2)
      return Months{6 * *half - 5, 6 * *half};
  } else if (part.size() == 2 && part[0] == 'Q') {
    if (const auto quarter = Digits(part.substr(1), 1); quarter && *quarter >= 1 && *quarter <= 4) {
      return Months{3 * *quarter - 2, 3 * *quarter};
    }
  } else if (const auto month = Digits(part, 2); month && *month >= 1 && *month <= 12) {
    return Months{*month, *month};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Period> ParsePeriod(std::string_view text) {
  const absl::Status bad =
      InvalidField("period", "BAD_PERIOD",
                   "'" + std::string(text.substr(0, 40)) + "' is no period: write 2026, 2026-H1, 2026-Q3 or 2026-11");
  const auto year = Digits(text.substr(0, 4), 4);
  if (!year || *year < kFirstYear || *year > kLastYear) return bad;
  std::optional<Months> months = Months{1, 12};
  if (text.size() > 4) {
    if (text[4] != '-') return bad;
    months = MonthsOf(text.substr(5));
  }
  if (!months) return bad;
  const std::chrono::year_month first(std::chrono::year(*year),
                                      std::chrono::month(static_cast<unsigned>(months->first)));
  const std::chrono::year_month last(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(months->last)));
  return Period{std::string(text), Day(first / 1), Day(last / std::chrono::last), *year};
}

}  // namespace dondoc::indicator
