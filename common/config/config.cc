#include "common/config/config.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "common/status/status.h"

extern char** environ;

namespace dondoc::config {
namespace {

std::map<std::string, std::string> ProcessEnvironment() {
  std::map<std::string, std::string> environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment;
}

std::string ReadInt(const std::string& text, int* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && end == text.data() + text.size() ? ""
                                                                  : fmt::format("'{}' is not a whole number", text);
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto comma = std::min(text.find(',', at), text.size());
    if (comma > at) parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

}  // namespace

Reader::Reader(int argc, const char* const* argv, std::string prefix)
    : Reader(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), ProcessEnvironment(),
             std::move(prefix)) {}

Reader::Reader(std::vector<std::string> arguments, std::map<std::string, std::string> environment, std::string prefix)
    : prefix_(std::move(prefix)), environment_(std::move(environment)), arguments_(std::move(arguments)) {
  for (const std::string& argument : arguments_) {
    if (argument == "--help" || argument == "-h") help_asked_ = true;
    if (!argument.starts_with('-')) positional_.push_back(argument);
  }
}

Reader::Knob& Reader::Knob::Required() {
  reader_.entries_[index_].required = true;
  return *this;
}

Reader::Knob Reader::Add(Entry entry) {
  entries_.push_back(std::move(entry));
  return Knob(*this, entries_.size() - 1);
}

Reader::Knob Reader::Text(std::string name, std::string* target, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = *target,
              .set = [target](const std::string& text) {
                *target = text;
                return std::string();
              }});
}

Reader::Knob Reader::Count(std::string name, int* target, int at_least, int at_most, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = std::to_string(*target),
              .set = [target, at_least, at_most](const std::string& text) {
                int value = 0;
                std::string mistake = ReadInt(text, &value);
                if (mistake.empty() && (value < at_least || value > at_most)) {
                  mistake = fmt::format("{} is not between {} and {}", value, at_least, at_most);
                }
                if (mistake.empty()) *target = value;
                return mistake;
              }});
}

Reader::Knob Reader::Millis(std::string name, std::chrono::milliseconds* target, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help) + " (milliseconds)",
              .shown_default = std::to_string(target->count()),
              .set = [target](const std::string& text) {
                int value = 0;
                std::string mistake = ReadInt(text, &value);
                if (mistake.empty() && value < 0) mistake = fmt::format("{} is below 0", value);
                if (mistake.empty()) *target = std::chrono::milliseconds(value);
                return mistake;
              }});
}

Reader::Knob Reader::Flag(std::string name, bool* target, std::string help) {
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = *target ? "true" : "false",
              .is_flag = true,
              .set = [target](const std::string& text) {
                if (text != "true" && text != "false") return fmt::format("'{}' is neither true nor false", text);
                *target = text == "true";
                return std::string();
              }});
}

Reader::Knob Reader::List(std::string name, std::vector<std::string>* target, std::string help) {
  std::string shown;
  for (const std::string& part : *target) shown += (shown.empty() ? "" : ",") + part;
  return Add({.name = std::move(name),
              .help = std::move(help),
              .shown_default = shown,
              .set = [target](const std::string& text) {
                *target = Split(text);
                return std::string();
              }});
}

void Reader::AlsoKnown(std::vector<std::string> names) {
  also_known_.insert(also_known_.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
}

std::string Reader::FlagName(const Entry& entry) const {
  std::string flag = "--";
  for (const char c : entry.name) flag += c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return flag;
}

std::string Reader::Help() const {
  std::string text;
  for (const Entry& entry : entries_) {
    text += fmt::format("  {}, {}{}\n      {}{}\n", FlagName(entry), prefix_, entry.name, entry.help,
                        entry.required                ? " (required)"
                        : entry.shown_default.empty() ? ""
                                                      : fmt::format(" (default {})", entry.shown_default));
  }
  return text;
}

absl::Status Reader::Finish() {
  std::vector<std::string> mistakes;
  std::map<std::string, std::string> given;  // flag to value
  std::map<std::string, const Entry*> flags;
  for (const Entry& entry : entries_) flags.emplace(FlagName(entry), &entry);
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    const std::string& argument = arguments_[i];
    if (!argument.starts_with('-') || argument == "--help" || argument == "-h") continue;
    const auto equals = argument.find('=');
    const std::string flag = argument.substr(0, equals);
    const auto found = flags.find(flag);
    if (found == flags.end()) {
      mistakes.push_back(fmt::format("{}: no such flag", flag));
    } else if (equals != std::string::npos) {
      given[flag] = argument.substr(equals + 1);
    } else if (found->second->is_flag) {
      given[flag] = "true";
    } else {
      mistakes.push_back(fmt::format("{}: want {}=VALUE", flag, flag));
    }
  }
  std::set<std::string> known(also_known_.begin(), also_known_.end());
  for (const Entry& entry : entries_) {
    known.insert(prefix_ + entry.name);
    const auto flag = given.find(FlagName(entry));
    const auto variable = environment_.find(prefix_ + entry.name);
    const bool present = flag != given.end() || variable != environment_.end();
    const std::string value = flag != given.end() ? flag->second : present ? variable->second : "";
    if (entry.required && value.empty() && entry.shown_default.empty()) {
      mistakes.push_back(fmt::format("{}{}: missing: {}", prefix_, entry.name, entry.help));
    } else if (present) {
      const std::string mistake = entry.set(value);
      if (!mistake.empty()) mistakes.push_back(fmt::format("{}{}: {}", prefix_, entry.name, mistake));
    }
  }
  if (!known.contains("*")) {
    for (const auto& [name, value] : environment_) {
      if (name.starts_with(prefix_) && !known.contains(name))
        mistakes.push_back(fmt::format("{}: no such setting", name));
    }
  }
  if (mistakes.empty()) return absl::OkStatus();
  std::string all;
  for (const std::string& mistake : mistakes) all += (all.empty() ? "" : "\n") + mistake;
  return Error(absl::StatusCode::kInvalidArgument, "BAD_CONFIGURATION", all);
}

}  // namespace dondoc::config
