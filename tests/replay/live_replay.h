// 1 July 2025 in one running system: both national lists, tasks of the government for every commune, numbers of every
// commune for many periods, and in two districts whatever else hangs on a unit; the succession planned, previewed,
// enacted while services are killed, taken back, enacted again. Everything goes through commands and RPCs; only what no
// RPC shows (facts on their way, bytes of tables) is asked of the database.
//
// What does not hold is a failure of the running test; times are printed and judged by the reader. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "tests/replay/country.h"
#include "tests/replay/live_system.h"

namespace dondoc::replay {

struct Sizes {
  std::string issuer = "20";  // code of who gives tasks to all communes below: a province, or the country ("VN")
  int tasks = 2;              // of each, at most 22; a duty and its first report come on top
  int acts = 200;             // assignments that are not as they were given: accepted, begun, reported, completed
  int indicators = 2;         // all counts
  int periods = 1;            // quarters up to the second of 2025
  int every = 10;             // every so manieth old commune reports
  std::string lock;           // a file that is locked (flock) while something is timed; empty for none
};

class LiveReplay {
 public:
  LiveReplay(const Country& country, const Sizes& sizes);

  // The list of 2024 in force, that of 2025 planned; the government's resolution; numbers.
  void ImportLists();
  // The usual bodies of two districts and of the province that they become a part of.
  void Equip();
  void GiveTasks();
  void ReportBefore();
  // Whatever else units that end have: people and systems that act for them, drafts, targets, named groups.
  void FillOffices();

  void Plan();
  void Preview();
  // Enacts. With `kill`, organization dies while it does, assignment and indicator at random moments while they do
  // their part, organization once more.
  void Enact(bool kill);
  void Undo();
  // Late numbers of old communes and of a district, numbers of the new communes and of a province that was merged.
  void ReportAfter();

  // The facts that must hold; `trees` are those that exist by now.
  void CheckNumbers(const std::vector<Tree>& trees);
  void CheckCounts(const std::vector<Tree>& trees);
  // Every open assignment is with one living body, or on the list of conflicts.
  void CheckAssignments();
  // Nobody's role is lost; who acts for a body that somebody continues acts for that one.
  void CheckPeople(Tree tree);
  // No fact was given up.
  void CheckNothingIsDead();
  std::map<std::string, std::string> DigestAll();
  // The succession is in use: it cannot be taken back any more.
  void CheckInUse();

 private:
  using Clock = std::chrono::steady_clock;
  struct Submission {
    Tree tree;
    std::string unit_id, code, period;
  };

  // Prints what was done, how long it took, and how busy the computer was.
  void Say(const std::string& what);
  void Settle(std::string_view what, std::chrono::seconds patience = std::chrono::minutes(30));
  // Ids of the heads of territories by code, as they are on the last or first day of a tree.
  const std::map<std::string, std::string>& Units(Tree tree);
  void Act();
  void Send(const std::vector<Submission>& submissions);
  std::vector<std::int64_t> Totals(const std::string& unit_id, const std::string& period, Tree tree);
  assignment::v1::AssignmentCounts Counts(const std::string& unit_id, Tree tree);
  // Of provinces of the other tree that lie in no single province of this one.
  assignment::v1::AssignmentCounts DividedCounts(Tree tree);
  void CheckLines(const std::string& period, int indicator, Tree tree, std::int64_t total);
  std::int64_t OpenByRows();
  // All bodies of the districts that were equipped.
  std::vector<std::string> UnitsOfOffices();

  const Country& country_;
  const Sizes sizes_;
  LiveSystem system_;
  Ledger ledger_{country_, sizes_.indicators};
  std::mt19937 random_{20250701};
  std::vector<std::string> codes_;     // of indicators
  std::vector<std::string> equipped_;  // codes of districts
  std::vector<std::string> people_;    // ids of accounts
  std::string government_, directive_, succession_;
  bool is_enacted_ = false;
  std::map<Tree, std::map<std::string, std::string>> units_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace dondoc::replay
