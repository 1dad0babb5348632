#include "services/organization/identity/storage/account_storage.h"

#include "common/ids/id_generator.h"
#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

// More than anybody has; an account that signs in anew each day does not fill the table.
constexpr int kMostDevices = 16;

User DecodeUser(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .login = row.Get<std::string>("login"),
          .name = row.Get<std::string>("name"),
          .unit_id = row.Get<std::string>("unit_id"),
          .created_at = row.Get<TimePoint>("created_at"),
          .disabled_at = row.Get<std::optional<TimePoint>>("disabled_at"),
          .password_hash = row.Get<std::optional<std::string>>("hash"),
          .must_change_password = row.Get<bool>("must_change")};
}

absl::Status NoUser() { return NotFound("USER_NOT_FOUND", "there is no such account"); }

}  // namespace

absl::Status InsertUser(pg::Transaction& tx, const User& user) {
  const absl::Status status =
      tx.Execute(sql::kInsertUser, user.id, user.login, user.name, user.unit_id, user.created_at).status();
  const std::string constraint = pg::ConstraintOf(status);
  if (constraint == "user_account_login")
    return WithMetadata(AlreadyExists("LOGIN_TAKEN", "another account has this login"), "field", "login");
  if (constraint == "user_account_unit")
    return WithMetadata(NotFound("UNIT_NOT_FOUND", "there is no unit " + user.unit_id), "field", "unit_id");
  return status;
}

absl::StatusOr<std::optional<User>> FindUserByLogin(pg::Transaction& tx, const std::string& login) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUser, std::nullopt, login));
  return rows.empty() ? std::nullopt : std::optional<User>(DecodeUser(rows[0]));
}

absl::StatusOr<User> GetUser(pg::Transaction& tx, const std::string& id) {
  if (!IsUuid(id)) return NoUser();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUser, id, std::nullopt));
  if (rows.empty()) return NoUser();
  return DecodeUser(rows[0]);
}

absl::StatusOr<User> LockUser(pg::Transaction& tx, const std::string& id) {
  if (!IsUuid(id)) return NoUser();
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kLockUser, id).status());
  return GetUser(tx, id);
}

absl::StatusOr<std::vector<User>> ListUsers(pg::Transaction& tx, const UserFilter& filter) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListUsers, filter.unit_id, filter.day, filter.after, filter.limit,
                                     filter.today, filter.seen.all, filter.seen.own, filter.seen.above));
  std::vector<User> users;
  for (const pg::Row row : rows) users.push_back(DecodeUser(row));
  return users;
}

absl::Status SetDisabled(pg::Transaction& tx, const std::string& id, bool disabled, TimePoint now) {
  return tx.Execute(sql::kSetDisabled, id, disabled, now).status();
}

absl::Status SetPassword(pg::Transaction& tx, const std::string& id, const std::string& hash, bool must_change,
                         TimePoint now) {
  return tx.Execute(sql::kUpsertCredential, id, hash, must_change, now).status();
}

absl::Status ReplaceHash(pg::Transaction& tx, const std::string& id, const std::string& before,
                         const std::string& after) {
  return tx.Execute(sql::kRehashCredential, id, before, after).status();
}

absl::StatusOr<DeviceToken> FindDeviceToken(pg::Transaction& tx, const std::string& token_hash,
                                            const std::string& user_id, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindDevice, pg::Bytes{token_hash}, user_id, now));
  if (rows.empty()) return DeviceToken::kUnknown;
  return rows[0].Get<bool>("is_code") ? DeviceToken::kCode : DeviceToken::kDevice;
}

absl::Status KeepDevice(pg::Transaction& tx, const std::string& token_hash, const std::string& user_id, TimePoint now) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kUpsertDevice, pg::Bytes{token_hash}, user_id, now).status());
  return tx.Execute(sql::kDeleteOldestDevices, user_id, kMostDevices).status();
}

absl::Status ForgetDevices(pg::Transaction& tx, const std::string& user_id) {
  return tx.Execute(sql::kDeleteDevices, user_id).status();
}

absl::Status KeepCode(pg::Transaction& tx, const std::string& user_id, const std::string& code_hash,
                      TimePoint expires_at) {
  return tx.Execute(sql::kUpsertSignInCode, user_id, pg::Bytes{code_hash}, expires_at).status();
}

absl::StatusOr<bool> UseCode(pg::Transaction& tx, const std::string& user_id, const std::string& code_hash) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result used, tx.Execute(sql::kUseSignInCode, user_id, pg::Bytes{code_hash}));
  return used.affected() > 0;
}

absl::Status ForgetCode(pg::Transaction& tx, const std::string& user_id) {
  return tx.Execute(sql::kDeleteSignInCode, user_id).status();
}

}  // namespace dondoc::identity
