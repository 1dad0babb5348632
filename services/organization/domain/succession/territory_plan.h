// What a decision on territories (sắp xếp đơn vị hành chính) means, computed from two lists and a file that says who
// became whom: old_code,new_code,relation. Pure.
//
// The file names the lowest territories, and those districts that have none below them. What is above them is derived:
// a province's successor is the province in which the successors of all its communes are; districts likewise, where the
// new list has any. Nothing is guessed: what cannot be told is a mistake, or has several successors and no heir.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/domain/mistakes.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

struct SuccessionRow {
  int line = 0;
  std::string old_code;
  std::string new_code;
  bool whole = true;  // "whole": it has one successor; "part": it is divided, and has several rows
};

// What was read of the file: the rows whose codes can be read, and what is wrong with these and the others.
struct SuccessionFile {
  std::vector<SuccessionRow> rows;
  // NOT_UTF8, NO_HEADER (then there are no rows), BAD_ROW, BAD_CODE, BAD_RELATION, DUPLICATE_ROW, WHOLE_AND_PART (a
  // whole one with several rows, a part that is alone), NO_ROWS.
  Mistakes mistakes;
};
SuccessionFile ReadSuccessionFile(std::string_view csv);

// The territory goes on as the same one; it takes the code, name and parent of its twin in the new list.
struct TwinOf {
  std::string territory_id;
  std::string twin_id;

  friend bool operator==(const TwinOf&, const TwinOf&) = default;
};

// Who comes after one that ends: nobody, one, or several.
struct TerritoryEdge {
  std::string from_id;
  std::vector<std::string> to_ids;

  friend bool operator==(const TerritoryEdge&, const TerritoryEdge&) = default;
};

struct TerritoryPlan {
  std::vector<TwinOf> continuing;
  std::vector<TerritoryEdge> ending;
  std::vector<std::string> beginning;
};

// `old_list` are the territories of the list that is in force as they are on the day before, `new_list` the planned
// ones of the new list; parents are given by id, one that is in neither (the country) is left alone. In the order of
// the lists.
//
// - One with exactly one successor that has exactly one predecessor, at the same level, goes on. A change of level is a
//   new territory.
// - One that the file does not name, nor anything below it, stays as it is; so does a district that keeps some of its
//   communes. A province may go on with such communes below it, but not end.
// - A district whose communes have all gone ends without a successor where the new list has no districts.
//
// INVALID_ARGUMENT as Mistakes::ToStatus says, with UNKNOWN_OLD_CODE, UNKNOWN_NEW_CODE, and the mistakes of the file in
// the same answer (which call the old list as `old_list_name` says); where there is none of these, without a line
// NOT_SUCCEEDED (it has no row, and what it belongs to ends) and NO_PREDECESSOR (a new one at the lowest level that no
// row names).
absl::StatusOr<TerritoryPlan> PlanTerritories(const SuccessionFile& file, const std::vector<Territory>& old_list,
                                              const std::vector<Territory>& new_list, std::string_view file_name,
                                              const std::string& old_list_name = "the list in force");

}  // namespace dondoc::organization
