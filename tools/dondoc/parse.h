// `dondoc parse`: reads documents without any server and prints what they say.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::cli {

struct ParseOptions {
  std::vector<std::string> files;
  std::string format = "json";  // json, table, or html: a page to check the reading on (review/review_page.h)
  std::string output_dir;       // where not empty: one NAME.json (NAME.txt, NAME.html) for each file, there
};

// Reads every file as the directive service would (services/directive/files), prints to `out` or into the output
// directory, and notes on how it was read and errors (code, reason, file) to `err`; a bad file does not stop the
// others. Returns the exit code: 0, or 1 where any file could not be read.
int RunParse(const ParseOptions& options, std::ostream& out, std::ostream& err);
int RunParse(const std::vector<std::string>& files, std::string_view format, std::ostream& out, std::ostream& err);

}  // namespace dondoc::cli
