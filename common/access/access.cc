#include "common/access/access.h"

#include <algorithm>
#include <array>

namespace dondoc::access {
namespace {

bool Contains(const std::vector<std::string>& units, std::string_view unit) {
  return std::find(units.begin(), units.end(), unit) != units.end();
}

// "A", "A or B", "A, B or C".
std::string Join(const std::vector<std::string>& parts, std::string_view last = " or ") {
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined += i + 1 == parts.size() ? last : ", ";
    joined += parts[i];
  }
  return joined;
}

std::string DescribeRoles(Roles roles, std::string_view last = " or ") {
  std::vector<std::string> names;
  for (const Role role : kAllRoles) {
    if (roles.Has(role)) names.emplace_back(NameOf(role));
  }
  return Join(names, last);
}

std::string DescribeRelations(Relations relations, std::string_view last = " or ") {
  std::vector<std::string> names;
  for (const Relation relation : kAllRelations) {
    if (relations.Has(relation)) names.emplace_back(DescribeRelation(relation));
  }
  return Join(names, last);
}

std::string DescribeUnit(const std::string& id, const std::string& name) { return name.empty() ? "unit " + id : name; }

std::string DescribeCaller(const Caller& caller) {
  if (caller.memberships.empty()) return "the caller acts for no unit";
  std::vector<std::string> parts;
  for (const Membership& membership : caller.memberships) {
    parts.push_back((membership.roles.empty() ? "nothing" : DescribeRoles(membership.roles, " and ")) + " of " +
                    DescribeUnit(membership.unit_id, membership.unit_name) +
                    (membership.ended ? " (which has ended)" : ""));
  }
  constexpr std::size_t kNamed = 5;
  if (parts.size() > kNamed) {
    parts.resize(kNamed);
    parts.emplace_back("more");
  }
  return "the caller is " + Join(parts, " and ");
}

// Nobody writes for a unit that has ended.
bool Counts(const Rule& rule, const Membership& membership) { return !rule.write || !membership.ended; }

bool HasScope(const Rule& rule, const Caller& caller) {
  return !rule.scope.empty() && Contains(caller.scopes, rule.scope);
}

Admission Refuse(std::string why) { return {.allowed = false, .known = true, .why = std::move(why)}; }

bool HasAnyRoleOf(const Rule& rule, const Caller& caller) {
  return std::any_of(rule.grants.begin(), rule.grants.end(), [&](const Grant& grant) {
    return std::any_of(caller.memberships.begin(), caller.memberships.end(), [&](const Membership& membership) {
      return Counts(rule, membership) && !(membership.roles & grant.roles).empty();
    });
  });
}

Admission AdmitMember(const Rule& rule, const Caller& caller) {
  if (caller.service) return Refuse(rule.method + " is for those who act for a unit, not for services");
  if (caller.memberships.empty()) {
    return Refuse(
        rule.method + " is for those who act for a unit; the caller is a member of none" +
        (caller.unit_id.empty() ? std::string() : ", or not of " + DescribeUnit(caller.unit_id, caller.unit_name)) +
        "; whoever has yet to choose a password of their own (dondoc password) is one of none until then");
  }
  if (std::none_of(caller.memberships.begin(), caller.memberships.end(),
                   [&](const Membership& membership) { return Counts(rule, membership); })) {
    return Refuse(rule.method + " changes something, and nobody does that for a unit that has ended; " +
                  DescribeCaller(caller) +
                  "; its heir goes on with what it has left, else a unit above it, or whoever runs the installation");
  }
  if (!rule.grants.empty() && !HasAnyRoleOf(rule, caller)) {
    return Refuse(rule.method + " is for " + DescribeGrants(rule) + "; " + DescribeCaller(caller));
  }
  return {.allowed = true, .known = true, .why = ""};
}

void Append(std::vector<std::string>& units, const std::string& unit) {
  if (!Contains(units, unit)) units.push_back(unit);
}

}  // namespace

std::string_view NameOf(Role role) {
  constexpr std::array<std::string_view, 6> kNames = {"", "OFFICER", "CLERK", "LEADER", "ADMINISTRATOR", "AUDITOR"};
  return kNames.at(static_cast<std::size_t>(role));
}

std::string_view NameOf(Relation relation) {
  constexpr std::array<std::string_view, 9> kNames = {"",     "OWN",         "ABOVE",     "ISSUER", "ABOVE_ISSUER",
                                                      "LEAD", "COORDINATOR", "RECIPIENT", "ANY"};
  return kNames.at(static_cast<std::size_t>(relation));
}

std::string_view NameOf(Audience audience) {
  constexpr std::array<std::string_view, 6> kNames = {"NOBODY", "ANYONE", "SERVICE", "SIGNED_IN", "MEMBER", "OPERATOR"};
  return kNames.at(static_cast<std::size_t>(audience));
}

std::optional<Role> RoleOf(std::string_view name) {
  for (const Role role : kAllRoles) {
    if (NameOf(role) == name) return role;
  }
  return std::nullopt;
}

std::string_view DescribeRelation(Relation relation) {
  switch (relation) {
    case Relation::kOwn:
      return "the unit itself";
    case Relation::kAbove:
      return "a unit above it";
    case Relation::kIssuer:
      return "the issuer";
    case Relation::kAboveIssuer:
      return "a unit above the issuer";
    case Relation::kLead:
      return "the unit that leads";
    case Relation::kCoordinator:
      return "a unit that coordinates";
    case Relation::kRecipient:
      return "a unit that it gives something to do";
    case Relation::kAny:
      return "any unit";
  }
  return "";
}

std::string DescribeGrants(const Rule& rule) {
  std::string text;
  for (const Grant& grant : rule.grants) {
    if (!text.empty()) text += "; ";
    text += DescribeRoles(grant.roles) + " of " + DescribeRelations(grant.relations);
  }
  return text;
}

Relations RelationsOf(std::string_view unit_id, const Parties& parties, const Within& within) {
  Relations relations{Relation::kAny};
  if (unit_id.empty()) return relations;
  if (!parties.unit.empty()) {
    if (parties.unit == unit_id) relations.Add(Relation::kOwn);
    if (within && within(parties.unit, unit_id)) relations.Add(Relation::kAbove);
  }
  if (!parties.issuer.empty()) {
    if (parties.issuer == unit_id) relations.Add(Relation::kIssuer);
    if (within && within(parties.issuer, unit_id)) relations.Add(Relation::kAboveIssuer);
  }
  if (Contains(parties.leads, unit_id)) relations.Add(Relation::kLead);
  if (Contains(parties.coordinators, unit_id)) relations.Add(Relation::kCoordinator);
  if (Contains(parties.recipients, unit_id)) relations.Add(Relation::kRecipient);
  return relations;
}

Admission Admit(const Rule& rule, const Caller& caller) {
  if (rule.audience == Audience::kAnyone) return {.allowed = true, .known = true, .why = ""};
  if (caller.subject.empty()) {
    return {.allowed = false, .known = false, .why = "sign in first: " + rule.method + " is not for everybody"};
  }
  if (caller.all && rule.audience != Audience::kNobody) return {.allowed = true, .known = true, .why = ""};
  if (caller.client && !HasScope(rule, caller)) {
    return Refuse(rule.scope.empty() ? rule.method + " is not for systems"
                                     : rule.method + " needs the scope " + rule.scope);
  }
  switch (rule.audience) {
    case Audience::kAnyone:
    case Audience::kSignedIn:
      return {.allowed = true, .known = true, .why = ""};
    case Audience::kService:
      if (caller.service) return {.allowed = true, .known = true, .why = ""};
      return Refuse(rule.method + " is for services of this system");
    case Audience::kMember:
      return AdmitMember(rule, caller);
    case Audience::kOperator:
      return Refuse(rule.method + " is for whoever runs the installation");
    case Audience::kNobody:
      break;
  }
  return Refuse(rule.method + " has no rule that says who may call it");
}

Decision Decide(const Rule& rule, const Caller& caller, const Parties& parties, const Within& within) {
  if (const Admission admission = Admit(rule, caller); !admission.allowed) return {false, admission.why};
  if (caller.all) return {true, "the operator may do everything"};
  if (!rule.relational()) return {true, rule.method + " does not depend on the object"};
  for (const Membership& membership : caller.memberships) {
    if (!Counts(rule, membership)) continue;
    const Relations relations = RelationsOf(membership.unit_id, parties, within);
    for (const Grant& grant : rule.grants) {
      const Roles roles = membership.roles & grant.roles;
      const Relations standing = relations & grant.relations;
      if (roles.empty() || standing.empty()) continue;
      return {true, "the caller is " + DescribeRoles(roles, " and ") + " of " +
                        DescribeUnit(membership.unit_id, membership.unit_name) + ", which is " +
                        DescribeRelations(standing, " and ")};
    }
  }
  return {false, rule.method + " is for " + DescribeGrants(rule) + "; " + DescribeCaller(caller)};
}

Filter FilterOf(const Rule& rule, const Caller& caller) {
  Filter filter;
  if (!Admit(rule, caller).allowed) return filter;
  filter.all = caller.all || !rule.relational();
  for (const Membership& membership : caller.memberships) {
    if (!Counts(rule, membership)) continue;
    for (const Grant& grant : rule.grants) {
      if ((membership.roles & grant.roles).empty()) continue;
      const std::array<std::pair<Relation, std::vector<std::string>*>, 7> lists = {
          {{Relation::kOwn, &filter.own},
           {Relation::kAbove, &filter.above},
           {Relation::kIssuer, &filter.issuer},
           {Relation::kAboveIssuer, &filter.above_issuer},
           {Relation::kLead, &filter.lead},
           {Relation::kCoordinator, &filter.coordinator},
           {Relation::kRecipient, &filter.recipient}}};
      for (const auto& [relation, units] : lists) {
        if (grant.relations.Has(relation)) Append(*units, membership.unit_id);
      }
      if (grant.relations.Has(Relation::kAny)) filter.all = true;
    }
  }
  return filter;
}

}  // namespace dondoc::access
