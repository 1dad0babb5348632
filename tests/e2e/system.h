// The whole system for an end-to-end test: the real `dondoc up` with everything it starts, in a directory of its own,
// and the real `dondoc` command line as the only way in. One thread.
#pragma once

#include <google/protobuf/struct.pb.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/postgres/connection.h"
#include "common/process/process.h"
#include "common/testing/temp_dir.h"

namespace dondoc::e2e {

struct Output {
  int code = -1;
  std::string out;
  std::string err;
};

class System {
 public:
  // Starts it and waits until `dondoc status` says that everything is up. Ends the test process with the log where it
  // does not.
  explicit System(std::vector<std::string> options = {"--development"});
  // Stops it in order.
  ~System();
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  // Runs `dondoc ARGUMENTS` to its end.
  Output Run(const std::vector<std::string>& arguments) const;
  // The same, and expects exit code 0.
  std::string RunOk(const std::vector<std::string>& arguments) const;
  // The same with --format=json, parsed.
  google::protobuf::Value Json(std::vector<std::string> arguments) const;

  // kill -9 of one part by the process number that `dondoc status` shows: a service, "redis", "postgres". Returns when
  // it is gone, so that a second call meets the next one.
  void Kill(std::string_view part) const;
  // FLUSHALL.
  void FlushRedis() const;
  // Ctrl-C, and the same command again: everything must be as it was.
  void Restart();

  // Asks until it is true. Fails the test after `patience`, saying what it waited for.
  bool WaitUntil(std::string_view what, const std::function<bool()>& is_true,
                 std::chrono::seconds patience = std::chrono::seconds(120)) const;

  // What no command shows and none may do: the database, as whoever owns all of it, in the schema of a service.
  std::string Conninfo(std::string_view service) const;
  std::unique_ptr<pg::Connection> OpenDatabase(std::string_view service) const;
  // The services go on working meanwhile, and lock their tables in an order of their own: where PostgreSQL chooses the
  // script to begin again, it does.
  void DoInDatabase(std::string_view service, const std::string& script) const;

  std::filesystem::path var() const { return directory_.path() / "var"; }
  std::filesystem::path directory() const { return directory_.path(); }

 private:
  // What the status says of a part, once it runs.
  google::protobuf::Value RunningPart(std::string_view part) const;
  void Start();
  void Stop();

  testing::TempDir directory_;
  const std::vector<std::string> options_;
  std::optional<process::Process> up_;
};

// The directory with real documents and lists ($DONDOC_SHARED, default ../shared), or nothing where it is missing.
std::optional<std::filesystem::path> SharedDirectory();

// Reads JSON; a test failure where it is none.
google::protobuf::Value ParseJson(const std::string& text);

// Reading JSON: a member of an object ("" and 0 where it is absent, as protobuf's JSON leaves out defaults).
const google::protobuf::Value& Member(const google::protobuf::Value& object, const std::string& name);
std::string Text(const google::protobuf::Value& object, const std::string& name);
// Numbers, also where 64-bit ones are written as text.
std::int64_t Number(const google::protobuf::Value& object, const std::string& name);
std::vector<google::protobuf::Value> List(const google::protobuf::Value& object, const std::string& name);

}  // namespace dondoc::e2e
