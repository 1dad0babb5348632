#include "services/directive/app/change_directive.h"

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_storage.h"
#include "services/directive/storage/fact_outbox.h"

namespace dondoc::directive::app {
namespace {

absl::Status Stale(const AtVersion& target, std::int64_t version) {
  return StaleEtag("the directive has the etag \"" + std::to_string(version) + "\", not \"" +
                   std::to_string(target.version) + "\"; read it again");
}

// Asks before the directive is read to be worked on; whoever changes it meanwhile, and with it whose it is, changes its
// version as well, and then nothing is written.
absl::Status AskWhoMay(Context& context, const Request& request, const AtVersion& target, const PartiesOf& parties_of) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(access::Parties parties, GetParties(tx, target.directive_id, request.caller_units));
    return access::Ask(request.permit, parties_of ? parties_of(std::move(parties)) : std::move(parties));
  });
}

// The directive as it is and as it becomes.
struct WorkedOut {
  Directive before;
  Changed after;
  bool is_change() const {
    return !after.changes.empty() || after.undoes.has_value() || before.names != after.directive.names ||
           before.state != after.directive.state || before.tree_change != after.directive.tree_change;
  }
};

absl::StatusOr<WorkedOut> Prepare(Context& context, const AtVersion& target, const WorkOut& work_out, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(Directive before, context.database.Run([&](pg::Transaction& tx) {
    return GetDirective(tx, target.directive_id);
  }));
  if (before.version != target.version) {
    return Stale(target, before.version);
  }
  DONDOC_ASSIGN_OR_RETURN(Changed after, work_out(before, now));
  after.directive.version = before.version + 1;
  return WorkedOut{std::move(before), std::move(after)};
}

// For the audit: every field that has another value now.
void Describe(const WorkedOut& work, audit::Act& act) {
  const Directive& after = work.after.directive;
  // Its issuer's, once that is known; before, of who took it in.
  const NamedBody* issuer = IssuerUnit(after);
  act.object = {"directive", after.id, issuer != nullptr ? issuer->meaning.unit_id : after.ingested_by};
  bool tells_state = false;
  for (const Change& change : work.after.changes) {
    act.changes.Set(change.path, change.before, change.after);
    tells_state = tells_state || change.path == "state";
  }
  if (!tells_state) act.changes.Set("state", Name(work.before.state), Name(after.state));
  if (work.after.undoes) act.changes.Made("undoes", *work.after.undoes);
  if (work.before.names != after.names) act.changes.Made("names_resolved", after.names.size());
  if (work.before.state == after.state || after.state != State::kIssued) return;
  act.changes.Made("number", after.number).Made("tasks", after.tasks.size()).Made("targets", after.targets.size());
  act.changes.Made("duties", after.duties.size());
}

absl::Status Write(Context& context, pg::Transaction& tx, const Request& request, const AtVersion& target,
                   const WorkedOut& work, TimePoint now) {
  const Directive& directive = work.after.directive;
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t version, LockDirective(tx, directive.id));
  if (version != target.version) {
    return Stale(target, version);
  }
  if (!work.is_change()) {
    return absl::OkStatus();
  }
  DONDOC_RETURN_IF_ERROR(CheckNumberFree(tx, directive));
  if (work.before.state == State::kDiscarded) {
    DONDOC_RETURN_IF_ERROR(CheckFileFree(tx, directive));
  }
  DONDOC_RETURN_IF_ERROR(UpdateDirective(tx, directive));
  DONDOC_RETURN_IF_ERROR(InsertCorrections(tx, {directive.id, directive.version, work.after.changes, now,
                                                request.unit_id, request.user, work.after.undoes}));
  if (work.before.state == directive.state || directive.state != State::kIssued) {
    return absl::OkStatus();
  }
  return AppendDirectiveIssued(tx, directive, now, context.ids, request.trace);
}

}  // namespace

absl::StatusOr<std::string> Once(Context& context, const Request& request, std::string_view method, TimePoint now,
                                 const Effect& effect) {
  const auto run = [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(const auto before, idempotency::Begin(tx, request.id, method, request.hash, now));
    if (before.has_value()) {
      return *before;
    }
    audit::Act act{.caller = request.caller, .method = std::string(method), .request_id = request.id, .at = now};
    DONDOC_ASSIGN_OR_RETURN(std::string answer, effect(tx, act));
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request.id, answer));
    return answer;
  };
  absl::StatusOr<std::string> answer = context.database.Run(run);
  return absl::IsAlreadyExists(answer.status()) ? context.database.Run(run) : answer;
}

absl::StatusOr<std::string> ChangeDirective(Context& context, const Request& request, std::string_view method,
                                            const AtVersion& target, const WorkOut& work_out,
                                            const PartiesOf& parties_of) {
  DONDOC_RETURN_IF_ERROR(AskWhoMay(context, request, target, parties_of));
  const TimePoint now = context.clock.Now();
  // An error of this is only given where the request is new: a repeated one finds the directive changed already, by
  // itself.
  const absl::StatusOr<WorkedOut> work = Prepare(context, target, work_out, now);
  return Once(context, request, method, now, [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
    DONDOC_RETURN_IF_ERROR(work.status());
    DONDOC_RETURN_IF_ERROR(Write(context, tx, request, target, *work, now));
    Describe(*work, act);
    return work->after.directive.id;
  });
}

}  // namespace dondoc::directive::app
