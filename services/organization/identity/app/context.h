// What any operation may touch. Thread-safe as its parts are.
#pragma once

#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "services/organization/identity/domain/password.h"
#include "services/organization/identity/secrets/password_hasher.h"
#include "services/organization/identity/secrets/vault.h"

namespace dondoc::identity {

struct Context {
  pg::Database& database;
  const Clock& clock;
  IdGenerator& ids;
  const PasswordRules& passwords;
  PasswordHasher& hasher;
  const Vault& vault;
};

}  // namespace dondoc::identity
