// For the tests of the operations: an organization service with a database of its own, and the sample province.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "common/status/status_matchers.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {

inline std::string IdAndVersion(const Unit& unit) { return unit.id + " " + std::to_string(unit.version); }

inline std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}

class OperationsTest : public ::testing::Test {
 protected:
  void ImportSample() {
    const auto response = world_.Import(testing::SampleCsv());
    ASSERT_OK(response);
    ASSERT_EQ(response->created(), 28);
  }

  absl::StatusOr<std::string> Create(const CreateUnitCommand& command) {
    return CreateUnit(*world_.context, command, IdAndVersion);
  }

  testing::World world_;
};

}  // namespace dondoc::organization
