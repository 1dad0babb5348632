// How fast documents are read, and that twice the text takes twice the time: `build/bin/read_bench`, from the
// repository's root.
//
// Documents are the invented province's, as they are and as bad days leave them; hostile texts repeat what a loop
// within a loop would be slow on. Times are the processor's, the best of several. Exit code 1 where a document takes
// longer than it may, or where the cost of a byte grows with the size of the text.
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/testing/hostile_text.h"

namespace dondoc::bench {
namespace {

using directive::Monotony;

constexpr size_t kPages = 25'000;    // bytes of a document of some ten pages, read within
constexpr double kPagesMs = 10;      // so many milliseconds
constexpr size_t kBook = 140'000;    // bytes of the largest that are met, within
constexpr double kBookMs = 80;       // so many
constexpr size_t kHostile = 25'000;  // bytes of a hostile text, repeated once
constexpr double kLinear = 3;  // how much more a byte may cost in eight times as much text; a loop within a loop: 8

std::string Sample(std::string_view name) {
  std::ifstream in("tests/samples/" + std::string(name) + ".txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string Repeated(const std::string& once, size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += once;
  }
  return text;
}

double ProcessorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// The best of at least three readings, of more where they are short: machines are never quiet.
double ReadMs(const std::string& text) {
  double best = std::numeric_limits<double>::max(), all = 0;
  for (int round = 0; round < 3 || (round < 50 && all < 100); ++round) {
    const double begin = ProcessorMs();
    directive::ReadDirective(text);
    const double took = ProcessorMs() - begin;
    best = std::min(best, took);
    all += took;
  }
  return best;
}

class Report {
 public:
  void Document(std::string_view name, const std::string& once) {
    const double pages = ReadMs(Repeated(once, kPages)), book = ReadMs(Repeated(once, kBook));
    Row(name, [&](size_t times) { return Repeated(Repeated(once, kPages), times * kPages); });
    fmt::print("  {:7.2f} ms for 25 kB  {:7.2f} ms for 140 kB", pages, book);
    End(pages <= kPagesMs && book <= kBookMs, "too slow");
  }

  void Hostile(const Monotony& monotony) {
    Row(monotony.name, [&](size_t times) { return monotony.Text(times * kHostile); });
    End(true, "");
  }

  bool good() const { return good_; }

 private:
  // The cost of a byte once, and in text repeated twice, four times and eight times as a multiple of it.
  template <typename Text>
  void Row(std::string_view name, const Text& text) {
    double first = 0, last = 0;
    for (size_t times : {1, 2, 4, 8}) {
      const std::string repeated = text(times);
      last = ReadMs(repeated) * 1e6 / static_cast<double>(repeated.size());
      if (times == 1) {
        first = last;
        fmt::print("{:34} {:8.0f} ns a byte ", name, first);
      } else {
        fmt::print("  x{}: {:4.2f}", times, last / first);
      }
    }
    linear_ = last <= kLinear * first;
  }

  void End(bool quick, std::string_view complaint) {
    fmt::print("{}{}\n", quick ? "" : "  ", quick ? "" : complaint);
    if (!linear_) {
      fmt::print("  ^ not linear\n");
    }
    good_ &= quick && linear_;
  }

  bool linear_ = true;
  bool good_ = true;
};

int Run() {
  if (Sample("plan_district").empty()) {
    fmt::print(stderr, "there is no tests/samples here: run from the repository's root\n");
    return 2;
  }
  directive::ReadDirective("Vocabularies are made when they are first asked for.");
  Report report;
  report.Document("a clean plan", Sample("plan_district"));
  report.Document("a plan with labels and targets", Sample("plan_province"));
  report.Document("cells between pipes, a table", Sample("decision_table"));
  report.Document("a bad scan", Sample("plan_scanned"));
  report.Document("without a line break", OneLine(Sample("plan_district")));
  report.Document("a bad scan without a line break", OneLine(Sample("plan_scanned")));
  for (const Monotony& monotony : directive::Monotonies()) {
    report.Hostile(monotony);
  }
  return report.good() ? 0 : 1;
}

}  // namespace
}  // namespace dondoc::bench

int main() { return dondoc::bench::Run(); }
