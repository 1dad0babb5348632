#include "services/directive/domain/fields.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <utility>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/corrections.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/due_text.h"
#include "services/directive/domain/enum_names.h"

namespace dondoc::directive {
namespace {

// One field of an Owner: its value as text, and how text becomes its value ("" or what is wrong with the text).
template <typename Owner>
struct Field {
  std::function<std::string(const Owner&)> get;
  std::function<std::string(Owner&, std::string_view)> set;
};

template <typename Owner>
using Fields = std::map<std::string_view, Field<Owner>>;

constexpr std::string_view kDateProblem = "there is no such date; want YYYY-MM-DD";
constexpr std::string_view kDueProblem =
    "there is no such date; want 15/12/2025, 16:00 15/12/2025, 15/12, 12/2025, quý 3/2025, 15 ngày kể từ ngày ban "
    "hành, 5 "
    "ngày làm việc kể từ ngày nhận, ngay, or nothing";

template <typename Owner>
Field<Owner> Text(std::string Owner::*member) {
  return {[member](const Owner& owner) { return owner.*member; },
          [member](Owner& owner, std::string_view value) {
            owner.*member = CollapseSpaces(value);
            return std::string();
          }};
}

template <typename Owner>
Field<Owner> NameList(std::vector<std::string> Owner::*member, bool required) {
  return {[member](const Owner& owner) { return JoinNames(owner.*member); },
          [member, required](Owner& owner, std::string_view value) -> std::string {
            std::vector<std::string> names = SplitNames(value);
            if (names.empty() && required) {
              return "want at least one name; drop the item where nobody has to do it";
            }
            owner.*member = std::move(names);
            return "";
          }};
}

template <typename Owner>
Field<Owner> Truth(bool Owner::*member) {
  return {[member](const Owner& owner) -> std::string { return owner.*member ? "true" : "false"; },
          [member](Owner& owner, std::string_view value) -> std::string {
            if (value != "true" && value != "false") {
              return "want true or false";
            }
            owner.*member = value == "true";
            return "";
          }};
}

template <typename Owner, typename Enum, typename Parse>
Field<Owner> OneOf(Enum Owner::*member, Parse parse, std::string_view wanted) {
  return {[member](const Owner& owner) { return std::string(Name(owner.*member)); },
          [member, parse, wanted](Owner& owner, std::string_view value) -> std::string {
            const auto parsed = parse(value);
            if (!parsed.has_value()) {
              return "want one of " + std::string(wanted);
            }
            owner.*member = *parsed;
            return "";
          }};
}

template <typename Owner>
Field<Owner> DueField() {
  return {[](const Owner& owner) { return FormatDue(owner.due); },
          [](Owner& owner, std::string_view value) -> std::string {
            const auto due = ParseDue(value);
            if (!due.has_value()) {
              return std::string(kDueProblem);
            }
            owner.due = *due;
            owner.due_text = CollapseSpaces(value);
            return "";
          }};
}

template <typename Owner>
Field<Owner> Year(int Owner::*member) {
  return {[member](const Owner& owner) { return owner.*member == 0 ? "" : std::to_string(owner.*member); },
          [member](Owner& owner, std::string_view value) -> std::string {
            int year = 0;
            if (!value.empty()) {
              const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), year);
              if (error != std::errc() || end != value.data() + value.size() || year < 1900 || year > 2200) {
                return "want a year from 1900 to 2200 or nothing";
              }
            }
            owner.*member = year;
            return "";
          }};
}

// A decimal with a point or a comma, kept as it was typed but for the comma and needless zeros.
std::string SetDecimal(Target& target, std::string_view value) {
  std::string text(value);
  std::replace(text.begin(), text.end(), ',', '.');
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0 || number > 1e15) {
    return "want a number, not below zero: 99.9";
  }
  target.value = DecimalText(number);
  return "";
}

constexpr std::string_view kRoles = "EXECUTE, LEAD, COORDINATE, ADVISE";
constexpr std::string_view kComparators = "AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN, DECREASE_BY, INCREASE_BY";
constexpr std::string_view kRecurrences = "ONCE, WEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY, PERIODIC, AD_HOC";

const Fields<Task>& FieldsOf(const Task*) {
  static const Fields<Task> kFields = {{"units", NameList(&Task::units, true)},
                                       {"role", OneOf<Task>(&Task::role, ParseRole, kRoles)},
                                       {"binding", Truth(&Task::binding)},
                                       {"text", Text(&Task::text)},
                                       {"section", Text(&Task::section)},
                                       {"coordinators", NameList(&Task::coordinators, false)},
                                       {"lead", Text(&Task::lead)},
                                       {"due", DueField<Task>()},
                                       {"before", Truth(&Task::before)},
                                       {"dropped", Truth(&Task::dropped)}};
  return kFields;
}

const Fields<Target>& FieldsOf(const Target*) {
  static const Fields<Target> kFields = {
      {"text", Text(&Target::text)},
      {"comparator", OneOf<Target>(&Target::comparator, ParseComparator, kComparators)},
      {"value", {[](const Target& target) { return target.value; }, SetDecimal}},
      {"measure", Text(&Target::measure)},
      {"from_year", Year(&Target::from_year)},
      {"to_year", Year(&Target::to_year)},
      {"section", Text(&Target::section)},
      {"dropped", Truth(&Target::dropped)}};
  return kFields;
}

const Fields<Duty>& FieldsOf(const Duty*) {
  static const Fields<Duty> kFields = {{"from", NameList(&Duty::from, true)},
                                       {"to", NameList(&Duty::to, false)},
                                       {"text", Text(&Duty::text)},
                                       {"section", Text(&Duty::section)},
                                       {"recurrence", OneOf<Duty>(&Duty::recurrence, ParseRecurrence, kRecurrences)},
                                       {"due", DueField<Duty>()},
                                       {"before", Truth(&Duty::before)},
                                       {"dropped", Truth(&Duty::dropped)}};
  return kFields;
}

std::string PaddedDay(const PartialDate& date) {
  const auto pad = [](int number, size_t width) {
    const std::string digits = number == 0 ? "" : std::to_string(number);
    return std::string(width - std::min(width, digits.size()), number == 0 ? '?' : '0') + digits;
  };
  return date.empty() ? "" : pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2);
}

// A person gives a whole day; only Undo brings back one with blanks, their digits as question marks.
std::string SetIssued(Directive& directive, std::string_view value) {
  if (value.empty()) {
    directive.issued = {};
    return "";
  }
  if (const auto day = ParseDay(value)) {
    const std::chrono::year_month_day date(*day);
    directive.issued = {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                        static_cast<int>(static_cast<unsigned>(date.day()))};
    return "";
  }
  const bool blanks =
      value.size() == 10 && value[4] == '-' && value[7] == '-' && value.find('?') != std::string_view::npos;
  const auto part = [&](size_t at, size_t width) -> int {
    int number = -1;
    const std::string_view digits = value.substr(at, width);
    if (digits == std::string_view("????").substr(0, width)) {
      return 0;
    }
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + width, number);
    return error == std::errc() && end == digits.data() + width ? number : -1;
  };
  const PartialDate date = blanks ? PartialDate{part(0, 4), part(5, 2), part(8, 2)} : PartialDate{-1, -1, -1};
  if (date.year < 0 || date.month < 0 || date.month > 12 || date.day < 0 || date.day > 31) {
    return std::string(kDateProblem);
  }
  directive.issued = date;
  return "";
}

template <std::string Signer::*member>
Field<Directive> SignerField() {
  return {[](const Directive& directive) { return directive.signer.*member; },
          [](Directive& directive, std::string_view value) {
            directive.signer.*member = CollapseSpaces(value);
            return std::string();
          }};
}

const Fields<Directive>& FieldsOf(const Directive*) {
  static const Fields<Directive> kFields = {
      {"number",
       {[](const Directive& directive) { return directive.number; },
        [](Directive& directive, std::string_view value) {
          directive.number = CleanNumber(value);
          return std::string();
        }}},
      {"type",
       OneOf<Directive>(&Directive::type, ParseDocumentType, "CHI_THI, NGHI_QUYET, KE_HOACH, CONG_VAN ... OTHER")},
      {"subject", Text(&Directive::subject)},
      {"place", Text(&Directive::place)},
      {"issuer", Text(&Directive::issuer)},
      {"issued_on", {[](const Directive& directive) { return PaddedDay(directive.issued); }, SetIssued}},
      {"signer.name", SignerField<&Signer::name>()},
      {"signer.title", SignerField<&Signer::title>()},
      {"signer.on_behalf_of", SignerField<&Signer::on_behalf_of>()},
      {"signer.signing_for", SignerField<&Signer::signing_for>()}};
  return kFields;
}

absl::Status Unknown(std::string_view path) {
  return InvalidField(path, "UNKNOWN_FIELD",
                      "there is no field \"" + std::string(path) + "\"; want a header field (number, issued_on ...), " +
                          "tasks[N].x, targets[N].x, duties[N].x or names[NAME]");
}

// Calls `action` with the field table and the owner that `path` leads to. DirectiveRef is Directive& or const
// Directive&.
template <typename DirectiveRef, typename Action>
absl::Status Visit(DirectiveRef& directive, std::string_view path, Action action) {
  const auto run = [&](auto& owner, std::string_view field) {
    const auto& fields = FieldsOf(&std::as_const(owner));
    const auto found = fields.find(field);
    return found == fields.end() ? Unknown(path) : action(owner, found->second);
  };
  const auto item = ParseItemPath(path);
  if (!item.has_value()) {
    return run(directive, path);
  }
  const auto run_item = [&](auto& items) {
    for (auto& candidate : items) {
      if (candidate.ordinal == item->ordinal) {
        return run(candidate, item->field);
      }
    }
    return InvalidField(path, "NO_SUCH_ITEM",
                        "there is no " + std::string(Name(item->kind)) + "[" + std::to_string(item->ordinal) +
                            "]; want 1 to " + std::to_string(items.size()));
  };
  switch (item->kind) {
    case ItemKind::kTask:
      return run_item(directive.tasks);
    case ItemKind::kTarget:
      return run_item(directive.targets);
    case ItemKind::kDuty:
      return run_item(directive.duties);
  }
  return Unknown(path);
}

// The name in "names[NAME]"; nothing for another path.
std::optional<std::string> NameIn(std::string_view path) {
  constexpr std::string_view kHead = "names[";
  if (!path.starts_with(kHead) || !path.ends_with(']') || path.size() <= kHead.size() + 1) {
    return std::nullopt;
  }
  return std::string(path.substr(kHead.size(), path.size() - kHead.size() - 1));
}

absl::Status SetName(Directive& directive, std::string_view path, std::string name, std::string_view value) {
  auto meaning = DecodeMeaning(value);
  if (!meaning.has_value()) {
    return InvalidField(path, "INVALID_VALUE", "this is no unit and no group");
  }
  const bool known = meaning->known();
  const NamedBody* present = FindName(directive.names, name);
  NamedBody body{.name = std::move(name), .meaning = *std::move(meaning), .chosen = known, .candidates = {}};
  if (present != nullptr && !known) {
    body.candidates = present->candidates;
  }
  PutName(directive.names, std::move(body));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> GetField(const Directive& directive, std::string_view path) {
  if (const auto name = NameIn(path)) {
    const NamedBody* body = FindName(directive.names, *name);
    return body == nullptr ? "" : EncodeMeaning(body->meaning);
  }
  std::string value;
  DONDOC_RETURN_IF_ERROR(Visit(directive, path, [&](const auto& owner, const auto& field) {
    value = field.get(owner);
    return absl::OkStatus();
  }));
  return value;
}

absl::Status SetField(Directive& directive, std::string_view path, std::string_view value) {
  if (auto name = NameIn(path)) {
    return SetName(directive, path, *std::move(name), value);
  }
  const std::string normal = ToNfc(value);
  return Visit(directive, path, [&](auto& owner, const auto& field) {
    const std::string problem = field.set(owner, normal);
    if (problem.empty()) {
      return absl::OkStatus();
    }
    const bool date = problem == kDateProblem || problem == kDueProblem;
    return InvalidField(path, date ? "INVALID_DATE" : "INVALID_VALUE", "\"" + normal + "\": " + problem);
  });
}

}  // namespace dondoc::directive
