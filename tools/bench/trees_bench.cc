// What it costs to answer in either tree: the country of 2024 with its numbers, the succession of 1 July 2025, numbers
// afterwards. Times of GetTotals and ListContributions of each province before, and of each new province after, as
// medians and as a ratio; every sum is checked. Needs the national lists (DONDOC_SHARED).
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "services/indicator/rpc/read_successions.h"
#include "services/indicator/rpc/read_totals.h"
#include "services/indicator/testing/national_case.h"

namespace dondoc::bench {
namespace {

using indicator::NationalCase;

template <typename F>
double Milliseconds(F&& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

template <typename Request>
auto Ask(NationalCase& country, const Request& request) {
  auto answer = indicator::Answer(country.cell().context(), request, NationalCase::CallOf(request));
  if (!answer.ok()) {
    fmt::print(stderr, "{}\n", answer.status().ToString());
    std::exit(1);
  }
  return *std::move(answer);
}

struct Times {
  double totals = 0;  // ms, medians
  double lines = 0;
};

// Every province of a list, in the tree of a day; one number of each is summed and held against the country's.
Times AskAll(NationalCase& country, const std::string& list, const std::string& date, const std::string& period) {
  std::vector<double> totals, lines;
  std::int64_t sum = 0;
  for (int round = 0; round < 3; ++round) {
    sum = 0;
    for (const std::string& province : country.Provinces(list)) {
      indicator::v1::GetTotalsRequest request;
      request.set_unit_id(province);
      request.set_period(period);
      request.set_date(date);
      totals.push_back(Milliseconds([&] {
        const auto answer = Ask(country, request);
        for (const auto& total : answer.totals()) {
          if (total.indicator().code() == country.indicators().front()) sum += total.numerator();
        }
      }));
      indicator::v1::ListContributionsRequest explain;
      explain.set_unit_id(province);
      explain.set_period(period);
      explain.set_date(date);
      explain.set_indicator(country.indicators().front());
      lines.push_back(Milliseconds([&] { Ask(country, explain); }));
    }
  }
  if (sum != country.National(period, 0)) {
    fmt::print(stderr, "the provinces of {} have {}, the country has {}\n", list, sum, country.National(period, 0));
    std::exit(1);
  }
  return {Median(totals), Median(lines)};
}

void Print(const char* what, const Times& times, const Times& first) {
  fmt::print("{:<44} GetTotals {:6.2f} ms ({:4.2f})   ListContributions {:6.2f} ms ({:4.2f})\n", what, times.totals,
             times.totals / first.totals, times.lines, times.lines / first.lines);
}

int Run(int indicators, int periods) {
  const auto country = NationalCase::Make({.indicators = indicators, .periods = periods});
  if (country == nullptr) {
    fmt::print(stderr, "the national lists are not here (DONDOC_SHARED)\n");
    return 1;
  }
  std::int64_t count = 0;
  const double loading = Milliseconds([&] { count = country->ReportBefore(); });
  fmt::print("{} numbers of old communes reported and rolled up in {:.0f} s\n", count, loading / 1000);
  const std::string period = country->periods().front();
  const Times before = AskAll(*country, "2024", "2025-06-30", period);
  Print("old provinces, before", before, before);
  indicator::v1::GetNumbersPreviewRequest preview;
  preview.set_succession_id(country->succession());
  fmt::print("GetNumbersPreview {:.0f} ms\n", Milliseconds([&] { Ask(*country, preview); }));
  country->Enact();
  Print("new provinces, numbers of before", AskAll(*country, "2025", "2025-07-01", period), before);
  Print("old provinces after the succession", AskAll(*country, "2024", "2025-06-30", period), before);
  fmt::print("{} numbers more\n", country->ReportAfter());
  Print("new provinces, numbers of after", AskAll(*country, "2025", "2025-07-01", "2025-Q3"), before);
  Print("old provinces, numbers of after", AskAll(*country, "2024", "2025-06-30", "2025-Q3"), before);
  return 0;
}

}  // namespace
}  // namespace dondoc::bench

int main(int argc, char** argv) {
  CLI::App app("What it costs to answer in either tree of 1 July 2025");
  int indicators = 2, periods = 1;
  app.add_option("--indicators", indicators, "20, with 20 periods, make four million numbers");
  app.add_option("--periods", periods, "Quarters up to the second of 2025");
  CLI11_PARSE(app, argc, argv);
  return dondoc::bench::Run(indicators, periods);
}
