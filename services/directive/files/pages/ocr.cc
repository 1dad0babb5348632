#include "services/directive/files/pages/ocr.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "common/status/status.h"
#include "services/directive/files/pages/program.h"

namespace dondoc::directive::files {
namespace {

// A service has other things to do: one processor is left to them.
int MostAtOnce() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1); }
// Who waits holds a thread of his service.
constexpr int kMostWaiting = 4;
constexpr auto kAskEvery = std::chrono::milliseconds(100);

// Turns at recognition, of this process.
class Turns {
 public:
  absl::Status Take(const process::Patience& patience) {
    std::unique_lock lock(mutex_);
    if (running_ >= MostAtOnce() && waiting_ >= kMostWaiting) {
      return Error(absl::StatusCode::kResourceExhausted, "OCR_BUSY",
                   "too many scans are being read just now; try again in a minute");
    }
    ++waiting_;
    absl::Status status = patience.Check();
    while (status.ok() && running_ >= MostAtOnce()) {
      free_.wait_for(lock, std::min(patience.left(), kAskEvery));
      status = patience.Check();
    }
    --waiting_;
    if (status.ok()) ++running_;
    return status;
  }

  void GiveBack() {
    const std::lock_guard lock(mutex_);
    --running_;
    free_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
  int waiting_ = 0;
};

Turns& TheTurns() {
  static Turns turns;
  return turns;
}

struct Turn {
  Turn() = default;
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { TheTurns().GiveBack(); }
};

}  // namespace

absl::StatusOr<std::string> RecognisePage(const process::MemoryFile& picture, int page, const Limits& limits,
                                          const process::Patience& patience) {
  DONDOC_RETURN_IF_ERROR(TheTurns().Take(patience));
  const Turn turn;
  // Wide gaps stay wide: columns are told by them.
  DONDOC_ASSIGN_OR_RETURN(process::Finished run, RunProgram({"tesseract", "stdin", "stdout", "-l", "vie", "-c",
                                                             "tessedit_page_number=" + std::to_string(page), "-c",
                                                             "preserve_interword_spaces=1"},
                                                            picture, limits, patience));
  if (run.ended.ok()) {
    std::erase(run.output, '\f');
    return std::move(run.output);
  }
  if (run.errors.find("Error opening data file") != std::string::npos)
    return OcrNotInstalled("tesseract's data for Vietnamese");
  return InvalidField("file", "BAD_PICTURE",
                      "the picture cannot be read: " + FirstLine(run.errors) + " (" + run.ended.Describe() + ")");
}

std::string OcrNote(const std::vector<int>& pages, int of) {
  std::string list;
  for (size_t i = 0; i < pages.size();) {
    size_t last = i;
    while (last + 1 < pages.size() && pages[last + 1] == pages[last] + 1) ++last;
    list += (i == 0 ? "" : ", ") + std::to_string(pages[i]);
    if (last > i) list += "-" + std::to_string(pages[last]);
    i = last + 1;
  }
  const bool one = pages.size() == 1;
  return std::string(one ? "page " : "pages ") + list + " of " + std::to_string(of) + (one ? " was" : " were") +
         " read by OCR";
}

}  // namespace dondoc::directive::files
