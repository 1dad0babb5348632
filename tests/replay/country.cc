#include "tests/replay/country.h"

#include <algorithm>
#include <fstream>

namespace dondoc::replay {

std::string DayOf(Tree tree) { return tree == Tree::kOf2024 ? "2025-06-30" : "2025-07-01"; }

Tree Other(Tree tree) { return tree == Tree::kOf2024 ? Tree::kOf2025 : Tree::kOf2024; }

std::optional<Country> Country::Read() {
  const auto shared = e2e::SharedDirectory();
  if (!shared) return std::nullopt;
  Country country;
  country.data_ = *shared / "data";
  country.old_ = e2e::ReadList(country.File("units_2024.csv"));
  country.new_ = e2e::ReadList(country.File("units_2025.csv"));
  std::ifstream file(country.File("succession_2025.csv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto comma = line.find(',');
    const std::string from = line.substr(0, comma);
    const std::string to = line.substr(comma + 1, line.find(',', comma + 1) - comma - 1);
    if (country.reporters_.empty() || country.reporters_.back() != from) country.reporters_.push_back(from);
    country.AddEdge(Tree::kOf2024, from, to);
    country.AddEdge(Tree::kOf2025, to, from);
  }
  if (country.new_.empty() || country.reporters_.empty()) return std::nullopt;
  std::sort(country.reporters_.begin(), country.reporters_.end());
  country.reporters_.erase(std::unique(country.reporters_.begin(), country.reporters_.end()), country.reporters_.end());
  return country;
}

std::vector<std::string> Country::Codes(Tree tree, const std::string& level) const {
  std::vector<std::string> codes;
  for (const auto& [code, territory] : Of(tree)) {
    if (territory.level == level) codes.push_back(code);
  }
  return codes;
}

std::string Country::ProvinceOf(Tree tree, const std::string& code) const {
  std::string at = code;
  while (!Of(tree).at(at).parent.empty()) at = Of(tree).at(at).parent;
  return at;
}

std::string Country::ProvinceElsewhere(Tree tree, const std::string& code) const {
  const auto found = elsewhere_.find({tree, code});
  return found == elsewhere_.end() || found->second.size() != 1 ? "" : *found->second.begin();
}

void Country::AddEdge(Tree tree, const std::string& from, const std::string& to) {
  const std::string province = ProvinceOf(Other(tree), to);
  for (std::string at = from; !at.empty(); at = Of(tree).at(at).parent) elsewhere_[{tree, at}].insert(province);
}

std::vector<std::int64_t> Ledger::Report(Tree tree, const std::string& code, const std::string& period) {
  std::vector<std::int64_t> numbers;
  for (int i = 0; i < indicators_; ++i) {
    std::uint64_t hash = 1469598103934665603U + static_cast<std::uint64_t>(i);
    for (const char c : DayOf(tree) + code + period) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    numbers.push_back(static_cast<std::int64_t>(hash % 100003));
  }
  Add({tree, country_.ProvinceOf(tree, code), period}, numbers);
  Add({Other(tree), country_.ProvinceElsewhere(tree, code), period}, numbers);
  auto& all = of_country_.try_emplace(period, indicators_).first->second;
  for (std::size_t i = 0; i < numbers.size(); ++i) all[i] += numbers[i];
  count_ += indicators_;
  return numbers;
}

void Ledger::Add(const Key& key, const std::vector<std::int64_t>& numbers) {
  auto& sums = of_provinces_.try_emplace(key, indicators_).first->second;
  for (std::size_t i = 0; i < numbers.size(); ++i) sums[i] += numbers[i];
}

std::vector<std::int64_t> Ledger::OfProvince(Tree tree, const std::string& code, const std::string& period) const {
  const auto found = of_provinces_.find({tree, code, period});
  return found == of_provinces_.end() ? std::vector<std::int64_t>(static_cast<std::size_t>(indicators_))
                                      : found->second;
}

std::vector<std::int64_t> Ledger::OfCountry(const std::string& period) const { return of_country_.at(period); }

std::vector<std::string> Ledger::Periods() const {
  std::vector<std::string> periods;
  for (const auto& [period, sums] : of_country_) periods.push_back(period);
  return periods;
}

}  // namespace dondoc::replay
