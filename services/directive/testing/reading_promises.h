// What the reader promises about every answer, checked: parsed_directive.h and read_directive.h say it in words.
//
// For tests and fuzz targets. Thread-safety: all functions are pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// The promises that `parsed`, read from `text`, breaks, each as a sentence with the value that breaks it; empty where
// all hold.
std::vector<std::string> BrokenPromises(std::string_view text, const ParsedDirective& parsed);

// Everything that `parsed` says, as lines: two answers are the same where these are.
std::string Transcript(const ParsedDirective& parsed);

}  // namespace dondoc::directive
