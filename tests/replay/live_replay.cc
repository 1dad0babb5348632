#include "tests/replay/live_replay.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>
#include <utility>

#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"

namespace dondoc::replay {
namespace {

using assignment::v1::Assignment;
using Assignments = assignment::v1::AssignmentService::Stub;
using Numbers = indicator::v1::IndicatorService::Stub;
using Organization = organization::v1::OrganizationService::Stub;
using Successions = organization::v1::SuccessionService::Stub;
using organization::v1::Succession;

constexpr int kSenders = 3;
constexpr std::size_t kSubmissions = 100;  // in a request
// The letters that clauses are counted by.
constexpr const char* kLetters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                    "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

// Keeps others from the processors while something is timed, where they go by the same lock.
class Quiet {
 public:
  explicit Quiet(const std::string& file) {
    if (file.empty()) return;
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    ::flock(lock_, LOCK_EX);
  }
  ~Quiet() {
    if (lock_ >= 0) ::close(lock_);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  int lock_ = -1;
};

double Since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string Load() {
  std::ifstream file("/proc/loadavg");
  std::string load;
  file >> load;
  return load;
}

// Does `step(i)` for each i below `count` on several threads.
template <typename Step>
void InParallel(std::size_t count, const Step& step) {
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < kSenders; ++i) {
    threads.emplace_back([&] {
      for (std::size_t mine = next++; mine < count; mine = next++) step(mine);
    });
  }
}

std::string ResolutionText(int tasks, bool is_national) {
  std::string text =
      "CHÍNH PHỦ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 12/NQ-CP\n\nHà Nội, ngày 02 "
      "tháng 6 năm 2025\n\nNGHỊ QUYẾT\n\nVề sổ sách của thư viện xã trên địa bàn cả nước\n\nI. MỤC ĐÍCH\n\nĐưa sách "
      "đến gần "
      "người dân hơn.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. UBND các xã, phường, thị trấn\n\n";
  for (int i = 0; i < tasks; ++i) {
    text += fmt::format("{}) Rà soát, bổ sung tủ sách đợt {}, hoàn thành trước ngày {}.\n\n", kLetters[i], i + 1,
                        i % 2 == 0 ? "31/12/2025" : "31/3/2026");
  }
  text += fmt::format("{}) Định kỳ hằng năm (trước ngày 15/12) báo cáo kết quả về UBND huyện.\n\n", kLetters[tasks]);
  text +=
      "2. UBND các huyện, thành phố\n\na) Hướng dẫn các xã ghi sổ mượn trả sách, hoàn thành trước ngày 31/12/2025.\n\n";
  if (is_national) {
    text +=
        "3. UBND các tỉnh, thành phố trực thuộc Trung ương\n\na) Bố trí kinh phí mua sách, hoàn thành trước ngày "
        "31/12/2025.\n\n";
  }
  text += "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n";
  return text;
}

}  // namespace

LiveReplay::LiveReplay(const Country& country, const Sizes& sizes) : country_(country), sizes_(sizes) {
  for (int i = 0; i < sizes_.indicators; ++i) codes_.push_back(fmt::format("SO_{:02}", i));
}

void LiveReplay::Say(const std::string& what) {
  fmt::print("{:>8.2f} s  {} (load {})\n", Since(last_), what, Load());
  std::fflush(stdout);
  last_ = Clock::now();
}

void LiveReplay::Settle(std::string_view what, std::chrono::seconds patience) {
  system_.WaitUntil(
      what, [&] { return system_.IsSettled(); }, patience);
}

const std::map<std::string, std::string>& LiveReplay::Units(Tree tree) {
  auto& units = units_[tree];
  if (!units.empty()) return units;
  organization::v1::ListUnitsRequest request;
  request.set_kind("UBND");
  request.set_date(DayOf(tree));
  system_.List("organization", &Organization::ListUnits, request, [&](const auto& page) {
    for (const auto& unit : page.units()) units[unit.territory_code()] = unit.id();
  });
  return units;
}

void LiveReplay::ImportLists() {
  system_.Do({"clock", "set", "2025-06-01"});
  system_.Do({"units", "import", country_.File("units_2024.csv").string(), "--list=2024"});
  system_.Do({"units", "import", country_.File("units_2025.csv").string(), "--list=2025"});
  organization::v1::GetUnitRequest request;
  request.set_territory_code("VN");
  government_ = system_.Call("organization", &Organization::GetUnit, request).id();
  Settle("the tree of units everywhere");
  Say(fmt::format("both lists imported: {} territories exist", Units(Tree::kOf2024).size()));
}

void LiveReplay::GiveTasks() {
  const auto file = system_.directory() / "resolution.txt";
  std::ofstream(file) << ResolutionText(sizes_.tasks, sizes_.issuer == "VN");
  const auto taken = e2e::ParseJson(
      system_.Do({"ingest", file.string(), "--issuer=" + sizes_.issuer, "--timeout=120", "--format=json"}));
  directive_ = e2e::Text(e2e::Member(taken, "directive"), "id");
  system_.Do({"directive", "issue", directive_, "--timeout=120"});
  system_.WaitUntil(
      "assignments", [&] { return OpenByRows() > 0; }, std::chrono::minutes(5));
  Settle("assignments, counts and reminders");
  Say(fmt::format("the resolution was issued: {} open assignments", OpenByRows()));
  Act();
  Settle("counts and reminders");
  Say(fmt::format("{} of them were accepted, begun, reported or completed; {} are open", sizes_.acts, OpenByRows()));
}

void LiveReplay::Act() {
  std::vector<Assignment> some;
  assignment::v1::ListAssignmentsRequest request;
  request.set_directive_id(directive_);
  request.set_due_to("2025-12-30");
  request.set_page_size(1000);
  do {
    const auto page = system_.Call("assignment", &Assignments::ListAssignments, request);
    some.insert(some.end(), page.assignments().begin(), page.assignments().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && some.size() < static_cast<std::size_t>(sizes_.acts));
  some.resize(std::min(some.size(), static_cast<std::size_t>(sizes_.acts)));
  EXPECT_EQ(some.size(), static_cast<std::size_t>(sizes_.acts));
  const auto act = [&](auto method, auto message, const Assignment& assignment) {
    message.set_request_id(system_.NewId());
    message.set_assignment_id(assignment.assignment_id());
    system_.Call("assignment", method, message);
  };
  InParallel(some.size(), [&](std::size_t i) {
    act(&Assignments::AcceptAssignment, assignment::v1::AcceptAssignmentRequest(), some[i]);
    if (i % 4 == 0) return;
    act(&Assignments::StartAssignment, assignment::v1::StartAssignmentRequest(), some[i]);
    if (i % 4 == 1) return;
    assignment::v1::ReportAssignmentRequest report;
    report.set_text("Đã rà soát");
    act(&Assignments::ReportAssignment, report, some[i]);
    if (i % 4 == 2) return;
    act(&Assignments::CompleteAssignment, assignment::v1::CompleteAssignmentRequest(), some[i]);
  });
}

void LiveReplay::Send(const std::vector<Submission>& submissions) {
  std::vector<indicator::v1::SubmitValuesBatchRequest> requests;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    if (i % kSubmissions == 0) requests.emplace_back().set_request_id(system_.NewId());
    const Submission& one = submissions[i];
    auto& submission = *requests.back().add_submissions();
    submission.set_unit_id(one.unit_id);
    submission.set_period(one.period);
    const std::vector<std::int64_t> numbers = ledger_.Report(one.tree, one.code, one.period);
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      auto& value = *submission.add_values();
      value.set_indicator(codes_[n]);
      value.set_count(numbers[n]);
    }
  }
  std::atomic<std::size_t> accepted{0};
  InParallel(requests.size(), [&](std::size_t i) {
    const auto answer = system_.Call("indicator", &Numbers::SubmitValuesBatch, requests[i]);
    accepted += static_cast<std::size_t>(answer.accepted());
    for (const auto& outcome : answer.outcomes()) {
      EXPECT_FALSE(outcome.has_error()) << outcome.error().reason() << " " << outcome.error().message();
    }
  });
  EXPECT_EQ(accepted, submissions.size());
}

void LiveReplay::ReportBefore() {
  for (const std::string& code : codes_) {
    indicator::v1::DefineIndicatorRequest request;
    request.set_request_id(system_.NewId());
    request.mutable_indicator()->set_code(code);
    request.mutable_indicator()->set_name("Số sách " + code);
    request.mutable_indicator()->set_kind(indicator::v1::COUNT);
    request.mutable_indicator()->set_over_time(indicator::v1::SUM);
    request.mutable_indicator()->set_measure("quyển");
    system_.Call("indicator", &Numbers::DefineIndicator, request);
  }
  for (int i = 0; i < sizes_.periods; ++i) {
    const std::string period = fmt::format("{}-Q{}", 2025 - (i + 2) / 4, 4 - (i + 2) % 4);
    std::vector<Submission> submissions;
    for (std::size_t n = 0; n < country_.reporters().size(); n += static_cast<std::size_t>(sizes_.every)) {
      const std::string& code = country_.reporters()[n];
      submissions.push_back({Tree::kOf2024, Units(Tree::kOf2024).at(code), code, period});
    }
    Send(submissions);
    if (i % 5 == 4) Say(fmt::format("{} numbers sent", ledger_.count()));
  }
  Settle("all totals");
  Say(fmt::format("{} numbers are in, and added up at every level", ledger_.count()));
}

void LiveReplay::ReportAfter() {
  std::vector<Submission> submissions;
  const auto add = [&](Tree tree, const std::string& code, const std::string& period) {
    submissions.push_back({tree, Units(tree).at(code), code, period});
  };
  // Old communes and a district, late, for a month in which they were there.
  for (std::size_t n = 0; n < country_.reporters().size(); n += 10)
    add(Tree::kOf2024, country_.reporters()[n], "2025-06");
  for (const std::string& code : country_.Codes(Tree::kOf2024, "district")) {
    if (country_.ProvinceElsewhere(Tree::kOf2024, code).empty()) continue;
    if (std::binary_search(country_.reporters().begin(), country_.reporters().end(), code)) continue;
    add(Tree::kOf2024, code, "2025-06");
    break;
  }
  for (const std::string& code : country_.Codes(Tree::kOf2025, "commune")) add(Tree::kOf2025, code, "2025-Q3");
  // A province that was made of several: what it says itself is in none of those.
  for (const std::string& code : country_.Codes(Tree::kOf2025, "province")) {
    if (!country_.ProvinceElsewhere(Tree::kOf2025, code).empty()) continue;
    add(Tree::kOf2025, code, "2025-Q3");
    break;
  }
  Send(submissions);
  Settle("all totals");
  Say(fmt::format("{} late and new submissions are in", submissions.size()));
}

void LiveReplay::Plan() {
  const auto report = e2e::ParseJson(
      system_.Do({"units", "succeed", country_.File("succession_2025.csv").string(), "--decision=202/2025/QH15",
                  "--effective=2025-07-01", "--timeout=120", "--format=json"}));
  const auto& planned = e2e::Member(report, "succession");
  succession_ = e2e::Text(planned, "succession_id");
  EXPECT_EQ(e2e::Number(planned, "continuing"), 132 + 11);
  EXPECT_EQ(e2e::Number(planned, "ending"), 10035 - 132 + 696 + 52);
  EXPECT_EQ(e2e::Number(planned, "beginning"), 3355 - 132 - 11);
  Settle("the plan everywhere");
  Say("planned");
}

void LiveReplay::Preview() {
  const Quiet quiet(sizes_.lock);
  const auto begin = Clock::now();
  const std::string text = system_.Do({"units", "preview", succession_, "--timeout=120"});
  const double seconds = Since(begin);
  fmt::print("{}", text);
  Say(fmt::format("PREVIEW {:.2f} s", seconds));
}

void LiveReplay::Enact(bool kill) {
  system_.Do({"clock", "set", "2025-07-01"});
  const Quiet quiet(sizes_.lock);
  last_ = Clock::now();
  const auto begin = last_;
  organization::v1::EnactSuccessionRequest request;
  request.set_request_id(system_.NewId());
  request.set_succession_id(succession_);
  Succession enacted;
  {
    const std::jthread call([&] { enacted = system_.Call("organization", &Successions::EnactSuccession, request); });
    if (kill) {
      const double moment = std::uniform_real_distribution(0.2, 1.5)(random_);
      system_.WaitUntil(
          "the moment to kill organization", [&] { return Since(begin) > moment; }, std::chrono::seconds(5));
      system_.Kill("organization");
      Say("organization was killed");
    }
  }
  EXPECT_EQ(enacted.state(), Succession::ENACTED);
  is_enacted_ = true;
  Say("the tree has changed");
  // How much of the work of assignments is left when each is killed, largest first.
  std::vector<std::pair<std::int64_t, std::string>> kills;
  const auto work = [&] { return system_.Count("assignment", "SELECT count(*) FROM succession_work"); };
  std::int64_t all = 0;
  system_.WaitUntil(
      "the succession at assignment", [&] { return (all = work()) > 0 || system_.IsSettled(); },
      std::chrono::minutes(2));
  if (kill) {
    for (const char* part : {"assignment", "indicator", "organization", "assignment", "notification"}) {
      kills.emplace_back(std::uniform_int_distribution<std::int64_t>(all / 20, all)(random_), part);
    }
    std::sort(kills.begin(), kills.end());
  }
  system_.WaitUntil(
      "the succession to be applied",
      [&] {
        const std::int64_t left = work();
        while (!kills.empty() && left <= kills.back().first) {
          system_.Kill(kills.back().second);
          Say(fmt::format("{} was killed with {} of {} heirs left", kills.back().second, left, all));
          kills.pop_back();
        }
        return left == 0;
      },
      std::chrono::minutes(20));
  EXPECT_TRUE(kills.empty());
  Say("assignments have gone to their heirs");
  Settle("counts, reminders and copies");
  Say("counts, reminders and copies have followed");
  fmt::print("          ENACTMENT {:.2f} s{}\n", Since(begin), kill ? ", with services killed" : "");
}

void LiveReplay::Undo() {
  last_ = Clock::now();
  organization::v1::UndoSuccessionRequest request;
  request.set_request_id(system_.NewId());
  request.set_succession_id(succession_);
  const Succession undone = system_.Call("organization", &Successions::UndoSuccession, request);
  EXPECT_EQ(undone.state(), Succession::UNDONE);
  system_.Kill("assignment");
  // The copies know of it before anything is left to be done: nothing is settled too early.
  Settle("everything to be as it was");
  Say("UNDONE, with assignment killed");
  is_enacted_ = false;
  units_.erase(Tree::kOf2025);
}

}  // namespace dondoc::replay
