// Programs that read what strangers send: each run within limits of time and memory, waited for no longer than somebody
// wants the answer, and gone afterwards with everything that it had open. Nothing is written to disk.
//
//   const Patience patience = Patience::For(30s);
//   DONDOC_ASSIGN_OR_RETURN(const MemoryFile file, MemoryFile::Create(bytes));
//   DONDOC_ASSIGN_OR_RETURN(const Finished run, RunBounded({.argv = {"pdfinfo", "-"}, .input = &file}, patience));
//
// Thread-safe; several runs may read one MemoryFile at once.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/process/memory_file.h"
#include "common/process/process.h"

namespace dondoc::process {

// How long somebody waits for an answer.
class Patience {
 public:
  // `gone`, where given, is asked some times a second whether nobody waits any more, from whatever threads wait; it
  // must not block.
  static Patience For(std::chrono::milliseconds time, std::function<bool()> gone = {});

  // What is left; 0 where the time is over.
  std::chrono::milliseconds left() const;
  // OK while somebody waits; DEADLINE_EXCEEDED (DEADLINE_EXCEEDED) or CANCELLED (CANCELLED).
  absl::Status Check() const;

 private:
  std::chrono::steady_clock::time_point until_;
  std::function<bool()> gone_;
};

struct BoundedCommand {
  std::vector<std::string> argv;      // argv[0] is a name in PATH
  const MemoryFile* input = nullptr;  // read from its start; null is /dev/null
  // limits.file_bytes is also the most that is taken from its standard output.
  ProcessLimits limits{.processor_time = std::chrono::seconds(60),
                       .memory_bytes = std::uint64_t{2} << 30U,
                       .file_bytes = std::uint64_t{256} << 20U};
};

struct Finished {
  ExitStatus ended;
  std::string output;
  std::string errors;  // the first of what it says on standard error

  // A limit ended it: processor time or written bytes. (Memory shows as a failed allocation.)
  bool ExceededLimit() const;
};

// Runs it to its end, with no environment but PATH and a neutral locale, and where this process is root as an
// unprivileged user. Errors: those of Patience::Check, the process is killed then; FAILED_PRECONDITION
// PROGRAM_NOT_FOUND; INTERNAL. A program that fails is no error.
absl::StatusOr<Finished> RunBounded(const BoundedCommand& command, const Patience& patience);

}  // namespace dondoc::process
