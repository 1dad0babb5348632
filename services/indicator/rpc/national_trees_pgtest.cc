// The country before and after 1 July 2025: in both trees, before and after the succession, the figures of the
// provinces add up to the country's, and each is what the lists say. Sizes by DONDOC_NATIONAL_INDICATORS and
// DONDOC_NATIONAL_PERIODS (20 and 20 are four million numbers).
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"
#include "services/indicator/rpc/read_successions.h"
#include "services/indicator/rpc/read_totals.h"
#include "services/indicator/testing/national_case.h"

namespace dondoc::indicator {
namespace {

int FromEnvironment(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoi(given);
}

class NationalTreesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    country_ = NationalCase::Make({.indicators = FromEnvironment("DONDOC_NATIONAL_INDICATORS", 2),
                                   .periods = FromEnvironment("DONDOC_NATIONAL_PERIODS", 1)});
    if (country_ == nullptr) GTEST_SKIP() << "the national lists of units are not here (DONDOC_SHARED)";
  }

  // By indicator.
  std::vector<std::int64_t> Totals(const std::string& unit, const std::string& period, const std::string& date) {
    v1::GetTotalsRequest request;
    request.set_unit_id(unit);
    request.set_period(period);
    request.set_date(date);
    for (const std::string& code : country_->indicators()) request.add_indicators(code);
    const auto response = Answer(country_->cell().context(), request, NationalCase::CallOf(request));
    EXPECT_OK(response);
    std::vector<std::int64_t> totals(country_->indicators().size());
    if (!response.ok()) return totals;
    EXPECT_EQ(response->tree_date(), date);
    std::map<std::string, std::int64_t> by_code;
    for (const auto& total : response->totals()) by_code[total.indicator().code()] = total.numerator();
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] = by_code.at(country_->indicators()[i]);
    return totals;
  }

  // Every province of a list, every number; the sum over them is the country's: no commune crosses a province.
  void CheckTree(const std::string& list, const std::string& date) {
    SCOPED_TRACE("the list of " + list + " on " + date);
    for (const std::string& period : country_->periods()) {
      SCOPED_TRACE(period);
      std::vector<std::int64_t> sum(country_->indicators().size());
      for (const std::string& province : country_->Provinces(list)) {
        const auto totals = Totals(province, period, date);
        for (std::size_t i = 0; i < totals.size(); ++i) {
          ASSERT_EQ(totals[i], country_->Truth(list, province, period, static_cast<int>(i))) << province;
          sum[i] += totals[i];
        }
      }
      const auto national = Totals(country_->government(), period, date);
      for (std::size_t i = 0; i < sum.size(); ++i) {
        EXPECT_EQ(national[i], country_->National(period, static_cast<int>(i)));
        EXPECT_GT(national[i], 0);
        EXPECT_EQ(sum[i], national[i]);
        CheckLines(country_->government(), period, country_->indicators()[i], date, national[i]);
      }
      CheckLines(country_->Provinces(list)[4], period, country_->indicators()[0], date,
                 Totals(country_->Provinces(list)[4], period, date)[0]);
    }
  }

  // Lines, the unit's own number and what is divided are the total.
  void CheckLines(const std::string& unit, const std::string& period, const std::string& indicator,
                  const std::string& date, std::int64_t total) {
    v1::ListContributionsRequest request;
    request.set_unit_id(unit);
    request.set_period(period);
    request.set_indicator(indicator);
    request.set_date(date);
    request.set_page_size(25);
    std::int64_t lines = 0, of_divided_units = 0, divided = 0;
    do {
      const auto page = Answer(country_->cell().context(), request, NationalCase::CallOf(request));
      ASSERT_OK(page);
      for (const auto& line : page->contributions()) {
        lines += line.numerator();
        std::int64_t sources = 0;
        for (const auto& source : line.sources()) sources += source.numerator();
        EXPECT_LE(sources, line.numerator());
      }
      divided += page->divided().numerator();
      for (const auto& source : page->divided_units()) of_divided_units += source.numerator();
      EXPECT_EQ(page->has_total(), request.page_token().empty());
      if (page->has_total()) {
        EXPECT_EQ(page->total().numerator(), total);
      }
      EXPECT_FALSE(page->has_own());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(lines + divided, total);
    EXPECT_EQ(divided, of_divided_units);
  }

  std::unique_ptr<NationalCase> country_;
};

TEST_F(NationalTreesTest, BothTreesAddUpBeforeAndAfter) {
  const std::int64_t before = country_->ReportBefore();
  EXPECT_GT(before, 10000);
  v1::GetNumbersPreviewRequest preview;
  preview.set_succession_id(country_->succession());
  ASSERT_OK_AND_ASSIGN(const v1::NumbersPreview counted,
                       Answer(country_->cell().context(), preview, NationalCase::CallOf(preview)));
  EXPECT_EQ(counted.state(), "PLANNED");
  EXPECT_EQ(counted.divided_units(), 441);
  // All but those of the communes that continue.
  EXPECT_GT(counted.values(), before * 95 / 100);
  EXPECT_LT(counted.values(), before);
  EXPECT_EQ(counted.values(), counted.reports() * static_cast<std::int64_t>(country_->indicators().size()));
  preview.set_version(2);
  EXPECT_EQ(Answer(country_->cell().context(), preview, NationalCase::CallOf(preview)).status().code(),
            absl::StatusCode::kUnavailable);
  CheckTree("2024", "2025-06-30");
  country_->Enact();
  CheckTree("2024", "2025-06-30");
  CheckTree("2025", "2025-07-01");
  v1::GetNumbersUsesRequest undo;
  undo.set_succession_id(country_->succession());
  const auto uses = [&] { return Answer(country_->cell().context(), undo, NationalCase::CallOf(undo))->uses_size(); };
  EXPECT_EQ(uses(), 0);
  EXPECT_GT(country_->ReportAfter(), 3000);
  EXPECT_EQ(uses(), 20);
  CheckTree("2024", "2025-06-30");
  CheckTree("2025", "2025-07-01");
}

}  // namespace
}  // namespace dondoc::indicator
