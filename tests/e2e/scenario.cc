#include "tests/e2e/scenario.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;

constexpr std::chrono::seconds kPatience{180};

struct MadeIndicator {
  const char* code;
  const char* kind;
};
constexpr MadeIndicator kIndicators[] = {
    {"TRE_5_TUOI_DEN_TRUONG", "COUNT"}, {"NGUOI_BIET_CHU", "RATIO"}, {"TRUNG_TAM_HOC_TAP", "COUNT"}};

// What passes by itself after something was killed.
bool PassesByItself(const Output& output) {
  for (const char* sign : {"UNAVAILABLE", "DEADLINE_EXCEEDED", "ABORTED", "NOT_RUNNING", "RESOURCE_EXHAUSTED"}) {
    if (output.err.find(sign) != std::string::npos) return true;
  }
  return false;
}

// The address that a mail in the maildir is to, and its Message-ID.
std::pair<std::string, std::string> ReadMailHead(const std::filesystem::path& path) {
  std::ifstream mail(path);
  std::pair<std::string, std::string> head;
  for (std::string line; std::getline(mail, line) && !line.empty() && line != "\r";) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with("To: ")) head.first = line.substr(4);
    if (line.starts_with("Message-ID: ")) head.second = line.substr(12);
  }
  if (head.first.starts_with('<') && head.first.ends_with('>'))
    head.first = head.first.substr(1, head.first.size() - 2);
  return head;
}

}  // namespace

void ExpectRefused(const Output& output, std::string_view code, std::string_view reason, std::string_view what) {
  EXPECT_NE(output.code, 0) << output.out;
  EXPECT_THAT(output.err, ::testing::HasSubstr(std::string(code) + " " + std::string(reason)));
  EXPECT_THAT(output.err, ::testing::HasSubstr(std::string(what)));
}

std::map<std::string, Territory> ReadList(const std::filesystem::path& file) {
  std::map<std::string, Territory> list;
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    std::stringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    cells.resize(5);
    list[cells[0]] = {cells[0], cells[1], cells[2], cells[4]};
  }
  return list;
}

std::vector<std::string> CommunesBelow(const std::map<std::string, Territory>& list,
                                       const std::vector<std::string>& codes) {
  const std::set<std::string> wanted(codes.begin(), codes.end());
  std::vector<std::string> communes;
  for (const auto& [code, territory] : list) {
    if (territory.level != "commune") continue;
    for (std::string at = code; !at.empty(); at = list.at(at).parent) {
      if (!wanted.contains(at)) continue;
      communes.push_back(code);
      break;
    }
  }
  return communes;
}

Scenario::Scenario(System& system, std::uint32_t the_seed) : seed(the_seed), system_(system), random_(the_seed) {
  fmt::print("seed {}\n", seed);
}

std::string Scenario::NewRequestId() {
  return fmt::format("{:08x}-{:04x}-7{:03x}-8{:03x}-{:08x}{:04x}", random_(), random_() & 0xffff, random_() & 0xfff,
                     random_() & 0xfff, random_(), random_() & 0xffff);
}

std::string Scenario::Insist(std::vector<std::string> arguments) {
  Output output;
  system_.WaitUntil(
      "dondoc " + arguments.front(),
      [&] {
        output = system_.Run(arguments);
        return output.code == 0 || !PassesByItself(output);
      },
      kPatience);
  std::string line;
  for (const std::string& argument : arguments) line += " " + argument.substr(0, 100);
  EXPECT_EQ(output.code, 0) << "dondoc" << line << "\n" << output.out.substr(0, 4000) << output.err;
  return output.out;
}

Value Scenario::InsistJson(std::vector<std::string> arguments) {
  arguments.emplace_back("--format=json");
  return ParseJson(Insist(std::move(arguments)));
}

Value Scenario::InsistOnce(std::vector<std::string> arguments) {
  arguments.push_back("--request-id=" + NewRequestId());
  return InsistJson(std::move(arguments));
}

void Scenario::Disturb(std::string_view part) {
  if (part == "flush") {
    system_.FlushRedis();
  } else {
    system_.Kill(part);
  }
}

std::string Scenario::IngestAndIssue(const Document& document) {
  std::vector<std::string> ingest = {"ingest", document.file.string()};
  if (!document.issuer.empty()) ingest.insert(ingest.end(), {"--issuer", document.issuer});
  const Value taken = InsistOnce(ingest);
  const std::string id = Text(Member(taken, "directive"), "id");
  EXPECT_FALSE(id.empty()) << document.file;
  // Organization may have been away when the document came in.
  Value draft = InsistOnce({"directive", "resolve", id});
  names_ += static_cast<int>(List(draft, "names").size());
  std::vector<std::string> correct = {"directive", "correct", id};
  for (const Value& name : List(draft, "unresolved")) {
    const auto candidates = List(name, "candidates");
    const std::string chosen = candidates.empty() ? document.otherwise : Text(candidates.front(), "unit_id");
    correct.insert(correct.end(), {"--resolve", Text(name, "name") + "=" + chosen});
    ++names_asked_;
  }
  if (correct.size() > 3) InsistOnce(correct);
  std::vector<std::string> issue = {"directive", "issue", id};
  if (!document.number.empty()) issue.insert(issue.end(), {"--number", document.number});
  if (!document.date.empty()) issue.insert(issue.end(), {"--date", document.date});
  const Value issued = InsistOnce(issue);
  EXPECT_EQ(Text(issued, "state"), "ISSUED") << document.file;
  return id;
}

std::vector<Value> Scenario::AssignmentsOf(const std::string& unit, const std::string& directive) {
  std::vector<Value> assignments;
  system_.WaitUntil("assignments of " + unit, [&] {
    assignments = List(InsistJson({"assignment", "list", "--unit", unit, "--directive", directive, "--limit", "0"}),
                       "assignments");
    return !assignments.empty();
  });
  return assignments;
}

void Scenario::WriteAndSubmit(const std::map<std::string, std::map<std::string, Cell>>& values,
                              const std::vector<std::string>& communes, const std::string& period,
                              std::string_view name) {
  const std::filesystem::path path = system_.directory() / fmt::format("{}.csv", name);
  std::ofstream file(path);
  file << "unit,period,indicator,numerator,denominator\n";
  for (const std::string& commune : communes) {
    for (const MadeIndicator& indicator : kIndicators) {
      const Cell& cell = values.at(commune).at(indicator.code);
      file << commune << ',' << period << ',' << indicator.code << ',' << cell.first << ',';
      if (cell.second != 0) file << cell.second;
      file << '\n';
    }
  }
  file.close();
  Insist({"indicator", "submit", "--file", path.string()});
}

void Scenario::SubmitAndCompare(const std::map<std::string, Territory>& list, const std::vector<std::string>& communes,
                                const std::string& period, const std::vector<std::string>& disturbances) {
  for (const MadeIndicator& indicator : kIndicators) {
    InsistOnce({"indicator", "define", indicator.code, "--name", indicator.code, "--kind", indicator.kind, "--measure",
                std::string(indicator.kind) == "RATIO" ? "%" : "trẻ"});
  }
  std::map<std::string, std::map<std::string, Cell>> values;
  const auto roll = [&](const std::string& commune) {
    for (const MadeIndicator& indicator : kIndicators) {
      const std::int64_t denominator = std::string(indicator.kind) == "RATIO" ? 1 + random_() % 5000 : 0;
      const std::int64_t numerator = denominator == 0 ? random_() % 3000 : random_() % (denominator + 1);
      values[commune][indicator.code] = {numerator, denominator};
    }
  };
  for (const std::string& commune : communes) roll(commune);
  // In pieces, so that there is a middle for things to die in.
  const std::size_t pieces = disturbances.size() + 1;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const auto begin = communes.begin() + static_cast<std::ptrdiff_t>(communes.size() * piece / pieces);
    const auto end = communes.begin() + static_cast<std::ptrdiff_t>(communes.size() * (piece + 1) / pieces);
    if (piece > 0) Disturb(disturbances[piece - 1]);
    WriteAndSubmit(values, {begin, end}, period, fmt::format("piece{}", piece));
  }
  std::vector<std::string> revised;
  for (const std::string& commune : communes) {
    if (random_() % 3 != 0) continue;
    roll(commune);
    revised.push_back(commune);
  }
  WriteAndSubmit(values, revised, period, "revised");
  CompareTotals(list, values, period);
}

void Scenario::CompareTotals(const std::map<std::string, Territory>& list,
                             const std::map<std::string, std::map<std::string, Cell>>& values,
                             const std::string& period) {
  std::map<std::string, std::map<std::string, std::array<std::int64_t, 3>>>
      expected;  // unit, indicator: numerator, denominator, units
  for (const auto& [commune, cells] : values) {
    for (const auto& [indicator, cell] : cells) {
      for (std::string at = list.at(commune).parent;; at = list.at(at).parent) {
        auto& sum = expected[at.empty() ? "VN" : at][indicator];
        sum[0] += cell.first;
        sum[1] += cell.second;
        ++sum[2];
        if (at.empty()) break;
      }
    }
  }
  // The country first: when its totals are there, everything below has been passed on.
  const auto totals_of = [&](const std::string& unit) {
    std::map<std::string, std::array<std::int64_t, 3>> totals;
    for (const Value& total : List(InsistJson({"indicator", "totals", unit, "--period", period}), "totals")) {
      totals[Text(Member(total, "indicator"), "code")] = {Number(total, "numerator"), Number(total, "denominator"),
                                                          Number(total, "reported_units")};
    }
    return totals;
  };
  std::map<std::string, std::array<std::int64_t, 3>> national;
  system_.WaitUntil(
      "the national totals", [&] { return (national = totals_of("VN")) == expected.at("VN"); }, kPatience);
  int compared = 0;
  for (const auto& [unit, sums] : expected) {
    EXPECT_EQ(totals_of(unit), sums) << "totals of " << unit << ", seed " << seed;
    compared += static_cast<int>(sums.size());
  }
  fmt::print("{} communes, {} cells of {} units above compared\n", values.size(), compared, expected.size());
}

void Scenario::WalkThroughStates(const std::string& unit, const std::string& issuer, const std::string& assignment,
                                 const std::string& directive, const std::vector<std::string>& above) {
  const auto done = [&](const std::string& at) {
    const Value counts = InsistJson({"assignment", "counts", at, "--directive", directive});
    return Number(counts, "done_in_time") + Number(counts, "done_late") + Number(counts, "no_deadline_done");
  };
  std::map<std::string, std::int64_t> before;
  for (const std::string& at : above) before[at] = done(at);
  const auto act = [&](const std::string& as, std::vector<std::string> words, const std::string& state) {
    words.insert(words.begin(), "assignment");
    words.insert(words.end(), {"--as", as});
    EXPECT_EQ(Text(InsistOnce(words), "state"), state) << words[1];
  };
  ExpectRefused(system_.Run({"assignment", "complete", assignment, "--as", issuer}), "FAILED_PRECONDITION",
                "WRONG_STATE");
  act(unit, {"accept", assignment}, "ACCEPTED");
  act(unit, {"report", assignment, "--text", "Đã triển khai"}, "REPORTED");
  act(issuer, {"return", assignment, "--reason", "Chưa có số liệu"}, "RETURNED");
  act(unit, {"report", assignment, "--text", "Đã bổ sung số liệu"}, "REPORTED");
  act(issuer, {"complete", assignment}, "COMPLETED");
  for (const std::string& at : above) {
    system_.WaitUntil("one more done at " + at, [&] { return done(at) == before[at] + 1; });
  }
}

std::optional<std::size_t> Scenario::RemindersToCome(const std::string& assignment) {
  const Output output = system_.Run({"reminders", "list", "--assignment", assignment, "--format=json"});
  if (output.code != 0) return std::nullopt;
  return List(ParseJson(output.out), "planned").size();
}

int Scenario::RemindersInInbox(const std::string& unit, const std::string& assignment) {
  int reminders = 0;
  for (const Value& message : List(InsistJson({"inbox", unit, "--limit", "0"}), "messages")) {
    if (Text(message, "assignment_id") == assignment) ++reminders;
  }
  return reminders;
}

void Scenario::MoveThroughDecember(const std::map<std::string, std::string>& unit_to_address,
                                   const std::string& reported, const std::string& directive,
                                   const std::map<int, std::string>& disturbances) {
  const auto duty_of = [&](const std::string& unit) {
    for (const Value& assignment : AssignmentsOf(unit, directive)) {
      if (Text(assignment, "due_on") == "2026-12-14") return Text(assignment, "assignment_id");
    }
    ADD_FAILURE() << unit << " has nothing due on 14 December";
    return std::string();
  };
  std::map<std::string, std::string> duties;
  for (const auto& [unit, address] : unit_to_address) duties[unit] = duty_of(unit);
  const std::string reported_duty = duty_of(reported);
  InsistOnce({"assignment", "accept", reported_duty, "--as", reported});
  InsistOnce({"assignment", "report", reported_duty, "--text", "Báo cáo năm", "--as", reported});
  // What was heard before the clock moves counts.
  system_.WaitUntil("the report to be known", [&] { return RemindersToCome(reported_duty) == 0U; });
  for (const auto& duty : duties) {
    system_.WaitUntil("the duty of " + duty.first + " to be known",
                      [&] { return RemindersToCome(duty.second).value_or(0) > 0; });
  }

  // The default rule: 7, 3 and 1 days before, on the day, 1 and 3 days after.
  const std::set<int> steps = {7, 11, 13, 14, 15, 17};
  int expected = 0;
  for (int day = 1; day <= 20; ++day) {
    Insist({"clock", "set", fmt::format("2026-12-{:02}", day)});
    const auto disturbance = disturbances.find(day);
    if (disturbance != disturbances.end()) Disturb(disturbance->second);
    if (!steps.contains(day)) continue;
    ++expected;
    for (const auto& duty : duties) {
      system_.WaitUntil(fmt::format("reminder {} of {} on {} December", expected, duty.first, day),
                        [&] { return RemindersInInbox(duty.first, duty.second) >= expected; });
    }
  }
  for (const auto& [unit, address] : unit_to_address) EXPECT_EQ(RemindersInInbox(unit, duties[unit]), expected) << unit;
  EXPECT_EQ(RemindersInInbox(reported, reported_duty), 0);

  // What was sent, by what a reader of the mail sees: as many different Message-IDs as deliveries.
  std::map<std::string, std::size_t> deliveries_to;
  for (const auto& [mailed, its_address] : unit_to_address) {
    if (its_address.empty()) continue;
    const std::string& unit = mailed;  // for the lambda: clang 14 captures no structured binding
    const std::string& address = its_address;
    std::set<std::string> about_duty;
    for (const Value& message : List(InsistJson({"inbox", unit, "--limit", "0"}), "messages")) {
      if (Text(message, "assignment_id") == duties[unit]) about_duty.insert(Text(message, "message_id"));
    }
    int sent = 0;
    system_.WaitUntil("all mail to " + address + " to be sent", [&] {
      const auto deliveries = List(InsistJson({"deliveries", "list", "--unit", unit, "--limit", "0"}), "deliveries");
      deliveries_to[address] = deliveries.size();
      sent = 0;
      for (const Value& delivery : deliveries) {
        if (Text(delivery, "state") != "SENT") return false;
        sent += static_cast<int>(about_duty.contains(Text(delivery, "message_id")));
      }
      return true;
    });
    EXPECT_EQ(sent, expected) << address;
  }
  std::map<std::string, std::set<std::string>> received;
  for (const auto& entry : std::filesystem::directory_iterator(system_.var() / "mail" / "new")) {
    const auto [to, message_id] = ReadMailHead(entry.path());
    received[to].insert(message_id);
  }
  for (const auto& [address, count] : deliveries_to) EXPECT_EQ(received[address].size(), count) << address;
  fmt::print("{} units reminded {} times each\n", unit_to_address.size(), expected);
}

}  // namespace dondoc::e2e
