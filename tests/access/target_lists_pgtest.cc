// Lists of targets, and the targets that a total is held against.
#include <map>

#include "common/rpc/rules.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace indicator::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = IndicatorService::Stub;

TEST_F(ListsTest, TargetsOfUnitsAndOfDirectives) {
  const rpc::MethodRules& rules = rpc::RulesOf(*ListTargetsRequest::descriptor());
  const auto list = [&](const std::string& unit, const std::string& directive) {
    Ids listed;
    ListTargetsRequest request;
    request.set_unit_id(unit);
    request.set_directive_id(directive);
    request.set_page_size(2);
    ReadAll(*country_.indicators, &Stub::ListTargets, request, [&](const ListTargetsResponse& page) {
      for (const Target& target : page.targets()) listed.insert(target.id());
    });
    return listed;
  };
  DefineIndicatorRequest define;
  define.set_request_id(country_.NewId());
  define.mutable_indicator()->set_code("SO");
  define.mutable_indicator()->set_name("Số thử");
  define.mutable_indicator()->set_kind(COUNT);
  define.mutable_indicator()->set_measure("cái");
  define.mutable_indicator()->set_over_time(LAST);
  country_.Must<Indicator>(*country_.indicators, &Stub::DefineIndicator, define);
  std::map<std::string, std::string> units;  // of the directives
  std::map<std::string, Ids> of_unit, of_directive;
  for (int i = 0; i < 30; ++i) {
    const std::string unit = Any(units_);
    const std::string directive = country_.NewTargets(unit, 5);
    units[directive] = unit;
    country_.caller = Country::Operator();
    of_directive[directive] = list("", directive);
    for (const std::string& id : of_directive[directive]) {
      of_unit[unit].insert(id);
      LinkTargetRequest link;
      link.set_request_id(country_.NewId());
      link.set_target_id(id);
      link.set_indicator("SO");
      country_.Must<Target>(*country_.indicators, &Stub::LinkTarget, link);
    }
  }
  std::size_t shown = 0, compared = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    const auto may = [&](const std::string& unit) {
      return access::Decide(rules.rule, country_.caller, {.unit = unit}, country_.within()).allowed;
    };
    for (const auto& [directive, unit] : units) {
      const Ids seen = may(unit) ? of_directive[directive] : Ids();
      EXPECT_EQ(list("", directive), seen);
      EXPECT_EQ(list(unit, directive), seen);
      shown += seen.size();
    }
    for (const auto& [unit, targets] : of_unit) {
      EXPECT_EQ(list(unit, ""), may(unit) ? targets : Ids());
      GetTotalsRequest get;
      get.set_unit_id(unit);
      get.set_period("2023");
      const auto totals = country_.Call<GetTotalsResponse>(*country_.indicators, &Stub::GetTotals, get);
      if (!IsShown(totals.status())) continue;
      Ids held;
      for (const IndicatorTotal& total : totals->totals()) {
        for (const TargetComparison& one : total.targets()) held.insert(one.target().id());
      }
      EXPECT_EQ(held, may(unit) ? targets : Ids());
      compared += held.size();
    }
  }
  EXPECT_GT(shown, 150U);
  EXPECT_GT(compared, 150U);
}

}  // namespace
}  // namespace dondoc::access_test
