// Totals, what they are made of and who is missing: in the tree of today and in an older one, with numbers made in
// either. Each unit reports another power of two, so that a figure says whose numbers are in it: what whoever gets it
// may read of them one by one, and all of that.
#include <map>
#include <utility>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace indicator::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = IndicatorService::Stub;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kBefore[] = "2024-02-29";  // the day before a commune goes to another province

// What is asked of a unit, and what somebody was told.
struct Question {
  std::string unit, period, date;
};
struct Told {
  std::int64_t total = 0, own = 0, divided = 0;
  std::map<std::string, std::int64_t> lines;
  Ids sources, missing, left_out;
};

class NumberListsTest : public ListsTest {
 protected:
  NumberListsTest() {
    DefineIndicatorRequest define;
    define.set_request_id(country_.NewId());
    define.mutable_indicator()->set_code("SO");
    define.mutable_indicator()->set_name("Số thử");
    define.mutable_indicator()->set_kind(COUNT);
    define.mutable_indicator()->set_measure("cái");
    define.mutable_indicator()->set_over_time(LAST);
    country_.Must<Indicator>(*country_.indicators, &Stub::DefineIndicator, define);
    EXPECT_LT(units_.size(), 60U);
    Report("2023");
    country_.MoveSibling("2024-03-01");
    Report("2025");
  }

  // Of all units that were there in the period.
  void Report(const std::string& period) {
    country_.caller = Country::Operator();
    for (std::size_t i = 0; i < units_.size(); ++i) {
      SubmitValuesRequest submit;
      submit.set_request_id(country_.NewId());
      submit.set_unit_id(units_[i]);
      submit.set_period(period);
      ValueInput& value = *submit.add_values();
      value.set_indicator("SO");
      value.set_count(std::int64_t{1} << i);
      const auto submitted = country_.Call<SubmitValuesResponse>(*country_.indicators, &Stub::SubmitValues, submit);
      reported_[period] |= submitted.ok() ? std::int64_t{1} << i : 0;
      EXPECT_TRUE(submitted.ok() || absl::IsInvalidArgument(submitted.status()))
          << "neither taken nor of a unit that was not there then: " << submitted.status();
    }
    country_.SettleNumbers();
  }

  template <typename Request>
  static Request About(const Question& question) {
    Request request;
    request.set_unit_id(question.unit);
    request.set_period(question.period);
    request.set_date(question.date);
    if constexpr (requires { request.set_indicator("SO"); }) {
      request.set_indicator("SO");
      request.set_page_size(2);
    }
    return request;
  }

  absl::StatusOr<Told> Ask(const Question& question) {
    Told told;
    auto totals =
        country_.Call<GetTotalsResponse>(*country_.indicators, &Stub::GetTotals, About<GetTotalsRequest>(question));
    if (!totals.ok()) return totals.status();
    for (const IndicatorTotal& one : totals->totals()) told.total += one.numerator();
    told.left_out = {totals->left_out_unit_ids().begin(), totals->left_out_unit_ids().end()};
    const auto take_sources = [&](const auto& sources) {
      for (const SourceUnit& source : sources) told.sources.insert(source.unit_id());
    };
    ReadAll(*country_.indicators, &Stub::ListContributions, About<ListContributionsRequest>(question),
            [&](const ListContributionsResponse& page) {
              told.own += page.own().numerator();
              told.divided += page.divided().numerator();
              take_sources(page.total().sources());
              take_sources(page.divided_units());
              for (const UnitContribution& line : page.contributions()) {
                told.lines[line.unit_id()] = line.numerator();
                take_sources(line.sources());
              }
            });
    auto missing = About<ListMissingUnitsRequest>(question);
    missing.set_period("2024");  // for which nobody has reported
    ReadAll(*country_.indicators, &Stub::ListMissingUnits, missing, [&](const ListMissingUnitsResponse& page) {
      for (const MissingUnit& one : page.units()) told.missing.insert(one.unit_id());
    });
    return told;
  }

  // What the caller may read one by one: whether, by unit, and the numbers of all of these.
  std::pair<std::map<std::string, bool>, std::int64_t> Readable(const std::string& period) {
    std::pair<std::map<std::string, bool>, std::int64_t> readable;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      GetValuesRequest get;
      get.set_unit_id(units_[i]);
      get.set_period(period);
      const bool may = IsShown(country_.Call<GetValuesResponse>(*country_.indicators, &Stub::GetValues, get).status());
      readable.first[units_[i]] = may;
      readable.second |= may ? std::int64_t{1} << i : 0;
    }
    return readable;
  }

  std::map<std::string, std::int64_t> reported_;  // by period
};

TEST_F(NumberListsTest, AreOfWhatMayBeReadOneByOne) {
  std::vector<std::pair<Question, Told>> all;
  for (const auto& [period, reported] : reported_) {
    for (const std::string date : {"", kBefore}) {
      ASSERT_OK_AND_ASSIGN(const Told country, Ask({country_.government, period, date}));
      EXPECT_EQ(country.total, reported) << period << " in the tree of " << date;
      for (const std::string& unit : units_) {
        // Without a day the question about a unit that has ended is about its last.
        const auto told = Ask({unit, period, date});
        if (told.ok()) all.push_back({{unit, period, date}, *told});
      }
    }
  }
  std::size_t totals = 0, lines = 0, missing = 0, left_out = 0;
  for (int i = 0; i < 40; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    for (const auto& [period, reported] : reported_) {
      const auto [may_read, numbers] = Readable(period);
      for (const auto& [question, whole] : all) {
        if (question.period != period) continue;
        SCOPED_TRACE(question.unit + ", " + period + ", in the tree of " + question.date);
        const auto told = Ask(question);
        ASSERT_EQ(IsShown(told.status()), may_read.at(question.unit));
        if (!told.ok()) continue;
        EXPECT_EQ(told->total, whole.total & numbers);
        EXPECT_EQ(told->own, whole.own);
        EXPECT_EQ(told->divided, whole.divided & numbers);
        std::int64_t sum = told->own + told->divided;
        for (const auto& [unit, line] : told->lines) {
          EXPECT_EQ(line, whole.lines.at(unit) & numbers) << "the line of " << unit;
          EXPECT_TRUE(line != 0 || may_read.at(unit)) << "a line of " << unit << ", of which there is nothing to say";
          sum += line;
        }
        EXPECT_EQ(told->total, sum);
        for (const std::string& unit : told->sources) EXPECT_TRUE(may_read.at(unit)) << unit;
        Ids expected_missing;
        for (const std::string& unit : whole.missing) {
          if (may_read.at(unit)) expected_missing.insert(unit);
        }
        EXPECT_EQ(told->missing, expected_missing);
        EXPECT_TRUE(told->total == whole.total || !told->left_out.empty()) << "less without a word";
        ++totals;
        lines += told->lines.size();
        missing += told->missing.size();
        left_out += told->left_out.size();
      }
    }
  }
  EXPECT_GT(totals, 50U);
  EXPECT_GT(lines, 50U);
  EXPECT_GT(missing, 50U);
  EXPECT_GT(left_out, 20U);
}

TEST_F(NumberListsTest, WhoWasAboveIsToldWhatIsLeftOut) {
  country_.caller = Country::Operator();
  ASSERT_OK_AND_ASSIGN(const Told whole, Ask({country_.above, "2023", kBefore}));
  EXPECT_NE(whole.lines.at(country_.sibling), 0);
  EXPECT_THAT(whole.left_out, IsEmpty());
  country_.caller = Country::Member(country_.above, {access::Role::kLeader});
  ASSERT_OK_AND_ASSIGN(const Told before, Ask({country_.above, "2023", kBefore}));
  EXPECT_EQ(before.total, whole.total - whole.lines.at(country_.sibling));
  EXPECT_FALSE(before.lines.contains(country_.sibling));
  EXPECT_THAT(before.left_out, ElementsAre(country_.sibling));
  ASSERT_OK_AND_ASSIGN(const Told today, Ask({country_.above, "2023", ""}));
  EXPECT_EQ(today.total, before.total);
  EXPECT_THAT(today.left_out, IsEmpty());
  EXPECT_FALSE(today.sources.contains(country_.sibling)) << "what went up while it was below is not to be read off";
}

}  // namespace
}  // namespace dondoc::access_test
