// The two national lists and what became of what on 1 July 2025, told from the files alone; and what the numbers that
// were reported must add up to in either tree.
//
// Needs the shared data (units_2024.csv, units_2025.csv, succession_2025.csv). Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/scenario.h"

namespace dondoc::replay {

// The lists, by their last and their first day.
enum class Tree { kOf2024, kOf2025 };

std::string DayOf(Tree tree);
Tree Other(Tree tree);

class Country {
 public:
  // Nothing where the files are not there.
  static std::optional<Country> Read();

  std::filesystem::path File(const std::string& name) const { return data_ / name; }
  // Codes of a level: "province", "district", "commune".
  std::vector<std::string> Codes(Tree tree, const std::string& level) const;
  // The old communes, and the five districts of islands that had none: what became communes.
  const std::vector<std::string>& reporters() const { return reporters_; }
  std::string ProvinceOf(Tree tree, const std::string& code) const;
  // The province of the other tree in which the whole of a commune, district or province lies; empty where there is
  // none.
  std::string ProvinceElsewhere(Tree tree, const std::string& code) const;

 private:
  using List = std::map<std::string, e2e::Territory>;

  void AddEdge(Tree tree, const std::string& from, const std::string& to);
  const List& Of(Tree tree) const { return tree == Tree::kOf2024 ? old_ : new_; }

  std::filesystem::path data_;
  List old_, new_;
  std::map<std::pair<Tree, std::string>, std::set<std::string>> elsewhere_;  // provinces of the other tree
  std::vector<std::string> reporters_;
};

// What was reported, added up by province of either tree.
class Ledger {
 public:
  Ledger(const Country& country, int indicators) : country_(country), indicators_(indicators) {}

  // Numbers of a unit of a tree for a period, one for each indicator: they look like nobody else's, so that a mistake
  // in whose they are shows in sums.
  std::vector<std::int64_t> Report(Tree tree, const std::string& code, const std::string& period);

  // What must be of a province, and of the country, by indicator; nothing for a period that nobody has reported for.
  std::vector<std::int64_t> OfProvince(Tree tree, const std::string& code, const std::string& period) const;
  std::vector<std::int64_t> OfCountry(const std::string& period) const;
  // What lies wholly in no province of this tree.
  std::vector<std::int64_t> Divided(Tree tree, const std::string& period) const { return OfProvince(tree, "", period); }
  std::vector<std::string> Periods() const;
  std::int64_t count() const { return count_; }

 private:
  struct Key {
    Tree tree;
    std::string province, period;
    auto operator<=>(const Key&) const = default;
  };
  void Add(const Key& key, const std::vector<std::int64_t>& numbers);

  const Country& country_;
  const int indicators_;
  std::map<Key, std::vector<std::int64_t>> of_provinces_;
  std::map<std::string, std::vector<std::int64_t>> of_country_;
  std::int64_t count_ = 0;
};

}  // namespace dondoc::replay
