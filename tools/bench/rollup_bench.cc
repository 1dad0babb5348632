// What it costs to keep totals: every number of the country in, then the numbers of 1 % of the communes revised, held
// against COPY of the same rows and against GROUP BY over all rows at three levels. The operations and consumers are
// the real ones; facts are carried by hand, so that neither Redis nor gRPC is measured.
#include <fmt/core.h>
#include <libpq-fe.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "services/indicator/app/submit_values.h"
#include "services/indicator/testing/test_cell.h"
#include "tools/bench/sql.h"

namespace dondoc::bench {
namespace {

using indicator::Indicator;
using indicator::MakeUnit;
using indicator::NewRequest;
using indicator::TestCell;
using indicator::TravellingFact;
using indicator::app::SubmissionInput;

struct Sizes {
  int provinces = 63;
  int districts = 11;  // in a province
  int communes = 15;   // in a district
  int indicators = 20;
  int quarters = 1;
  double changed_per_cent = 1;
  int submissions_in_batch = 200;
  int facts_in_batch = 256;
};

double SecondsOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void Require(const absl::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "{}\n", status.ToString());
  std::exit(1);
}

class Country {
 public:
  explicit Country(const Sizes& sizes) : sizes_(sizes), random_(1) {
    std::vector<organization::v1::Unit> units;
    const auto add = [&](common::v1::Level level, const std::vector<std::string>& above) {
      const std::string id = ids_.NewId();
      units.push_back(MakeUnit(id, "UBND " + std::to_string(units.size()), level, "UBND", above));
      return id;
    };
    const std::string government = add(common::v1::CENTRAL, {});
    for (int p = 0; p < sizes.provinces; ++p) {
      const std::string province = add(common::v1::PROVINCE, {government});
      for (int d = 0; d < sizes.districts; ++d) {
        const std::string district = add(common::v1::DISTRICT, {province, government});
        for (int c = 0; c < sizes.communes; ++c)
          communes_.push_back(add(common::v1::COMMUNE, {district, province, government}));
      }
    }
    for (std::size_t i = 0; i < units.size(); i += 2000) {
      cell_.AddUnits({units.begin() + static_cast<std::ptrdiff_t>(i),
                      units.begin() + static_cast<std::ptrdiff_t>(std::min(units.size(), i + 2000))});
    }
    std::vector<Indicator> indicators;
    for (int i = 0; i < sizes.indicators; ++i) {
      codes_.push_back("I" + std::to_string(i));
      indicators.push_back({.id = ids_.NewId(),
                            .code = codes_.back(),
                            .name = codes_.back(),
                            .kind = indicator::IndicatorKind::kRatio,
                            .measure = "%"});
    }
    cell_.AddIndicators(indicators);
  }

  const std::vector<std::string>& communes() const { return communes_; }
  std::size_t cells() const { return communes_.size() * codes_.size() * static_cast<std::size_t>(sizes_.quarters); }

  // New random numbers of these communes for the first `quarters` quarters.
  void Submit(std::span<const std::string> communes, int quarters) {
    std::vector<SubmissionInput> batch;
    const auto send = [&] {
      Require(indicator::app::SubmitValuesBatch(cell_.context(), NewRequest(ids_, "SubmitValuesBatch"), batch,
                                                [](const indicator::app::SubmissionOutcomes& outcomes) {
                                                  for (const auto& outcome : outcomes) Require(outcome.status());
                                                  return std::string();
                                                })
                  .status());
      batch.clear();
    };
    for (int quarter = 1; quarter <= quarters; ++quarter) {
      for (const std::string& commune : communes) {
        batch.push_back({commune, "2026-Q" + std::to_string(quarter), {}, ""});
        for (const std::string& code : codes_) {
          const std::int64_t denominator = std::uniform_int_distribution<std::int64_t>(1, 100000)(random_);
          const std::int64_t numerator = std::uniform_int_distribution<std::int64_t>(0, denominator)(random_);
          batch.back().values.push_back(
              {.indicator = code, .count = {}, .numerator = numerator, .denominator = denominator});
        }
        if (static_cast<int>(batch.size()) == sizes_.submissions_in_batch) send();
      }
    }
    if (!batch.empty()) send();
  }

  // Carries facts up until nothing is left; the seconds that the consumers took.
  double RollUp() {
    double seconds = 0;
    for (auto facts = cell_.TakeFacts(); !facts.empty(); facts = cell_.TakeFacts()) {
      std::vector<messaging::Fact> batch;
      const auto deliver = [&] {
        seconds += SecondsOf([&] { Require(cell_.Deliver(batch)); });
        batch.clear();
      };
      for (TravellingFact& one : facts) {
        if (one.fact.type != "dondoc.indicator.v1.ContributionsChanged") continue;
        batch.push_back(std::move(one.fact));
        if (static_cast<int>(batch.size()) == sizes_.facts_in_batch) deliver();
      }
      if (!batch.empty()) deliver();
    }
    return seconds;
  }

  // Recomputes three levels; ends the program where a level differs from what was kept.
  double GroupBy() {
    static constexpr const char* kLevels[] = {"DISTRICT", "PROVINCE", "CENTRAL"};
    double seconds = 0;
    for (int step = 1; step <= 3; ++step) {
      Require(cell_.database().Run([&](pg::Transaction& tx) -> absl::Status {
        absl::StatusOr<pg::Result> recomputed = absl::UnknownError("");
        seconds += SecondsOf([&] { recomputed = tx.Execute(sql::kGroupByLevel, step); });
        DONDOC_RETURN_IF_ERROR(recomputed.status());
        DONDOC_ASSIGN_OR_RETURN(const pg::Result kept, tx.Execute(sql::kSumRollUps, kLevels[step - 1]));
        for (const char* column : {"totals", "numerator"}) {
          if ((*recomputed)[0].Get<std::int64_t>(column) != kept[0].Get<std::int64_t>(column)) {
            return Internal(fmt::format("the {} totals are not those of a recomputation", kLevels[step - 1]));
          }
        }
        return absl::OkStatus();
      }));
    }
    return seconds;
  }

  void Run(const pg::Statement& statement) {
    Require(cell_.database().Run([&](pg::Transaction& tx) { return tx.Execute(statement).status(); }));
  }

  // As many rows of the same width, by COPY into a bare table.
  double Copy() {
    Run(sql::kCreateBareValues);
    std::string rows;
    for (int quarter = 1; quarter <= sizes_.quarters; ++quarter) {
      for (const std::string& commune : communes_) {
        for (std::size_t i = 0; i < codes_.size(); ++i) {
          rows += fmt::format("{}\t2026-Q{}\t{}\t{}\t{}\n", commune, quarter, commune, random_() % 50000,
                              50000 + random_() % 50000);
        }
      }
    }
    PGconn* connection = PQconnectdb(cell_.conninfo().c_str());
    const double seconds = SecondsOf([&] {
      PQclear(PQexec(connection, std::string(sql::kCopyBareValues.text).c_str()));
      for (std::size_t at = 0; at < rows.size(); at += 1 << 16) {
        PQputCopyData(connection, rows.data() + at, static_cast<int>(std::min<std::size_t>(1 << 16, rows.size() - at)));
      }
      PQputCopyEnd(connection, nullptr);
      PGresult* result = PQgetResult(connection);
      if (PQresultStatus(result) != PGRES_COMMAND_OK) Require(Internal(PQerrorMessage(connection)));
      PQclear(result);
    });
    PQfinish(connection);
    return seconds;
  }

 private:
  const Sizes sizes_;
  std::mt19937_64 random_;
  FakeIdGenerator ids_;
  TestCell cell_;
  std::vector<std::string> communes_;
  std::vector<std::string> codes_;
};

void Print(const char* what, double seconds, const char* against, double reference, const char* aim) {
  fmt::print("{:<46} {:>9.3f} s   {:<34} {:>9.3f} s   {:>8.3f}   {}\n", what, seconds, against, reference,
             seconds / reference, aim);
}

void Measure(const Sizes& sizes) {
  Country country(sizes);
  fmt::print("{} communes, {} indicators, {} quarters: {} numbers\n\n", country.communes().size(), sizes.indicators,
             sizes.quarters, country.cells());
  const double copy = country.Copy();
  const double in = SecondsOf([&] { country.Submit(country.communes(), sizes.quarters); });
  const double up = country.RollUp();
  country.Run(sql::kAnalyze);
  const double recompute = std::min(country.GroupBy(), country.GroupBy());

  const auto changed = std::max<std::size_t>(
      1, static_cast<std::size_t>(static_cast<double>(country.communes().size()) * sizes.changed_per_cent / 100));
  // Spread over the country, so that as many districts and provinces change as can.
  std::vector<std::string> some;
  for (std::size_t i = 0; i < changed; ++i) some.push_back(country.communes()[i * country.communes().size() / changed]);
  const double revise = SecondsOf([&] { country.Submit(some, sizes.quarters); });
  const double again = country.RollUp();
  country.GroupBy();

  fmt::print("{:<46} {:>11}   {:<34} {:>11}   {:>8}   {}\n", "what", "", "held against", "", "ratio", "aim");
  Print("all numbers in, stored, own totals", in, "COPY of the same rows", copy, "");
  Print("all numbers in, stored, rolled up to the top", in + up, "COPY of the same rows", copy, "<= 4");
  const std::string what = fmt::format("{:g} % of the communes changed: three levels", sizes.changed_per_cent);
  Print(what.c_str(), again, "GROUP BY over all, three levels", recompute, "<= 0.05");
  const std::string whole = fmt::format("{:g} % of the communes: stored and rolled up", sizes.changed_per_cent);
  Print(whole.c_str(), revise + again, "GROUP BY over all, three levels", recompute, "");
}

}  // namespace
}  // namespace dondoc::bench

int main(int argc, char** argv) {
  dondoc::bench::Sizes sizes;
  CLI::App app("What it costs to keep totals", "rollup_bench");
  app.add_option("--provinces", sizes.provinces)->capture_default_str();
  app.add_option("--districts", sizes.districts, "In a province")->capture_default_str();
  app.add_option("--communes", sizes.communes, "In a district")->capture_default_str();
  app.add_option("--indicators", sizes.indicators)->capture_default_str();
  app.add_option("--quarters", sizes.quarters)->check(CLI::Range(1, 4))->capture_default_str();
  app.add_option("--changed", sizes.changed_per_cent, "Per cent of the communes that revise their numbers")
      ->capture_default_str();
  app.add_option("--batch", sizes.submissions_in_batch, "Submissions in one transaction")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--facts", sizes.facts_in_batch, "Facts in one transaction")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  dondoc::bench::Measure(sizes);
  return 0;
}
