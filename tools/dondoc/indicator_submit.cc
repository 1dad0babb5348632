#include "tools/dondoc/indicator_submit.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/rpc/client.h"
#include "common/status/status.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/table.h"
#include "tools/dondoc/values_file.h"

namespace dondoc::cli {
namespace {

using indicator::v1::SubmitValuesBatchRequest;
using indicator::v1::SubmitValuesBatchResponse;
using Stub = indicator::v1::IndicatorService::Stub;

constexpr char kService[] = "indicator";
constexpr std::size_t kLargestFile = 64 * 1024 * 1024;
constexpr std::size_t kMostErrorsShown = 20;
// From so many units on, one listing of all committees costs less than asking for each.
constexpr std::size_t kManyUnits = 20;

absl::Status SubmitOne(Session& session, const SubmitOptions& options) {
  indicator::v1::SubmitValuesRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  request.set_period(options.period);
  request.set_note(options.note);
  for (const std::string& argument : options.values) {
    DONDOC_ASSIGN_OR_RETURN(*request.add_values(), ReadValue(argument));
  }
  DONDOC_ASSIGN_OR_RETURN(const auto response, session.CallWhereItIs(kService, &Stub::SubmitValues, request));
  if (session.json()) return session.PrintJson(response);
  Table table({"CODE", "REVISION", "CHANGED"});
  for (const auto& value : response.values()) {
    table.Add({value.indicator_code(), std::to_string(value.revision()),
               value.changed() ? "yes" : "no, it was there already"});
  }
  return session.Print(table);
}

// The ids of all committees by the codes of their territories.
absl::StatusOr<std::map<std::string, std::string>> CommitteesByCode(Session& session) {
  std::map<std::string, std::string> ids;
  organization::v1::ListUnitsRequest request;
  request.set_kind("UBND");
  request.set_page_size(1000);
  do {
    DONDOC_ASSIGN_OR_RETURN(
        const auto page,
        session.Call("organization", &organization::v1::OrganizationService::Stub::ListUnits, request));
    for (const auto& unit : page.units()) {
      const std::string& list = session.options().code_list;
      if (list.empty() || unit.code_list() == list) ids.emplace(unit.territory_code(), unit.id());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return ids;
}

// Fills in the ids of the units. What no unit is named by is a mistake of its line. Where all are ids, one is looked up
// nevertheless: who answers says how new the tree is that the numbers are for.
absl::Status ResolveUnits(Session& session, const std::string& file, std::vector<FileSubmission>& submissions) {
  std::set<std::string> names;
  for (const FileSubmission& submission : submissions) {
    if (!IsUuid(submission.unit)) names.insert(submission.unit);
  }
  std::map<std::string, std::string> ids;
  if (names.size() >= kManyUnits) {
    DONDOC_ASSIGN_OR_RETURN(ids, CommitteesByCode(session));
  }
  for (FileSubmission& submission : submissions) {
    auto found = ids.find(submission.unit);
    if (found == ids.end() && !ids.empty() && IsUuid(submission.unit))
      found = ids.emplace(submission.unit, submission.unit).first;
    if (found == ids.end()) {
      auto id = session.FindUnitId(submission.unit);
      if (!id.ok())
        return WithMetadata(WithMetadata(id.status(), "file", file), "line", std::to_string(submission.lines.front()));
      found = ids.emplace(submission.unit, *std::move(id)).first;
    }
    submission.submission.set_unit_id(found->second);
  }
  return absl::OkStatus();
}

// One request of a file.
struct Batch {
  SubmitValuesBatchRequest request;
  std::vector<const FileSubmission*> lines;  // where its submissions are in the file
};

// Takes what a cell has no rows of, as its units are of other levels, out of an answer and its batch: what another cell
// is to be asked, under the same id, as it is another one's.
Batch TakeElsewhere(Batch& batch, SubmitValuesBatchResponse& response) {
  Batch taken, left;
  SubmitValuesBatchResponse outcomes;
  left.request.set_request_id(batch.request.request_id());
  for (int i = 0; i < response.outcomes_size(); ++i) {
    const bool elsewhere = response.outcomes(i).error().reason() == kLevelNotServed;
    Batch& to = elsewhere ? left : taken;
    *to.request.add_submissions() = std::move(*batch.request.mutable_submissions(i));
    to.lines.push_back(batch.lines[static_cast<std::size_t>(i)]);
    if (!elsewhere) *outcomes.add_outcomes() = std::move(*response.mutable_outcomes(i));
  }
  outcomes.set_accepted(response.accepted());
  batch = std::move(taken);
  response = std::move(outcomes);
  return left;
}

// What all requests together have come to; shared by their threads.
class Progress {
 public:
  Progress(const std::vector<FileSubmission>& submissions, const std::string& file)
      : submissions_(submissions), file_(file), show_(isatty(STDERR_FILENO) != 0) {}

  void Add(const Batch& batch, const SubmitValuesBatchResponse& response) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < response.outcomes_size(); ++i) {
      const auto& outcome = response.outcomes(i);
      if (outcome.has_error()) {
        refused_.push_back(AtLine(outcome.error(), *batch.lines[static_cast<std::size_t>(i)], file_));
      }
      changed_ += outcome.accepted().changed_values();
    }
    accepted_ += response.accepted();
    done_ += response.outcomes_size();
    if (show_) std::cerr << "\r" << done_ << " of " << submissions_.size() << " submissions" << std::flush;
  }

  void Fail(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    if (failure_.ok()) failure_ = status;
  }
  bool failed() const {
    const std::lock_guard lock(mutex_);
    return !failure_.ok();
  }

  // Prints what was taken; the error where something was not.
  absl::Status Finish(Session& session) {
    if (show_) std::cerr << "\n";
    if (!failure_.ok()) return failure_;
    if (session.json()) {
      SubmitValuesBatchResponse summary;
      summary.set_accepted(accepted_);
      DONDOC_RETURN_IF_ERROR(session.PrintJson(summary));
    } else {
      session.out() << accepted_ << " of " << submissions_.size() << " submissions taken, " << changed_
                    << " numbers changed\n";
    }
    return Refused();
  }

 private:
  absl::Status Refused() {
    if (refused_.empty()) return absl::OkStatus();
    const auto line = [](const absl::Status& status) { return std::stoi("0" + Metadata(status)["line"]); };
    std::sort(refused_.begin(), refused_.end(), [&](const auto& a, const auto& b) { return line(a) < line(b); });
    std::string message =
        std::to_string(refused_.size()) + " of " + std::to_string(submissions_.size()) + " submissions were refused:";
    for (std::size_t i = 0; i < std::min(refused_.size(), kMostErrorsShown); ++i)
      message += "\n  " + ErrorText(refused_[i]).substr(7);
    if (refused_.size() > kMostErrorsShown) message += "\n  ...";
    return Error(absl::StatusCode::kInvalidArgument, "SUBMISSIONS_REFUSED", message, {{"file", file_}});
  }

  const std::vector<FileSubmission>& submissions_;
  const std::string& file_;
  const bool show_;
  mutable std::mutex mutex_;
  std::size_t done_ = 0;
  int accepted_ = 0;
  int changed_ = 0;
  std::vector<absl::Status> refused_;
  absl::Status failure_;
};

std::vector<Batch> MakeBatches(const std::vector<FileSubmission>& submissions, const SubmitOptions& options,
                               IdGenerator& ids) {
  std::vector<Batch> batches;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    if (i % static_cast<std::size_t>(options.batch) == 0) {
      batches.emplace_back();
      batches.back().request.set_request_id(ids.NewId());
    }
    indicator::v1::Submission& submission = *batches.back().request.add_submissions();
    submission = submissions[i].submission;
    submission.set_note(options.note);
    batches.back().lines.push_back(&submissions[i]);
  }
  return batches;
}

// Sends a batch to the cells of its units: first to the one that `usual` says, which had those of the batch before.
void Send(const std::vector<Cell>& cells, Batch batch, const rpc::InvokeOptions& call, std::atomic<std::size_t>& usual,
          Progress& progress) {
  const std::size_t first = usual;
  for (std::size_t i = 0; i < cells.size() && !batch.lines.empty(); ++i) {
    const std::size_t place = (first + i) % cells.size();
    Stub stub(cells[place].channel);
    auto response = rpc::Invoke<SubmitValuesBatchResponse>(stub, &Stub::SubmitValuesBatch, batch.request, call);
    if (!response.ok()) return progress.Fail(response.status());
    const bool is_last = i + 1 == cells.size();
    Batch elsewhere = is_last ? Batch() : TakeElsewhere(batch, *response);
    if (!batch.lines.empty()) usual = place;
    progress.Add(batch, *response);
    batch = std::move(elsewhere);
  }
}

absl::Status SubmitFile(Session& session, const SubmitOptions& options) {
  DONDOC_ASSIGN_OR_RETURN(const std::string csv, ReadFile(options.file, kLargestFile));
  DONDOC_ASSIGN_OR_RETURN(std::vector<FileSubmission> submissions, ReadValues(csv, options.file));
  DONDOC_RETURN_IF_ERROR(ResolveUnits(session, options.file, submissions));
  // A request's id makes repeating it harmless: whatever became of the attempt before, it counts once.
  DONDOC_ASSIGN_OR_RETURN(rpc::InvokeOptions call, session.CallOptions());
  call.wait_for_ready = true;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(kService));
  SystemClock clock;
  UuidGenerator ids(clock);
  const std::vector<Batch> batches = MakeBatches(submissions, options, ids);
  Progress progress(submissions, options.file);
  std::atomic<std::size_t> next{0}, usual{0};
  std::vector<std::jthread> senders;
  for (int i = 0; i < std::min<int>(options.in_flight, static_cast<int>(batches.size())); ++i) {
    senders.emplace_back([&] {
      for (std::size_t mine = next++; mine < batches.size() && !progress.failed(); mine = next++) {
        Send(cells, batches[mine], call, usual, progress);
      }
    });
  }
  senders.clear();
  return progress.Finish(session);
}

}  // namespace

absl::Status Submit(Session& session, const SubmitOptions& options) {
  if (!options.file.empty()) return SubmitFile(session, options);
  if (options.unit.empty() || options.period.empty() || options.values.empty()) {
    return InvalidField("values", "MISSING_FIELD", "say --unit, --period and CODE=NUMBER ..., or --file");
  }
  return SubmitOne(session, options);
}

}  // namespace dondoc::cli
