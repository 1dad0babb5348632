#include "tools/dondoc/audit/chain_sources.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "common/audit/append_file.h"
#include "common/postgres/connection.h"
#include "common/status/status.h"
#include "tools/dondoc/system/system_state.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCell = "main";

// The files in `directory` whose names begin with one word and end with another, by name.
std::vector<std::string> FilesIn(const fs::path& directory, std::string_view begin, std::string_view end) {
  std::vector<std::string> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(end)) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

absl::StatusOr<ChainSource> ParseDatabase(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return InvalidField("database", "BAD_OPTION", "want SERVICE=CONNINFO or SERVICE/CELL=CONNINFO");
  }
  const std::string name = text.substr(0, equals);
  const std::size_t slash = name.find('/');
  return ChainSource{.service = name.substr(0, slash),
                     .cell = slash == std::string::npos ? std::string(kCell) : name.substr(slash + 1),
                     .conninfo = text.substr(equals + 1)};
}

absl::StatusOr<std::vector<ChainSource>> ChainsOfSystem(const std::string& option) {
  DONDOC_ASSIGN_OR_RETURN(const SystemPaths paths, FindRunning(option));
  DONDOC_ASSIGN_OR_RETURN(const v1::SystemState state, ReadState(paths.state_file()));
  std::string conninfo;
  for (const v1::PartState& part : state.parts()) {
    if (part.name() == "postgres") conninfo = part.address();
  }
  std::vector<ChainSource> sources;
  for (const std::string_view service : kServices) {
    // As the role that serves: it may read everything that is verified, and nothing can go wrong by it.
    sources.push_back({.service = std::string(service),
                       .cell = std::string(kCell),
                       .conninfo = fmt::format("{} user=dondoc_{}_app", conninfo, service)});
  }
  return sources;
}

absl::Status ReadLinesOf(const ChainSource& source, TimePoint now, const audit::LineSink& sink) {
  DONDOC_ASSIGN_OR_RETURN(const auto connection, pg::Connection::Open(source.conninfo));
  return audit::ReadChain(*connection, source.service, source.cell, now, sink);
}

absl::Status ReadLinesOf(const std::string& file, const audit::LineSink& sink) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return NotFound("FILE_NOT_FOUND", fmt::format("{} cannot be read", file));
  for (std::string line; std::getline(in, line);) DONDOC_RETURN_IF_ERROR(sink(line));
  if (in.bad()) return NotFound("FILE_NOT_FOUND", fmt::format("{} cannot be read", file));
  return absl::OkStatus();
}

absl::StatusOr<Evidence> ReadEvidence(const std::vector<std::string>& key_files,
                                      const std::vector<std::string>& checkpoint_files, const std::string& var) {
  const SystemPaths paths = FindSystem(var);
  Evidence evidence;
  for (const std::string& file : key_files.empty() ? FilesIn(paths.keys(), "audit", ".pub") : key_files) {
    DONDOC_ASSIGN_OR_RETURN(const audit::PublicKeys keys, audit::LoadPublicKeys(file));
    evidence.keys.Add(keys);
  }
  for (const std::string& file : checkpoint_files.empty()
                                     ? FilesIn(paths.audit_checkpoints().parent_path(), "checkpoints", "")
                                     : checkpoint_files) {
    if (!fs::exists(file)) return NotFound("FILE_NOT_FOUND", fmt::format("{} is not there", file));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> lines, audit::ReadLines(file));
    for (const std::string& line : lines) {
      if (const auto checkpoint = audit::ParseCheckpoint(line)) {
        evidence.outside.push_back(*checkpoint);
      } else {
        ++evidence.damaged_lines;
      }
    }
  }
  return evidence;
}

}  // namespace dondoc::cli
