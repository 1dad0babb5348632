// The main job of the system, step by step, as people do it on the command line: what the end-to-end tests are made of.
//
// Every step insists: a command that fails because something was killed a moment ago is repeated, with the same request
// id, until it goes through. So the same steps serve undisturbed and with processes dying in the middle, and must end
// the same.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/e2e/system.h"

namespace dondoc::e2e {

// A territory of a list.
struct Territory {
  std::string code;
  std::string name;
  std::string level;
  std::string parent;
};

// Reads a list (code,name,level,type,parent_code) without quoting.
std::map<std::string, Territory> ReadList(const std::filesystem::path& file);

// Codes of the communes at or below any of `codes`.
std::vector<std::string> CommunesBelow(const std::map<std::string, Territory>& list,
                                       const std::vector<std::string>& codes);

class Scenario {
 public:
  // `seed` makes the random numbers; it is printed.
  Scenario(System& system, std::uint32_t seed);

  // Runs a command until it succeeds; only a service that is away is a reason to repeat.
  std::string Insist(std::vector<std::string> arguments);
  google::protobuf::Value InsistJson(std::vector<std::string> arguments);
  // The same for a write: repeated with one request id, it is done once.
  google::protobuf::Value InsistOnce(std::vector<std::string> arguments);

  // Kills a part, or with "flush" empties Redis, in the middle of what is going on.
  void Disturb(std::string_view part);

  // Takes a document in, gives the number and date that it left blank, resolves what was not clear to what a clerk
  // would choose (the first candidate, else the unit `otherwise`), issues it; returns its id.
  struct Document {
    std::filesystem::path file;
    std::string issuer;     // a territory's code; empty where the document says
    std::string number;     // where blank
    std::string date;       // where blank
    std::string otherwise;  // a territory's code
  };
  std::string IngestAndIssue(const Document& document);
  // How many names of units had to be chosen by hand so far, of how many.
  int names_asked() const { return names_asked_; }
  int names() const { return names_; }

  // Assignments of a unit from a directive, once there are any.
  std::vector<google::protobuf::Value> AssignmentsOf(const std::string& unit, const std::string& directive);

  // How many reminders of an assignment are still to come; nothing where nobody has heard of it yet, or can be asked.
  std::optional<std::size_t> RemindersToCome(const std::string& assignment);

  // Submits random numbers of three indicators for every commune, a third of them twice, with `disturbances` in the
  // middle; then compares every total of every unit above, cell by cell, with a recomputation.
  void SubmitAndCompare(const std::map<std::string, Territory>& list, const std::vector<std::string>& communes,
                        const std::string& period, const std::vector<std::string>& disturbances);

  // Accepts, reports, is returned, reports again, is completed; the counts of the units `above` follow.
  void WalkThroughStates(const std::string& unit, const std::string& issuer, const std::string& assignment,
                         const std::string& directive, const std::vector<std::string>& above);

  // Moves the clock day by day from `first` to `last` (days of one month, "2026-12-"), with `disturbances` by day.
  // Expects that each unit of `units` has got exactly the reminders of the default rule about its duty due on 14
  // December, by inbox and, where it has an address, by mail; and that `reported` got none.
  void MoveThroughDecember(const std::map<std::string, std::string>& unit_to_address, const std::string& reported,
                           const std::string& directive, const std::map<int, std::string>& disturbances);

  const std::uint32_t seed;

 private:
  using Cell = std::pair<std::int64_t, std::int64_t>;  // numerator, denominator

  std::string NewRequestId();
  void WriteAndSubmit(const std::map<std::string, std::map<std::string, Cell>>& values,
                      const std::vector<std::string>& communes, const std::string& period, std::string_view name);
  void CompareTotals(const std::map<std::string, Territory>& list,
                     const std::map<std::string, std::map<std::string, Cell>>& values, const std::string& period);
  int RemindersInInbox(const std::string& unit, const std::string& assignment);

  System& system_;
  std::mt19937 random_;
  int names_ = 0;
  int names_asked_ = 0;
};

// Expects that a command fails with this code and reason on standard error, and says `what` there.
void ExpectRefused(const Output& output, std::string_view code, std::string_view reason, std::string_view what = "");

}  // namespace dondoc::e2e
