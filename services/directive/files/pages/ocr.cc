#include "services/directive/files/pages/ocr.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "common/status/status.h"
#include "services/directive/files/pages/mend_recognised.h"
#include "services/directive/files/pages/program.h"

namespace dondoc::directive::files {
namespace {

int MostAtOnce(const Limits& limits) {
  return limits.ocr_at_once > 0 ? limits.ocr_at_once
                                : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}
constexpr auto kAskEvery = std::chrono::milliseconds(100);

// Wide gaps stay wide: columns are told by them.
constexpr const char* kKeepGaps = "preserve_interword_spaces=1";
// The least height of a line, in heights of its letters; 1.25 where nothing is said. Letters of Vietnamese carry marks
// upon marks: with too little, the marks of a line become a line of specks above it, and its words lose them; with too
// much, two lines become one. Of 26 typeset pages at 200 dpi 100 words were lost with 1.25, 77 with 1.75, 295 with 3.
constexpr const char* kTallLines = "textord_min_linesize=1.75";

// Turns at recognition, of this process: which files are in hand, and which pages run.
class Turns {
 public:
  absl::Status Enter(const Limits& limits) {
    const std::lock_guard lock(mutex_);
    if (files_ >= MostAtOnce(limits) + limits.ocr_waiting) {
      return Error(absl::StatusCode::kResourceExhausted, "OCR_BUSY",
                   "too many scans are being read just now; try again in a minute");
    }
    ++files_;
    return absl::OkStatus();
  }

  void Leave() {
    const std::lock_guard lock(mutex_);
    --files_;
  }

  absl::Status Take(const Limits& limits, const process::Patience& patience) {
    std::unique_lock lock(mutex_);
    absl::Status status = patience.Check();
    while (status.ok() && running_ >= MostAtOnce(limits)) {
      free_.wait_for(lock, std::min(patience.left(), kAskEvery));
      status = patience.Check();
    }
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
  int files_ = 0;
  int running_ = 0;
};

Turns& TheTurns() {
  static Turns turns;
  return turns;
}

absl::StatusOr<std::string> RecognisePage(const PageImage& image, const Limits& limits,
                                          const process::Patience& patience) {
  DONDOC_ASSIGN_OR_RETURN(process::Finished run, RunProgram({"tesseract", "stdin", "stdout", "-l", "vie", "-c",
                                                             "tessedit_page_number=" + std::to_string(image.page), "-c",
                                                             kKeepGaps, "-c", kTallLines},
                                                            image.picture, limits, patience));
  if (run.ended.ok()) {
    std::erase(run.output, '\f');
    return MendRecognised(run.output);
  }
  if (run.errors.find("Error opening data file") != std::string::npos)
    return OcrNotInstalled("tesseract's data for Vietnamese");
  return InvalidField("file", "BAD_PICTURE",
                      "the picture cannot be read: " + FirstLine(run.errors) + " (" + run.ended.Describe() + ")");
}

// The pages of one file, taken one after the other by as many threads as may run.
class PageQueue {
 public:
  PageQueue(int count, const std::function<absl::StatusOr<PageImage>(int)>& image, const Limits& limits,
            const process::Patience& patience)
      : image_(image), limits_(limits), patience_(patience), texts_(static_cast<size_t>(count)) {}

  absl::StatusOr<std::vector<std::string>> Work() {
    {
      // This thread works too.
      std::vector<std::jthread> others(std::min(texts_.size(), static_cast<size_t>(MostAtOnce(limits_))) - 1);
      for (std::jthread& other : others) other = std::jthread([this] { WorkAlone(); });
      WorkAlone();
    }
    if (!status_.ok()) return status_;
    return std::move(texts_);
  }

 private:
  void WorkAlone() {
    for (std::optional<size_t> page = Next({}); page; page = Next(Read(*page))) {
    }
  }

  // The next page; none where all are taken, or where something has failed.
  std::optional<size_t> Next(const absl::Status& last) {
    const std::lock_guard lock(mutex_);
    status_.Update(last);
    if (!status_.ok() || next_ == texts_.size()) return std::nullopt;
    return next_++;
  }

  absl::Status Read(size_t page) {
    DONDOC_RETURN_IF_ERROR(TheTurns().Take(limits_, patience_));
    const absl::Cleanup turn = [] { TheTurns().GiveBack(); };
    DONDOC_ASSIGN_OR_RETURN(const PageImage image, image_(static_cast<int>(page)));
    DONDOC_ASSIGN_OR_RETURN(texts_[page], RecognisePage(image, limits_, patience_));
    return absl::OkStatus();
  }

  const std::function<absl::StatusOr<PageImage>(int)>& image_;
  const Limits& limits_;
  const process::Patience& patience_;
  std::mutex mutex_;
  size_t next_ = 0;
  absl::Status status_;
  std::vector<std::string> texts_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> RecognisePages(int count,
                                                        const std::function<absl::StatusOr<PageImage>(int)>& image,
                                                        const Limits& limits, const process::Patience& patience) {
  if (count < 1) return std::vector<std::string>();
  DONDOC_RETURN_IF_ERROR(TheTurns().Enter(limits));
  const absl::Cleanup place = [] { TheTurns().Leave(); };
  return PageQueue(count, image, limits, patience).Work();
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
