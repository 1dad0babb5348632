#include "services/directive/rpc/validate.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/time/day.h"
#include "services/directive/domain/corrections.h"

namespace dondoc::directive {
namespace {

constexpr size_t kNameBytes = 1000;
constexpr size_t kReasonBytes = 2000;
constexpr size_t kValueBytes = 100'000;
constexpr int kMaxCorrections = 500;

absl::Status CheckId(std::string_view field, const std::string& id) {
  if (IsUuid(id)) {
    return absl::OkStatus();
  }
  return InvalidField(field, field == "request_id" ? "BAD_REQUEST_ID" : "BAD_ID",
                      std::string(field) + " is \"" + id.substr(0, 60) + "\", want a UUID in lower case");
}

absl::Status CheckOptionalId(std::string_view field, const std::string& id) {
  return id.empty() ? absl::OkStatus() : CheckId(field, id);
}

absl::Status CheckText(std::string_view field, const std::string& text, size_t bytes) {
  if (text.size() > bytes) {
    return InvalidField(
        field, "TEXT_TOO_LONG",
        std::string(field) + " has " + std::to_string(text.size()) + " bytes, want at most " + std::to_string(bytes));
  }
  if (text.find('\0') != std::string::npos) {
    return InvalidField(field, "BAD_TEXT", std::string(field) + " has a zero byte");
  }
  return absl::OkStatus();
}

absl::Status CheckPresent(std::string_view field, const std::string& text, size_t bytes) {
  if (text.empty()) {
    return InvalidField(field, "MISSING_FIELD", std::string(field) + " is missing");
  }
  return CheckText(field, text, bytes);
}

absl::Status CheckPageSize(int page_size) {
  return page_size >= 0 ? absl::OkStatus() : InvalidField("page_size", "BAD_PAGE_SIZE", "page_size is below 0");
}

absl::Status CheckOptionalDay(std::string_view field, const std::string& day) {
  return day.empty() || ParseDay(day).has_value()
             ? absl::OkStatus()
             : InvalidField(field, "INVALID_DATE",
                            std::string(field) + " is \"" + day.substr(0, 60) + "\", want YYYY-MM-DD");
}

absl::Status BadToken() {
  return InvalidField("page_token", "BAD_PAGE_TOKEN", "page_token is not one of next_page_token");
}

// What every write to a directive has.
template <typename Request>
absl::Status CheckWrite(const Request& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
  DONDOC_RETURN_IF_ERROR(CheckPresent("etag", request.etag(), 40));
  if (VersionOf(request.etag()) < 0) return InvalidField("etag", "BAD_ETAG", "send the etag back as it was read");
  return absl::OkStatus();
}

absl::Status CheckField(const std::string& at, const v1::FieldValue& field) {
  DONDOC_RETURN_IF_ERROR(CheckPresent(at + ".field", field.field(), kNameBytes));
  // What a name means is said by resolve, with a unit or a name.
  if (field.field().starts_with("names[")) {
    return InvalidField(at + ".field", "BAD_VALUE", "say what a name means by a correction of the kind \"resolve\"");
  }
  return CheckText(at + ".value", field.value(), kValueBytes);
}

absl::Status CheckAddition(const std::string& at, const v1::AddedItem& item) {
  if (item.kind() < v1::AddedItem::TASK || item.kind() > v1::AddedItem::DUTY) {
    return InvalidField(at + ".kind", "MISSING_FIELD", "say what is added: TASK, TARGET or DUTY");
  }
  for (const v1::FieldValue& field : item.fields()) {
    DONDOC_RETURN_IF_ERROR(CheckField(at, field));
  }
  return absl::OkStatus();
}

absl::Status CheckCorrection(const std::string& at, const v1::Correction& correction) {
  switch (correction.correction_case()) {
    case v1::Correction::kSet:
      return CheckField(at + ".set", correction.set());
    case v1::Correction::kAdd:
      return CheckAddition(at + ".add", correction.add());
    case v1::Correction::kDrop:
      if (!ParseItemPath(correction.drop() + ".dropped").has_value()) {
        return InvalidField(at + ".drop", "BAD_VALUE", "want tasks[N], targets[N] or duties[N]");
      }
      return absl::OkStatus();
    case v1::Correction::kResolve:
      DONDOC_RETURN_IF_ERROR(CheckPresent(at + ".resolve.name", correction.resolve().name(), kNameBytes));
      return CheckPresent(at + ".resolve.means", correction.resolve().means(), kNameBytes);
    case v1::Correction::kIssuerUnitId:
      return CheckId(at + ".issuer_unit_id", correction.issuer_unit_id());
    case v1::Correction::CORRECTION_NOT_SET:
      break;
  }
  return InvalidField(at, "MISSING_FIELD", "the correction says nothing");
}

template <typename Number>
bool ParseNumber(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

absl::Status Validate(const v1::GetDocumentsPreviewRequest& request) {
  return CheckId("succession_id", request.succession_id());
}

absl::Status Validate(const v1::GetDocumentsUsesRequest& request) {
  return CheckId("succession_id", request.succession_id());
}

absl::Status Validate(const v1::GetUnitDocumentsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  if (ParseDay(request.date()).has_value()) return absl::OkStatus();
  return InvalidField("date", "INVALID_DATE", "'" + request.date() + "' is not a date YYYY-MM-DD");
}

absl::Status ValidateCaller(const std::string& unit_id) { return CheckOptionalId("x-dondoc-unit", unit_id); }

absl::Status Validate(const v1::IngestDirectiveRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckText("file_name", request.file_name(), kNameBytes));
  return CheckOptionalId("issuer_unit_id", request.issuer_unit_id());
}

absl::Status Validate(const v1::GetDirectiveRequest& request) {
  return CheckPresent("directive", request.directive(), kNameBytes);
}

absl::Status Validate(const v1::ListDirectivesRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("issuer_unit_id", request.issuer_unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckPageSize(request.page_size()));
  if (!v1::DirectiveState::Value_IsValid(request.state())) {
    return InvalidField("state", "BAD_VALUE", "there is no such state");
  }
  if (!v1::DocumentType::Value_IsValid(request.type())) {
    return InvalidField("type", "BAD_VALUE", "there is no such type");
  }
  return request.page_token().empty() || IsUuid(request.page_token()) ? absl::OkStatus() : BadToken();
}

absl::Status Validate(const v1::SearchDirectivesRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckPresent("query", request.query(), kNameBytes));
  DONDOC_RETURN_IF_ERROR(CheckPageSize(request.page_size()));
  return ParseRankToken(request.page_token()).status();
}

absl::Status Validate(const v1::CorrectDirectiveRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckWrite(request));
  if (request.corrections_size() == 0 || request.corrections_size() > kMaxCorrections) {
    return InvalidField("corrections", request.corrections_size() == 0 ? "MISSING_FIELD" : "TOO_MANY",
                        "want 1 to " + std::to_string(kMaxCorrections) + " corrections");
  }
  for (int i = 0; i < request.corrections_size(); ++i) {
    DONDOC_RETURN_IF_ERROR(CheckCorrection("corrections[" + std::to_string(i) + "]", request.corrections(i)));
  }
  return absl::OkStatus();
}

absl::Status Validate(const v1::UndoCorrectionRequest& request) { return CheckWrite(request); }
absl::Status Validate(const v1::ResolveDirectiveRequest& request) { return CheckWrite(request); }

absl::Status Validate(const v1::IssueDirectiveRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckWrite(request));
  DONDOC_RETURN_IF_ERROR(CheckText("number", request.number(), kNameBytes));
  DONDOC_RETURN_IF_ERROR(CheckText("issued_on", request.issued_on(), 40));
  return CheckOptionalId("issuer_unit_id", request.issuer_unit_id());
}

absl::Status Validate(const v1::DiscardDirectiveRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckWrite(request));
  return CheckText("reason", request.reason(), kReasonBytes);
}

absl::Status Validate(const v1::RestoreDirectiveRequest& request) { return CheckWrite(request); }

absl::Status Validate(const v1::GetFileRequest& request) { return CheckId("directive_id", request.directive_id()); }

absl::Status Validate(const v1::ListCorrectionsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
  DONDOC_RETURN_IF_ERROR(CheckPageSize(request.page_size()));
  return ParsePositionToken(request.page_token()).status();
}

absl::Status Validate(const v1::EvaluateProposalsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("issuer_unit_id", request.issuer_unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("since", request.since()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalDay("until", request.until()));
  DONDOC_RETURN_IF_ERROR(CheckPageSize(request.page_size()));
  return request.page_token().empty() || IsUuid(request.page_token()) ? absl::OkStatus() : BadToken();
}

std::string RankToken(const Rank& rank) {
  // Shortest text that reads back as the same number: the next page begins exactly where this one ended.
  std::string text(40, '\0');
  text.resize(static_cast<size_t>(std::to_chars(text.data(), text.data() + text.size(), rank.rank).ptr - text.data()));
  return text + "/" + rank.id;
}

absl::StatusOr<std::optional<Rank>> ParseRankToken(const std::string& token) {
  if (token.empty()) {
    return std::optional<Rank>();
  }
  const size_t slash = std::min(token.find('/'), token.size() - 1);
  Rank rank{0, token.substr(slash + 1)};
  if (!ParseNumber(std::string_view(token).substr(0, slash), rank.rank) || !IsUuid(rank.id)) {
    return BadToken();
  }
  return rank;
}

std::string PositionToken(const CorrectionPosition& position) {
  return std::to_string(position.version) + "/" + std::to_string(position.position);
}

absl::StatusOr<CorrectionPosition> ParsePositionToken(const std::string& token) {
  CorrectionPosition position;
  if (token.empty()) {
    return position;
  }
  const std::string_view text = token;
  const size_t slash = std::min(text.find('/'), text.size() - 1);
  if (!ParseNumber(text.substr(0, slash), position.version) ||
      !ParseNumber(text.substr(slash + 1), position.position)) {
    return BadToken();
  }
  return position;
}

std::int64_t VersionOf(const std::string& etag) {
  std::int64_t version = 0;
  return ParseNumber(std::string_view(etag), version) && version > 0 ? version : -1;
}

}  // namespace dondoc::directive
