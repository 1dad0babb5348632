#include "tools/dondoc/system/up.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "common/authentication/key_files.h"
#include "common/process/process.h"
#include "common/status/status.h"
#include "common/time/clock.h"
#include "common/time/timestamp.h"
#include "tools/dondoc/system/database_setup.h"
#include "tools/dondoc/system/run_lock.h"
#include "tools/dondoc/system/service_health.h"
#include "tools/dondoc/system/signals.h"
#include "tools/dondoc/system/system_state.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;
using private_servers::PrivatePostgres;
using private_servers::PrivateRedis;
using process::Process;

constexpr auto kStartTimeout = std::chrono::seconds(120);
// A service that answers may still be loading the units of a whole country.
constexpr auto kPrepareTimeout = std::chrono::minutes(15);
constexpr auto kWordInterval = std::chrono::seconds(15);
constexpr auto kHealthTimeout = std::chrono::seconds(1);
constexpr auto kMigrateTimeout = std::chrono::minutes(30);
// For what a killed system left behind to end by itself.
constexpr auto kLeftoverTimeout = std::chrono::seconds(30);
constexpr auto kStopPatience = std::chrono::milliseconds(30'000);
constexpr auto kSameRequest = std::chrono::seconds(1);
constexpr auto kPollInterval = std::chrono::milliseconds(100);
constexpr int kLogLines = 15;

absl::Status Interrupted() {
  return Error(absl::StatusCode::kCancelled, "INTERRUPTED", "stopped before everything was up");
}

v1::PartState::State StateOf(PartState state) {
  switch (state) {
    case PartState::kStopped:
      return v1::PartState::STOPPED;
    case PartState::kStarting:
      return v1::PartState::STARTING;
    case PartState::kRunning:
      return v1::PartState::RUNNING;
    case PartState::kWaiting:
      return v1::PartState::WAITING;
  }
  return v1::PartState::STATE_UNSPECIFIED;
}

fs::path OwnProgram() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

// As one would type it here.
std::string OwnCommand() {
  std::error_code error;
  const std::string shorter = fs::proximate(OwnProgram(), error).string();
  return error || shorter.starts_with("..") ? OwnProgram().string() : shorter;
}

class System {
 public:
  System(std::string_view var, const SystemOptions& options, Signals signals, std::ostream& out)
      : options_(options),
        paths_(FindSystem(var)),
        signals_(std::move(signals)),
        out_(out),
        supervisor_([this](const std::string& line) {
          if (up_ || stopping_) Say(line);
        }) {}

  absl::Status Run() {
    DONDOC_ASSIGN_OR_RETURN(const Programs programs, Programs::FindIn(OwnProgram().parent_path()));
    DONDOC_RETURN_IF_ERROR(MakeDirectories());
    DONDOC_ASSIGN_OR_RETURN(const RunLock lock, RunLock::Take(paths_));
    absl::Status started = BringUp(programs);
    if (started.ok()) {
      up_ = true;
      KeepState(std::chrono::steady_clock::now());
      SayWhatIsUp();
      Watch();
    }
    stopping_ = true;
    KeepState(std::chrono::steady_clock::now());
    Say("stopping");
    StopAll();
    Say(fmt::format("stopped; the data is kept in {}", paths_.var().string()));
    return started;
  }

 private:
  void Say(std::string_view line) { out_ << line << std::endl; }

  absl::Status MakeDirectories() {
    std::error_code error;
    fs::create_directories(paths_.var(), error);
    for (const fs::path& directory : {paths_.var() / "log", paths_.maildir().parent_path()}) {
      if (!error) fs::create_directories(directory, error);
    }
    if (error) {
      return FailedPrecondition("DIRECTORY_NOT_USABLE", fmt::format("{} cannot be made: {}; choose another with --var",
                                                                    paths_.var().string(), error.message()));
    }
    DONDOC_RETURN_IF_ERROR(MakeKeys());
    DONDOC_RETURN_IF_ERROR(private_servers::MakePrivateDirectory(paths_.run(), std::nullopt));
    DONDOC_RETURN_IF_ERROR(
        private_servers::MakePrivateDirectory(paths_.audit_checkpoints().parent_path(), std::nullopt));
    return private_servers::MakePrivateDirectory(paths_.sockets(), std::nullopt);
  }

  // Who may read these is the operator of this system, and may sign as any of its services.
  absl::Status MakeKeys() const {
    DONDOC_RETURN_IF_ERROR(private_servers::MakePrivateDirectory(paths_.keys(), std::nullopt));
    for (const fs::path& key :
         {paths_.service_key(), paths_.operator_key(), paths_.sealing_key(), paths_.audit_key()}) {
      DONDOC_RETURN_IF_ERROR(authentication::MakePrivateKey(key));
    }
    DONDOC_RETURN_IF_ERROR(authentication::WritePublicKeyOf(paths_.audit_key(), paths_.audit_public_key()));
    return authentication::WritePublicKeyOf(paths_.operator_key(), paths_.operator_public_key());
  }

  absl::Status BringUp(const Programs& programs) {
    DONDOC_RETURN_IF_ERROR(PrepareServers());
    supervisor_.Add(ServerPart(*postgres_));
    supervisor_.Add(ServerPart(*redis_));
    DONDOC_RETURN_IF_ERROR(WaitUntilRunning("PostgreSQL and Redis"));
    DONDOC_RETURN_IF_ERROR(SetUpDatabase(
        [this](std::string_view database) { return postgres_->Conninfo(database, PrivatePostgres::kSuperuser); }));
    DONDOC_RETURN_IF_ERROR(Migrate(programs));
    DONDOC_RETURN_IF_ERROR(WaitForLeftover(programs.MailCatcher()));
    supervisor_.Add(MailCatcherPart(programs, paths_, options_));
    for (const std::string_view service : kServices) {
      DONDOC_RETURN_IF_ERROR(WaitForLeftover(programs.Service(service)));
      supervisor_.Add(ServicePart(service, programs, paths_, options_, *postgres_, *redis_));
    }
    return WaitUntilRunning("the services and the mail catcher");
  }

  absl::Status PrepareServers() {
    const auto say_initdb = [this](const fs::path& directory) {
      Say(fmt::format("making a new PostgreSQL cluster in {} (initdb)", directory.string()));
    };
    DONDOC_ASSIGN_OR_RETURN(postgres_, PrivatePostgres::Prepare({.directory = paths_.var() / "postgres",
                                                                 .settings = {},
                                                                 .log = paths_.log("postgres"),
                                                                 .before_initdb = say_initdb}));
    DONDOC_ASSIGN_OR_RETURN(
        redis_,
        PrivateRedis::Prepare({.directory = paths_.var() / "redis", .settings = {}, .log = paths_.log("redis")}));
    for (private_servers::PrivateServer* server : {static_cast<private_servers::PrivateServer*>(postgres_.get()),
                                                   static_cast<private_servers::PrivateServer*>(redis_.get())}) {
      if (!server->place().notice.empty()) Say(fmt::format("{}: {}", server->name(), server->place().notice));
      DONDOC_RETURN_IF_ERROR(server->CleanUp(kLeftoverTimeout));
    }
    return absl::OkStatus();
  }

  absl::Status WaitForLeftover(const fs::path& program) const {
    return private_servers::WaitUntilGone(program.filename().string(), paths_.var(), kLeftoverTimeout);
  }

  // The services' schemas are apart, so all migrate at once.
  absl::Status Migrate(const Programs& programs) {
    Say("migrating the schemas of the services");
    std::vector<std::pair<Part, Process>> running;
    for (const std::string_view service : kServices) {
      Part part = ServicePart(service, programs, paths_, options_, *postgres_, *redis_, {"migrate"});
      DONDOC_ASSIGN_OR_RETURN(Process process, Process::Spawn(part.spec));
      running.emplace_back(std::move(part), std::move(process));
    }
    const Instant deadline = std::chrono::steady_clock::now() + kMigrateTimeout;
    for (auto& [part, process] : running) {
      auto ended = process.Poll();
      for (; !ended; ended = process.Poll()) {
        if (signals_.stops() > 0) return Interrupted();
        if (std::chrono::steady_clock::now() > deadline) return Failed(part.name, "did not end its migrations");
        signals_.Wait(kPollInterval);
      }
      if (!ended->ok()) return Failed(part.name, fmt::format("could not migrate ({})", ended->Describe()));
    }
    return absl::OkStatus();
  }

  absl::Status WaitUntilRunning(std::string_view what) {
    Say(fmt::format("starting {}", what));
    const Instant begin = std::chrono::steady_clock::now();
    Instant next_word = begin + kWordInterval;
    while (true) {
      const Instant now = std::chrono::steady_clock::now();
      StepAndKeepState(now);
      if (supervisor_.AllRunning()) return absl::OkStatus();
      if (signals_.stops() > 0) return Interrupted();
      if (const std::string* failed = supervisor_.FirstFailure()) {
        return Failed(*failed, fmt::format("did not start ({})", supervisor_.StatusOf(*failed).last_end));
      }
      if (now - begin > kStartTimeout && !IsPreparing(FirstNotRunning())) {
        return Failed(FirstNotRunning(), "does not answer");
      }
      if (now - begin > kPrepareTimeout) return Failed(FirstNotRunning(), "does not become ready");
      if (now > next_word) {
        Say(fmt::format("waiting for {} ({})", FirstNotRunning(), paths_.log(FirstNotRunning()).string()));
        next_word = now + kWordInterval;
      }
      signals_.Wait(supervisor_.UntilNextStep(now));
    }
  }

  // Whether it answers that it is not ready yet.
  bool IsPreparing(std::string_view part) const {
    return std::find(kServices.begin(), kServices.end(), part) != kServices.end() &&
           CheckService(paths_.ServiceAddress(part), kHealthTimeout) == Health::kNotServing;
  }

  std::string FirstNotRunning() const {
    const auto& names = supervisor_.names();
    const auto found = std::find_if(names.begin(), names.end(), [this](const std::string& name) {
      return supervisor_.StatusOf(name).state != PartState::kRunning;
    });
    return found == names.end() ? "" : *found;
  }

  absl::Status Failed(std::string_view part, std::string_view why) const {
    return Error(absl::StatusCode::kInternal, "PART_FAILED",
                 fmt::format("{} {}; the end of {}:\n{}", part, why, paths_.log(part).string(),
                             process::LastLines(paths_.log(part), kLogLines)));
  }

  void SayWhatIsUp() {
    Say(fmt::format("\ndondoc is up (pid {}): 5 services, PostgreSQL, Redis and a mail catcher, in {}{}", getpid(),
                    paths_.var().string(), options_.development ? ", for development" : ""));
    Say(fmt::format("  data     {}", postgres_->Conninfo(kDatabase, PrivatePostgres::kSuperuser)));
    Say(fmt::format("  mail     {}", (paths_.maildir() / "new").string()));
    Say(fmt::format("  logs     {}", paths_.log("*").string()));
    Say("Try next, in another terminal:");
    const std::string dondoc = OwnCommand();
    for (const auto& [command, purpose] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"status", "what runs, and how it is"},
             {"units import FILE.csv", "the units of a country or a province"},
             {"ingest FILE.txt", "read a directive"},
             {"--help", "everything else"}}) {
      Say(fmt::format("  {} {:<24} {}", dondoc, command, purpose));
    }
    Say("README.md has a whole example to copy, with the files of tests/samples/.");
    Say(fmt::format("Ctrl-C, or `{} down`, stops it; the data is kept.", dondoc));
  }

  void Watch() {
    while (signals_.stops() == 0) {
      const Instant now = std::chrono::steady_clock::now();
      StepAndKeepState(now);
      signals_.Wait(supervisor_.UntilNextStep(now));
    }
  }

  void StopAll() {
    const Instant begin = std::chrono::steady_clock::now();
    int asked = signals_.stops();
    // Asked again means: now. But not when one request came twice, as from a tool that signals the process and its
    // group.
    const auto hurry = [&] {
      if (std::chrono::steady_clock::now() - begin < kSameRequest) asked = signals_.stops();
      return signals_.stops() > asked;
    };
    supervisor_.StopAll(kStopPatience, hurry, [&](std::chrono::milliseconds time) { signals_.Wait(time); });
    std::error_code error;
    fs::remove(paths_.state_file(), error);
    if (paths_.sockets() != paths_.run()) fs::remove_all(paths_.sockets(), error);
  }

  void StepAndKeepState(Instant now) {
    supervisor_.Step(now);
    if (supervisor_.version() != written_version_) KeepState(now);
  }

  void KeepState(Instant now) {
    if (absl::Status written = WriteState(State(now), paths_.state_file()); !written.ok()) {
      Say(std::string(written.message()));
    }
    written_version_ = supervisor_.version();
  }

  v1::SystemState State(Instant now) const {
    v1::SystemState state;
    state.set_pid(getpid());
    state.set_var(paths_.var().string());
    state.set_levels(options_.levels);
    state.set_development(options_.development);
    state.set_up(up_ && !stopping_);
    const TimePoint wall = SystemClock().Now();
    for (const std::string& name : supervisor_.names()) {
      const PartStatus& status = supervisor_.StatusOf(name);
      v1::PartState& part = *state.add_parts();
      part.set_name(name);
      part.set_state(StateOf(status.state));
      part.set_pid(status.pid);
      part.set_restarts(status.restarts);
      part.set_last_end(status.last_end);
      part.set_address(AddressOf(name));
      part.set_log(paths_.log(name).string());
      if (status.started) {
        const auto started = wall - std::chrono::duration_cast<std::chrono::microseconds>(now - *status.started);
        *part.mutable_started_at() = ToTimestamp(started);
      }
    }
    return state;
  }

  std::string AddressOf(const std::string& part) const {
    if (part == postgres_->name()) return postgres_->Conninfo(kDatabase, PrivatePostgres::kSuperuser);
    if (part == redis_->name()) return "unix:" + redis_->socket().string();
    if (part == "mailcatcher") return "unix:" + paths_.smtp_socket().string();
    return paths_.ServiceAddress(part);
  }

  SystemOptions options_;
  SystemPaths paths_;
  Signals signals_;
  std::ostream& out_;
  std::unique_ptr<PrivatePostgres> postgres_;
  std::unique_ptr<PrivateRedis> redis_;
  Supervisor supervisor_;
  bool up_ = false;
  bool stopping_ = false;
  int written_version_ = 0;
};

}  // namespace

absl::Status RunUp(std::string_view var, const SystemOptions& options, std::ostream& out) {
  DONDOC_ASSIGN_OR_RETURN(Signals signals, Signals::Open());
  return System(var, options, std::move(signals), out).Run();
}

}  // namespace dondoc::cli
