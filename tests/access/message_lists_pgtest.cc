// Lists of messages, of their deliveries and of what was reminded of.
#include <map>

#include "common/rpc/rules.h"
#include "common/status/status_matchers.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace notification::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = NotificationService::Stub;

TEST_F(ListsTest, MessagesAndTheirDeliveries) {
  for (int i = 0; i < 80; ++i) country_.Tell(Any(units_));
  country_.Deliver(25);
  struct Listed {
    std::string unit_id;
    Delivery::State state;
  };
  const auto deliveries = [&](const std::string& unit, Delivery::State state) {
    std::map<std::string, Listed> listed;
    ListDeliveriesRequest list;
    list.set_unit_id(unit);
    list.set_state(state);
    list.set_page_size(3);
    ReadAll(*country_.notifications, &Stub::ListDeliveries, list, [&](const ListDeliveriesResponse& page) {
      for (const Delivery& one : page.deliveries()) listed[one.message_id()] = {one.unit_id(), one.state()};
    });
    return listed;
  };
  country_.caller = Country::Operator();
  const std::map<std::string, Listed> all = deliveries("", Delivery::STATE_UNSPECIFIED);
  ASSERT_EQ(all.size(), 80U);
  const auto may = [&](const google::protobuf::Descriptor& request, const std::string& unit) {
    return access::Decide(rpc::RulesOf(request).rule, country_.caller, {.unit = unit}, country_.within()).allowed;
  };
  std::map<Delivery::State, std::size_t> shown;
  std::size_t messages = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    const std::string unit = Any(units_);
    for (const Delivery::State state : {Delivery::STATE_UNSPECIFIED, Delivery::PENDING, Delivery::SENT}) {
      Ids one_by_one, of_unit;
      for (const auto& [id, delivery] : all) {
        if (state != Delivery::STATE_UNSPECIFIED && delivery.state != state) continue;
        if (!may(*ListDeliveriesRequest::descriptor(), delivery.unit_id)) continue;
        one_by_one.insert(id);
        if (delivery.unit_id == unit) of_unit.insert(id);
      }
      Ids listed, listed_of_unit;
      for (const auto& [id, delivery] : deliveries("", state)) listed.insert(id);
      for (const auto& [id, delivery] : deliveries(unit, state)) listed_of_unit.insert(id);
      EXPECT_EQ(listed, one_by_one);
      EXPECT_EQ(listed_of_unit, of_unit);
      shown[state] += listed.size();
    }
    for (const std::string& one : units_) {
      Ids expected, listed;
      for (const auto& [id, delivery] : all) {
        if (delivery.unit_id == one && may(*ListInboxRequest::descriptor(), one)) expected.insert(id);
      }
      ListInboxRequest list;
      list.set_unit_id(one);
      list.set_page_size(2);
      ReadAll(*country_.notifications, &Stub::ListInbox, list, [&](const ListInboxResponse& page) {
        for (const InboxMessage& message : page.messages()) listed.insert(message.message_id());
      });
      EXPECT_EQ(listed, expected) << "the inbox of " << one;
      messages += listed.size();
    }
  }
  EXPECT_GT(shown[Delivery::PENDING], 50U);
  EXPECT_GT(shown[Delivery::SENT], 25U);
  EXPECT_GT(messages, 80U);
}

// What is said of a unit is what is said of its assignments one by one, and these are told to whoever may see them.
TEST_F(ListsTest, Reminders) {
  std::vector<std::string> all;
  for (int i = 0; i < 40; ++i) all.push_back(country_.NewAssignment(Any(units_), Any(units_)));
  country_.Remind();
  const auto reminded = [&](const std::string& unit, const std::string& assignment) {
    std::map<std::string, std::string> units;  // of the assignments
    ListRemindersRequest list;
    list.set_unit_id(unit);
    list.set_assignment_id(assignment);
    list.set_page_size(3);
    ReadAll(*country_.notifications, &Stub::ListReminders, list, [&](const ListRemindersResponse& page) {
      for (const Reminder& one : page.reminders()) units[one.assignment_id()] = one.unit_id();
    });
    return units;
  };
  country_.caller = Country::Operator();
  for (const std::string& id : all) ASSERT_EQ(reminded("", id).size(), 1U);
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    for (const std::string& id : all) {
      ListRemindersRequest list;
      list.set_assignment_id(id);
      if (IsShown(country_.Call<ListRemindersResponse>(*country_.notifications, &Stub::ListReminders, list).status()))
        one_by_one.insert(id);
    }
    for (const std::string& unit : units_) {
      for (const auto& [id, of] : reminded(unit, "")) {
        EXPECT_TRUE(one_by_one.contains(id)) << "of " << unit;
        EXPECT_EQ(of, unit);
        ++shown;
      }
    }
  }
  EXPECT_GT(shown, all.size());
}

}  // namespace
}  // namespace dondoc::access_test
