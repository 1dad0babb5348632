// What is changed about one body: other names that it goes by, where its mail goes, how systems identify it, which
// groups it answers to, and what its territory is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/once.h"
#include "services/organization/domain/identifier.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

// Adds a name that the unit goes by in the days; one that it has already gets these days, in every spelling that it has
// it in (case, diacritics and punctuation do not count). Its official name of today for all days is not added. Others
// do not keep aliases, so no fact is published.
// NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<std::string> AddAlias(const Context& context, const RequestKey& request, const std::string& unit_id,
                                     const Alias& alias, const UnitAnswer& answer);

// Ends a name that the unit goes by, by whatever spelling, on a day (nothing: today); as if it had never been one where
// that is not after its first day, or where `never` says so. NOT_FOUND (UNIT_NOT_FOUND, ALIAS_NOT_FOUND).
struct EndAliasCommand {
  RequestKey request;
  std::string unit_id;
  std::string name;
  std::optional<Day> to;
  bool never = false;
};
absl::StatusOr<std::string> EndAlias(const Context& context, const EndAliasCommand& command, const UnitAnswer& answer);

// Replaces the unit's mail addresses. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<std::string> SetContacts(const Context& context, const RequestKey& request, const std::string& unit_id,
                                        const std::vector<std::string>& emails, const UnitAnswer& answer);

// Gives a unit an identifier of a scheme from a day on (nothing: always); an empty value only ends the one that it has
// (nothing: today).
// NOT_FOUND (UNIT_NOT_FOUND); FAILED_PRECONDITION (DAY_BEFORE_LAST) where it has one of a later day; ALREADY_EXISTS
// (IDENTIFIER_TAKEN).
struct IdentifierCommand {
  RequestKey request;
  std::string unit_id;
  IdentifierScheme scheme = IdentifierScheme::kQd20;
  std::string value;
  std::optional<Day> from;
};
absl::StatusOr<std::string> SetIdentifier(const Context& context, const IdentifierCommand& command,
                                          const UnitAnswer& answer);

// Says which groups a unit answers to from a day on (nothing: always); each once. NOT_FOUND (UNIT_NOT_FOUND).
struct TagsCommand {
  RequestKey request;
  std::string unit_id;
  std::vector<std::string> tags;
  std::optional<Day> from;
};
absl::StatusOr<std::string> SetTags(const Context& context, const TagsCommand& command, const UnitAnswer& answer);

// Says what the territory of a unit is from a day on, up to the day on which it is known to turn (nothing: always,
// whatever was known); what is not said stays. Publishes the territory's units. NOT_FOUND (UNIT_NOT_FOUND).
struct AttributesCommand {
  RequestKey request;
  std::string unit_id;
  std::optional<bool> specially_difficult, urban, island;
  std::optional<Day> from;
};
absl::StatusOr<std::string> SetAttributes(const Context& context, const AttributesCommand& command,
                                          const UnitAnswer& answer);

}  // namespace dondoc::organization
