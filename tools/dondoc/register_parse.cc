#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "tools/dondoc/commands.h"
#include "tools/dondoc/parse.h"

namespace dondoc::cli {

void RegisterParse(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App* parse = app.add_subcommand("parse", "Read documents without a server and print what they say");
  parse->add_option("FILE", options->files, "Files: text, Markdown, HTML, docx, pdf, scans (pdf, png, jpeg, tiff)")
      ->required();
  parse
      ->add_option("--format", options->format, "json, table, or html: a page that shows what was read beside the text")
      ->check(CLI::IsMember({"json", "table", "html"}))
      ->capture_default_str();
  parse->add_option("--output-dir", options->output_dir,
                    "Write NAME.json (NAME.txt, NAME.html) for each file into this directory");
  parse->callback([options, &exit_code] { exit_code = RunParse(*options, std::cout, std::cerr); });
}

}  // namespace dondoc::cli
