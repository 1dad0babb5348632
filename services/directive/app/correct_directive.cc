#include "services/directive/app/correct_directive.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/directive/app/naming.h"
#include "services/directive/domain/discard.h"
#include "services/directive/storage/correction_storage.h"

namespace dondoc::directive::app {
namespace {

// Applies one correction after the other to a draft; one object for one request.
class Corrector {
 public:
  Corrector(Context& context, Directive draft) : context_(context), draft_(std::move(draft)) {}

  absl::Status operator()(const Edit& edit) {
    DONDOC_ASSIGN_OR_RETURN(const Edit named, NameUnits(edit, edit.path));
    return Take(Apply(draft_, {named}));
  }

  absl::Status operator()(const Addition& addition) {
    Addition named = addition;
    for (Edit& field : named.fields) {
      DONDOC_ASSIGN_OR_RETURN(field, NameUnits(field, std::string(Name(addition.kind)) + "." + field.path));
    }
    return Take(Add(draft_, named, [&] { return context_.ids.NewId(); }));
  }

  absl::Status operator()(const Drop& drop) { return Take(Apply(draft_, {{drop.item + ".dropped", "true"}})); }

  absl::Status operator()(const Resolve& resolve) {
    const std::string field = "names[" + resolve.name + "]";
    const std::vector<std::string> names = NamesThatMustBeKnown(draft_);
    const bool named = std::find(names.begin(), names.end(), resolve.name) != names.end();
    if (!named && FindName(draft_.names, resolve.name) == nullptr) {
      return InvalidField(field, "NO_SUCH_NAME", "the directive does not name \"" + resolve.name + "\"");
    }
    DONDOC_ASSIGN_OR_RETURN(const NamedBody meant, FindMeaning(context_.units, draft_, resolve.means, field));
    return Take(Apply(draft_, {{field, EncodeMeaning(meant.meaning)}}));
  }

  absl::Status operator()(const SetIssuer& issuer) {
    DONDOC_ASSIGN_OR_RETURN(const NamedBody unit,
                            FindMeaning(context_.units, draft_, issuer.unit_id, "issuer_unit_id"));
    return Take(Apply(draft_, {{"issuer", unit.name}, {"names[" + unit.name + "]", EncodeMeaning(unit.meaning)}}));
  }

  Changed Finish() { return {std::move(draft_), std::move(changes_), std::nullopt}; }

 private:
  absl::Status Take(absl::StatusOr<std::vector<Change>> changes) {
    DONDOC_RETURN_IF_ERROR(changes.status());
    std::move(changes->begin(), changes->end(), std::back_inserter(changes_));
    return absl::OkStatus();
  }

  // In a list of names, a unit's id becomes its name, and the name is known from then on.
  absl::StatusOr<Edit> NameUnits(const Edit& edit, const std::string& field) {
    const std::string last = edit.path.substr(edit.path.rfind('.') + 1);
    if (last != "units" && last != "from" && last != "to" && last != "coordinators") {
      return edit;
    }
    std::vector<std::string> names = SplitNames(edit.value);
    for (std::string& name : names) {
      if (!IsUuid(name)) {
        continue;
      }
      DONDOC_ASSIGN_OR_RETURN(NamedBody unit, FindMeaning(context_.units, draft_, name, field));
      name = unit.name;
      PutName(draft_.names, std::move(unit));
    }
    return Edit{edit.path, JoinNames(names)};
  }

  Context& context_;
  Directive draft_;
  std::vector<Change> changes_;
};

std::string IssuerId(const Directive& directive) {
  const NamedBody* issuer = IssuerUnit(directive);
  return issuer == nullptr ? "" : issuer->meaning.unit_id;
}

// Names as they are seen after a change: from a new issuer all anew, else only those that are not known.
absl::Status LookAgain(Context& context, const Request& request, const Directive& before, Directive& after) {
  if (IssuerUnit(after) == nullptr) {
    DONDOC_RETURN_IF_ERROR(TryResolveNames(context.units, request.unit_id, after));
  }
  if (IssuerId(before) != IssuerId(after)) {
    ForgetGuesses(after);
  }
  return TryResolveNames(context.units, request.unit_id, after);
}

}  // namespace

absl::StatusOr<Changed> ApplyCorrections(Context& context, const Request& request, const Directive& draft,
                                         const std::vector<Correction>& corrections) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(draft));
  Corrector corrector(context, draft);
  for (const Correction& correction : corrections) {
    DONDOC_RETURN_IF_ERROR(std::visit(corrector, correction));
  }
  Changed changed = corrector.Finish();
  if (!changed.changes.empty()) {
    DONDOC_RETURN_IF_ERROR(LookAgain(context, request, draft, changed.directive));
  }
  return changed;
}

absl::StatusOr<std::string> CorrectDirective(Context& context, const CorrectCommand& command) {
  return ChangeDirective(context, command.request, "CorrectDirective", command.target,
                         [&](const Directive& draft, TimePoint) {
                           return ApplyCorrections(context, command.request, draft, command.corrections);
                         });
}

absl::StatusOr<std::string> UndoCorrection(Context& context, const Request& request, const AtVersion& target) {
  return ChangeDirective(context, request, "UndoCorrection", target,
                         [&](const Directive& draft, TimePoint) -> absl::StatusOr<Changed> {
                           DONDOC_RETURN_IF_ERROR(CheckDraft(draft));
                           DONDOC_ASSIGN_OR_RETURN(const auto last, context.database.Run([&](pg::Transaction& tx) {
                             return GetLastCorrection(tx, draft.id);
                           }));
                           if (!last.has_value()) {
                             return FailedPrecondition("NOTHING_TO_UNDO", "no correction is left to take back");
                           }
                           Changed changed{draft, {}, last->version};
                           DONDOC_ASSIGN_OR_RETURN(changed.changes, Undo(changed.directive, last->changes));
                           DONDOC_RETURN_IF_ERROR(LookAgain(context, request, draft, changed.directive));
                           return changed;
                         });
}

absl::StatusOr<std::string> ResolveDirective(Context& context, const Request& request, const AtVersion& target) {
  return ChangeDirective(context, request, "ResolveDirective", target,
                         [&](const Directive& draft, TimePoint) -> absl::StatusOr<Changed> {
                           DONDOC_RETURN_IF_ERROR(CheckDraft(draft));
                           Changed changed{draft, {}, std::nullopt};
                           DONDOC_RETURN_IF_ERROR(ResolveNames(context.units, request.unit_id, changed.directive));
                           return changed;
                         });
}

}  // namespace dondoc::directive::app
