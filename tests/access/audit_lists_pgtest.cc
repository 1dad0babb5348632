// Lists of what was done.
#include <map>

#include "common/rpc/rules.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

TEST_F(ListsTest, RecordsOfTheAudit) {
  using Request = common::v1::ListAuditRecordsRequest;
  const rpc::MethodRules& rules = rpc::RulesOf(*Request::descriptor());
  std::map<std::string, std::string> all;  // the units of the records
  for (int i = 0; i < 200; ++i) {
    const std::string id = country_.NewId();
    all[id] = i % 10 == 0 ? "" : Any(units_);
    country_.Record(all[id], id);
  }
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one, listed;
    for (const auto& [id, unit] : all) {
      if (access::Decide(rules.rule, country_.caller, {.unit = unit}, country_.within()).allowed) one_by_one.insert(id);
    }
    Request list;
    list.set_page_size(6);
    ReadAll(*country_.audits, &common::v1::AuditService::Stub::ListAuditRecords, list,
            [&](const common::v1::ListAuditRecordsResponse& page) {
              for (const common::v1::AuditRecord& record : page.records()) listed.insert(record.object_id());
            });
    EXPECT_EQ(listed, one_by_one);
    shown += listed.size();
  }
  EXPECT_GT(shown, all.size());
}

}  // namespace
}  // namespace dondoc::access_test
