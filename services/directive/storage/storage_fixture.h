// For the tests of this library: a database of its own for each test, and directives to put into it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/postgres/migrator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "services/directive/domain/testing_directive.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {

inline const access::Filter kEverything{.all = true};
inline const TimePoint kNow = *ParseTime("2025-03-01T02:00:00.000000Z");
inline const Discarding kByLan{kNow, testing::kOffice, "lan", "bản quét mờ"};

inline std::string Id(int n) {
  std::string digits = std::to_string(n);
  return "00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

class DirectiveStorageTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    migrated = new std::string(dondoc::testing::SharedPostgres::CreateDatabase());
    auto connection = *pg::Connection::Open(*migrated);
    ASSERT_OK(pg::Migrate(*connection,
                          {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                           organization::replica::Migrations(), Migrations()},
                          kNow));
  }

  DirectiveStorageTest()
      : conninfo_(dondoc::testing::SharedPostgres::CreateDatabaseFrom(*migrated)), database_({.conninfo = conninfo_}) {}

  // A directive of its own: the plan with other ids, number and file.
  static Directive Draft(int n, const std::string& number = "12/KH-UBND") {
    Directive draft = testing::Plan();
    draft.id = Id(n);
    for (Task& task : draft.tasks) task.id = Id(n * 100 + task.ordinal);
    for (Target& target : draft.targets) target.id = Id(n * 100 + 10 + target.ordinal);
    for (Duty& duty : draft.duties) duty.id = Id(n * 100 + 20 + duty.ordinal);
    draft.number = number;
    draft.citations = {{true, {"3/KH-UBND", DocumentType::kPlan, {2025, 1, 5}, "Ủy ban nhân dân tỉnh Nam Sơn", {1, 2}}},
                       {false, {"29-CT/TW", DocumentType::kDirective, {}, "Bộ Chính trị", {3, 4}}}};
    draft.recipients = {{"Như trên", Purpose::kExecute, {5, 6}}};
    draft.addressees = {"Các phòng, ban"};
    draft.signer = {"Trần Văn A", "Chủ tịch", "Ủy ban nhân dân", "", {}};
    draft.file_name = "a.txt";
    draft.file_size = 3;
    draft.sha256 = "sha" + std::to_string(n);
    draft.ingested_at = kNow;
    return draft;
  }

  absl::Status Insert(const Directive& draft, const std::string& text = "Kế hoạch phổ cập giáo dục") {
    ParsedDirective proposal;
    proposal.number = draft.number;
    return database_.Run([&](pg::Transaction& tx) {
      return InsertDraft(tx, draft, {std::string("\x01\xFF\x00", 3), text, proposal});
    });
  }

  // Moves what Insert has written to DISCARDED, or back.
  absl::Status SetDiscarded(Directive& directive, bool discarded) {
    directive.state = discarded ? State::kDiscarded : State::kDraft;
    directive.discarded = discarded ? std::optional(kByLan) : std::nullopt;
    ++directive.version;
    return database_.Run([&](pg::Transaction& tx) { return UpdateDirective(tx, directive); });
  }

  absl::StatusOr<Directive> Get(const std::string& id) {
    return database_.Run([&](pg::Transaction& tx) { return GetDirective(tx, id); });
  }

  static inline std::string* migrated = nullptr;
  std::string conninfo_;
  pg::Database database_;
};

}  // namespace dondoc::directive
