#include "common/audit/rpc/audit_service.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/audit/sql.h"
#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/time/timestamp.h"

namespace dondoc::audit {
namespace {

using common::v1::AuditRecord;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;

constexpr int kUsualPage = 100;
constexpr int kLongestPage = 1000;
// A page ends with the record that makes it as long as this, far below the longest answer (rpc::kMaxMessageBytes).
constexpr std::size_t kFullPage = 16U * 1024 * 1024;
// Pages that are looked through for one page, before its units are asked one by one (list_records.sql).
constexpr int kStretch = 4;
constexpr pg::TransactionOptions kReading{.read_only = true, .plan_by_values = true};

// The last record of a page.
struct Place {
  TimePoint at;
  std::int64_t seq = 0;
};

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

absl::StatusOr<std::optional<TimePoint>> MomentOf(bool given, const google::protobuf::Timestamp& time,
                                                  const char* field) {
  if (!given) return std::optional<TimePoint>();
  const std::optional<TimePoint> moment = ToTimePoint(time);
  if (!moment.has_value()) return InvalidField(field, "BAD_TIME", "the moment is outside the years 1 to 9999");
  return moment;
}

absl::StatusOr<Day> DayOr(const std::string& date, Day today) {
  if (date.empty()) return today;
  const std::optional<Day> day = ParseDay(date);
  if (!day) return InvalidField("date", "INVALID_DATE", "date is '" + date.substr(0, 60) + "', want YYYY-MM-DD");
  return *day;
}

absl::StatusOr<std::optional<Place>> PlaceOf(const std::string& token) {
  if (token.empty()) return std::optional<Place>();
  std::int64_t at = 0;
  std::int64_t seq = 0;
  const char* end = token.data() + token.size();
  const auto first = std::from_chars(token.data(), end, at);
  const bool divided = first.ec == std::errc() && first.ptr != end && *first.ptr == '.';
  const auto second = std::from_chars(divided ? first.ptr + 1 : end, end, seq);
  if (!divided || second.ec != std::errc() || second.ptr != end) {
    return InvalidField("page_token", "BAD_PAGE_TOKEN", "the page token is not one of this list");
  }
  return std::optional(Place{TimePoint(std::chrono::microseconds(at)), seq});
}

Place PlaceOf(const pg::Row& row) { return {row.Get<TimePoint>("at"), row.Get<std::int64_t>("seq")}; }

std::string TokenOf(const Place& place) { return fmt::format("{}.{}", place.at.time_since_epoch().count(), place.seq); }

AuditRecord ToProto(const pg::Row& row, const std::string& service) {
  AuditRecord record;
  record.set_service(service);
  record.set_seq(row.Get<std::int64_t>("seq"));
  *record.mutable_time() = ToTimestamp(row.Get<TimePoint>("at"));
  *record.mutable_recorded_time() = ToTimestamp(row.Get<TimePoint>("recorded_at"));
  record.set_subject(row.Get<std::string>("subject"));
  record.set_name(row.Get<std::string>("name"));
  record.set_unit_id(row.Get<std::string>("unit_id"));
  record.set_method(row.Get<std::string>("method"));
  record.set_object_type(row.Get<std::string>("object_type"));
  record.set_object_id(row.Get<std::string>("object_id"));
  record.set_before(row.Get<std::string>("before"));
  record.set_after(row.Get<std::string>("after"));
  record.set_request_id(row.Get<std::string>("request_id"));
  record.set_address(row.Get<std::string>("address"));
  record.set_trace(row.Get<std::string>("trace"));
  record.set_object_unit_id(row.Get<std::string>("object_unit_id"));
  record.set_number(row.Get<std::int64_t>("number"));
  return record;
}

// Who did it, as a subject or as a name, which has no colon.
bool IsSubject(const std::string& person) { return person == "operator" || person.find(':') != std::string::npos; }

}  // namespace

AuditServiceImpl::AuditServiceImpl(std::string service, pg::Database& database, const Clock& clock,
                                   const rpc::Environment& environment)
    : service_(std::move(service)), database_(database), clock_(clock), environment_(environment) {}

grpc::Status AuditServiceImpl::ListAuditRecords(grpc::ServerContext* context, const ListAuditRecordsRequest* request,
                                                ListAuditRecordsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return List(*request, call); });
}

absl::StatusOr<ListAuditRecordsResponse> AuditServiceImpl::List(const ListAuditRecordsRequest& request,
                                                                const rpc::Call& call) {
  const access::Filter sees = call.Sees();
  if (request.page_size() < 0 || request.page_size() > kLongestPage) {
    return InvalidField("page_size", "BAD_PAGE_SIZE", fmt::format("a page has at most {} records", kLongestPage));
  }
  const int page_size = request.page_size() == 0 ? kUsualPage : request.page_size();
  if (!request.unit_id().empty() && !IsUuid(request.unit_id())) {
    return InvalidField("unit_id", "BAD_ID", "the unit's id is not a UUID");
  }
  DONDOC_ASSIGN_OR_RETURN(const auto since, MomentOf(request.has_since(), request.since(), "since"));
  DONDOC_ASSIGN_OR_RETURN(const auto until, MomentOf(request.has_until(), request.until(), "until"));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Place> after, PlaceOf(request.page_token()));
  const Day today = DayOf(clock_.Now());
  DONDOC_ASSIGN_OR_RETURN(const Day tree_of, DayOr(request.date(), today));
  const std::optional<std::string> person = Optional(request.person());
  const std::optional<std::string> none;
  const bool is_subject = IsSubject(request.person());
  const std::optional<std::string> unit = Optional(request.unit_id());
  return database_.Run(kReading, [&](pg::Transaction& tx) -> absl::StatusOr<ListAuditRecordsResponse> {
    // One more than a page: whether there is another.
    DONDOC_ASSIGN_OR_RETURN(
        const pg::Result rows,
        tx.Execute(sql::kListRecords, Optional(request.object_id()), Optional(request.object_type()),
                   is_subject ? person : none, is_subject ? none : person, Optional(request.method()), since, until,
                   after ? std::optional(after->at) : std::nullopt, after ? std::optional(after->seq) : std::nullopt,
                   page_size + 1, kStretch * (page_size + 1), today, sees.all, sees.own, sees.above, unit,
                   request.subtree(), tree_of));
    ListAuditRecordsResponse response;
    std::size_t bytes = 0;
    while (response.records_size() < std::min(rows.size(), page_size) && bytes < kFullPage) {
      *response.add_records() = ToProto(rows[response.records_size()], service_);
      bytes += response.records(response.records_size() - 1).ByteSizeLong();
    }
    const int read = response.records_size();
    if (rows.size() > read) response.set_next_page_token(TokenOf(PlaceOf(rows[read - 1])));
    return response;
  });
}

}  // namespace dondoc::audit
