// What facts bring the services of the country, and what time does to them.
#include <fmt/core.h>

#include <string>
#include <vector>

#include "common/messaging/fact.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/indicator/events/consumers.h"
#include "services/notification/app/put_into_inboxes.h"
#include "services/notification/app/send_due_reminders.h"
#include "services/notification/storage/delivery_storage.h"
#include "tests/access/country.h"

namespace dondoc::access_test {
namespace {

constexpr pg::Statement kTakeFacts{
    "test.take_facts",
    "WITH taken AS (DELETE FROM outbox WHERE type = $1::text RETURNING seq, fact_id, fact_time, payload) "
    "SELECT fact_id, fact_time, payload FROM taken ORDER BY seq"};

}  // namespace

void Country::Settle(pg::Database& database, const std::string& type, const messaging::Handler& take) {
  for (bool more = true; more;) {
    const absl::Status settled = database.Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kTakeFacts, type));
      std::vector<messaging::Fact> facts;
      for (const pg::Row row : rows) {
        messaging::Fact& fact = facts.emplace_back();
        fact.id = row.Get<std::string>("fact_id");
        fact.type = type;
        fact.time = row.Get<TimePoint>("fact_time");
        fact.payload = row.Get<pg::Bytes>("payload").data;
      }
      more = !facts.empty();
      return more ? take(tx, facts) : absl::OkStatus();
    });
    if (!settled.ok()) Fail(settled);
  }
}

void Country::SettleCounts() {
  Settle(assignment_.database, messaging::Type<assignment::v1::CountsContributed>(),
         assignment::OnCountsContributed(assignment_context_));
}

void Country::SettleNumbers() {
  Settle(indicator_.database, messaging::Type<indicator::v1::ContributionsChanged>(),
         indicator::events::OnContributionsChanged(indicator_context_));
}

std::string Country::NewTargets(const std::string& issuer_id, int targets) {
  directive::v1::DirectiveIssued issued;
  issued.set_directive_id(NewId());
  issued.set_number(NewNumber());
  issued.set_issuer_unit_id(issuer_id);
  for (int i = 1; i <= targets; ++i) {
    directive::v1::IssuedTarget& target = *issued.add_targets();
    target.set_target_id(NewId());
    target.set_text(fmt::format("Đạt {} cái", i));
    target.set_comparator("AT_LEAST");
    target.set_value(std::to_string(i));
    target.set_measure("cái");
    target.set_from_year(2023);
  }
  messaging::Fact fact;
  fact.id = NewId();
  fact.type = issued.GetTypeName();
  fact.time = clock_.Now();
  fact.payload = issued.SerializeAsString();
  const absl::Status taken = indicator_.database.Run([&](pg::Transaction& tx) {
    return indicator::events::OnDirectiveIssued(indicator_context_)(tx, {&fact, 1});
  });
  if (!taken.ok()) Fail(taken);
  return issued.directive_id();
}

void Country::Tell(const std::string& unit_id) {
  notification::InboxMessage message{.message_id = NewId(), .unit_id = unit_id, .directive_id = NewId()};
  message.text = {.subject = "Nhắc việc", .body = "Việc đến hạn\n"};
  message.nominal_on = DayOf(clock_.Now());
  message.made_at = clock_.Now();
  const absl::Status told = notification_.database.Run([&](pg::Transaction& tx) {
    return notification::PutIntoInboxes(tx, ids, {{message, {"vp@" + unit_id + ".example.vn"}}}, message.made_at);
  });
  if (!told.ok()) Fail(told);
}

void Country::Deliver(int deliveries) {
  const absl::Status delivered = notification_.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(
        const std::vector<notification::ClaimedDelivery> claimed,
        notification::ClaimDeliveries(tx, clock_.Now(), "one", std::chrono::minutes(1), deliveries));
    std::vector<notification::DeliveryRecord> records;
    for (const notification::ClaimedDelivery& one : claimed) {
      records.push_back({.delivery_id = one.delivery_id,
                         .attempts = one.attempts,
                         .verdict = {.state = notification::DeliveryState::kSent},
                         .answer = "250 OK"});
    }
    return notification::RecordDeliveries(tx, records, clock_.Now()).status();
  });
  if (!delivered.ok()) Fail(delivered);
}

void Country::Remind() {
  const FakeClock last_day(*ParseTime("2026-12-20T05:00:00Z"));
  const notification::Context context{notification_.database, last_day, ids};
  for (bool more = true; more;) {
    const auto outcome = notification::SendDueReminders(context, 100);
    if (!outcome.ok()) Fail(outcome.status());
    more = outcome->more;
  }
}

}  // namespace dondoc::access_test
