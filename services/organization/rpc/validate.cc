#include "services/organization/rpc/validate.h"

#include <algorithm>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "common/time/day.h"
#include "services/organization/domain/identifier.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kLongestName = 300;
constexpr std::size_t kLongestFile = 32 * 1024 * 1024;
constexpr int kLargestPage = 1000;
constexpr int kMostNames = 500;
constexpr int kMostCodes = 20000;
constexpr int kMostEmails = 20;
constexpr int kMostUnits = 1000;

absl::Status CheckId(const std::string& field, const std::string& id) {
  return IsUuid(id) ? absl::OkStatus() : InvalidField(field, "BAD_ID", "'" + id + "' is not a UUID");
}

absl::Status CheckOptionalId(const std::string& field, const std::string& id) {
  return id.empty() ? absl::OkStatus() : CheckId(field, id);
}

absl::Status CheckText(const std::string& field, const std::string& text, std::size_t longest) {
  if (FirstInvalidUtf8(text)) return InvalidField(field, "NOT_UTF8", "the text is not UTF-8");
  if (CollapseSpaces(text).empty()) return InvalidField(field, "EMPTY_FIELD", "must not be empty");
  if (text.size() > longest)
    return InvalidField(field, "TOO_LONG", "has more than " + std::to_string(longest) + " bytes");
  return absl::OkStatus();
}

// "2025", "2026-1": what people type and codes are told by.
absl::Status CheckListName(const std::string& field, const std::string& name) {
  DONDOC_RETURN_IF_ERROR(CheckText(field, name, 32));
  const bool good = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
  return good ? absl::OkStatus()
              : InvalidField(
                    field, "BAD_LIST_NAME",
                    "'" + name + "' is not the name of a list: letters without marks, digits, '-', '_' and '.'");
}

absl::Status CheckOptionalDay(const std::string& field, const std::string& day) {
  if (day.empty() || ParseDay(day)) return absl::OkStatus();
  return InvalidField(field, "INVALID_DATE", "'" + day + "' is not a date YYYY-MM-DD");
}

absl::Status CheckSnake(const std::string& field, const std::string& name) {
  const bool good = !name.empty() && name.size() <= 64 && name[0] >= 'A' && name[0] <= 'Z' &&
                    std::all_of(name.begin(), name.end(),
                                [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
  return good ? absl::OkStatus()
              : InvalidField(field, "BAD_KIND", "'" + name + "' is not UPPER_SNAKE, at most 64 letters");
}

template <typename Repeated, typename Check>
absl::Status CheckEach(const std::string& field, const Repeated& values, Check check) {
  for (int i = 0; i < values.size(); ++i) {
    DONDOC_RETURN_IF_ERROR(check(field + "[" + std::to_string(i) + "]", values.Get(i)));
  }
  return absl::OkStatus();
}

absl::Status CheckCount(const std::string& field, int count, int at_least, int at_most) {
  if (count < at_least) return InvalidField(field, "EMPTY_FIELD", "must not be empty");
  if (count > at_most) return InvalidField(field, "TOO_MANY", "has more than " + std::to_string(at_most) + " entries");
  return absl::OkStatus();
}

template <typename Repeated>
absl::Status CheckEmails(const std::string& field, const Repeated& emails) {
  DONDOC_RETURN_IF_ERROR(CheckCount(field, emails.size(), 0, kMostEmails));
  return CheckEach(field, emails, [](const std::string& path, const std::string& email) {
    return IsEmail(email) ? absl::OkStatus() : InvalidField(path, "BAD_EMAIL", "'" + email + "' is not a mail address");
  });
}

absl::Status CheckGroup(const std::string& field, const v1::UnitGroup& group) {
  DONDOC_RETURN_IF_ERROR(CheckId(field + ".within_unit_id", group.within_unit_id()));
  if (!common::v1::Level_IsValid(group.level()) || group.level() == common::v1::LEVEL_UNSPECIFIED) {
    return InvalidField(field + ".level", "BAD_LEVEL", "a group has members of one level");
  }
  for (int i = 0; i < group.attributes_size(); ++i) {
    const int attribute = group.attributes(i);
    if (attribute == v1::TERRITORY_ATTRIBUTE_UNSPECIFIED || !v1::TerritoryAttribute_IsValid(attribute)) {
      return InvalidField(field + ".attributes[" + std::to_string(i) + "]", "BAD_ATTRIBUTE",
                          "there is no such attribute");
    }
  }
  return CheckEach(field + ".except_unit_ids", group.except_unit_ids(), CheckId);
}

template <typename Request>
absl::Status CheckPage(const Request& request) {
  if (request.page_size() < 0 || request.page_size() > kLargestPage) {
    return InvalidField("page_size", "BAD_PAGE", "must be from 0 to " + std::to_string(kLargestPage));
  }
  if (!request.page_token().empty() && !IsUuid(request.page_token())) {
    return InvalidField("page_token", "BAD_PAGE", "is not a token of an answer");
  }
  return absl::OkStatus();
}

}  // namespace

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (text.size() > 254 || at == 0 || at == std::string_view::npos || text.rfind('@') != at) return false;
  const std::string_view domain = text.substr(at + 1);
  const bool printable =
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != ',' && c != ';'; });
  return printable && domain.find('.') != std::string_view::npos && domain.find("..") == std::string_view::npos &&
         domain.front() != '.' && domain.back() != '.' && text.find_first_of("<>()[]\"\\:") == std::string_view::npos;
}

absl::Status Validate(const v1::ImportUnitsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckListName("code_list", request.code_list()));
  if (request.csv().size() > kLongestFile) return InvalidField("csv", "TOO_LONG", "the file has more than 32 MiB");
  return CheckOptionalDay("valid_from", request.valid_from());
}

absl::Status Validate(const v1::DiscardListRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  return CheckText("code_list", request.code_list(), 32);
}

absl::Status Validate(const v1::EquipTerritoriesRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("code_list", request.code_list(), 32));
  DONDOC_RETURN_IF_ERROR(CheckCount("codes", request.codes_size(), 1, kMostCodes));
  DONDOC_RETURN_IF_ERROR(CheckEach("codes", request.codes(), [](const std::string& path, const std::string& code) {
    return CheckText(path, code, 16);
  }));
  return CheckOptionalDay("date", request.date());
}

absl::Status Validate(const v1::CreateUnitRequest& request) {
  const v1::Unit& unit = request.unit();
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("unit.name", unit.name(), kLongestName));
  DONDOC_RETURN_IF_ERROR(CheckSnake("unit.kind", unit.kind()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit.superior_id", unit.superior_id()));
  DONDOC_RETURN_IF_ERROR(CheckEach("unit.tags", unit.tags(), CheckSnake));
  DONDOC_RETURN_IF_ERROR(CheckEmails("unit.emails", unit.emails()));
  return CheckOptionalDay("unit.valid_from", unit.valid_from());
}

absl::Status Validate(const v1::RenameUnitRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("name", request.name(), kLongestName));
  return CheckOptionalDay("valid_from", request.valid_from());
}

absl::Status Validate(const v1::MoveUnitRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("superior_id", request.superior_id()));
  return CheckOptionalDay("valid_from", request.valid_from());
}

absl::Status Validate(const v1::EndUnitRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  return CheckOptionalDay("valid_to", request.valid_to());
}

absl::Status Validate(const v1::AddAliasRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("alias", request.alias(), kLongestName));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("valid_from", request.valid_from()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("valid_to", request.valid_to()));
  if (!request.valid_from().empty() && !request.valid_to().empty() && request.valid_to() <= request.valid_from()) {
    return InvalidField("valid_to", "DAY_BEFORE_FIRST", "the name begins on " + request.valid_from());
  }
  return absl::OkStatus();
}

absl::Status Validate(const v1::EndAliasRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("alias", request.alias(), kLongestName));
  return CheckOptionalDay("valid_to", request.valid_to());
}

absl::Status Validate(const v1::SetContactsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  return CheckEmails("emails", request.emails());
}

absl::Status Validate(const v1::SetIdentifierRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("valid_from", request.valid_from()));
  if (request.scheme() != v1::QCVN_102 && request.scheme() != v1::QD_20) {
    return InvalidField("scheme", "BAD_IDENTIFIER", "there is no such scheme");
  }
  const auto scheme = static_cast<IdentifierScheme>(request.scheme());
  if (request.value().empty() || IsIdentifier(scheme, request.value())) return absl::OkStatus();
  return InvalidField(
      "value", "BAD_IDENTIFIER",
      "'" + request.value() + "' is not like " + (scheme == IdentifierScheme::kQd20 ? "H37.12.3" : "000.00.12.H37"));
}

absl::Status Validate(const v1::SetTagsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckEach("tags", request.tags(), CheckSnake));
  return CheckOptionalDay("valid_from", request.valid_from());
}

absl::Status Validate(const v1::SetAttributesRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  if (!request.has_specially_difficult() && !request.has_urban() && !request.has_island()) {
    return InvalidField("urban", "EMPTY_FIELD", "the request says nothing about the territory");
  }
  return CheckOptionalDay("valid_from", request.valid_from());
}

absl::Status Validate(const v1::DefineGroupRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  const v1::NamedGroup& named = request.group();
  DONDOC_RETURN_IF_ERROR(CheckText("group.name", named.name(), kLongestName));
  DONDOC_RETURN_IF_ERROR(CheckId("group.owner_unit_id", named.owner_unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("group.valid_from", named.valid_from()));
  DONDOC_RETURN_IF_ERROR(CheckEach("group.group.kinds", named.group().kinds(), CheckSnake));
  DONDOC_RETURN_IF_ERROR(CheckEach("group.group.tags", named.group().tags(), CheckSnake));
  return CheckGroup("group.group", named.group());
}

absl::Status Validate(const v1::EndGroupRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("group_id", request.group_id()));
  return CheckOptionalDay("valid_to", request.valid_to());
}

absl::Status Validate(const v1::ListGroupsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("date", request.date()));
  return CheckPage(request);
}

absl::Status Validate(const v1::GetUnitRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("date", request.date()));
  if (!request.unit_id().empty()) return CheckId("unit_id", request.unit_id());
  if (request.territory_code().empty() && !request.identifier().empty()) {
    return CheckText("identifier", request.identifier(), 35);
  }
  return CheckText("territory_code", request.territory_code(), 16);
}

absl::Status Validate(const v1::GetUnitsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckCount("unit_ids", request.unit_ids_size(), 0, kMostUnits));
  return CheckOptionalDay("date", request.date());
}

absl::Status Validate(const v1::ListUnitsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("within_unit_id", request.within_unit_id()));
  if (!common::v1::Level_IsValid(request.level())) return InvalidField("level", "BAD_LEVEL", "there is no such level");
  if (!request.kind().empty()) DONDOC_RETURN_IF_ERROR(CheckSnake("kind", request.kind()));
  if (!request.query().empty()) DONDOC_RETURN_IF_ERROR(CheckText("query", request.query(), kLongestName));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("date", request.date()));
  return CheckPage(request);
}

absl::Status Validate(const v1::ResolveNamesRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckCount("names", request.names_size(), 0, kMostNames));
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("context_unit_id", request.context_unit_id()));
  return CheckOptionalDay("date", request.date());
}

absl::Status Validate(const v1::ExpandGroupRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckGroup("group", request.group()));
  return CheckOptionalDay("date", request.date());
}

}  // namespace dondoc::organization
