// Of messages to units, and of reminders.
#include <memory>

#include "tests/access/subjects.h"

namespace dondoc::access_test {

std::vector<Subject> NotificationSubjects() {
  using namespace notification::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = NotificationService::Stub;
  auto assignment_id = std::make_shared<std::string>();
  auto message_id = std::make_shared<std::string>();
  const auto urge = [=](Country& country) {
    UrgeRequest request;
    request.set_request_id(country.NewId());
    request.set_assignment_id(*assignment_id);
    request.set_text("Báo cáo ngay");
    request.set_grade(BLUE);
    return request;
  };
  const auto prepare = [=](Country& country) {
    if (!assignment_id->empty()) return;
    *assignment_id = country.NewAssignment(country.own, country.issuer);
    *message_id = country.Must<InboxMessage>(*country.notifications, &Stub::Urge, urge(country)).message_id();
  };
  return {
      {.rpc = "ListInbox",
       .about = About::kUnit,
       .prepare = prepare,
       .call =
           [](Country& country) {
             ListInboxRequest request;
             request.set_unit_id(country.own);
             return country.Call<ListInboxResponse>(*country.notifications, &Stub::ListInbox, request).status();
           }},
      {.rpc = "MarkRead",
       .about = About::kUnit,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             MarkReadRequest request;
             request.set_request_id(country.NewId());
             request.set_unit_id(country.own);
             request.add_message_ids(*message_id);
             return country.Call<MarkReadResponse>(*country.notifications, &Stub::MarkRead, request).status();
           }},
      {.rpc = "Urge",
       .about = About::kGiven,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             return country.Call<InboxMessage>(*country.notifications, &Stub::Urge, urge(country)).status();
           },
       .object = [=] { return *assignment_id; }},
      {.rpc = "ListReminders",
       .about = About::kGiven,
       .prepare = prepare,
       .call =
           [=](Country& country) {
             ListRemindersRequest request;
             request.set_assignment_id(*assignment_id);
             return country.Call<ListRemindersResponse>(*country.notifications, &Stub::ListReminders, request).status();
           },
       .object = [=] { return *assignment_id; }},
      {.rpc = "ListRules",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<ListRulesResponse>(*country.notifications, &Stub::ListRules, ListRulesRequest())
                 .status();
           }},
      {.rpc = "SetRule",
       .about = About::kUnit,
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             SetRuleRequest request;
             request.set_request_id(country.NewId());
             ReminderRule& rule = *request.mutable_rule();
             rule.set_issuer_unit_id(country.own);
             rule.add_before_days(NextNumber() % 300 + 1);
             rule.add_after_days(NextNumber() % 300 + 1);
             rule.set_repeat_days(NextNumber() % 300 + 1);
             rule.set_catch_up_days(NextNumber() % 30 + 1);
             rule.set_time_of_day("08:00");
             const access::Caller caller = std::exchange(country.caller, Country::Operator());
             const auto rules =
                 country.Must<ListRulesResponse>(*country.notifications, &Stub::ListRules, ListRulesRequest());
             country.caller = caller;
             for (const ReminderRule& one : rules.rules()) {
               if (one.issuer_unit_id() == country.own) rule.set_etag(one.etag());
             }
             return country.Call<ReminderRule>(*country.notifications, &Stub::SetRule, request).status();
           }},
      {.rpc = "ListDeliveries",
       .about = About::kUnit,
       .is_list = true,
       .prepare = prepare,
       .call = [](Country& country) -> absl::Status {
         const auto page = country.Call<ListDeliveriesResponse>(*country.notifications, &Stub::ListDeliveries,
                                                                ListDeliveriesRequest());
         if (!page.ok()) return page.status();
         return page->deliveries_size() > 0 ? absl::OkStatus() : NotShown();
       }},
  };
}

}  // namespace dondoc::access_test
