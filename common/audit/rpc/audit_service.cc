#include "common/audit/rpc/audit_service.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/audit/sql.h"
#include "common/status/status.h"

namespace dondoc::audit {
namespace {

using common::v1::AuditRecord;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;

constexpr int kUsualPage = 100;
constexpr int kLongestPage = 1000;
// Rows looked at for one page: what the caller may not see costs as much as what it may, so that an answer is bounded.
constexpr int kBatch = 1000;
constexpr int kMostBatches = 10;
constexpr pg::TransactionOptions kReading{.read_only = true};

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
  if (time.nanos() < 0 || time.nanos() > 999'999'999 || time.seconds() < -62135596800 ||
      time.seconds() > 253402300799) {
    return InvalidField(field, "BAD_TIME", "the moment is outside the years 1 to 9999");
  }
  return std::optional(TimePoint(std::chrono::seconds(time.seconds())) +
                       std::chrono::microseconds(time.nanos() / 1000));
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

std::string TokenOf(const Place& place) { return fmt::format("{}.{}", place.at.time_since_epoch().count(), place.seq); }

void SetTime(TimePoint moment, google::protobuf::Timestamp& time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(moment);
  time.set_seconds(seconds.time_since_epoch().count());
  time.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(moment - seconds).count()));
}

AuditRecord ToProto(const pg::Row& row, const std::string& service) {
  AuditRecord record;
  record.set_service(service);
  record.set_seq(row.Get<std::int64_t>("seq"));
  SetTime(row.Get<TimePoint>("at"), *record.mutable_time());
  SetTime(row.Get<TimePoint>("recorded_at"), *record.mutable_recorded_time());
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
  record.set_number(row.Get<std::int64_t>("number"));
  return record;
}

// The acts for the caller's own units, and for those below them.
bool IsVisible(const access::Filter& filter, const access::Within& within, const std::string& unit_id) {
  if (filter.all) return true;
  if (unit_id.empty()) return false;
  return std::find(filter.own.begin(), filter.own.end(), unit_id) != filter.own.end() ||
         std::any_of(filter.above.begin(), filter.above.end(),
                     [&](const std::string& above) { return within && within(unit_id, above); });
}

}  // namespace

AuditServiceImpl::AuditServiceImpl(std::string service, pg::Database& database, const rpc::Environment& environment)
    : service_(std::move(service)), database_(database), environment_(environment) {}

grpc::Status AuditServiceImpl::ListAuditRecords(grpc::ServerContext* context, const ListAuditRecordsRequest* request,
                                                ListAuditRecordsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return List(*request, call); });
}

absl::StatusOr<ListAuditRecordsResponse> AuditServiceImpl::List(const ListAuditRecordsRequest& request,
                                                                const rpc::Call& call) {
  const access::Filter filter = call.Sees();
  if (request.page_size() < 0 || request.page_size() > kLongestPage) {
    return InvalidField("page_size", "BAD_PAGE_SIZE", fmt::format("a page has at most {} records", kLongestPage));
  }
  const int page_size = request.page_size() == 0 ? kUsualPage : request.page_size();
  DONDOC_ASSIGN_OR_RETURN(const auto since, MomentOf(request.has_since(), request.since(), "since"));
  DONDOC_ASSIGN_OR_RETURN(const auto until, MomentOf(request.has_until(), request.until(), "until"));
  DONDOC_ASSIGN_OR_RETURN(const auto begin, PlaceOf(request.page_token()));
  return database_.Run(kReading, [&](pg::Transaction& tx) -> absl::StatusOr<ListAuditRecordsResponse> {
    ListAuditRecordsResponse response;
    std::optional<Place> place = begin;
    const int batch = filter.all ? page_size : kBatch;
    for (int batches = 0; batches < kMostBatches; ++batches) {
      DONDOC_ASSIGN_OR_RETURN(
          const pg::Result rows,
          tx.Execute(sql::kListRecords, Optional(request.object_id()), Optional(request.object_type()),
                     Optional(request.person()), Optional(request.unit_id()), since, until,
                     place ? std::optional(place->at) : std::nullopt, place ? std::optional(place->seq) : std::nullopt,
                     batch));
      for (const pg::Row row : rows) {
        place = Place{row.Get<TimePoint>("at"), row.Get<std::int64_t>("seq")};
        if (IsVisible(filter, call.within, row.Get<std::string>("unit_id")))
          *response.add_records() = ToProto(row, service_);
        if (response.records_size() < page_size) continue;
        response.set_next_page_token(TokenOf(*place));
        return response;
      }
      if (rows.size() < batch) return response;
    }
    response.set_next_page_token(TokenOf(*place));
    return response;
  });
}

}  // namespace dondoc::audit
