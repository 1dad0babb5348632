// One real PostgreSQL for all tests of a process: started by the first use, stopped and removed at the end of the
// process.
//
// Thread-safety: from any thread; let the first use be on the main thread (a server ends with the thread that started
// it). Errors: where the server cannot be started or a command fails, the test process ends with a message.
#pragma once

#include <string>
#include <string_view>

namespace dondoc::testing {

class SharedPostgres {
 public:
  // A new, empty database; returns its libpq conninfo (as superuser). UTF-8, C.UTF-8, time zone Asia/Ho_Chi_Minh.
  static std::string CreateDatabase();
  // A copy of the database that `conninfo` (from CreateDatabase) names: migrate once, then copy for each test. Its
  // connections are closed first, as PostgreSQL copies only a database that nobody uses.
  static std::string CreateDatabaseFrom(std::string_view conninfo);
  // The same database as another role.
  static std::string AsRole(std::string_view conninfo, std::string_view role);

  // kill -9 of the whole server, and its return with the same data: every connection breaks. Committed transactions
  // survive.
  static void Crash();
};

}  // namespace dondoc::testing
