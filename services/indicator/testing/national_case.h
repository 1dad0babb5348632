// The succession of 1 July 2025 with numbers in place, for tests and benchmarks: both national lists of units and what
// became of what, from the shared data; numbers of the old communes, the change of the tree by the facts of it, then
// numbers of the new communes and late ones of the old. What figures must be is told from the lists alone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/rpc/unary.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/indicator/testing/test_cell.h"

namespace dondoc::indicator {

class NationalCase {
 public:
  struct Sizes {
    int indicators = 2;
    int periods = 1;  // quarters up to the second of 2025, the last first
  };

  // With the old tree and the plan; nothing where the lists are not in $DONDOC_SHARED (or ../shared).
  static std::unique_ptr<NationalCase> Make(const Sizes& sizes);

  // The numbers of all old communes. Returns how many.
  std::int64_t ReportBefore();
  // The change of the tree, and the word that the plan was enacted.
  void Enact();
  // Numbers of the new communes for the quarter after, and numbers that every tenth old one has not given before, for a
  // quarter before: those of communes that continue go up by the new tree. Returns how many.
  std::int64_t ReportAfter();

  TestCell& cell() { return cell_; }
  const std::vector<std::string>& periods() const { return periods_; }  // all that have numbers
  const std::vector<std::string>& indicators() const { return codes_; }
  const std::string& government() const { return government_; }
  const std::string& succession() const { return succession_; }
  // Ids of the provinces of the list of 2024 or of 2025.
  std::vector<std::string> Provinces(const std::string& list) const;

  // What a province of a list must have for a period and an indicator: the numbers of the communes of that list in it,
  // and of the communes of the other list of which all parts, or all that they were made of, are in it.
  std::int64_t Truth(const std::string& list, const std::string& province, const std::string& period,
                     int indicator) const;
  // All numbers there are, for the government.
  std::int64_t National(const std::string& period, int indicator) const;

  // A caller who may do everything, for Answer.
  template <typename Request>
  static rpc::Call CallOf(const Request& request) {
    rpc::Call call;
    call.caller.subject = "operator";
    call.caller.all = true;
    call.time_left = std::chrono::minutes(5);
    call.rules = &rpc::RulesOf(*request.GetDescriptor());
    return call;
  }

 private:
  struct Unit {
    std::string id, name, level, parent_code;
    bool continues = false;  // the same unit in both lists
  };
  using List = std::map<std::string, Unit>;  // by code

  explicit NationalCase(const Sizes& sizes) : sizes_(sizes) {}
  bool Read();
  void FindSuccessors();
  void Announce();
  std::vector<std::string> Above(const std::string& list, const Unit& unit) const;
  organization::v1::Unit Message(const std::string& list, const std::string& code) const;
  std::string ProvinceOf(const std::string& list, const std::string& code) const;
  std::int64_t Report(const std::string& list, const std::vector<std::string>& codes, const std::string& period);
  void Settle();

  Sizes sizes_;
  TestCell cell_;
  FakeIdGenerator ids_;
  std::string government_, succession_;
  std::map<std::string, List> lists_;                        // "2024", "2025"
  std::map<std::string, std::vector<std::string>> became_;   // by code of 2024; of provinces, too
  std::map<std::string, std::vector<std::string>> made_of_;  // by code of 2025
  std::vector<std::string> reporters_;                       // codes of 2024 that become communes
  std::vector<std::string> periods_, codes_;
  std::map<std::array<std::string, 3>, std::vector<std::int64_t>> truth_;  // list, province, period: by indicator
  std::map<std::string, std::vector<std::int64_t>> national_;              // by period
};

}  // namespace dondoc::indicator
