// The same way on the real list of 2024 and the five real documents, where they are at hand ($DONDOC_SHARED, default
// ../shared).

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;

// The provinces of the five documents, and the districts that issued them.
const std::vector<std::string> kProvinces = {"20", "12", "42", "62", "64"};

std::string DistrictNamed(const std::map<std::string, Territory>& list, const std::string& name,
                          const std::string& province) {
  for (const auto& [code, territory] : list) {
    if (territory.name == name && territory.parent == province) return code;
  }
  ADD_FAILURE() << "no " << name;
  return "";
}

TEST(CountryTest, FiveRealDocumentsAndFiveProvinces) {
  const auto shared = SharedDirectory();
  if (!shared.has_value()) GTEST_SKIP() << "no real documents here: set DONDOC_SHARED";
  const auto list_file = *shared / "data" / "units_2024.csv";
  const auto list = ReadList(list_file);
  System system;
  Scenario scenario(system, 2024);
  scenario.Insist({"clock", "set", "2026-11-30"});

  const auto started = std::chrono::steady_clock::now();
  scenario.Insist({"units", "import", list_file.string()});
  fmt::print("{} territories imported in {:.1f} s\n", list.size(),
             std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
  for (const std::string& province : kProvinces) scenario.Insist({"units", "equip", province, "--subtree"});

  const std::string chi_lang = DistrictNamed(list, "Huyện Chi Lăng", "20");
  const std::string kon_ray = DistrictNamed(list, "Huyện Kon Rẫy", "62");
  const std::string kbang = DistrictNamed(list, "Huyện KBang", "64");
  const std::string huong_son = DistrictNamed(list, "Huyện Hương Sơn", "42");
  const std::string phong_tho = DistrictNamed(list, "Huyện Phong Thổ", "12");
  const auto seeds = *shared / "seeds";
  scenario.IngestAndIssue(
      {.file = seeds / "000_b1efe1a6c250af9b.txt", .number = "861", .date = "2024-06-10", .otherwise = kon_ray});
  system.Kill("directive");
  const std::string plan = scenario.IngestAndIssue({.file = seeds / "001_97fd57f65c5eff66.txt", .otherwise = chi_lang});
  system.Kill("assignment");
  scenario.IngestAndIssue({.file = seeds / "002_72201b462385bceb.txt", .otherwise = kbang});
  system.Kill("organization");
  scenario.IngestAndIssue({.file = seeds / "003_879ec456b6b45784.txt", .issuer = huong_son, .otherwise = huong_son});
  system.Kill("redis");
  scenario.IngestAndIssue({.file = seeds / "004_03cf67ac18087470.txt",
                           .issuer = phong_tho,
                           .number = "310",
                           .date = "2020-07-20",
                           .otherwise = phong_tho});
  fmt::print("{} of {} names were chosen by hand\n", scenario.names_asked(), scenario.names());

  for (const std::string& commune : CommunesBelow(list, {chi_lang})) {
    EXPECT_GE(scenario.AssignmentsOf(commune, plan).size(), 3u) << commune;
  }
  for (const char* department : {"Phòng Giáo dục và Đào tạo huyện Chi Lăng",
                                 "Phòng Tài chính - Kế hoạch huyện Chi Lăng", "Phòng Nội vụ huyện Chi Lăng"}) {
    EXPECT_FALSE(scenario.AssignmentsOf(department, plan).empty()) << department;
  }
  int first_years = 0;
  int later_years = 0;
  system.WaitUntil("targets of the plan", [&] {
    const auto targets = List(scenario.InsistJson({"indicator", "targets", "--directive", plan}), "targets");
    first_years = later_years = 0;
    for (const Value& target : targets) {
      first_years += Number(target, "from_year") == 2021 && Number(target, "to_year") == 2025;
      later_years += Number(target, "from_year") == 2026 && Number(target, "to_year") == 2030;
    }
    return !targets.empty();
  });
  EXPECT_GE(first_years, 15);
  EXPECT_GE(later_years, 10);

  scenario.SubmitAndCompare(list, CommunesBelow(list, kProvinces), "2026",
                            {"indicator", "flush", "redis", "organization"});

  const auto communes = CommunesBelow(list, {chi_lang});
  std::string plain;
  for (const Value& assignment : scenario.AssignmentsOf(communes[0], plan)) {
    if (Text(assignment, "due_on").empty()) plain = Text(assignment, "assignment_id");
  }
  scenario.WalkThroughStates(communes[0], chi_lang, plain, plan, {communes[0], chi_lang, "20"});

  std::map<std::string, std::string> reminded;
  for (std::size_t i = 1; i < communes.size(); ++i) {
    reminded[communes[i]] = i <= 3 ? communes[i] + "@langson.example" : "";
    if (i <= 3) scenario.Insist({"units", "contact", communes[i], reminded[communes[i]]});
  }
  scenario.MoveThroughDecember(
      reminded, communes[0], plan,
      {{7, "notification"}, {11, "flush"}, {13, "notification"}, {14, "redis"}, {15, "assignment"}});
}

}  // namespace
}  // namespace dondoc::e2e
