// How fast documents are read: `build/bin/read_bench`. The documents are the invented district's plan, repeated to the
// size asked for.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <string>

#include "services/directive/domain/reading/read_directive.h"

namespace {

std::string Document(const char* sample, size_t bytes) {
  std::ifstream in(std::string("tests/samples/") + sample, std::ios::binary);
  const std::string once((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  // Header and closing once, the body as often as needed.
  const size_t body = once.find("\nI. "), closing = once.find("\nN", body);
  if (body == std::string::npos || closing == std::string::npos) {
    return once;
  }
  std::string text = once.substr(0, body);
  while (text.size() < bytes) {
    text += once.substr(body, closing - body);
  }
  return text + once.substr(closing);
}

void Read(benchmark::State& state, const char* sample) {
  const std::string text = Document(sample, static_cast<size_t>(state.range(0)));
  if (text.empty()) {
    state.SkipWithError("run from the repository's root");
    return;
  }
  for (auto unused : state) {
    (void)unused;
    benchmark::DoNotOptimize(dondoc::directive::ReadDirective(text));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
}

BENCHMARK_CAPTURE(Read, clean, "plan_district.txt")
    ->Arg(25'000)
    ->Arg(140'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Read, scanned, "plan_scanned.txt")->Arg(25'000)->Arg(140'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
