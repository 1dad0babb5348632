#include "services/directive/domain/corrections.h"

#include <array>
#include <charconv>

#include "common/status/status.h"
#include "common/text/words.h"
#include "services/directive/domain/discard.h"
#include "services/directive/domain/fields.h"

namespace dondoc::directive {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"tasks", "targets", "duties"};

absl::Status ApplyOne(Directive& directive, const Edit& edit, std::vector<Change>& changes) {
  DONDOC_ASSIGN_OR_RETURN(std::string before, GetField(directive, edit.path));
  DONDOC_RETURN_IF_ERROR(SetField(directive, edit.path, edit.value));
  DONDOC_ASSIGN_OR_RETURN(std::string after, GetField(directive, edit.path));
  if (before != after) {
    changes.push_back({edit.path, std::move(before), std::move(after)});
  }
  return absl::OkStatus();
}

// A dropped item to be filled; returns its ordinal.
int Append(Directive& directive, ItemKind kind, std::string id) {
  const auto append = [&](auto& items) {
    auto& item = items.emplace_back();
    item.id = std::move(id);
    item.ordinal = static_cast<int>(items.size());
    item.dropped = true;
    return item.ordinal;
  };
  switch (kind) {
    case ItemKind::kTask:
      return append(directive.tasks);
    case ItemKind::kTarget:
      return append(directive.targets);
    case ItemKind::kDuty:
      return append(directive.duties);
  }
  return 0;
}

absl::Status CheckFilled(const Addition& addition) {
  const auto given = [&](std::string_view name) {
    for (const Edit& field : addition.fields) {
      if (field.path == name && !CollapseSpaces(field.value).empty()) {
        return true;
      }
    }
    return false;
  };
  const std::string kind(Name(addition.kind));
  if (!given("text")) {
    return InvalidField(kind + ".text", "MISSING_FIELD", "what is added needs a text");
  }
  if (addition.kind == ItemKind::kTarget && !given("value")) {
    return InvalidField(kind + ".value", "MISSING_FIELD", "a target needs a value");
  }
  return absl::OkStatus();
}

}  // namespace

std::string_view Name(ItemKind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::optional<ItemPath> ParseItemPath(std::string_view path) {
  for (size_t i = 0; i < kKinds.size(); ++i) {
    const std::string_view kind = kKinds[i];
    if (!path.starts_with(kind) || path.size() <= kind.size() || path[kind.size()] != '[') {
      continue;
    }
    const std::string_view rest = path.substr(kind.size() + 1);
    ItemPath item{.kind = static_cast<ItemKind>(i), .field = {}};
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), item.ordinal);
    const std::string_view tail = rest.substr(static_cast<size_t>(end - rest.data()));
    if (error != std::errc() || !tail.starts_with("].")) {
      return std::nullopt;
    }
    item.field = tail.substr(2);
    return item;
  }
  return std::nullopt;
}

std::vector<std::string> SplitNames(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    std::string name = CollapseSpaces(text.substr(0, end));
    if (!name.empty()) {
      names.push_back(std::move(name));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

std::string JoinNames(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : "; ") + name;
  }
  return joined;
}

absl::StatusOr<std::vector<Change>> Apply(Directive& directive, const std::vector<Edit>& edits) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(directive));
  Directive changed = directive;
  std::vector<Change> changes;
  for (const Edit& edit : edits) {
    DONDOC_RETURN_IF_ERROR(ApplyOne(changed, edit, changes));
  }
  directive = std::move(changed);
  return changes;
}

absl::StatusOr<std::vector<Change>> Add(Directive& directive, const Addition& addition,
                                        const std::function<std::string()>& new_id) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(directive));
  DONDOC_RETURN_IF_ERROR(CheckFilled(addition));
  Directive changed = directive;
  const int ordinal = Append(changed, addition.kind, new_id());
  const std::string prefix = std::string(Name(addition.kind)) + "[" + std::to_string(ordinal) + "].";
  std::vector<Change> changes;
  for (const Edit& field : addition.fields) {
    DONDOC_RETURN_IF_ERROR(ApplyOne(changed, {prefix + field.path, field.value}, changes));
  }
  DONDOC_RETURN_IF_ERROR(ApplyOne(changed, {prefix + "dropped", "false"}, changes));
  directive = std::move(changed);
  return changes;
}

absl::StatusOr<std::vector<Change>> Undo(Directive& directive, const std::vector<Change>& changes) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(directive));
  Directive changed = directive;
  std::vector<Change> undone;
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    const auto item = ParseItemPath(change->path);
    // An added item keeps its names when it is taken back: it is dropped, and a list of nobody is no value.
    if (item.has_value() && change->before.empty() && (item->field == "units" || item->field == "from")) {
      continue;
    }
    DONDOC_RETURN_IF_ERROR(ApplyOne(changed, {change->path, change->before}, undone));
  }
  directive = std::move(changed);
  return undone;
}

}  // namespace dondoc::directive
