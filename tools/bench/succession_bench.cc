// What the succession of 1 July 2025 costs with 200,000 open assignments: DONDOC_SHARED=... succession_bench [TASKS].
// Prints seconds; the limits are those of the project's aim. Run it on a quiet machine.
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include "tests/replay/national_replay.h"

namespace {

using Clock = std::chrono::steady_clock;

class Watch {
 public:
  void Say(const std::string& what) {
    const auto now = Clock::now();
    fmt::print("{:>8.2f} s  {}\n", std::chrono::duration<double>(now - last_).count(), what);
    std::fflush(stdout);
    last_ = Clock::now();
  }

 private:
  Clock::time_point last_ = Clock::now();
};

double Since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

}  // namespace

int main(int argc, char** argv) {
  const auto replay = dondoc::replay::NationalReplay::Make();
  if (replay == nullptr) {
    fmt::print(stderr, "no shared data: set DONDOC_SHARED\n");
    return 2;
  }
  Watch watch;
  replay->ImportLists();
  watch.Say("both lists imported");
  replay->GiveTasks(argc > 1 ? std::atoi(argv[1]) : 19);
  const auto open = replay->Open();
  watch.Say(fmt::format("{} open assignments given, {} reminders scheduled", open, replay->Pending()));
  const auto planned = replay->Plan();
  watch.Say(fmt::format(
      "planned: {} territories go on, {} end, {} begin; {} bodies end, {} with an heir, {} divided, {} without",
      planned.continuing, planned.ending, planned.beginning, planned.bodies, planned.with_heir, planned.divided,
      planned.without));
  const auto before_preview = Clock::now();
  const auto preview = replay->Preview();
  const double preview_seconds = Since(before_preview);
  watch.Say(fmt::format("preview (limit 5 s): {} open, {} go to heirs and are {} there, {} conflicts", preview.open,
                        preview.transferred, preview.remaining, preview.conflicts));
  const auto digests = replay->Digests();
  watch.Say("digests of all tables");

  const auto before_enactment = Clock::now();
  replay->Enact();
  watch.Say("the tree has changed, its facts are with assignment and notification");
  replay->ApplyAndBeKilled();
  watch.Say("applied by half in another process, which was killed");
  replay->ApplyRest();
  watch.Say("the rest applied, counts and reminders settled");
  const double enactment_seconds = Since(before_enactment);
  fmt::print("{:>8.2f} s  enactment in all (limit 60 s)\n", enactment_seconds);
  const auto lost = replay->Lost();
  const bool sums = replay->OpenInTotals() == replay->Open();
  fmt::print("{} open, {} conflicts, {} lost; totals {}\n", replay->Open(), replay->Conflicts(), lost,
             sums ? "agree" : "DISAGREE");
  watch.Say("looked at");
  replay->Undo();
  watch.Say("undone");
  const bool same = replay->Digests() == digests;
  fmt::print("after the undoing all tables are {}\n", same ? "as before" : "DIFFERENT");
  return preview_seconds < 5 && enactment_seconds < 60 && lost == 0 && sums && same ? 0 : 1;
}
