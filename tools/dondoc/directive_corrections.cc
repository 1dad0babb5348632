#include "tools/dondoc/directive_corrections.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "common/status/status.h"
#include "common/text/words.h"

namespace dondoc::cli {
namespace {

using directive::v1::AddedItem;
using directive::v1::Correction;

const std::map<std::string_view, std::string_view> kItems = {
    {"task", "tasks"}, {"target", "targets"}, {"duty", "duties"}};
const std::map<std::string_view, AddedItem::Kind> kKinds = {
    {"task", AddedItem::TASK}, {"target", AddedItem::TARGET}, {"duty", AddedItem::DUTY}};

absl::Status BadOption(const std::string& option, const std::string& message) {
  return InvalidField("--" + option, "BAD_OPTION", message);
}

// "NAME=VALUE"; nothing where there is no name or no "=".
std::optional<std::pair<std::string, std::string>> SplitAtEquals(const std::string& text) {
  const size_t at = text.find('=');
  if (at == std::string::npos || at == 0) {
    return std::nullopt;
  }
  return std::pair(CollapseSpaces(text.substr(0, at)), CollapseSpaces(text.substr(at + 1)));
}

// What was looked up; an error says which field it was for, as the service would.
absl::StatusOr<std::string> For(const std::string& field, absl::StatusOr<std::string> found) {
  return found.ok() ? std::move(found) : WithMetadata(found.status(), "field", field);
}

// Each unit of a list separated by ";" as the service wants it.
absl::StatusOr<std::string> LookUpList(const std::string& list, const UnitLookup& unit) {
  std::string names;
  for (size_t begin = 0; begin <= list.size();) {
    const size_t end = std::min(list.find(';', begin), list.size());
    if (const std::string name = CollapseSpaces(list.substr(begin, end - begin)); !name.empty()) {
      DONDOC_ASSIGN_OR_RETURN(const std::string found, unit.named(name));
      names += (names.empty() ? "" : "; ") + found;
    }
    begin = end + 1;
  }
  return names;
}

// Reads options one after the other.
class Reader {
 public:
  explicit Reader(const UnitLookup& unit) : unit_(unit) {}

  absl::Status Take(const std::string& option, const std::string& value) {
    if (option == "set") return Set(value);
    if (option == "resolve") return Resolve(value);
    if (option == "issuer") {
      DONDOC_ASSIGN_OR_RETURN(*corrections_.emplace_back().mutable_issuer_unit_id(),
                              For("issuer_unit_id", unit_.id(value)));
      return absl::OkStatus();
    }
    if (const auto item = kItems.find(option); item != kItems.end()) return Turn(option, item->second, value);
    if (option.starts_with("drop-")) {
      corrections_.emplace_back().set_drop(std::string(kItems.at(option.substr(5))) + "[" + value + "]");
      return absl::OkStatus();
    }
    if (option.starts_with("add-")) return Add(option.substr(4), value);
    return SetItem(option, value);
  }

  std::vector<Correction> Finish() { return std::move(corrections_); }

 private:
  absl::Status Set(const std::string& value) {
    const auto parts = SplitAtEquals(value);
    if (!parts.has_value()) {
      return BadOption("set", "\"" + value + "\": want FIELD=VALUE, such as number=141/KH-UBND");
    }
    directive::v1::FieldValue* field = corrections_.emplace_back().mutable_set();
    field->set_field(parts->first);
    field->set_value(parts->second);
    return absl::OkStatus();
  }

  absl::Status Resolve(const std::string& value) {
    const auto parts = SplitAtEquals(value);
    if (!parts.has_value() || parts->second.empty()) {
      return BadOption("resolve", "\"" + value + "\": want \"NAME AS WRITTEN\"=UNIT");
    }
    DONDOC_ASSIGN_OR_RETURN(const std::string means, For("names[" + parts->first + "]", unit_.named(parts->second)));
    directive::v1::NameMeaning* meaning = corrections_.emplace_back().mutable_resolve();
    meaning->set_name(parts->first);
    meaning->set_means(means);
    return absl::OkStatus();
  }

  absl::Status Turn(const std::string& option, std::string_view items, const std::string& value) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) {
      return BadOption(option, "\"" + value + "\": want its number as show prints it");
    }
    prefix_ = std::string(items) + "[" + value + "].";
    added_ = false;
    return absl::OkStatus();
  }

  absl::Status Add(const std::string& kind, const std::string& text) {
    AddedItem* item = corrections_.emplace_back().mutable_add();
    item->set_kind(kKinds.at(kind));
    directive::v1::FieldValue* field = item->add_fields();
    field->set_field("text");
    field->set_value(text);
    added_ = true;
    prefix_ = kind;
    return absl::OkStatus();
  }

  absl::Status SetItem(const std::string& option, std::string value) {
    const auto& known = ItemOptions();
    const auto field = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == option; });
    if (field == known.end() || prefix_.empty()) {
      return BadOption(option, "say first of what: --task N, --target N, --duty N, --add-task TEXT ...");
    }
    if (option == "units" || option == "from" || option == "to" || option == "coordinators") {
      DONDOC_ASSIGN_OR_RETURN(value, For(added_ ? field->second : prefix_ + field->second, LookUpList(value, unit_)));
    }
    // What is added stands last: other corrections begin with another --task or --add.
    directive::v1::FieldValue* out =
        added_ ? corrections_.back().mutable_add()->add_fields() : corrections_.emplace_back().mutable_set();
    out->set_field(added_ ? field->second : prefix_ + field->second);
    out->set_value(value);
    return absl::OkStatus();
  }

  const UnitLookup& unit_;
  std::vector<Correction> corrections_;
  std::string prefix_;  // of the item that is spoken of
  bool added_ = false;  // that item is the last correction, an addition
};

}  // namespace

const std::vector<std::pair<std::string, std::string>>& ItemOptions() {
  static const std::vector<std::pair<std::string, std::string>> kOptions = {{"units", "units"},
                                                                            {"role", "role"},
                                                                            {"binding", "binding"},
                                                                            {"text", "text"},
                                                                            {"section", "section"},
                                                                            {"lead", "lead"},
                                                                            {"coordinators", "coordinators"},
                                                                            {"due", "due"},
                                                                            {"before", "before"},
                                                                            {"comparator", "comparator"},
                                                                            {"value", "value"},
                                                                            {"measure", "measure"},
                                                                            {"from-year", "from_year"},
                                                                            {"to-year", "to_year"},
                                                                            {"from", "from"},
                                                                            {"to", "to"},
                                                                            {"recurrence", "recurrence"}};
  return kOptions;
}

absl::StatusOr<std::vector<Correction>> CorrectionsOf(const std::vector<OrderedOption>& options,
                                                      const UnitLookup& unit) {
  // Fields of an added item must follow it without another kind of correction between: sort those others to the front.
  std::vector<OrderedOption> ordered;
  const auto stands_alone = [](const OrderedOption& option) {
    return option.first == "set" || option.first == "resolve" || option.first == "issuer" ||
           option.first.starts_with("drop-");
  };
  std::copy_if(options.begin(), options.end(), std::back_inserter(ordered), stands_alone);
  std::copy_if(options.begin(), options.end(), std::back_inserter(ordered), std::not_fn(stands_alone));
  Reader reader(unit);
  for (const auto& [option, value] : ordered) {
    DONDOC_RETURN_IF_ERROR(reader.Take(option, value));
  }
  return reader.Finish();
}

}  // namespace dondoc::cli
