// What is said of a reorganisation beforehand is what then happens: each line of the preview, on the invented province
// (tests/samples), against what the system has before and after, through the command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const std::filesystem::path kSamples = "tests/samples";
constexpr char kDecision[] = "88/NQ-HĐND";
constexpr char kDay[] = "2026-11-30";

class PreviewTest : public ::testing::Test {
 protected:
  PreviewTest() {
    scenario_.Insist({"clock", "set", kDay});
    scenario_.Insist({"units", "import", (kSamples / "units.csv").string()});
    scenario_.Insist({"units", "equip", "98", "--subtree"});
    plan_ = scenario_.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
    for (const char* code : {"98101", "98102", "98103", "98104"}) scenario_.AssignmentsOf(code, plan_);
    for (const char* code : {"981", "98101", "98103"}) old_[code] = Text(Show(code), "id");
  }

  Value Show(const std::string& unit) { return scenario_.InsistJson({"units", "show", unit}); }
  std::string File(const std::string& name, const std::string& content) {
    const auto path = system_.directory() / name;
    std::ofstream(path) << content;
    return path.string();
  }

  // People: of a unit that has an heir, of one that is divided, of one that nothing comes after.
  void AddPeople() {
    const std::string password = File("password", "tạm thời 2026\n");
    for (const auto& [login, unit] : {std::pair("lan", "98101"), std::pair("cuc", "98103"), std::pair("dao", "981")}) {
      scenario_.Insist({"user", "add", login, "--name", login, "--unit", unit, "--password-file", password});
      scenario_.Insist({"user", "grant", login, "officer", "--unit", unit});
    }
    scenario_.Insist({"user", "grant", "cuc", "clerk", "--unit", "98103"});
    scenario_.Insist({"units", "group", "define", "Nhóm Thử", "--of", "981", "--level", "commune", "--kind", "UBND"});
  }
  // Drafts, numbers and targets of a unit that has an heir and of one that is divided.
  void AddDocumentsAndNumbers() {
    const std::string draft = File("draft.txt", "KẾ HOẠCH\n\nRà soát số liệu của xã\n");
    drafts_.push_back(Text(Member(scenario_.InsistOnce({"ingest", draft, "--as", "98102"}), "directive"), "id"));
    const std::string other = File("other.txt", "KẾ HOẠCH\n\nRà soát thư viện của xã\n");
    drafts_.push_back(Text(Member(scenario_.InsistOnce({"ingest", other, "--as", "98103"}), "directive"), "id"));
    scenario_.InsistOnce({"indicator", "define", "SO_TRE", "--name", "Số trẻ", "--kind", "COUNT", "--measure", "trẻ"});
    for (const char* unit : {"98101", "98103"}) {
      scenario_.InsistOnce({"indicator", "submit", "SO_TRE=7", "--unit", unit, "--period", "2026"});
      scenario_.InsistOnce({"indicator", "target", "add", unit, "SO_TRE", "10"});
    }
  }

  Value Preview() { return scenario_.InsistJson({"units", "preview", kDecision, "--all"}); }
  // Ids of what waits, or will wait, for somebody to decide; and of whose units.
  std::pair<std::set<std::string>, std::set<std::string>> Conflicts() {
    std::pair<std::set<std::string>, std::set<std::string>> found;
    for (const Value& one :
         List(scenario_.InsistJson({"assignment", "conflicts", "--succession", kDecision}), "conflicts")) {
      found.first.insert(Text(Member(one, "assignment"), "assignment_id"));
      found.second.insert(Text(Member(one, "assignment"), "unit_id"));
    }
    return found;
  }
  std::multiset<std::string> RolesWithoutHeir() {
    std::multiset<std::string> roles;
    for (const Value& one : List(scenario_.InsistJson({"user", "roles", "--succession", kDecision}), "memberships"))
      roles.insert(Text(one, "login") + " " + Text(one, "role") + " " + Text(one, "unit_id"));
    return roles;
  }
  // Somebody of the province, who administers and leads it: signed in until SignOut.
  void SignInAsProvince() {
    const std::string first = File("first", "tạm thời 2026\n"), own = File("own", "mây trắng trên núi\n");
    scenario_.Insist({"user", "add", "tinh", "--name", "tinh", "--unit", "98", "--password-file", first});
    for (const char* role : {"administrator", "leader"}) scenario_.Insist({"user", "grant", "tinh", role, "--unit=98"});
    scenario_.Insist({"sign-in", "tinh", "--password-file", first});
    scenario_.Insist({"password", "--old-password-file", first, "--new-password-file", own});
    system_.WaitUntil("assignment to know the key that signed", [&] {
      return system_.Run({"assignment", "list", "--unit=98"}).code == 0;
    });
  }
  void SignOut() { scenario_.Insist({"sign-out"}); }
  // Ids of the bodies of the province on a day, of the heads of territories or of all.
  std::set<std::string> Bodies(const std::string& day, const std::string& kind) {
    std::vector<std::string> words = {"units", "list", "--within", "98", "--date", day, "--limit", "1000"};
    if (!kind.empty()) words.insert(words.end(), {"--kind", kind});
    const Value page = scenario_.InsistJson(words);
    EXPECT_EQ(Text(page, "next_page_token"), "");
    std::set<std::string> ids;
    for (const Value& one : List(page, "units")) ids.insert(Text(one, "id"));
    return ids;
  }
  static std::int64_t Sum(const std::vector<Value>& units, const std::string& what) {
    std::int64_t sum = 0;
    for (const Value& one : units) sum += Number(one, what);
    return sum;
  }
  static std::int64_t Without(const std::set<std::string>& these, const std::set<std::string>& those) {
    std::int64_t count = 0;
    for (const std::string& one : these) count += those.contains(one) ? 0 : 1;
    return count;
  }

  System system_;
  Scenario scenario_{system_, 20261202};
  std::string plan_;
  std::map<std::string, std::string> old_;  // ids of units before, by code
  std::vector<std::string> drafts_;
};

TEST_F(PreviewTest, SaysWhatEnactingDoes) {
  AddPeople();
  AddDocumentsAndNumbers();
  const std::set<std::string> bodies_before = Bodies(kDay, ""), heads_before = Bodies(kDay, "UBND");
  scenario_.Insist({"units", "import", (kSamples / "units_2026.csv").string(), "--list=2026"});
  scenario_.Insist({"units", "equip", "98", "--subtree", "--list=2026"});
  const std::string said =
      scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(),
                        std::string("--decision=") + kDecision, std::string("--effective=") + kDay});
  EXPECT_THAT(said, HasSubstr(std::string("dondoc user roles --succession ") + kDecision));

  const Value before = Preview();
  const Value bodies = Member(before, "succession"), work = Member(before, "assignments"),
              documents = Member(before, "documents"), numbers = Member(before, "numbers");
  EXPECT_EQ(Text(bodies, "decided_on"), kDay) << "where nobody says, the first day";
  const auto [open, whose] = Conflicts();
  const auto roles = RolesWithoutHeir();
  EXPECT_THAT(roles, UnorderedElementsAre("cuc OFFICER " + old_["98103"], "cuc CLERK " + old_["98103"],
                                          "dao OFFICER " + old_["981"]));
  // Who is asked to decide has the same lists, without seeing the whole country.
  SignInAsProvince();
  ExpectRefused(system_.Run({"units", "preview", kDecision}), "PERMISSION_DENIED", "NOT_PERMITTED");
  EXPECT_EQ(Conflicts(), std::pair(open, whose));
  EXPECT_EQ(RolesWithoutHeir(), roles);
  ExpectRefused(system_.Run({"user", "roles", "--succession", "89/NQ-HĐND"}), "NOT_FOUND", "SUCCESSION_NOT_FOUND");
  SignOut();
  // Each count is what its lines add up to.
  EXPECT_EQ(Number(bodies, "memberships_without_heir"), static_cast<std::int64_t>(roles.size()));
  EXPECT_EQ(Sum(List(bodies, "people_without_heir"), "memberships"), Number(bodies, "memberships_without_heir"));
  EXPECT_EQ(Sum(List(bodies, "people_without_heir"), "accounts"), Number(bodies, "accounts_without_heir"));
  EXPECT_EQ(static_cast<std::int64_t>(List(before, "bodies").size()),
            Number(bodies, "divided") + Number(bodies, "without"));
  EXPECT_EQ(Number(work, "conflicts"), static_cast<std::int64_t>(open.size()));
  EXPECT_EQ(Number(work, "conflict_units"), static_cast<std::int64_t>(whose.size()));
  EXPECT_EQ(Sum(List(work, "without_heir"), "open"), Number(work, "conflicts"));
  EXPECT_EQ(Sum(List(work, "without_heir"), "duties"), Number(work, "duty_conflicts"));
  EXPECT_EQ(Number(Member(documents, "without_heir"), old_["98103"]), Number(documents, "drafts_without_heir"));
  // There is something in every line, so that each is compared with something.
  for (const char* line : {"continuing", "ending", "beginning", "bodies", "with_heir", "divided", "without",
                           "memberships", "accounts", "groups"}) {
    EXPECT_GT(Number(bodies, line), 0) << line;
  }
  for (const char* line : {"open", "transferred", "remaining", "conflicts", "duties", "duty_conflicts"}) {
    EXPECT_GT(Number(work, line), 0) << line;
  }

  scenario_.Insist({"units", "enact", kDecision});
  system_.WaitUntil("all services to know of it", [&] {
    const Value now = Preview();
    return Text(Member(now, "documents"), "state") == "ENACTED" && Text(Member(now, "numbers"), "state") == "ENACTED";
  });
  const Value after = Preview();

  // Bodies.
  const std::set<std::string> bodies_after = Bodies(kDay, ""), heads_after = Bodies(kDay, "UBND");
  EXPECT_EQ(Number(bodies, "bodies"), Without(bodies_before, bodies_after));
  EXPECT_EQ(Number(bodies, "ending"), Without(heads_before, heads_after));
  EXPECT_EQ(Number(bodies, "beginning"), Without(heads_after, heads_before));
  EXPECT_EQ(Number(bodies, "continuing"),
            static_cast<std::int64_t>(heads_before.size()) - Without(heads_before, heads_after));
  EXPECT_EQ(Number(bodies, "bodies"),
            Number(bodies, "with_heir") + Number(bodies, "divided") + Number(bodies, "without"));

  // People: who has an heir acts for that, the others are the ones that were listed.
  EXPECT_EQ(Number(bodies, "memberships"), 4);
  EXPECT_EQ(Number(bodies, "accounts"), 3);
  EXPECT_EQ(Number(bodies, "accounts_without_heir"), 2);
  const std::string heir = Text(Show("98101"), "id");
  EXPECT_NE(heir, old_["98101"]);
  const Value lan = scenario_.InsistJson({"user", "show", "lan"});
  ASSERT_THAT(List(lan, "memberships"), SizeIs(1));
  EXPECT_EQ(Text(List(lan, "memberships")[0], "unit_id"), heir);
  EXPECT_EQ(Text(lan, "unit_id"), heir);
  EXPECT_EQ(RolesWithoutHeir(), roles);
  EXPECT_EQ(Text(scenario_.InsistJson({"user", "show", "cuc"}), "unit_id"), old_["98103"]);
  EXPECT_EQ(Number(bodies, "groups"), 1);
  EXPECT_THAT(List(scenario_.InsistJson({"units", "group", "list", old_["981"], "--date", "2026-11-29"}), "groups"),
              SizeIs(1));
  ExpectRefused(system_.Run({"units", "group", "list", old_["981"]}), "INVALID_ARGUMENT", "UNIT_NOT_VALID");

  // Open work: what went is marked so, and points at what it became; the rest waits.
  std::set<std::string> became;
  const auto went =
      List(scenario_.InsistJson({"assignment", "list", "--state", "TRANSFERRED", "--limit", "0"}), "assignments");
  for (const Value& one : went) became.insert(Text(one, "transferred_to"));
  EXPECT_EQ(Number(work, "transferred"), static_cast<std::int64_t>(went.size()));
  EXPECT_EQ(Number(work, "remaining"), static_cast<std::int64_t>(became.size()));
  EXPECT_EQ(Number(work, "open"), Number(work, "transferred") + Number(work, "conflicts"));
  EXPECT_EQ(Conflicts(), std::pair(open, whose));
  const Value left = Member(after, "assignments");
  EXPECT_EQ(Number(left, "open"), Number(work, "conflicts"));
  // Drafts: one goes on with the heir, the other with nobody.
  EXPECT_EQ(Number(documents, "drafts"), 2);
  EXPECT_EQ(Number(documents, "drafts_without_heir"), 1);
  EXPECT_EQ(system_.Run({"directive", "show", drafts_[0], "--as", "98101"}).code, 0);
  for (const char* unit : {"98103", "98109"}) {
    ExpectRefused(system_.Run({"directive", "show", drafts_[1], "--as", unit}), "NOT_FOUND", "DIRECTIVE_NOT_FOUND");
  }
  EXPECT_EQ(Number(documents, "issued"), 1);

  // Numbers and targets stay where they were made.
  EXPECT_EQ(Number(numbers, "values"), 2);
  EXPECT_EQ(Number(numbers, "divided_values"), 1);
  std::int64_t targets = 0;
  for (const auto& [code, id] : old_) {
    targets += static_cast<std::int64_t>(List(scenario_.InsistJson({"indicator", "targets", id}), "targets").size());
    if (code == "981") continue;
    EXPECT_THAT(List(scenario_.InsistJson({"indicator", "values", id, "--period", "2026"}), "values"), SizeIs(1));
  }
  EXPECT_EQ(Number(numbers, "targets"), targets);
  EXPECT_THAT(List(scenario_.InsistJson({"indicator", "values", heir, "--period", "2026"}), "values"), IsEmpty());

  // Duties: the two communes that merged have them together, and the others rest.
  scenario_.Insist({"clock", "set", "2026-12-16"});
  const auto next = [&](const std::string& unit) {
    const Value page = scenario_.InsistJson(
        {"assignment", "list", "--unit", unit, "--due-from", "2027-01-01", "--due-to", "2027-12-31"});
    return static_cast<std::int64_t>(List(page, "assignments").size());
  };
  const std::int64_t go_on = Number(work, "duties") - Number(work, "duty_conflicts");
  EXPECT_GT(go_on, 0);
  system_.WaitUntil("the next of each duty", [&] { return 2 * next(heir) == go_on; });
  for (const auto& [code, id] : old_) EXPECT_EQ(next(id), 0) << code;

  // For people: where somebody has to decide, with what each has; not what is gone and had nothing.
  const std::string some = scenario_.Insist({"units", "preview", kDecision, "--bodies"});
  EXPECT_THAT(some, HasSubstr("Ủy ban nhân dân xã Hòa Mục"));
  EXPECT_THAT(some, HasSubstr("Ủy ban nhân dân huyện An Lộc Sơn"));
  EXPECT_THAT(some, Not(HasSubstr("Ủy ban nhân dân huyện Sông Đà Bắc")));
  EXPECT_THAT(scenario_.Insist({"units", "preview", kDecision, "--all"}),
              HasSubstr("Ủy ban nhân dân huyện Sông Đà Bắc"));
}

}  // namespace
}  // namespace dondoc::e2e
