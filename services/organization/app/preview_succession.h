// Says what a succession does to territories, bodies and people, by its plan or once it is enacted.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/storage/succession.h"
#include "services/organization/storage/succession_storage.h"

namespace dondoc::organization {

struct PreviewedSuccession {
  Succession succession;
  identity::EndingPeople people;
  std::int64_t groups = 0;  // that bodies that end define, or that are within them
  UnequippedBodies unequipped;
};

// `id` as FindSuccession takes it. NOT_FOUND (SUCCESSION_NOT_FOUND).
absl::StatusOr<PreviewedSuccession> PreviewSuccession(pg::Database& database, const std::string& id,
                                                      const pg::TransactionOptions& options);

}  // namespace dondoc::organization
