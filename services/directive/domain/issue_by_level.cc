#include "services/directive/domain/issue_by_level.h"

#include "services/directive/domain/issue.h"

namespace dondoc::directive {
namespace {

std::vector<const NamedBody*> OfLevel(const Directive& directive, const std::vector<std::string>& names, Level level) {
  std::vector<const NamedBody*> bodies;
  for (const std::string& name : names) {
    const NamedBody* body = FindName(directive.names, name);
    if (body != nullptr && body->meaning.known() && body->meaning.level == level) {
      bodies.push_back(body);
    }
  }
  return bodies;
}

}  // namespace

std::vector<LevelPart> SplitByLevel(const Directive& directive) {
  const NamedBody* issuer = IssuerUnit(directive);
  std::vector<LevelPart> parts;
  for (const Level level : {Level::kCentral, Level::kProvince, Level::kDistrict, Level::kCommune}) {
    LevelPart part{
        .level = level, .tasks = {}, .duties = {}, .with_targets = issuer != nullptr && issuer->meaning.level == level};
    for (const Task& task : directive.tasks) {
      std::vector<const NamedBody*> units =
          task.dropped ? std::vector<const NamedBody*>{} : OfLevel(directive, task.units, level);
      if (!units.empty()) {
        part.tasks.push_back({&task, std::move(units)});
      }
    }
    for (const Duty& duty : directive.duties) {
      std::vector<const NamedBody*> from = duty.dropped || TaskOf(directive, duty) != nullptr
                                               ? std::vector<const NamedBody*>{}
                                               : OfLevel(directive, duty.from, level);
      if (!from.empty()) {
        part.duties.push_back({&duty, std::move(from)});
      }
    }
    if (part.with_targets || !part.tasks.empty() || !part.duties.empty()) {
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

}  // namespace dondoc::directive
