#include "tests/replay/digests.h"

#include <fmt/core.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <memory>
#include <set>
#include <sstream>
#include <utility>

namespace dondoc::replay {
namespace {

using Names = std::set<std::string, std::less<>>;

// What happened, and what is on its way: it only grows, or changes by itself.
const Names kOfAllServices = {
    // Who did what.
    "audit_checkpoint", "audit_record", "audit_seal", "audit_sealer", "audit_unsealed", "idempotency_key",
    // Facts on their way, and how far they are.
    "outbox", "outbox_stream", "inbox", "watermark", "subscription", "delivery_attempt", "dead_letter", "relay_lease",
    // Change numbers of the tree, and the plan, which stays known as one that was undone.
    "unit_change", "succession", "succession_part", "succession_edge",
    // Keys have lives of their own.
    "trusted_key"};
const std::map<std::string, Names, std::less<>> kOfService = {
    {"assignment",
     {// The history of acts, and the versions that removed assignments had.
      "transition", "removed_assignment"}},
    {"notification",
     {// What was said to people is not unsaid.
      "inbox_message", "delivery"}},
    {"organization",
     {// As above.
      "tree", "succession_row", "succession_body", "succession_resolution", "signing_key", "session", "refresh_token",
      "used_assertion", "failed_sign_in", "sign_in_code"}}};

// Versions, which only grow, and what is told from them.
const std::map<std::string, Names, std::less<>> kCounters = {
    {"unit", {"version", "tree_change"}},
    {"assignment", {"version"}},
    {"assignment.contribution", {"version", "delta_open", "delta_done_in_time", "delta_done_late"}},
    {"assignment.roll_up", {"version"}},
    {"pending_assignment", {"version", "changed_on"}},
};

// Counts of nothing only remember their version.
const std::map<std::string, std::string, std::less<>> kRows = {
    {"assignment.contribution", "open + done_in_time + done_late > 0"},
    {"assignment.roll_up", "open + done_in_time + done_late > 0"},
};

template <typename Map>
typename Map::mapped_type Find(const Map& map, std::string_view service, const std::string& table) {
  auto found = map.find(std::string(service) + "." + table);
  if (found == map.end()) found = map.find(table);
  return found == map.end() ? typename Map::mapped_type() : found->second;
}

bool IsHistory(std::string_view service, const std::string& table) {
  const auto found = kOfService.find(service);
  return kOfAllServices.contains(table) || (found != kOfService.end() && found->second.contains(table));
}

// The columns of each table of the current schema.
std::map<std::string, Names> Tables(const Ask& ask) {
  std::stringstream lines(
      ask("SELECT string_agg(c.relname || ' ' || a.attname, E'\\n') FROM pg_class c JOIN pg_attribute a ON a.attrelid "
          "= c.oid WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT "
          "a.attisdropped"));
  std::map<std::string, Names> tables;
  std::string table;
  std::string column;
  while (lines >> table >> column) tables[table].insert(column);
  return tables;
}

}  // namespace

Ask AskDatabase(std::string conninfo) {
  return [conninfo = std::move(conninfo)](const std::string& sql) -> std::string {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(conninfo.c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
      fmt::print(stderr, "the replay cannot go on: {}\n{}\n", PQerrorMessage(connection.get()), sql);
      std::abort();
    }
    return PQntuples(result.get()) == 0 ? "" : PQgetvalue(result.get(), 0, 0);
  };
}

std::map<std::string, std::string> Digests(const Ask& ask, std::string_view service) {
  std::map<std::string, std::string> digests;
  for (const auto& [table, columns] : Tables(ask)) {
    if (IsHistory(service, table)) continue;
    const Names counters = Find(kCounters, service, table);
    std::string list;
    for (const std::string& column : columns) {
      if (!counters.contains(column)) list += fmt::format("{}t.\"{}\"", list.empty() ? "" : ", ", column);
    }
    const std::string rows = Find(kRows, service, table);
    // Sums of two hashes do not depend on the order, and need no sorting of millions of rows.
    digests[table] = ask(
        fmt::format("SELECT count(*) || ' rows, ' || COALESCE(sum(hashtextextended(line, 1)::numeric), 0) || ' ' || "
                    "COALESCE(sum(hashtextextended(line, 2)::numeric), 0) FROM (SELECT ROW({})::text FROM {} t{}{}) AS "
                    "q(line)",
                    list, table, rows.empty() ? "" : " WHERE ", rows));
  }
  return digests;
}

}  // namespace dondoc::replay
