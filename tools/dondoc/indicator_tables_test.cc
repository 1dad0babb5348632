#include "tools/dondoc/indicator_tables.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::cli {
namespace {

using ::testing::HasSubstr;

indicator::v1::Target Target() {
  indicator::v1::Target target;
  target.set_comparator(indicator::v1::AT_LEAST);
  target.set_value("99.9");
  target.set_measure("%");
  target.set_from_year(2026);
  target.set_to_year(2030);
  return target;
}

TEST(IndicatorTablesTest, ATargetInWords) {
  indicator::v1::Target target = Target();
  EXPECT_EQ(TargetText(target), "at least 99.9 % (2026–2030)");
  target.set_to_year(2026);
  EXPECT_EQ(TargetText(target), "at least 99.9 % (2026)");
  target.set_to_year(0);
  EXPECT_EQ(TargetText(target), "at least 99.9 % (from 2026)");
  target.set_from_year(0);
  target.clear_value();
  EXPECT_EQ(TargetText(target), "at least ? %");
}

TEST(IndicatorTablesTest, ATotalWithItsTarget) {
  indicator::v1::GetTotalsResponse totals;
  auto& total = *totals.add_totals();
  total.mutable_indicator()->set_code("TY_LE");
  total.mutable_indicator()->set_kind(indicator::v1::RATIO);
  total.set_numerator(999);
  total.set_denominator(1000);
  total.set_share(9990);
  total.set_reported_units(7);
  total.set_expected_units(9);
  total.set_missing_units(2);
  auto& comparison = *total.add_targets();
  *comparison.mutable_target() = Target();
  comparison.set_state(indicator::v1::MEETS);
  const std::string text = TotalsTable(totals.totals()).Text();
  for (const char* part : {"999/1000", "99.90 %", "7 of 9", "MEETS at least 99.9 % (2026–2030)"})
    EXPECT_THAT(text, HasSubstr(part));
  total.set_share(5);
  EXPECT_THAT(TotalsTable(totals.totals()).Text(), HasSubstr("0.05 %"));
}

TEST(IndicatorTablesTest, LinesAndTheUnitsOfOtherTreesBehindThem) {
  v1::Explanation explanation;
  EXPECT_TRUE(SourcesTable(explanation).empty());
  auto& line = *explanation.add_contributions();
  line.set_unit_name("UBND xã Suối Mới");
  line.set_numerator(30);
  auto& source = *line.add_sources();
  source.set_unit_name("UBND xã Suối");
  source.set_valid_to("2025-07-01");
  source.set_numerator(12);
  explanation.mutable_own()->set_numerator(1);
  explanation.mutable_divided()->set_numerator(4);
  explanation.add_divided_units()->set_unit_name("UBND xã Khe");
  explanation.mutable_total()->set_numerator(35);
  const std::string lines = ContributionsTable(explanation).Text();
  for (const char* part :
       {"UBND xã Suối Mới  30", "(its own number)  1", "(divided units)   4", "TOTAL             35"})
    EXPECT_THAT(lines, HasSubstr(part));
  const std::string sources = SourcesTable(explanation).Text();
  for (const char* part : {"UBND xã Suối Mới  UBND xã Suối", "2025-07-01  12", "(divided units)   UBND xã Khe"})
    EXPECT_THAT(sources, HasSubstr(part));
}

}  // namespace
}  // namespace dondoc::cli
