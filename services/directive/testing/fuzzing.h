// What every fuzz target does with what it finds.
//
// A fuzz target is a file NAME_fuzz.cc with one function LLVMFuzzerTestOneInput, named under FUZZERS in the library's
// dondoc_library; docs/howto/add-a-fuzz-target.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive {

inline std::string_view AsText(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// Ends the run, with the input kept, where anything is in `broken`.
inline void RequireNone(const std::vector<std::string>& broken) {
  for (const std::string& promise : broken) {
    std::fprintf(stderr, "broken promise: %s\n", promise.c_str());
  }
  if (!broken.empty()) {
    std::abort();
  }
}

inline void Require(bool holds, const char* promise) {
  if (!holds) {
    RequireNone({promise});
  }
}

}  // namespace dondoc::directive
