// The reader on what is hardly a document any more: it promises the same as on a good one, in time in proportion.
//
// Time is the processor's, of this thread, and only ever compared with other time of the same run: a busy machine, a
// slow build and a sanitizer change both sides alike.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/testing/hostile_text.h"
#include "services/directive/testing/reading_promises.h"

namespace dondoc::directive {
namespace {

using ::testing::Test;

double ProcessorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Reads `text`, checks every promise, and returns how long the reading took.
double ReadAndCheck(std::string_view text) {
  const double begin = ProcessorSeconds();
  const ParsedDirective parsed = ReadDirective(text);
  const double seconds = ProcessorSeconds() - begin;
  for (const std::string& promise : BrokenPromises(text, parsed)) {
    ADD_FAILURE() << promise;
  }
  return seconds;
}

struct Document {
  std::string name;
  std::string text;
};

std::vector<Document> DocumentsIn(const std::filesystem::path& folder) {
  std::vector<Document> documents;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") {
      std::ifstream in(entry.path(), std::ios::binary);
      documents.push_back({entry.path().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
  }
  std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return documents;
}

std::filesystem::path Shared() {
  const char* given = std::getenv("DONDOC_SHARED");
  return given != nullptr ? given : "../shared";
}

// No mutant may take more than thirty times as long a byte as its document, which is read in the same way; a text of
// a few lines is given the time of a page.
void ExpectMutantsHold(const std::vector<Document>& documents, size_t cuts) {
  ReadDirective("Vocabularies are made when they are first asked for.");
  uint32_t seed = 20251121;
  for (const Document& document : documents) {
    SCOPED_TRACE(document.name);
    const double pace = ReadAndCheck(document.text) / static_cast<double>(document.text.size() + 1);
    for (const Mutant& mutant : Mutants(document.text, cuts, ++seed)) {
      SCOPED_TRACE(mutant.name);
      const double seconds = ReadAndCheck(mutant.text);
      EXPECT_LE(seconds, 30 * pace * static_cast<double>(mutant.text.size() + 4000));
      if (Test::HasFailure()) {
        return;  // one document says enough
      }
    }
  }
}

TEST(ReadHostileText, SamplesHoldHoweverTheyAreDamaged) {
  const std::vector<Document> samples = DocumentsIn("tests/samples");
  ASSERT_FALSE(samples.empty()) << "run from the repository's root";
  ExpectMutantsHold(samples, 200);
}

TEST(ReadHostileText, RealDocumentsHoldHoweverTheyAreDamaged) {
  const std::vector<Document> documents = DocumentsIn(Shared() / "corpus");
  if (documents.empty()) {
    GTEST_SKIP() << "no real documents at " << Shared() << " (DONDOC_SHARED)";
  }
#ifdef __SANITIZE_ADDRESS__
  constexpr size_t kCuts = 1;  // a sanitizer takes ten times as long
#else
  constexpr size_t kCuts = 8;
#endif
  ExpectMutantsHold(documents, kCuts);
}

TEST(ReadHostileText, WhatBrokeItOnceHolds) {
  const std::vector<Document> cases = DocumentsIn("tests/fuzz/read_directive_fuzz");
  ASSERT_FALSE(cases.empty()) << "run from the repository's root";
  for (const Document& document : cases) {
    SCOPED_TRACE(document.name);
    ReadAndCheck(document.text);
    EXPECT_EQ(Transcript(ReadDirective(document.text)), Transcript(ReadDirective(document.text)));
  }
}

double BestOf(int times, const std::string& text) {
  double best = ReadAndCheck(text);
  while (--times > 0) {
    best = std::min(best, ReadAndCheck(text));
  }
  return best;
}

// Eight times as much of it takes eight times as long, where a loop within a loop would take sixty-four times.
TEST(ReadHostileText, TimeIsLinearInTheSize) {
  ReadDirective("Vocabularies are made when they are first asked for.");
  for (const Monotony& monotony : Monotonies()) {
    SCOPED_TRACE(std::string(monotony.name));
    const double small = BestOf(3, monotony.Text(16'000));
    const double large = BestOf(2, monotony.Text(128'000));
    EXPECT_LE(large, 24 * small) << small * 1e3 << " ms, then " << large * 1e3 << " ms";
  }
}

// Deep, not only long: a recursion on such a text would use up the stack.
TEST(ReadHostileText, NothingIsTooDeep) {
  for (std::string_view nested : {"Sở Nội vụ thuộc ", "các cơ quan (", "<b>", "((", "> "}) {
    SCOPED_TRACE(std::string(nested));
    ReadAndCheck(Monotony{nested, "1. ", nested, nested}.Text(2'000'000));
  }
}

}  // namespace
}  // namespace dondoc::directive
