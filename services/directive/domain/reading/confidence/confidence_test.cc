#include "services/directive/domain/reading/confidence/confidence.h"

#include <gtest/gtest.h>

#include "services/directive/domain/each_value.h"
#include "services/directive/domain/reading/confidence/data.h"

namespace dondoc::directive::reading {
namespace {

constexpr std::string_view kCounts =
    "# field, evidence, text, right, found\n"
    "number\tLABELLED\tSOUND\t98\t98\n"
    "number\tLABELLED\tDAMAGED\t1\t8\n"
    "number\tSITE_FACTS\tSOUND\t8\t8\n"
    "issuer\tOWN_WORDS\tSOUND\t3\t10\n"
    "issuer\tPOSITIONAL\tSOUND\tmany\t10\n"
    "issuer\tPOSITIONAL\tSOUND\t11\t10\n"
    "issuer\tBY_MAGIC\tSOUND\t1\t1\n";

TEST(ConfidenceTable, IsTheShareThatWasRightHeldBackWhereLittleWasCounted) {
  const ConfidenceTable table(kCounts);
  const double field = (107 + 1.0) / (114 + 2);
  const double way = (99 + 10 * field) / (106 + 10);
  EXPECT_DOUBLE_EQ(table.Confidence("number", Evidence::kLabelled, false), (98 + 10 * way) / 108);
  EXPECT_DOUBLE_EQ(table.Confidence("number", Evidence::kLabelled, true), (1 + 10 * way) / 18);
}

TEST(ConfidenceTable, WhatWasNeverCountedIsAsGoodAsTheNextWiderClass) {
  const ConfidenceTable table(kCounts);
  EXPECT_DOUBLE_EQ(table.Confidence("number", Evidence::kNotation, false), (107 + 1.0) / (114 + 2));
  EXPECT_DOUBLE_EQ(table.Confidence("subject", Evidence::kPositional, false), 0.5);
  EXPECT_GT(table.Confidence("issuer", Evidence::kOwnWords, true), 0.3) << "few counts say little";
}

TEST(ConfidenceTable, LeavesOutLinesThatAreNoCounts) {
  const ConfidenceTable table(kCounts);
  EXPECT_DOUBLE_EQ(table.Confidence("issuer", Evidence::kPositional, false), (3 + 1.0) / (10 + 2));
}

TEST(SetConfidence, GoesThroughEveryValue) {
  ParsedDirective parsed;
  parsed.sources.number.evidence = Evidence::kLabelled;
  parsed.signer.name = "Đào Văn Thuận";
  parsed.tasks.resize(2);
  SetConfidence(ConfidenceTable(kCounts), &parsed);
  EXPECT_GT(parsed.sources.number.confidence, 0.95);
  EXPECT_EQ(parsed.signer.confidence, 0.5);
  EXPECT_EQ(parsed.tasks[1].confidence, 0.5);
}

// The file that is built in: every line is a count, of a field that a proposal has.
TEST(TheConfidenceTable, CountsWhatTheReaderFinds) {
  ParsedDirective all;
  for (Source* source : {&all.sources.number, &all.sources.type, &all.sources.issuer, &all.sources.place,
                         &all.sources.issued, &all.sources.subject, &all.sources.addressees.emplace_back()}) {
    source->evidence = Evidence::kLabelled;
  }
  all.signer.name = "Đào Văn Thuận";
  all.legal_bases.resize(1);
  all.citations.resize(1);
  all.recipients.resize(1);
  all.tasks.resize(1);
  all.targets.resize(1);
  all.reports.resize(1);
  ForEachValue(all, [](std::string_view field, const auto&) {
    EXPECT_NE(data::kConfidence.find("\n" + std::string(field) + "\t"), std::string_view::npos) << field;
  });
  EXPECT_GT(TheConfidenceTable().Confidence("assignments", Evidence::kHeading, false),
            TheConfidenceTable().Confidence("assignments", Evidence::kDocument, false));
}

}  // namespace
}  // namespace dondoc::directive::reading
