// docs/reference/access.md as a table: what is promised of who may call what.
#pragma once

#include <map>
#include <set>
#include <string>

namespace dondoc::access_test {

struct TableRow {
  std::string audience;
  std::string scope;
  std::map<std::string, std::set<std::string>> roles_by_relation;
  std::string hidden_unless;

  // Whether the RPC depends on roles at all, and whether one of these relations allows the role.
  bool HasGrants() const { return !roles_by_relation.empty(); }
  bool Names(const std::string& role) const;
  bool Allows(const std::string& role, const std::set<std::string>& relations) const;
};

// By the name of the RPC. Read from the page in the current directory's docs/; empty where there is none.
std::map<std::string, TableRow> ReadAccessTable();

}  // namespace dondoc::access_test
