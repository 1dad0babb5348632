// For the tests of the copy: an empty one in a database of its own, and units to put into it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/postgres/migrator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {

inline const Day kDay = *MakeDay(2024, 6, 1);

// A district with its UBND, two departments and three communes (one of them a town) below it.
class ReplicaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = dondoc::testing::SharedPostgres::CreateDatabase();
    connection_ = *pg::Connection::Open(conninfo);
    ASSERT_OK(pg::Migrate(*connection_, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    government_ = Make("CHINH_PHU", common::v1::CENTRAL, "nước", "VN", {});
    district_ = Make("UBND", common::v1::DISTRICT, "huyện", "981", {government_.id()});
    department_ = Make("PHONG_GDDT", common::v1::DISTRICT, "huyện", "981", {district_.id(), government_.id()});
    department_.add_tags("PHONG_BAN");
    police_ = Make("CONG_AN", common::v1::DISTRICT, "huyện", "981", {district_.id(), government_.id()});
    police_.add_tags("NGANH");
    for (const auto& [type, code] :
         {std::pair("xã", "98102"), std::pair("xã", "98103"), std::pair("thị trấn", "98101")}) {
      communes_.push_back(Make("UBND", common::v1::COMMUNE, type, code, {district_.id(), government_.id()}));
    }
  }

  v1::Unit Make(const std::string& kind, common::v1::Level level, const std::string& type, const std::string& code,
                const std::vector<std::string>& superiors) {
    v1::Unit unit;
    unit.set_id(ids_.NewId());
    unit.set_name(kind + " " + type + " " + code);
    unit.set_kind(kind);
    unit.set_level(level);
    unit.set_territory_id(ids_.NewId());
    unit.set_territory_name(type + " " + code);
    unit.set_territory_type(type);
    unit.set_territory_code(code);
    unit.set_code_list("2024");
    unit.set_version(1);
    if (!superiors.empty()) unit.set_superior_id(superiors.front());
    for (const std::string& superior : superiors) unit.add_superior_ids(superior);
    return unit;
  }

  static v1::UnitsChanged Change(std::int64_t change, int part, int parts, const std::vector<v1::Unit>& units) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(part);
    fact.set_parts(parts);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return fact;
  }

  v1::UnitsChanged Everything() {
    std::vector<v1::Unit> all = {government_, district_, department_, police_};
    all.insert(all.end(), communes_.begin(), communes_.end());
    return Change(1, 1, 1, all);
  }

  absl::Status Take(const std::vector<v1::UnitsChanged>& changes) {
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, changes); });
  }
  absl::Status Require(std::int64_t change) {
    return database_->Run([&](pg::Transaction& tx) { return RequireChange(tx, change); });
  }
  std::vector<std::string> Expand(const v1::UnitGroup& group, Day day = kDay) {
    auto members = database_->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), day); });
    EXPECT_THAT(members, dondoc::testing::IsOk());
    std::vector<std::string> units;
    for (const Member& member : *members) units.push_back(member.unit_id);
    return units;
  }
  std::optional<Unit> Find(const std::string& id) {
    return *database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, id); });
  }
  v1::UnitGroup Below(const std::string& id, common::v1::Level level) {
    v1::UnitGroup group;
    group.set_within_unit_id(id);
    group.set_level(level);
    return group;
  }

  FakeIdGenerator ids_;
  std::unique_ptr<pg::Connection> connection_;
  std::unique_ptr<pg::Database> database_;
  v1::Unit government_, district_, department_, police_;
  std::vector<v1::Unit> communes_;
};

}  // namespace dondoc::organization::replica
