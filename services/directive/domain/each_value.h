// Goes through everything that a proposal says, whatever its shape.
#pragma once

#include <string_view>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// Calls visit(field, value) for each value that is there: `field` is its name in dondoc.directive.v1.ParsedDirective
// ("number", "assignments"), `value` has the members span, evidence and confidence (a Source, a Citation ...).
// `Parsed` is ParsedDirective or const ParsedDirective.
template <typename Parsed, typename Visit>
void ForEachValue(Parsed& parsed, const Visit& visit) {
  const auto header = [&](std::string_view field, auto& source) {
    if (source.evidence != Evidence::kNone) {
      visit(field, source);
    }
  };
  header("number", parsed.sources.number);
  header("type", parsed.sources.type);
  header("issuer", parsed.sources.issuer);
  header("place", parsed.sources.place);
  header("issued", parsed.sources.issued);
  header("subject", parsed.sources.subject);
  if (!parsed.signer.name.empty() || !parsed.signer.title.empty()) {
    visit("signer", parsed.signer);
  }
  const auto all = [&](std::string_view field, auto& items) {
    for (auto& item : items) {
      visit(field, item);
    }
  };
  all("addressees", parsed.sources.addressees);
  all("legal_bases", parsed.legal_bases);
  all("citations", parsed.citations);
  all("recipients", parsed.recipients);
  all("assignments", parsed.tasks);
  all("indicators", parsed.targets);
  all("reports", parsed.reports);
}

}  // namespace dondoc::directive
