// Totals, what they are made of and who is missing: of today's tree, with numbers made in this one and in an older one.
#include <map>

#include "common/status/status_matchers.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace indicator::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = IndicatorService::Stub;

// Each unit reports another power of two, so that a total says whose numbers are in it. Whoever is told it may read
// each of these one by one, and so with the lines below it, and the names of who is missing.
TEST_F(ListsTest, TotalsAndTheirLines) {
  DefineIndicatorRequest define;
  define.set_request_id(country_.NewId());
  define.mutable_indicator()->set_code("SO");
  define.mutable_indicator()->set_name("Số thử");
  define.mutable_indicator()->set_kind(COUNT);
  define.mutable_indicator()->set_measure("cái");
  define.mutable_indicator()->set_over_time(LAST);
  country_.Must<Indicator>(*country_.indicators, &Stub::DefineIndicator, define);
  const std::vector<std::string> periods = {"2023", "2025"};
  ASSERT_LT(units_.size(), 60U);
  std::map<std::string, int> reports;  // of periods
  for (std::size_t i = 0; i < units_.size(); ++i) {
    for (const std::string& period : periods) {
      SubmitValuesRequest submit;
      submit.set_request_id(country_.NewId());
      submit.set_unit_id(units_[i]);
      submit.set_period(period);
      ValueInput& value = *submit.add_values();
      value.set_indicator("SO");
      value.set_count(std::int64_t{1} << i);
      country_.caller = Country::Operator();
      const auto submitted = country_.Call<SubmitValuesResponse>(*country_.indicators, &Stub::SubmitValues, submit);
      reports[period] += submitted.ok() ? 1 : 0;
      EXPECT_TRUE(submitted.ok() || absl::IsInvalidArgument(submitted.status()))
          << "neither taken nor of a unit that was not there then: " << submitted.status();
    }
  }
  country_.SettleNumbers();
  for (const std::string& period : periods) {
    GetTotalsRequest get;
    get.set_unit_id(country_.government);
    get.set_period(period);
    ASSERT_OK_AND_ASSIGN(const auto all, country_.Call<GetTotalsResponse>(*country_.indicators, &Stub::GetTotals, get));
    ASSERT_EQ(all.totals_size(), 1);
    EXPECT_EQ(__builtin_popcountll(static_cast<unsigned long long>(all.totals(0).numerator())), reports[period]);
  }

  int totals = 0, lines = 0, missing = 0;
  for (int i = 0; i < 40; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    for (const std::string& period : periods) {
      std::map<std::string, bool> asked;
      const auto is_readable = [&](const std::string& unit) {
        const auto [answer, first] = asked.try_emplace(unit, false);
        if (!first) return answer->second;
        GetValuesRequest get;
        get.set_unit_id(unit);
        get.set_period(period);
        answer->second =
            IsShown(country_.Call<GetValuesResponse>(*country_.indicators, &Stub::GetValues, get).status());
        return answer->second;
      };
      const auto expect_readable = [&](std::int64_t numbers, const std::string& what) {
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
          if ((numbers >> unit & 1) == 0) continue;
          EXPECT_TRUE(is_readable(units_[unit])) << what << " of " << period << " has the number of " << units_[unit];
        }
      };
      for (const std::string& unit : living_) {
        GetTotalsRequest get;
        get.set_unit_id(unit);
        get.set_period(period);
        const auto total = country_.Call<GetTotalsResponse>(*country_.indicators, &Stub::GetTotals, get);
        EXPECT_EQ(IsShown(total.status()), is_readable(unit)) << unit;
        if (!total.ok()) continue;
        for (const IndicatorTotal& one : total->totals()) {
          expect_readable(one.numerator(), "the total of " + unit);
          ++totals;
        }
        ListContributionsRequest contributions;
        contributions.set_unit_id(unit);
        contributions.set_period(period);
        contributions.set_indicator("SO");
        contributions.set_page_size(2);
        ReadAll(*country_.indicators, &Stub::ListContributions, contributions,
                [&](const ListContributionsResponse& page) {
                  expect_readable(page.divided().numerator(), "what is divided in " + unit);
                  for (const SourceUnit& source : page.divided_units()) EXPECT_TRUE(is_readable(source.unit_id()));
                  for (const UnitContribution& line : page.contributions()) {
                    EXPECT_TRUE(is_readable(line.unit_id())) << "a line of " << unit;
                    expect_readable(line.numerator(), "a line of " + unit);
                    for (const SourceUnit& source : line.sources()) EXPECT_TRUE(is_readable(source.unit_id()));
                    ++lines;
                  }
                });
        ListMissingUnitsRequest list;
        list.set_unit_id(unit);
        list.set_period("2024");
        list.set_indicator("SO");
        list.set_page_size(2);
        ReadAll(*country_.indicators, &Stub::ListMissingUnits, list, [&](const ListMissingUnitsResponse& page) {
          for (const MissingUnit& one : page.units()) {
            EXPECT_TRUE(is_readable(one.unit_id())) << "missing in " << unit;
            ++missing;
          }
        });
      }
    }
  }
  EXPECT_GT(totals, 50);
  EXPECT_GT(lines, 50);
  EXPECT_GT(missing, 50);
}

}  // namespace
}  // namespace dondoc::access_test
