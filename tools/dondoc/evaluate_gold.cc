#include "tools/dondoc/evaluate_gold.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <array>
#include <filesystem>
#include <optional>
#include <ostream>
#include <utility>

#include "common/status/status.h"
#include "services/directive/domain/evaluation/compare.h"
#include "services/directive/domain/reading/confidence/confidence.h"
#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/files/read_file.h"
#include "services/directive/rpc/convert_parsed.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/evaluation_text.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;
using directive::ParsedDirective;
using directive::evaluation::Compare;
using directive::evaluation::Evaluation;
using directive::evaluation::Fields;
using directive::reading::ConfidenceTable;

constexpr size_t kMaxAnswers = 16 * 1024 * 1024;

struct Answers {
  ParsedDirective expected;
  Fields fields;
};

// A document with both readings.
struct Document {
  ParsedDirective proposed;
  Answers answers;
};

std::optional<fs::path> FindAnswers(const GoldOptions& options, const fs::path& file) {
  const fs::path name = file.stem().string() + ".json";
  const fs::path folder = fs::absolute(file).parent_path().filename();
  for (const fs::path directory : options.gold) {
    for (const fs::path& path : {directory / folder / name, directory / name}) {
      std::error_code error;
      if (fs::is_regular_file(path, error)) {
        return path;
      }
    }
  }
  return std::nullopt;
}

absl::StatusOr<Answers> ReadAnswers(const fs::path& path) {
  DONDOC_ASSIGN_OR_RETURN(const std::string json, ReadFile(path.string(), kMaxAnswers));
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  google::protobuf::Struct fields;
  directive::v1::ParsedDirective message;
  if (!google::protobuf::util::JsonStringToMessage(json, &fields).ok() ||
      !google::protobuf::util::JsonStringToMessage(json, &message, options).ok()) {
    return InvalidField("gold", "BAD_ANSWERS", path.string() + " is no JSON of a ParsedDirective");
  }
  Answers answers{directive::FromProto(message), {}};
  for (const auto& [name, value] : fields.fields()) {
    answers.fields.insert(name);
  }
  return answers;
}

absl::StatusOr<std::vector<Document>> ReadAll(const GoldOptions& options, std::ostream& err) {
  std::vector<Document> documents;
  for (const std::string& file : options.files) {
    const std::optional<fs::path> path = FindAnswers(options, file);
    if (!path.has_value()) {
      continue;
    }
    DONDOC_ASSIGN_OR_RETURN(Answers answers, ReadAnswers(*path));
    DONDOC_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file, directive::files::Limits{}.document_bytes));
    const auto patience = process::Patience::For(directive::files::kLongestRead);
    DONDOC_ASSIGN_OR_RETURN(const directive::files::FileText read, directive::files::ReadFile(bytes, patience));
    documents.push_back({directive::ReadDirective(read.text), std::move(answers)});
  }
  if (documents.empty()) {
    return NotFound("NO_ANSWERS", "there are no answers for any of these documents");
  }
  if (documents.size() < options.files.size()) {
    err << "note: " << options.files.size() - documents.size() << " documents have no answers\n";
  }
  return documents;
}

Evaluation CompareOne(const Document& document) {
  return Compare(document.answers.expected, document.proposed, document.answers.fields);
}

// Every second document, counted by itself.
void StateFromTheOtherHalf(std::vector<Document>* documents) {
  std::array<Evaluation, 2> halves;
  for (size_t i = 0; i < documents->size(); ++i) {
    halves[i % 2].Add(CompareOne((*documents)[i]));
  }
  const std::array<ConfidenceTable, 2> tables = {ConfidenceTable(CountsText(halves[1])),
                                                 ConfidenceTable(CountsText(halves[0]))};
  for (size_t i = 0; i < documents->size(); ++i) {
    directive::reading::SetConfidence(tables[i % 2], &(*documents)[i].proposed);
  }
}

}  // namespace

absl::StatusOr<Evaluation> EvaluateGold(const GoldOptions& options, std::ostream& err) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<Document> documents, ReadAll(options, err));
  if (options.crossed) {
    StateFromTheOtherHalf(&documents);
  }
  Evaluation evaluation;
  for (const Document& document : documents) {
    evaluation.Add(CompareOne(document));
  }
  return evaluation;
}

}  // namespace dondoc::cli
