#include "tests/e2e/system.h"

#include <fmt/core.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "common/redis/connection.h"
#include "common/status/status_matchers.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;
using process::Process;
using process::ProcessSpec;

constexpr std::chrono::seconds kStartPatience{180};
constexpr std::chrono::seconds kStopPatience{120};
constexpr std::chrono::seconds kCommandPatience{120};

// build/tests/this_test -> build/bin/dondoc
std::string Program() {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "bin" / "dondoc").string();
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const Value& Nothing() {
  static const Value* const nothing = new Value;
  return *nothing;
}

}  // namespace

System::System(std::vector<std::string> options) : options_(std::move(options)) { Start(); }

System::~System() { Stop(); }

void System::Start() {
  ProcessSpec spec;
  spec.argv = {Program(), "up", "--var=" + var().string()};
  spec.argv.insert(spec.argv.end(), options_.begin(), options_.end());
  spec.log = directory_.path() / "up.log";
  auto spawned = Process::Spawn(spec);
  if (!spawned.ok()) {
    fmt::print(stderr, "dondoc up: {}\n", spawned.status().ToString());
    std::abort();
  }
  up_.emplace(*std::move(spawned));
  const auto deadline = std::chrono::steady_clock::now() + kStartPatience;
  for (;;) {
    const Output status = Run({"status", "--format=json"});
    if (status.code == 0) return;
    if (up_->Poll().has_value() || std::chrono::steady_clock::now() > deadline) {
      fmt::print(stderr, "the system did not come up; status says:\n{}{}\nup says:\n{}\n", status.out, status.err,
                 ReadFile(spec.log));
      std::abort();
    }
  }
}

void System::Stop() {
  if (!up_.has_value()) return;
  up_->Signal(SIGINT);
  const auto ended = up_->Wait(kStopPatience);
  if (!ended.has_value() || !ended->ok()) {
    ADD_FAILURE() << "dondoc up did not stop in order: " << (ended ? ended->Describe() : "still running") << "\n"
                  << ReadFile(directory_.path() / "up.log");
  }
  up_.reset();
}

void System::Restart() {
  Stop();
  Start();
}

Output System::Run(const std::vector<std::string>& arguments) const {
  // Standard output and error go to files of their own through the shell's redirection: what is shown where is part of
  // the contract.
  const std::string out = (directory_.path() / "out").string();
  const std::string err = (directory_.path() / "err").string();
  ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", "exec \"$@\" >\"$OUT\" 2>\"$ERR\"", "sh", Program()};
  spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
  spec.environment = {{"DONDOC_VAR", var().string()},
                      {"XDG_STATE_HOME", (directory_.path() / "state").string()},
                      {"OUT", out},
                      {"ERR", err}};
  auto process = Process::Spawn(spec);
  EXPECT_TRUE(process.ok()) << process.status();
  if (!process.ok()) return {};
  const auto ended = process->Wait(kCommandPatience);
  EXPECT_TRUE(ended.has_value()) << "still running after " << kCommandPatience.count() << " s: dondoc "
                                 << arguments.front();
  return {ended.has_value() ? ended->code : -1, ReadFile(out), ReadFile(err)};
}

std::string System::RunOk(const std::vector<std::string>& arguments) const {
  const Output output = Run(arguments);
  std::string line;
  for (const std::string& argument : arguments) line += " " + argument.substr(0, 80);
  EXPECT_EQ(output.code, 0) << "dondoc" << line << "\n" << output.out << output.err;
  return output.out;
}

Value System::Json(std::vector<std::string> arguments) const {
  arguments.emplace_back("--format=json");
  return ParseJson(RunOk(arguments));
}

Value System::RunningPart(std::string_view part) const {
  Value running;
  WaitUntil("the part " + std::string(part) + " to run", [&] {
    // The status exits with 1 while anything is down: another part may be on its way back.
    for (const Value& each : List(ParseJson(Run({"status", "--format=json"}).out), "parts")) {
      if (Text(each, "name") == part && Text(each, "state") == "RUNNING") running = each;
    }
    return running.has_struct_value();
  });
  return running;
}

void System::Kill(std::string_view part) const {
  pid_t pid = 0;
  // The status may name for a moment who is dead already.
  const bool is_killed = WaitUntil(fmt::format("a living {} to kill", part), [&] {
    pid = static_cast<pid_t>(Number(RunningPart(part), "pid"));
    return pid > 1 && ::kill(pid, SIGKILL) == 0;
  });
  if (is_killed) WaitUntil(fmt::format("the killed {} to be gone", part), [&] { return ::kill(pid, 0) != 0; });
}

void System::FlushRedis() const {
  WaitUntil("Redis to forget everything", [&] {
    auto connection = redis::Connection::Open({.address = Text(RunningPart("redis"), "address")});
    return connection.ok() && (*connection)->Execute({"FLUSHALL"}).ok();
  });
}

bool System::WaitUntil(std::string_view what, const std::function<bool()>& is_true,
                       std::chrono::seconds patience) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!is_true()) {
    if (std::chrono::steady_clock::now() > deadline) {
      ADD_FAILURE() << "waited " << patience.count() << " s in vain for: " << what;
      return false;
    }
  }
  return true;
}

std::string System::Conninfo(std::string_view service) const {
  return fmt::format("{} options='-c search_path={}'", Text(RunningPart("postgres"), "address"), service);
}

std::unique_ptr<pg::Connection> System::OpenDatabase(std::string_view service) const {
  auto connection = pg::Connection::Open(Conninfo(service));
  if (!connection.ok()) {
    fmt::print(stderr, "the database cannot be asked: {}\n", connection.status().ToString());
    std::abort();
  }
  return *std::move(connection);
}

void System::DoInDatabase(std::string_view service, const std::string& script) const {
  WaitUntil(fmt::format("{} to be out of the way of: {}", service, script), [&] {
    const absl::Status done = OpenDatabase(service)->ExecuteScript(script);
    if (absl::IsAborted(done)) return false;
    EXPECT_OK(done) << script;
    return true;
  });
}

std::optional<std::filesystem::path> SharedDirectory() {
  const char* given = std::getenv("DONDOC_SHARED");
  const std::filesystem::path path = given != nullptr ? given : "../shared";
  if (!std::filesystem::exists(path / "data" / "units_2024.csv")) return std::nullopt;
  return std::filesystem::absolute(path);
}

Value ParseJson(const std::string& text) {
  Value value;
  const auto status = google::protobuf::util::JsonStringToMessage(text, &value);
  EXPECT_TRUE(status.ok()) << status.ToString() << "\n" << text.substr(0, 2000);
  return value;
}

const Value& Member(const Value& object, const std::string& name) {
  const auto& fields = object.struct_value().fields();
  const auto found = fields.find(name);
  return found == fields.end() ? Nothing() : found->second;
}

std::string Text(const Value& object, const std::string& name) { return Member(object, name).string_value(); }

std::int64_t Number(const Value& object, const std::string& name) {
  const Value& member = Member(object, name);
  if (member.kind_case() == Value::kStringValue) return std::strtoll(member.string_value().c_str(), nullptr, 10);
  return static_cast<std::int64_t>(member.number_value());
}

std::vector<Value> List(const Value& object, const std::string& name) {
  const auto& values = Member(object, name).list_value().values();
  return {values.begin(), values.end()};
}

}  // namespace dondoc::e2e
