// The access matrix: callers in every place, every RPC, and what docs/reference/access.md says of the two. For tests;
// one thread.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/access/access_table.h"
#include "tests/access/country.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {

// A unit that a caller acts for, and what it is to an object.
struct Position {
  std::string name;
  std::string unit_id;
  std::set<std::string> relations;
};
std::vector<Position> PositionsFor(const Country& country, About about);

// Of all services.
std::vector<Subject> AllSubjects();

using Table = std::map<std::string, TableRow>;

// What a person in a role of a unit is to be answered.
absl::StatusCode Expected(const Table& table, const Subject& subject, const std::string& role,
                          const std::set<std::string>& relations);

// Whether an RPC changes something: its request can be repeated by an id.
bool IsWrite(const std::string& rpc);

// What is said of a call, by a member of one unit in one role, on the object or on none.
common::v1::AccessExplanation Explain(Country& country, const std::string& rpc, const std::string& object,
                                      const Position& position, access::Role role);

// One country for all tests of the process.
class MatrixTest : public ::testing::Test {
 protected:
  // Calls as `caller` and compares; makes the object anew where the call used it up. Country::believed_ended is of this
  // call alone.
  void Check(const Subject& subject, const access::Caller& caller, absl::StatusCode expected, const std::string& who) {
    Answer(subject, caller, expected, who).IgnoreError();
  }
  // The same; what was answered.
  absl::Status Answer(const Subject& subject, const access::Caller& caller, absl::StatusCode expected,
                      const std::string& who);

  static Country& country();
  const Table table_ = ReadAccessTable();
  int cells_ = 0;
};

}  // namespace dondoc::access_test
