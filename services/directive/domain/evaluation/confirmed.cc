#include "services/directive/domain/evaluation/confirmed.h"

#include <cstdlib>

namespace dondoc::directive::evaluation {

ParsedDirective Confirmed(const Directive& directive) {
  ParsedDirective out;
  out.number = directive.number;
  out.type = directive.type;
  out.issuer = directive.issuer;
  out.place = directive.place;
  out.issued = directive.issued;
  out.subject = directive.subject;
  out.signer = directive.signer;
  for (const Task& task : directive.tasks) {
    if (!task.dropped) {
      out.tasks.push_back({.units = task.units,
                           .role = task.role,
                           .binding = task.binding,
                           .text = task.text,
                           .section = task.section,
                           .coordinators = task.coordinators,
                           .lead = task.lead,
                           .deadline = task.due,
                           .span = task.span});
    }
  }
  for (const Target& target : directive.targets) {
    if (!target.dropped) {
      out.targets.push_back({.text = target.text,
                             .comparator = target.comparator,
                             .value = std::strtod(target.value.c_str(), nullptr),
                             .measure = target.measure,
                             .from_year = target.from_year,
                             .to_year = target.to_year,
                             .section = target.section,
                             .span = target.span});
    }
  }
  for (const Duty& duty : directive.duties) {
    if (!duty.dropped) {
      out.reports.push_back({.from = duty.from,
                             .to = duty.to,
                             .due = duty.due,
                             .recurrence = duty.recurrence,
                             .section = duty.section,
                             .span = duty.span});
    }
  }
  return out;
}

const Fields& ConfirmedFields() {
  static const auto& fields = *new Fields{"number",  "type",   "issuer",      "place",      "issued",
                                          "subject", "signer", "assignments", "indicators", "reports"};
  return fields;
}

}  // namespace dondoc::directive::evaluation
