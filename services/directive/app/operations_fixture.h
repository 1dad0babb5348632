// What tests of the operations share: a migrated database each, a clock that stands, units of an invented district.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "services/directive/app/correct_directive.h"
#include "services/directive/app/ingest_directive.h"
#include "services/directive/app/issue_directive.h"
#include "services/directive/app/testing_units.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive::testing {

class OperationsTest : public ::testing::Test {
 protected:
  OperationsTest() : database_({.conninfo = dondoc::testing::SharedPostgres::CreateDatabaseFrom(Migrated())}) {}

  // Made once for all tests of a binary.
  static const std::string& Migrated() {
    static const std::string conninfo = [] {
      std::string made = dondoc::testing::SharedPostgres::CreateDatabase();
      auto connection = *pg::Connection::Open(made);
      EXPECT_OK(pg::Migrate(*connection,
                            {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                             organization::replica::Migrations(), Migrations()},
                            TimePoint{}));
      return made;
    }();
    return conninfo;
  }

  app::Request NewRequest(const std::string& what = "") { return {ids_.NewId(), what, "", "lan", "trace"}; }

  absl::StatusOr<app::Ingested> Ingest(const std::string& bytes) {
    return app::IngestDirective(context_, {NewRequest(), "a.txt", bytes, ""});
  }

  Directive Get(const std::string& id) {
    return database_.Run([&](pg::Transaction& tx) { return GetDirective(tx, id); }).value();
  }

  app::AtVersion Now(const std::string& id) { return {id, Get(id).version}; }

  absl::StatusOr<std::string> Correct(const std::string& id, std::vector<app::Correction> corrections) {
    return app::CorrectDirective(context_, {NewRequest(), Now(id), std::move(corrections)});
  }

  absl::StatusOr<std::string> Issue(const std::string& id) {
    return app::IssueDirective(context_, {NewRequest(), Now(id), "", "", ""});
  }

  std::vector<CorrectionRecord> Corrections(const std::string& id) {
    return database_.Run([&](pg::Transaction& tx) { return ListCorrections(tx, id, 0, 0, 100); }).value();
  }

  pg::Database database_;
  FakeClock clock_{*ParseTime("2025-03-01T02:00:00.000000Z")};
  UuidGenerator ids_{clock_};
  Units units_;
  app::Context context_{database_, clock_, ids_, units_};
};

}  // namespace dondoc::directive::testing
