// What a person changes in a draft.
//
// Every correction comes down to fields that get another value: a path, the value before, the value after, all text, so
// that they can be kept, shown, counted and taken back. Paths:
//
//   number type subject place issued_on issuer signer.name signer.title signer.on_behalf_of signer.signing_for
//   tasks[N].{units,role,binding,text,section,coordinators,lead,due,before,dropped}
//   targets[N].{text,comparator,value,measure,from_year,to_year,section,dropped}
//   duties[N].{from,to,text,section,recurrence,due,before,dropped}
//   names[NAME]        what a name means, in the form of EncodeMeaning
//   state discard_reason      kept by discarding and restoring a draft alone (domain/discard.h)
//
// N is the ordinal. Lists of names are separated by "; ", days are YYYY-MM-DD, truth is "true" or "false", deadlines as
// ParseDue.
//
// Errors: INVALID_ARGUMENT with the path as field: UNKNOWN_FIELD, NO_SUCH_ITEM (no task of that ordinal), INVALID_DATE,
// INVALID_VALUE. FAILED_PRECONDITION (those of CheckDraft) where it is no draft any more. Pure, thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// One field and the value that it is to have.
struct Edit {
  std::string path;
  std::string value;
};

// A new task, target or duty: fields without the prefix ("units", "text" ...). Fields that are not given have their
// default.
enum class ItemKind { kTask, kTarget, kDuty };
struct Addition {
  ItemKind kind = ItemKind::kTask;
  std::vector<Edit> fields;
};

// One field that has another value now.
struct Change {
  std::string path;
  std::string before;
  std::string after;
  friend bool operator==(const Change&, const Change&) = default;
};

// Every edit in turn; fields that have that value already are no change. All or nothing: after an error `directive` is
// as it was.
absl::StatusOr<std::vector<Change>> Apply(Directive& directive, const std::vector<Edit>& edits);

// Adds an item at the end (its ordinal is the next one) and fills it. A task needs a text, a target a text and a value,
// a duty a text.
absl::StatusOr<std::vector<Change>> Add(Directive& directive, const Addition& addition,
                                        const std::function<std::string()>& new_id);

// Takes changes back, the last one first. What was added becomes dropped.
absl::StatusOr<std::vector<Change>> Undo(Directive& directive, const std::vector<Change>& changes);

// The ordinal and kind of a path of an item, the field behind it: "tasks[5].units" is {kTask, 5, "units"}; nothing for
// another path.
struct ItemPath {
  ItemKind kind = ItemKind::kTask;
  int ordinal = 0;
  std::string_view field;
};
std::optional<ItemPath> ParseItemPath(std::string_view path);

// "tasks", "targets", "duties".
std::string_view Name(ItemKind kind);

// Names from one line, separated by ";", and back.
std::vector<std::string> SplitNames(std::string_view text);
std::string JoinNames(const std::vector<std::string>& names);

}  // namespace dondoc::directive
