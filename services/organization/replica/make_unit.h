// A unit as organization tells it, for the tests of the copy.
#pragma once

#include <cstdint>
#include <string>

#include "common/ids/id_generator.h"
#include "dondoc/organization/v1/unit.pb.h"

namespace dondoc::organization::replica {

// Named after its kind, in a territory of its own, directly below `superior` (empty: at the top).
inline v1::Unit MakeUnit(IdGenerator& ids, const std::string& kind, common::v1::Level level,
                         const std::string& superior, std::int64_t version = 1) {
  v1::Unit unit;
  unit.set_id(ids.NewId());
  unit.set_name(kind);
  unit.set_kind(kind);
  unit.set_level(level);
  unit.set_territory_id(ids.NewId());
  unit.set_superior_id(superior);
  if (!superior.empty()) unit.add_superior_ids(superior);
  unit.set_version(version);
  return unit;
}

}  // namespace dondoc::organization::replica
