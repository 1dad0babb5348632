#include "tools/dondoc/evaluate_commands.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "services/directive/domain/evaluation/evaluation.h"
#include "services/directive/rpc/convert_evaluation.h"
#include "tools/dondoc/evaluate_gold.h"
#include "tools/dondoc/evaluation_text.h"

namespace dondoc::cli {
namespace {

using directive::evaluation::Evaluation;

namespace v1 = directive::v1;

struct EvaluateOptions {
  GoldOptions gold;
  std::string issuer;
  v1::EvaluateProposalsRequest request;
  bool counts = false;
};

// All pages of the service's answer.
absl::StatusOr<Evaluation> EvaluateConfirmed(Session& session, EvaluateOptions& options) {
  v1::EvaluateProposalsRequest& request = options.request;
  if (!options.issuer.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_issuer_unit_id(), session.FindUnitId(options.issuer, "issuer"));
  }
  Evaluation all;
  do {
    DONDOC_ASSIGN_OR_RETURN(const v1::EvaluateProposalsResponse page,
                            session.Call("directive", &v1::DirectiveService::Stub::EvaluateProposals, request));
    all.Add(directive::FromProto(page.evaluation()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

absl::StatusOr<Evaluation> Evaluate(Session& session, EvaluateOptions& options) {
  const bool gold = !options.gold.gold.empty();
  if (gold == options.gold.files.empty()) {
    return InvalidField(gold ? "FILE" : "--gold", "BAD_OPTION", "give --gold and the files that it has answers for");
  }
  if (!gold && options.gold.crossed) {
    return InvalidField("--crossed", "BAD_OPTION", "--crossed goes with --gold");
  }
  return gold ? EvaluateGold(options.gold, std::cerr) : EvaluateConfirmed(session, options);
}

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
  CLI::App* command = app.add_subcommand("evaluate",
                                         "Say how good the reader's proposals were: held against what people issued, "
                                         "or against answers made by hand");
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("--issuer", options->issuer, "Of directives that this unit issued");
  command->add_option("--since", *options->request.mutable_since(), "That came in on this day or later: YYYY-MM-DD");
  command->add_option("--until", *options->request.mutable_until(), "That came in on this day or before");
  command->add_flag_callback(
      "--drafts", [options] { options->request.set_with_corrected_drafts(true); },
      "Also drafts that a person has corrected");
  command->add_option("FILE", options->gold.files, "Documents that there are answers for");
  command
      ->add_option("--gold", options->gold.gold, "Directory of answers, NAME.json for each document; needs no server")
      ->allow_extra_args(false);
  command->add_flag("--crossed", options->gold.crossed,
                    "With --gold: take confidences from counts on the other half of the documents");
  command->add_flag("--counts", options->counts, "Print the counts that confidences are made of");
  command->callback([&session, options] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const Evaluation evaluation, Evaluate(session, *options));
      return Report(session, evaluation, options->counts);
    });
  });
}

}  // namespace dondoc::cli
