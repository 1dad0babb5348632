#include "services/assignment/rpc/read_successions.h"

#include "common/status/status.h"
#include "services/assignment/rpc/convert.h"
#include "services/assignment/rpc/validate.h"
#include "services/assignment/storage/hand_over_outbox.h"
#include "services/assignment/storage/succession_storage.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment {
namespace {

namespace replica = organization::replica;

constexpr int kUses = 20;

pg::TransactionOptions Reading(std::chrono::milliseconds time_left) {
  return {.timeout = time_left, .read_only = true};
}

// What is left of it: here, and on its way to other cells.
absl::StatusOr<std::int64_t> WorkLeft(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t here, CountSuccessionWork(tx, succession_id));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t handed_over, CountHandedOver(tx, succession_id));
  return here + handed_over;
}

}  // namespace

absl::StatusOr<v1::ListSuccessionConflictsResponse> ReadConflicts(const Context& context,
                                                                  const v1::ListSuccessionConflictsRequest& request,
                                                                  const rpc::Call& call) {
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(ConflictFilter filter, ToFilter(request));
  filter.seen = call.Sees();
  const int page_size = filter.limit++;  // one more tells whether there is another page
  return context.database.Run(
      Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListSuccessionConflictsResponse> {
        DONDOC_ASSIGN_OR_RETURN(const std::vector<SuccessionConflict> conflicts, ListSuccessionConflicts(tx, filter));
        v1::ListSuccessionConflictsResponse response;
        for (const SuccessionConflict& conflict : conflicts) {
          if (response.conflicts_size() == page_size) {
            const Assignment& last = conflicts[static_cast<std::size_t>(page_size) - 1].view.assignment;
            response.set_next_page_token(PageToken({last.due_on, last.id}));
            break;
          }
          *response.add_conflicts() = ToProto(conflict, today);
        }
        return response;
      });
}

absl::StatusOr<v1::SuccessionPreview> ReadPreview(const Context& context,
                                                  const v1::GetSuccessionPreviewRequest& request,
                                                  const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  return context.database.Run(
      Reading(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::SuccessionPreview> {
        // It counts what is of all units.
        DONDOC_RETURN_IF_ERROR(replica::PermitCountry(tx, call.Permits()));
        DONDOC_ASSIGN_OR_RETURN(const replica::Succession succession,
                                replica::FindSuccession(tx, request.succession_id(), request.version()));
        DONDOC_ASSIGN_OR_RETURN(const SuccessionCounts counts, PreviewSuccession(tx, succession.id));
        v1::SuccessionPreview preview = ToProto(counts);
        preview.set_state(succession.state);
        preview.set_version(succession.version);
        if (request.by_unit()) AddUnits(counts, preview);
        DONDOC_ASSIGN_OR_RETURN(const std::int64_t work, WorkLeft(tx, succession.id));
        preview.set_work(work);
        return preview;
      });
}

absl::StatusOr<v1::GetSuccessionUsesResponse> ReadUses(const Context& context,
                                                       const v1::GetSuccessionUsesRequest& request,
                                                       std::chrono::milliseconds time_left) {
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  return context.database.Run(
      Reading(time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetSuccessionUsesResponse> {
        DONDOC_ASSIGN_OR_RETURN(const replica::Succession succession,
                                replica::FindSuccession(tx, request.succession_id(), 0));
        v1::GetSuccessionUsesResponse response;
        DONDOC_ASSIGN_OR_RETURN(const std::int64_t work, WorkLeft(tx, succession.id));
        if (succession.state != "ENACTED" || work > 0) {
          return Unavailable("SUCCESSION_BEING_APPLIED", "the succession is still being applied to assignments");
        }
        DONDOC_ASSIGN_OR_RETURN(const std::vector<SuccessionUse> uses, ListSuccessionUses(tx, succession.id, kUses));
        for (const SuccessionUse& use : uses) response.add_uses(InWords(use));
        return response;
      });
}

absl::StatusOr<v1::GetUnitWorkResponse> ReadUnitWork(const Context& context, const v1::GetUnitWorkRequest& request,
                                                     std::chrono::milliseconds time_left) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> day, OptionalDay("date", request.date()));
  return context.database.Run(Reading(time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetUnitWorkResponse> {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> uses,
                            ListUnitUses(tx, request.unit_id(), day.value_or(DayOf(context.clock.Now()))));
    v1::GetUnitWorkResponse response;
    response.mutable_uses()->Assign(uses.begin(), uses.end());
    return response;
  });
}

}  // namespace dondoc::assignment
