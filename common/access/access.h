// Who may do what: rule × caller × relations -> allowed, or the reason in words. The rules are in the protos
// (dondoc/common/v1/access.proto, read by common/rpc/rules.h); this is the one place that decides by them.
//
//   const Decision decision = Decide(rule, caller, {.unit = assignment.unit_id, .issuer = assignment.issuer_unit_id},
//                                    within);
//   if (!decision.allowed) return PermissionDenied(decision.why);
//
// Pure and thread-safe: no clock, no database, no proto; the tree of units is an argument.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace dondoc::access {

// What a person is in a unit; what each may is said in access.proto.
enum class Role : std::uint8_t { kOfficer = 1, kClerk = 2, kLeader = 3, kAdministrator = 4, kAuditor = 5 };

// What the unit that a caller acts for is to the object of a call; see access.proto.
enum class Relation : std::uint8_t {
  kOwn = 1,
  kAbove = 2,
  kIssuer = 3,
  kAboveIssuer = 4,
  kLead = 5,
  kCoordinator = 6,
  kRecipient = 7,
  kAny = 8,
};

// Who an RPC is for at all; see access.proto.
enum class Audience : std::uint8_t {
  kNobody = 0,
  kAnyone = 1,
  kService = 2,
  kSignedIn = 3,
  kMember = 4,
  kOperator = 5
};

inline constexpr std::initializer_list<Role> kAllRoles = {Role::kOfficer, Role::kClerk, Role::kLeader,
                                                          Role::kAdministrator, Role::kAuditor};
inline constexpr std::initializer_list<Relation> kAllRelations = {
    Relation::kOwn,  Relation::kAbove,       Relation::kIssuer,    Relation::kAboveIssuer,
    Relation::kLead, Relation::kCoordinator, Relation::kRecipient, Relation::kAny};

// The names of access.proto: "LEADER", "ABOVE_ISSUER", "MEMBER". RoleOf: nothing for what is none of them.
std::string_view NameOf(Role role);
std::string_view NameOf(Relation relation);
std::string_view NameOf(Audience audience);
std::optional<Role> RoleOf(std::string_view name);

// A small set of roles, or of relations.
template <typename T>
class SetOf {
 public:
  constexpr SetOf() = default;
  constexpr SetOf(std::initializer_list<T> members) {
    for (const T member : members) Add(member);
  }
  constexpr void Add(T member) { bits_ = static_cast<std::uint16_t>(bits_ | Bit(member)); }
  constexpr bool Has(T member) const { return (bits_ & Bit(member)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr SetOf operator&(SetOf other) const { return SetOf(static_cast<std::uint16_t>(bits_ & other.bits_)); }
  constexpr SetOf operator|(SetOf other) const { return SetOf(static_cast<std::uint16_t>(bits_ | other.bits_)); }
  friend constexpr bool operator==(SetOf, SetOf) = default;

 private:
  static constexpr std::uint16_t Bit(T member) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(member));
  }
  constexpr explicit SetOf(std::uint16_t bits) : bits_(bits) {}
  std::uint16_t bits_ = 0;
};
using Roles = SetOf<Role>;
using Relations = SetOf<Relation>;

// What somebody is in one unit.
struct Membership {
  std::string unit_id;
  Roles roles;
  // The unit no longer exists. For what writes such a membership does not count; what was the unit's may be read.
  bool ended = false;
  // What a person calls the unit, for messages; where it is empty, they have the id.
  std::string unit_name = {};
};

// Who calls, as their token proves.
struct Caller {
  std::string subject;                  // "user:UUID", "client:ID", "service:NAME", "operator"; empty for nobody
  std::string user;                     // a name for the log and the audit
  std::string unit_id;                  // the unit that they act for; empty where it is not said
  std::string unit_name;                // as Membership::unit_name
  std::vector<Membership> memberships;  // of today; where unit_id is given, of that unit alone
  std::vector<std::string> scopes;      // of a system's token
  bool service = false;                 // another service of this system
  bool client = false;                  // a system of somebody else
  bool all = false;                     // the operator, acting for no unit: everything is allowed
  std::string address;                  // where from, for the audit ("10.1.2.3", "local")
};

// Whoever has one of the roles in a unit that stands in one of the relations.
struct Grant {
  Roles roles;
  Relations relations;
};

// Who may call one RPC.
struct Rule {
  std::string method;  // "AcceptAssignment"
  Audience audience = Audience::kNobody;
  std::string scope;  // empty: not for systems
  std::vector<Grant> grants;
  std::string hidden_unless;  // the RPC whose rule says who may know that the object is there; empty: everybody
  // It changes something: whoever is in several units says for which one, and nobody does it for one that has ended.
  bool write = false;

  // Whether it depends on the object who may.
  bool relational() const { return audience == Audience::kMember && !grants.empty(); }
};

// The units that an object of a call has to do with.
struct Parties {
  std::string unit;                       // the unit that it belongs to
  std::string issuer;                     // that gave or issued it; empty for none
  std::vector<std::string> leads;         // that lead the task that it is a part of
  std::vector<std::string> coordinators;  // that help with it; of a group that helps, the caller's units suffice
  std::vector<std::string> recipients;    // to which it gives something to do; those of the caller's units suffice
};

// Whether `unit` is below `ancestor` (not it itself) in the tree as it is today; a unit that has ended is below
// whom its place is below (docs/adr/2026-11-21-an-ended-unit-has-a-place.md). False for units that are not known.
using Within = std::function<bool(std::string_view unit, std::string_view ancestor)>;

// Whether a unit has ended by today: its first day of not being there has come. False for units that are not known, and
// for those that have not begun. An error where it cannot be said.
using Ended = std::function<absl::StatusOr<bool>(std::string_view unit)>;

// What a person calls a unit: "Ủy ban nhân dân xã An Lộc (98101)", with the code of its territory. Empty for units that
// are not known.
using UnitName = std::function<absl::StatusOr<std::string>(std::string_view unit)>;

// What `unit_id` is to the object. Always has kAny.
Relations RelationsOf(std::string_view unit_id, const Parties& parties, const Within& within);

struct Decision {
  bool allowed = false;
  // In words, for a person: which role in which relation allows it, or what would.
  std::string why;
};

// What can be said before the object is known: audience, scope, whether the caller has one of the roles anywhere, in a
// unit that exists where something is written.
// UNAUTHENTICATED where `known` is what is missing: nobody calls, and the rule is not for anyone.
struct Admission {
  bool allowed = false;
  bool known = true;
  std::string why;
};
Admission Admit(const Rule& rule, const Caller& caller);

// Whether an admitted caller may do it to this object.
Decision Decide(const Rule& rule, const Caller& caller, const Parties& parties, const Within& within);

// The same for lists: the caller's units whose relation to an object would allow it, by relation; what a list may show
// is what has one of `own` as its unit, or one of `above` above its unit, and so on. Everything where `all`.
struct Filter {
  bool all = false;
  std::vector<std::string> own;
  std::vector<std::string> above;
  std::vector<std::string> issuer;
  std::vector<std::string> above_issuer;
  std::vector<std::string> lead;
  std::vector<std::string> coordinator;
  std::vector<std::string> recipient;
};
Filter FilterOf(const Rule& rule, const Caller& caller);

// "OFFICER or LEADER of its own unit or of a unit above it": who may, for messages.
std::string DescribeGrants(const Rule& rule);
// "the unit itself": a relation as a message says it.
std::string_view DescribeRelation(Relation relation);

}  // namespace dondoc::access
