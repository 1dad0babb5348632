#include "services/directive/storage/directive_rows.h"

#include <vector>

#include "common/postgres/values.h"
#include "services/directive/domain/enum_names.h"

namespace dondoc::directive {
namespace {

using Strings = std::vector<std::string>;

// A name that the tables' CHECKs let in and the code does not know is a mistake of ours.
template <typename Enum>
Enum Known(const std::optional<Enum>& value, const char* column) {
  if (!value.has_value()) {
    throw pg::DecodeError(std::string("unknown name in column ") + column);
  }
  return *value;
}

Span DecodeSpan(const pg::Row& row) {
  const auto span = row.Get<std::vector<std::int64_t>>("span");
  return {static_cast<uint32_t>(span.at(0)), static_cast<uint32_t>(span.at(1))};
}

Due DecodeDue(const pg::Row& row) {
  const auto due = row.Get<std::vector<std::int32_t>>("due");
  return {.year = due.at(0),
          .quarter = due.at(1),
          .month = due.at(2),
          .day = due.at(3),
          .weekday = due.at(4),
          .hour = due.at(5),
          .minute = due.at(6),
          .within = {due.at(8), static_cast<Period::Unit>(due.at(9)), static_cast<Period::From>(due.at(10))},
          .at_once = due.at(7) != 0};
}

}  // namespace

Summary DecodeSummary(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .state = Known(ParseState(row.Get<std::string>("state")), "state"),
          .number = row.Get<std::string>("number"),
          .type = Known(ParseDocumentType(row.Get<std::string>("type")), "type"),
          .issuer = row.Get<std::string>("issuer"),
          .issued_on = row.Get<std::optional<Day>>("issued_on"),
          .subject = row.Get<std::string>("subject"),
          .tasks = row.Get<std::int32_t>("task_count"),
          .ingested_at = row.Get<TimePoint>("ingested_at")};
}

Directive DecodeHeader(const pg::Row& row) {
  Directive directive;
  directive.id = row.Get<std::string>("id");
  directive.state = Known(ParseState(row.Get<std::string>("state")), "state");
  directive.version = row.Get<std::int64_t>("version");
  directive.number = row.Get<std::string>("number");
  directive.type = Known(ParseDocumentType(row.Get<std::string>("type")), "type");
  directive.issuer = row.Get<std::string>("issuer");
  directive.place = row.Get<std::string>("place");
  directive.issued = {row.Get<std::int32_t>("issued_year"), row.Get<std::int32_t>("issued_month"),
                      row.Get<std::int32_t>("issued_day")};
  directive.subject = row.Get<std::string>("subject");
  const auto signer = row.Get<Strings>("signer");
  directive.signer = {signer.at(0), signer.at(1), signer.at(2), signer.at(3), {}};
  directive.damaged = row.Get<bool>("damaged");
  directive.addressees = row.Get<Strings>("addressees");
  directive.tree_change = row.Get<std::int64_t>("tree_change");
  directive.file_name = row.Get<std::string>("file_name");
  directive.file_size = row.Get<std::int64_t>("file_size");
  directive.file_form = Known(ParseFileForm(row.Get<std::string>("file_form")), "file_form");
  directive.file_pages = row.Get<std::int32_t>("file_pages");
  directive.file_notes = row.Get<Strings>("file_notes");
  directive.sha256 = row.Get<std::string>("sha256");
  directive.ingested_at = row.Get<TimePoint>("ingested_at");
  directive.ingested_by = row.Get<std::optional<std::string>>("ingested_by").value_or("");
  directive.issued_at = row.Get<std::optional<TimePoint>>("issued_at");
  if (const auto at = row.Get<std::optional<TimePoint>>("discarded_at")) {
    directive.discarded = Discarding{.at = *at,
                                     .unit_id = row.Get<std::optional<std::string>>("discarded_by").value_or(""),
                                     .user = row.Get<std::string>("discarded_caller"),
                                     .reason = row.Get<std::string>("discard_reason")};
  }
  return directive;
}

Task DecodeTask(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .ordinal = row.Get<std::int32_t>("ordinal"),
          .dropped = row.Get<bool>("dropped"),
          .units = row.Get<Strings>("units"),
          .role = Known(ParseRole(row.Get<std::string>("role")), "role"),
          .binding = row.Get<bool>("binding"),
          .text = row.Get<std::string>("clause"),
          .section = row.Get<std::string>("section"),
          .coordinators = row.Get<Strings>("coordinators"),
          .lead = row.Get<std::string>("lead"),
          .due = DecodeDue(row),
          .before = row.Get<bool>("before"),
          .due_text = row.Get<std::string>("due_text"),
          .confidence = row.Get<double>("confidence"),
          .span = DecodeSpan(row)};
}

Target DecodeTarget(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .ordinal = row.Get<std::int32_t>("ordinal"),
          .dropped = row.Get<bool>("dropped"),
          .text = row.Get<std::string>("clause"),
          .comparator = Known(ParseComparator(row.Get<std::string>("comparator")), "comparator"),
          .value = row.Get<std::string>("value"),
          .measure = row.Get<std::string>("measure"),
          .from_year = row.Get<std::int32_t>("from_year"),
          .to_year = row.Get<std::int32_t>("to_year"),
          .section = row.Get<std::string>("section"),
          .confidence = row.Get<double>("confidence"),
          .span = DecodeSpan(row)};
}

Duty DecodeDuty(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .ordinal = row.Get<std::int32_t>("ordinal"),
          .dropped = row.Get<bool>("dropped"),
          .from = row.Get<Strings>("reporters"),
          .to = row.Get<Strings>("receivers"),
          .text = row.Get<std::string>("clause"),
          .section = row.Get<std::string>("section"),
          .recurrence = Known(ParseRecurrence(row.Get<std::string>("recurrence")), "recurrence"),
          .due = DecodeDue(row),
          .before = row.Get<bool>("before"),
          .due_text = row.Get<std::string>("due_text"),
          .confidence = row.Get<double>("confidence"),
          .span = DecodeSpan(row)};
}

CitedDocument DecodeCitation(const pg::Row& row) {
  CitedDocument cited;
  cited.basis = row.Get<bool>("basis");
  cited.document = {
      .number = row.Get<std::string>("number"),
      .type = Known(ParseDocumentType(row.Get<std::string>("type")), "type"),
      .issued = {row.Get<std::int32_t>("year"), row.Get<std::int32_t>("month"), row.Get<std::int32_t>("day")},
      .issuer = row.Get<std::string>("issuer"),
      .span = DecodeSpan(row)};
  return cited;
}

Recipient DecodeRecipient(const pg::Row& row) {
  return {row.Get<std::string>("name"), Known(ParsePurpose(row.Get<std::string>("purpose")), "purpose"),
          DecodeSpan(row)};
}

NamedBody DecodeNamedBody(const pg::Row& row) {
  NamedBody body{
      .name = row.Get<std::string>("name"), .meaning = {}, .chosen = row.Get<bool>("chosen"), .candidates = {}};
  if (const auto level = row.Get<std::optional<std::string>>("level")) {
    body.meaning.level = Known(ParseLevel(*level), "level");
    body.meaning.unit_id = row.Get<std::optional<std::string>>("unit_id").value_or("");
    if (body.meaning.unit_id.empty()) {
      body.meaning.group =
          UnitGroup{.within_unit_id = row.Get<std::optional<std::string>>("within_unit_id").value_or(""),
                    .level = body.meaning.level,
                    .kinds = row.Get<Strings>("kinds"),
                    .tags = row.Get<Strings>("tags"),
                    .territory_types = row.Get<Strings>("territory_types"),
                    .except_unit_ids = row.Get<Strings>("except_unit_ids"),
                    .attributes = row.Get<Strings>("attributes")};
    }
  }
  const auto ids = row.Get<Strings>("candidate_ids");
  const auto names = row.Get<Strings>("candidate_names");
  for (size_t i = 0; i < ids.size(); ++i) {
    body.candidates.push_back({ids[i], names.at(i)});
  }
  return body;
}

}  // namespace dondoc::directive
