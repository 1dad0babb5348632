// One decoder for each shape of row, so that a column is named in one place. They throw pg::DecodeError.
#pragma once

#include <string>
#include <vector>

#include "common/postgres/result.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

Attributes DecodeAttributes(const pg::Row& row);
Unit DecodeUnit(const pg::Row& row);
std::vector<Unit> DecodeUnits(const pg::Result& rows);
Territory DecodeTerritory(const pg::Row& row);  // of list_territories.sql
UnitState DecodeUnitState(const pg::Row& row);  // of list_unit_states.sql

}  // namespace dondoc::organization
