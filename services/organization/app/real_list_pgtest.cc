// The real lists and documents, where they are there: how long the import takes, and how many names of real documents
// are understood.
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <chrono>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using testing::SharedFile;
using testing::World;

void Collect(const google::protobuf::Value& value, std::set<std::string>& names) {
  if (value.has_string_value()) names.insert(value.string_value());
  for (const auto& element : value.list_value().values()) Collect(element, names);
}

// Whoever must do, coordinate or report something.
std::set<std::string> UnitsOf(const google::protobuf::Struct& document) {
  std::set<std::string> names;
  for (const char* list : {"assignments", "reports"}) {
    const auto found = document.fields().find(list);
    if (found == document.fields().end()) continue;
    for (const auto& item : found->second.list_value().values()) {
      for (const char* field : {"units", "coordinators", "lead", "from", "to"}) {
        const auto& fields = item.struct_value().fields();
        if (const auto named = fields.find(field); named != fields.end()) Collect(named->second, names);
      }
    }
  }
  return names;
}

// The day that a document was issued; nothing where it leaves it blank.
std::optional<Day> DayOfIssue(const google::protobuf::Struct& document) {
  const auto issued = document.fields().find("issued");
  if (issued == document.fields().end()) return std::nullopt;
  int numbers[3] = {};
  for (int i = 0; i < 3; ++i) {
    const auto& fields = issued->second.struct_value().fields();
    const auto part = fields.find(i == 0 ? "year" : i == 1 ? "month" : "day");
    if (part != fields.end()) numbers[i] = static_cast<int>(part->second.number_value());
  }
  return MakeDay(numbers[0], numbers[1], numbers[2]);
}

class RealListTest : public ::testing::Test {
 protected:
  void SetUp() override {
    csv_ = SharedFile("data/units_2024.csv");
    if (!csv_) GTEST_SKIP() << "the real list of territories is not here (DONDOC_SHARED)";
  }

  std::optional<std::string> csv_;
  World world_;
};

TEST_F(RealListTest, ImportsEveryTerritory) {
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_OK_AND_ASSIGN(const auto imported, world_.Import(*csv_));
  const double first = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  EXPECT_EQ(imported.created(), 10794);
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(*csv_));
  EXPECT_EQ(again.unchanged(), 10794);
  const auto facts = world_.DrainFacts();
  ASSERT_EQ(facts.size(), 22u);
  EXPECT_EQ(facts.back().part(), 22);
  EXPECT_EQ(facts.back().units_size(), 295);
  EXPECT_EQ(world_.Head("00004").name, "Ủy ban nhân dân phường Trúc Bạch");
  EXPECT_EQ(world_.Head("01").name, "Ủy ban nhân dân thành phố Hà Nội");
  std::cout << "[ FIGURES  ] import of 10,794 territories: " << first << " s\n";
}

TEST_F(RealListTest, TakesTheListOfTwoLevels) {
  const auto csv = SharedFile("data/units_2025.csv");
  ASSERT_TRUE(csv.has_value());
  ASSERT_OK_AND_ASSIGN(const auto imported, world_.Import(*csv, "2025"));
  EXPECT_EQ(imported.created(), 3355);
}

TEST_F(RealListTest, UnderstandsTheUnitsOfRealDocuments) {
  struct Document {
    std::string file, code;
  };
  ASSERT_OK(world_.Import(*csv_));
  ASSERT_OK(world_.Equip({"20", "62", "42", "27", "40", "66"}, false));
  ASSERT_OK(world_.Equip({"187", "614", "439"}, true));
  ASSERT_OK(world_.Equip({"VN"}));
  int clear = 0, all = 0;
  std::string unclear;
  for (const Document& document :
       {Document{"000_b1efe1a6c250af9b", "614"}, Document{"001_97fd57f65c5eff66", "187"},
        Document{"003_879ec456b6b45784", "439"}, Document{"007", "27"}, Document{"015", "40"}, Document{"033", "66"}}) {
    const auto json = SharedFile("extraction/gold/" + document.file + ".json");
    ASSERT_TRUE(json.has_value()) << document.file;
    google::protobuf::Struct parsed;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*json, &parsed).ok());
    const std::set<std::string> names = UnitsOf(parsed);
    ASSERT_OK_AND_ASSIGN(const auto resolved, ResolveNames(*world_.context, {{names.begin(), names.end()},
                                                                             world_.Head(document.code).id,
                                                                             DayOfIssue(parsed)}));
    auto name = names.begin();
    for (const ResolvedName& one : resolved.names) {
      ++all;
      if (one.unit || one.group) {
        ++clear;
      } else {
        unclear += "\n  " + document.file + ": " + *name;
      }
      ++name;
    }
  }
  std::cout << "[ FIGURES  ] names of units in real documents: " << clear << " of " << all
            << " clear; not clear:" << unclear << "\n";
  EXPECT_GE(clear * 100, all * 75);
}

}  // namespace
}  // namespace dondoc::organization
