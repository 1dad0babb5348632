#include "tools/dondoc/system/system_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

#include "common/status/status.h"
#include "tools/dondoc/system/database_setup.h"
#include "tools/dondoc/system/service_health.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto kHealthTimeout = std::chrono::milliseconds(250);

std::string AddressVariable(std::string_view service) {
  std::string name = fmt::format("DONDOC_{}", service);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  return name;
}

// An earlier process of the same part that is still ending would take the socket of the new one with it.
std::function<absl::Status()> NoneLeftOf(const fs::path& program, const fs::path& directory) {
  return [program, directory] {
    return private_servers::WaitUntilGone(program.filename().string(), directory, std::chrono::milliseconds(0));
  };
}

// `role` is whom the database takes the service for.
std::map<std::string, std::string> ServiceEnvironment(std::string_view service, const std::string& role,
                                                      const SystemPaths& paths, const SystemOptions& options,
                                                      const private_servers::PrivatePostgres& postgres,
                                                      const private_servers::PrivateRedis& redis) {
  std::map<std::string, std::string> environment = {
      {"DONDOC_POSTGRES", postgres.Conninfo(kDatabase, role)},
      {"DONDOC_REDIS", "unix:" + redis.socket().string()},
      {"DONDOC_LISTEN", paths.ServiceAddress(service)},
      // Metrics, for this machine alone; the port is in the service's log.
      {"DONDOC_ADMIN_LISTEN", "127.0.0.1:0"},
      {"DONDOC_LEVELS", options.levels},
      {"DONDOC_REPLICA", "0"},
      {"DONDOC_AUDIT_KEY", paths.audit_key().string()},
      {"DONDOC_AUDIT_CHECKPOINTS", paths.audit_checkpoints().string()},
      {"DONDOC_DEVELOPMENT_CLOCK", options.development ? paths.clock_file().string() : ""},
      {"DONDOC_SERVICE_KEY", paths.service_key().string()},
      {"DONDOC_OPERATOR_PUBLIC_KEY", paths.operator_public_key().string()},
      // Variables of the command line and of the tests are not the services' own.
      {"DONDOC_OPERATOR_KEY", ""},
      {"DONDOC_VAR", ""},
      {"DONDOC_SHARED", ""},
  };
  for (const std::string_view other : kServices) environment[AddressVariable(other)] = paths.ServiceAddress(other);
  if (service == "organization") environment["DONDOC_SEALING_KEY"] = paths.sealing_key().string();
  if (service == "notification") {
    environment["DONDOC_SMTP_URL"] = "smtp://localhost";
    environment["DONDOC_SMTP_SOCKET"] = paths.smtp_socket().string();
    environment["DONDOC_MAIL_FROM"] = "dondoc@localhost";
  }
  return environment;
}

}  // namespace

absl::StatusOr<Programs> Programs::FindIn(const fs::path& directory) {
  Programs programs(directory);
  std::vector<std::string> missing;
  for (const std::string_view service : kServices) {
    const fs::path program = programs.Service(service);
    if (access(program.c_str(), X_OK) != 0) missing.push_back(program.filename().string());
  }
  if (access(programs.MailCatcher().c_str(), X_OK) != 0) missing.push_back(programs.MailCatcher().filename().string());
  if (missing.empty()) return programs;
  return FailedPrecondition("PROGRAMS_MISSING", fmt::format("not found in {}: {}; build them with `make build`",
                                                            directory.string(), fmt::join(missing, ", ")));
}

fs::path Programs::Service(std::string_view service) const { return directory_ / fmt::format("dondoc-{}", service); }

Part ServerPart(private_servers::PrivateServer& server) {
  Part part;
  part.name = server.name();
  part.spec = server.Command();
  part.stop_signal = server.stop_signal();
  part.clean_up = [&server] { return server.CleanUp(std::chrono::milliseconds(0)); };
  part.ready = [&server] { return server.Ready(); };
  return part;
}

Part MailCatcherPart(const Programs& programs, const SystemPaths& paths, const SystemOptions& options) {
  Part part;
  part.name = "mailcatcher";
  part.spec.argv = {programs.MailCatcher().string(), "--socket", paths.smtp_socket().string(), "--maildir",
                    paths.maildir().string()};
  if (options.development) {
    // Recipients with whom the ways of failing can be shown.
    part.spec.argv.insert(part.spec.argv.end(),
                          {"--reject", "450=reject-450", "--reject", "550=reject-550", "--drop", "drop"});
  }
  part.spec.directory = paths.var();
  part.spec.log = paths.log(part.name);
  part.clean_up = NoneLeftOf(programs.MailCatcher(), paths.var());
  part.ready = [socket = paths.smtp_socket()] { return AcceptsConnections(socket); };
  return part;
}

Part ServicePart(std::string_view service, const Programs& programs, const SystemPaths& paths,
                 const SystemOptions& options, const private_servers::PrivatePostgres& postgres,
                 const private_servers::PrivateRedis& redis, const std::vector<std::string>& arguments) {
  Part part;
  part.name = service;
  part.spec.argv = {programs.Service(service).string()};
  part.spec.argv.insert(part.spec.argv.end(), arguments.begin(), arguments.end());
  // Who serves owns nothing: what guards the tables is out of its reach.
  const std::string role = arguments.empty() ? ServingRoleOf(service) : OwnerOf(service);
  part.spec.environment = ServiceEnvironment(service, role, paths, options, postgres, redis);
  part.spec.directory = paths.var();
  part.spec.log = paths.log(service);
  part.clean_up = NoneLeftOf(programs.Service(service), paths.var());
  part.ready = [address = paths.ServiceAddress(service)] {
    return CheckService(address, kHealthTimeout) == Health::kServing;
  };
  return part;
}

}  // namespace dondoc::cli
