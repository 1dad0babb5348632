// One real Redis for all tests of a process: started by the first use, stopped and removed at the end of the process.
//
// Thread-safety: one thread at a time; let the first use be on the main thread (a server ends with the thread that
// started it). Errors: where the server cannot be started, the test process ends with a message.
#pragma once

#include <string>

namespace dondoc::testing {

class SharedRedis {
 public:
  // "unix:<path>", as DONDOC_REDIS wants it.
  static std::string Address();
  // The path of the Unix socket.
  static std::string Socket();

  // Forgets everything, as an operator's FLUSHALL would.
  static void FlushAll();
  // kill -9; what the append-only file has survives. Start() brings it back.
  static void Kill();
  // A clean stop.
  static void Stop();
  // Starts it again after Kill or Stop, with the data it had; returns when it answers.
  static void Start();
  // Kill, then Start.
  static void Crash();
  // Kill, lose the files, Start: what a failed disk leaves.
  static void LoseEverything();
};

}  // namespace dondoc::testing
