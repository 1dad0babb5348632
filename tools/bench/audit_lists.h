// What a page of the audit costs, by who asks for what.
#pragma once

#include <string>

#include "common/postgres/connection.h"

namespace dondoc::bench {

// Asks for pages of 50 of the records of fill_audit, which are there, of a country that it makes beside them; prints
// for each question what a page takes and how many records (or entries of their indexes) are read for it.
void MeasureLists(const std::string& conninfo);

}  // namespace dondoc::bench
