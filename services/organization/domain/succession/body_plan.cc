#include "services/organization/domain/succession/body_plan.h"

#include <unordered_map>
#include <utility>

namespace dondoc::organization {

std::vector<BodyEdge> PlanBodies(const TerritoryPlan& plan, const std::vector<Body>& ending_bodies,
                                 const std::vector<Body>& beginning_bodies,
                                 const std::map<std::string, std::string>& resolutions) {
  std::unordered_map<std::string, const TerritoryEdge*> edge_of;
  for (const TerritoryEdge& edge : plan.ending) edge_of.emplace(edge.from_id, &edge);
  std::unordered_map<std::string, std::vector<std::string>> bodies;  // by territory and kind
  for (const Body& body : beginning_bodies) bodies[body.territory_id + "/" + body.kind].push_back(body.id);

  std::vector<BodyEdge> edges;
  edges.reserve(ending_bodies.size());
  for (const Body& body : ending_bodies) {
    BodyEdge edge{body.id, {}, std::nullopt};
    const auto territory = edge_of.find(body.territory_id);
    if (territory != edge_of.end()) {
      for (const std::string& to : territory->second->to_ids) {
        const auto found = bodies.find(to + "/" + body.kind);
        if (found != bodies.end()) edge.to_ids.insert(edge.to_ids.end(), found->second.begin(), found->second.end());
      }
      if (territory->second->to_ids.size() == 1 && edge.to_ids.size() == 1) edge.heir_id = edge.to_ids.front();
    }
    if (const auto chosen = resolutions.find(body.id); chosen != resolutions.end()) edge.heir_id = chosen->second;
    edges.push_back(std::move(edge));
  }
  return edges;
}

}  // namespace dondoc::organization
