#include "services/directive/domain/reading/vocabulary/vocabulary.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "services/directive/domain/reading/vocabulary/data.h"

namespace dondoc::directive::reading {
namespace {

TEST(Vocabulary, EveryFileNamesItsSourceAndHasPhrases) {
  for (const auto& [name, file] : data::kFiles) {
    EXPECT_NE(file.find("# Source"), std::string_view::npos) << name;
    WordTable words;
    EXPECT_FALSE(Lexicon(file, &words).entries().empty()) << name;
  }
}

TEST(Vocabulary, SecondColumnsAreOfTheKnownKinds) {
  const Vocabulary& v = TheVocabulary();
  const auto all_in = [](const Lexicon& lexicon, const std::set<std::string>& kinds) {
    for (const Entry& entry : lexicon.entries()) {
      EXPECT_TRUE(kinds.contains(entry.value)) << entry.phrase << ": " << entry.value;
    }
  };
  all_in(v.bodies, {"NAME", "NOUN", "FIELD", "OPEN", "OF", "PEOPLE", "PERSON", "STAFF", "CLASS", "NONE"});
  all_in(v.purposes, {"EXECUTE", "REPORT", "COORDINATE", "INFORM", "PUBLISH", "ARCHIVE"});
  all_in(v.sections, {"PURPOSE", "TARGET", "BASIS", "TASK", "ANNEX"});
  all_in(v.labels, {"LEAD", "EXECUTE", "COORDINATE", "TIME", "RESULT", "CONTENT"});
  all_in(v.columns,
         {"TASK", "RESULT", "LEAD", "EXECUTE", "COORDINATE", "TIME", "TARGET", "UNIT", "VALUE", "PAST", "NONE"});
  all_in(v.recurrences, {"YEARLY", "HALF_YEARLY", "QUARTERLY", "MONTHLY", "WEEKLY", "PERIODIC", "ONCE"});
  all_in(v.comparators, {"AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "DECREASE_BY", "INCREASE_BY"});
  all_in(v.requests, {"ORDER", "REQUEST", "ENCOURAGE", "TOPIC"});
  all_in(v.unit_stops, {"", "NONE"});
  all_in(v.openings, {"CLAUSE", "DIRECT", "FIRST"});
  all_in(v.offices, {"", "UNIT", "ALONE", "SINGLE"});
  const auto each_in = [](const Lexicon& lexicon, const std::set<std::string>& known) {
    for (const Entry& entry : lexicon.entries()) {
      std::istringstream kinds(entry.value);
      for (std::string kind; kinds >> kind;) {
        EXPECT_TRUE(known.contains(kind)) << entry.phrase << ": " << kind;
        // "COUNT 15": the figure of a number in words.
        if (int figure = 0; kind == "COUNT") {
          EXPECT_TRUE(kinds >> figure && figure > 0 && kinds.peek() == EOF) << entry.phrase;
        }
      }
    }
  };
  each_in(v.reporting, {"PAPER", "KIND", "SYSTEM", "OBEY", "TELL", "SEND", "GIVE", "RESULT", "PLAN", "MAKE", "MANNER"});
  each_in(v.deadlines,
          {"DATE",    "YEAR",   "COMPLETED",   "AM",      "PM",    "WITHIN", "HOUR",      "DAY",  "WEEK",  "MONTH",
           "COUNT",   "FROM",   "WORKING_DAY", "RECEIPT", "ISSUE", "NAMED",  "BECOMES",   "THIS", "OTHER", "DOCUMENT",
           "GOES_ON", "EFFECT", "NONE",        "ON",      "NOW",   "ALONE",  "CONDITION", "CASE", "LAST"});
}

TEST(Lexicon, StepsThroughPhrasesAndKeepsTheFirstOfTwo) {
  WordTable words;
  const Lexicon lexicon("# Source: here\nSở Nội vụ\tA\nsở nội vụ\tB\nSở\tC\nSợ\tD\n", &words);
  int node = lexicon.Step(Lexicon::kRoot, words.Find("so"));
  ASSERT_NE(lexicon.At(node), nullptr);
  EXPECT_EQ(lexicon.At(node)->value, "C");
  ASSERT_NE(lexicon.Other(*lexicon.At(node)), nullptr);
  EXPECT_EQ(lexicon.Other(*lexicon.At(node))->value, "D");
  node = lexicon.Step(lexicon.Step(node, words.Find("noi")), words.Find("vu"));
  EXPECT_EQ(lexicon.At(node)->value, "A");
  EXPECT_EQ(lexicon.Step(node, words.Find("so")), -1);
  EXPECT_EQ(words.Find("unknown"), 0u);
}

TEST(TypeByNotation, ReadsTheKindFromTheNumber) {
  const std::pair<const char*, DocumentType> cases[] = {
      {"141/KH-UBND", DocumentType::kPlan},      {"29-CT/TW", DocumentType::kDirective},
      {"63-NQ/TU", DocumentType::kResolution},   {"31/2021/NĐ-CP", DocumentType::kDecree},
      {"197/2025/QH15", DocumentType::kLaw},     {"574/UBND-NC", DocumentType::kLetter},
      {"226/CĐ-TTg", DocumentType::kTelegram},   {"/UBND-VX", DocumentType::kLetter},
      {"1895/QĐ-TTg", DocumentType::kDecision},  {"627/TB-VPCP", DocumentType::kNotice},
      {"02/TTr-SNV", DocumentType::kSubmission}, {"", DocumentType::kUnknown},
  };
  for (const auto& [number, type] : cases) {
    EXPECT_EQ(TypeByNotation(number), type) << number;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
