// What any operation may touch. Thread-safe as its parts are.
#pragma once

#include <vector>

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/name_resolution/vocabulary.h"

namespace dondoc::organization {

struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
  const Vocabulary& vocabulary;
  const std::vector<TemplateRow>& equipment;
};

}  // namespace dondoc::organization
