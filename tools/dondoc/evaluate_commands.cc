#include "tools/dondoc/evaluate_commands.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "common/status/status.h"
#include "services/directive/domain/evaluation/evaluation.h"
#include "services/directive/rpc/convert_evaluation.h"
#include "tools/dondoc/evaluate_gold.h"
#include "tools/dondoc/evaluation_text.h"

namespace dondoc::cli {
namespace {

using directive::evaluation::Evaluation;

struct EvaluateOptions {
  GoldOptions gold;
  bool counts = false;
};

absl::Status Report(Session& session, const Evaluation& evaluation, bool counts) {
  if (counts) {
    session.out() << CountsText(evaluation);
    return absl::OkStatus();
  }
  if (session.json()) return session.PrintJson(directive::ToProto(evaluation));
  session.out() << EvaluationText(evaluation);
  return absl::OkStatus();
}

}  // namespace

void RegisterEvaluate(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("evaluate", "Say how good the reader's proposals were: against answers made by hand");
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("FILE", options->gold.files, "Documents that there are answers for");
  command
      ->add_option("--gold", options->gold.gold, "Directory of answers, NAME.json for each document; needs no server")
      ->allow_extra_args(false);
  command->add_flag("--crossed", options->gold.crossed,
                    "With --gold: take confidences from counts on the other half of the documents");
  command->add_flag("--counts", options->counts, "Print the counts that confidences are made of");
  command->callback([&session, options] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const Evaluation evaluation, EvaluateGold(options->gold, std::cerr));
      return Report(session, evaluation, options->counts);
    });
  });
}

}  // namespace dondoc::cli
