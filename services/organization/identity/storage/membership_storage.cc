#include "services/organization/identity/storage/membership_storage.h"

#include "common/ids/id_generator.h"
#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

Membership DecodeMembership(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .user_id = row.Get<std::string>("user_id"),
          .unit_id = row.Get<std::string>("unit_id"),
          .role = row.Get<std::string>("role"),
          .valid_from = row.Get<Day>("valid_from"),
          .valid_to = row.Get<std::optional<Day>>("valid_to"),
          .login = row.Get<std::string>("login"),
          .user_name = row.Get<std::string>("user_name"),
          .went_to = row.Get<std::optional<std::string>>("went_to")};
}

std::vector<Membership> DecodeMemberships(const pg::Result& rows) {
  std::vector<Membership> memberships;
  for (const pg::Row row : rows) memberships.push_back(DecodeMembership(row));
  return memberships;
}

}  // namespace

absl::Status InsertMembership(pg::Transaction& tx, const Membership& membership) {
  const absl::Status status =
      tx.Execute(sql::kInsertMembership, membership.id, membership.user_id, membership.unit_id, membership.role,
                 membership.valid_from, membership.valid_to, membership.granted_at)
          .status();
  if (pg::ConstraintOf(status) != "membership_unit") return status;
  return WithMetadata(NotFound("UNIT_NOT_FOUND", "there is no unit " + membership.unit_id), "field", "unit_id");
}

absl::StatusOr<UnitDays> LockDaysOfUnit(pg::Transaction& tx, const std::string& unit_id) {
  const auto none = [&] {
    return WithMetadata(NotFound("UNIT_NOT_FOUND", "there is no unit " + unit_id), "field", "unit_id");
  };
  if (!IsUuid(unit_id)) return none();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockDaysOfUnit, unit_id));
  if (rows.empty()) return none();
  return UnitDays{.name = rows[0].Get<std::string>("name"), .valid_to = rows[0].Get<std::optional<Day>>("valid_to")};
}

absl::StatusOr<bool> Overlaps(pg::Transaction& tx, const Membership& membership) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kFindOverlappingMembership, membership.user_id, membership.unit_id,
                                     membership.role, membership.valid_from, membership.valid_to, membership.id));
  return !rows.empty();
}

absl::StatusOr<int> CountLasting(pg::Transaction& tx, const std::string& user_id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountLastingMemberships, user_id, day));
  return static_cast<int>(rows[0].Get<std::int64_t>("memberships"));
}

absl::StatusOr<Membership> GetMembership(pg::Transaction& tx, const std::string& id) {
  const auto none = [] { return NotFound("MEMBERSHIP_NOT_FOUND", "there is no such membership"); };
  if (!IsUuid(id)) return none();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetMembership, id));
  if (rows.empty()) return none();
  return DecodeMembership(rows[0]);
}

absl::Status SetEnd(pg::Transaction& tx, const std::string& id, std::optional<Day> valid_to) {
  return tx.Execute(sql::kEndMembership, id, valid_to).status();
}

absl::StatusOr<std::vector<Membership>> ListMemberships(pg::Transaction& tx, const MembershipFilter& filter) {
  const access::Filter& seen = filter.seen;
  if (filter.succession_id) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                            tx.Execute(sql::kListMembershipsWithoutHeir, filter.succession_id, filter.after_id,
                                       filter.limit, filter.today, seen.all, seen.own, seen.above));
    return DecodeMemberships(rows);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListMemberships, filter.user_id, filter.unit_id, filter.after_id,
                                     filter.limit, filter.today, seen.all, seen.own, seen.above));
  return DecodeMemberships(rows);
}

absl::StatusOr<std::vector<Membership>> ListCurrentMemberships(pg::Transaction& tx,
                                                               const std::vector<std::string>& user_ids, Day day,
                                                               const access::Filter& seen, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListCurrentMemberships, user_ids, day, today,
                                                            seen.all, seen.own, seen.above));
  return DecodeMemberships(rows);
}

}  // namespace dondoc::identity
