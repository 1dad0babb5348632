// What a succession that was undone must give back to the byte: a digest of every table of a service, but of those that
// say what happened and never go back. Which these are, and which columns only count upwards, is listed in digests.cc
// with the reasons: a table that is added later is compared until somebody says why not.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace dondoc::replay {

// Answers a question to the database of a service, whose tables are in the current schema, with the first column of the
// first row; "" where there is none. Ends the process where the database refuses.
using Ask = std::function<std::string(const std::string& sql)>;

// For a database that libpq opens: one connection for each question.
Ask AskDatabase(std::string conninfo);

// "12 rows, ..." by table. `service` is "assignment" and so on. Order of rows and where they lie do not matter.
std::map<std::string, std::string> Digests(const Ask& ask, std::string_view service);

}  // namespace dondoc::replay
