#include "services/organization/domain/csv.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::organization {
namespace {

using ::testing::ElementsAre;

TEST(CsvTest, ReadsFieldsAndLines) {
  const CsvFile file = ReadCsv(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\n\n\"x, \"\"y\"\"\nz\",2");
  EXPECT_FALSE(file.unclosed_quote);
  ASSERT_EQ(file.records.size(), 3u);
  EXPECT_THAT(file.records[0].fields, ElementsAre("a", "b"));
  EXPECT_THAT(file.records[1].fields, ElementsAre("1", ""));
  EXPECT_THAT(file.records[2].fields, ElementsAre("x, \"y\"\nz", "2"));
  EXPECT_EQ(file.records[2].line, 4);
}

TEST(CsvTest, NamesTheLineOfABrokenQuote) {
  EXPECT_EQ(ReadCsv("a\n\"b\nc").unclosed_quote, 2);
  EXPECT_EQ(ReadCsv("a\n\"b\"c,d").unclosed_quote, 2);
}

TEST(CsvTest, EmptyTextHasNoRecords) { EXPECT_TRUE(ReadCsv("").records.empty()); }

}  // namespace
}  // namespace dondoc::organization
