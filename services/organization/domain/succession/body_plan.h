// What becomes of the bodies of territories that end. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/organization/domain/succession/territory_plan.h"

namespace dondoc::organization {

struct Body {
  std::string id;
  std::string kind;
  std::string territory_id;
};

// What becomes of one body; as dondoc.organization.v1.UnitSuccession.
struct BodyEdge {
  std::string from_id;
  std::vector<std::string> to_ids;  // the bodies of the same kind of the territories that come after
  std::optional<std::string> heir_id;

  friend bool operator==(const BodyEdge&, const BodyEdge&) = default;
};

// One edge for each of `ending_bodies`, which are those of the plan's ending territories, in their order: its
// successors are the bodies of the same kind of the succeeding territories, an UBND's the UBNDs. The heir is the one
// that a person chose (`resolutions`, from body to heir), else the one successor of a territory that goes whole into
// one other. A body of a divided territory has none, nor has one whose kind the successor lacks, or has several times.
std::vector<BodyEdge> PlanBodies(const TerritoryPlan& plan, const std::vector<Body>& ending_bodies,
                                 const std::vector<Body>& beginning_bodies,
                                 const std::map<std::string, std::string>& resolutions);

}  // namespace dondoc::organization
