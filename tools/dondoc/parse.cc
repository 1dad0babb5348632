#include "tools/dondoc/parse.h"

#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <utility>

#include "common/process/run_bounded.h"
#include "common/status/status.h"
#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/domain/reading_notes.h"
#include "services/directive/files/read_file.h"
#include "services/directive/rpc/convert_parsed.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/parse_table.h"
#include "tools/dondoc/review/review_of.h"
#include "tools/dondoc/review/review_page.h"
#include "tools/dondoc/slow_notice.h"

namespace dondoc::cli {
namespace {

absl::StatusOr<std::string> Render(const directive::ParsedDirective& parsed, const directive::files::FileText& read,
                                   const std::string& format) {
  if (format == "table") {
    return ParsedTable(parsed);
  }
  if (format == "html") {
    return ReviewPage(ReviewOf(directive::ToProto(parsed), read.text, read.notes));
  }
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(directive::ToProto(parsed), &json, options).ok()) {
    return Internal("the proposal cannot be written as JSON");
  }
  return json;
}

const char* Ending(const std::string& format) {
  if (format == "table") return ".txt";
  return format == "html" ? ".html" : ".json";
}

absl::Status WriteFile(const ParseOptions& options, const std::string& file, const std::string& text) {
  std::error_code error;
  std::filesystem::create_directories(options.output_dir, error);
  const auto path = std::filesystem::path(options.output_dir) /
                    (std::filesystem::path(file).stem().string() + Ending(options.format));
  std::ofstream to(path, std::ios::binary | std::ios::trunc);
  to << text;
  to.close();
  return to ? absl::OkStatus() : Unavailable("FILE_NOT_WRITABLE", "cannot write " + path.string());
}

// To standard output: one document as it is, several as tables with titles or as one JSON array.
class Printer {
 public:
  Printer(const ParseOptions& options, std::ostream& out)
      : json_(options.format == "json"), several_(options.files.size() > 1), out_(out) {}

  void Begin() {
    if (several_ && json_) out_ << "[";
  }
  void Print(const std::string& file, const std::string& text) {
    if (several_) out_ << (json_ ? std::exchange(separator_, ",") : "== " + file + " ==\n");
    out_ << text;
  }
  void End() {
    if (several_ && json_) out_ << "]\n";
  }

 private:
  const bool json_;
  const bool several_;
  std::string separator_;
  std::ostream& out_;
};

absl::StatusOr<directive::files::FileText> Read(const std::string& file, const std::string& bytes, std::ostream& err) {
  const SlowNotice notice(err, file + ": still being read; scanned pages take some seconds each");
  return directive::files::ReadFile(bytes, process::Patience::For(directive::files::kLongestRead));
}

absl::StatusOr<std::string> ParseFile(const ParseOptions& options, const std::string& file, std::ostream& err) {
  DONDOC_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file, directive::files::Limits{}.document_bytes));
  DONDOC_ASSIGN_OR_RETURN(directive::files::FileText read, Read(file, bytes, err));
  const directive::ParsedDirective parsed = directive::ReadDirective(read.text);
  for (std::string& note : directive::ReadingNotes(parsed, read.text)) read.notes.push_back(std::move(note));
  for (const std::string& note : read.notes) {
    err << "note: " << file << ": " << note << "\n";
  }
  return Render(parsed, read, options.format);
}

}  // namespace

int RunParse(const ParseOptions& options, std::ostream& out, std::ostream& err) {
  const bool to_stdout = options.output_dir.empty();
  if (to_stdout && options.format == "html" && options.files.size() > 1) {
    err << "error: INVALID_ARGUMENT BAD_OPTION: one page at a time goes to standard output: give --output-dir\n";
    return 1;
  }
  Printer printer(options, out);
  int exit_code = 0;
  if (to_stdout) printer.Begin();
  for (const std::string& file : options.files) {
    const absl::StatusOr<std::string> text = ParseFile(options, file, err);
    absl::Status status = text.status();
    if (text.ok() && to_stdout) printer.Print(file, *text);
    if (text.ok() && !to_stdout) status = WriteFile(options, file, *text);
    if (status.ok()) continue;
    err << "error: " << absl::StatusCodeToString(status.code()) << " " << Reason(status) << ": " << file << ": "
        << std::string(status.message()) << "\n";
    exit_code = 1;
  }
  if (to_stdout) printer.End();
  return exit_code;
}

int RunParse(const std::vector<std::string>& files, std::string_view format, std::ostream& out, std::ostream& err) {
  return RunParse(ParseOptions{files, std::string(format), ""}, out, err);
}

}  // namespace dondoc::cli
