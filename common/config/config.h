// Configuration: a typed struct, read once from the environment and the command line, all mistakes reported together.
//
//   config::Reader reader(argc, argv, "DONDOC_");
//   reader.Text("POSTGRES", &config.postgres, "libpq connection string").Required();
//   reader.Count("DATABASE_CONNECTIONS", &config.connections, 1, 200, "at most so many connections to the database");
//   absl::Status status = reader.Finish();   // INVALID_ARGUMENT naming every mistake, one a line
//
// A knob NAME_OF_IT is the environment variable DONDOC_NAME_OF_IT and the flag --name-of-it; the flag wins. The
// target's value before is the default. An unknown flag, or an unknown DONDOC_ variable, is a mistake: a knob that was
// misspelt must not be ignored. Not thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace dondoc::config {

class Reader {
 public:
  // `environment` is the process's where not given ("NAME=value" strings); tests give their own.
  Reader(int argc, const char* const* argv, std::string prefix);
  Reader(std::vector<std::string> arguments, std::map<std::string, std::string> environment, std::string prefix);

  class Knob {
   public:
    // Missing or empty is a mistake.
    Knob& Required();

   private:
    friend class Reader;
    Knob(Reader& reader, std::size_t index) : reader_(reader), index_(index) {}
    Reader& reader_;
    std::size_t index_;
  };

  Knob Text(std::string name, std::string* target, std::string help);
  Knob Count(std::string name, int* target, int at_least, int at_most, std::string help);
  Knob Millis(std::string name, std::chrono::milliseconds* target, std::string help);
  Knob Flag(std::string name, bool* target, std::string help);
  // Comma separated.
  Knob List(std::string name, std::vector<std::string>* target, std::string help);

  // Names that other programs of the project read: no mistake here. "*" allows every DONDOC_ variable.
  void AlsoKnown(std::vector<std::string> names);

  // What came before the flags and between them: "migrate".
  const std::vector<std::string>& positional() const { return positional_; }
  bool help_asked() const { return help_asked_; }

  // The table of all knobs: name, default, sentence.
  std::string Help() const;

  absl::Status Finish();

 private:
  struct Entry {
    std::string name;
    std::string help;
    std::string shown_default;
    bool required = false;
    bool is_flag = false;
    std::function<std::string(const std::string&)> set;  // returns the mistake, or ""
  };

  Knob Add(Entry entry);
  std::string FlagName(const Entry& entry) const;

  std::string prefix_;
  std::map<std::string, std::string> environment_;
  std::vector<std::string> arguments_;
  std::vector<std::string> positional_;
  std::vector<std::string> also_known_;
  std::vector<Entry> entries_;
  bool help_asked_ = false;
};

}  // namespace dondoc::config
