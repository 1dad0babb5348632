// Lists of accounts, of memberships and of systems.
#include <map>

#include "common/rpc/rules.h"
#include "common/status/status.h"
#include "common/tokens/key.h"
#include "common/tokens/pem.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = UserService::Stub;

template <typename Memberships>
Ids IdsOf(const Memberships& memberships) {
  Ids ids;
  for (const Membership& one : memberships) ids.insert(one.id());
  return ids;
}

// An account is seen through any of its units; its roles in the others are not.
TEST_F(ListsTest, AccountsAndWhatTheyAreWhere) {
  std::map<std::string, User> users;
  std::map<std::string, Membership> memberships;
  std::map<std::string, std::string> clients;  // their units
  Ids current;
  for (int i = 0; i < 30; ++i) {
    CreateUserRequest create;
    create.set_request_id(country_.NewId());
    create.set_login("nguoi" + std::to_string(i));
    create.set_name("Người");
    create.set_unit_id(Any(living_));
    User user = country_.Must<User>(*country_.users, &Stub::CreateUser, create);
    for (int j = 0; j < 3; ++j) {
      const int days = std::uniform_int_distribution(0, 3)(random_);
      GrantMembershipRequest grant;
      grant.set_request_id(country_.NewId());
      grant.set_user_id(user.id());
      grant.set_unit_id(Any(days == 0 ? country_.ended : living_));
      grant.set_role(common::v1::OFFICER);
      grant.set_valid_from(days < 2 ? "2024-05-01" : days == 2 ? "2024-06-01" : "2099-01-01");
      if (days < 2) grant.set_valid_to("2024-06-01");
      country_.caller = Country::Operator();
      auto granted = country_.Call<Membership>(*country_.users, &Stub::GrantMembership, grant);
      if (!granted.ok()) continue;  // a unit that was not there yet, or twice the same
      if (days == 2) current.insert(granted->id());
      memberships[granted->id()] = *std::move(granted);
    }
    users[user.id()] = std::move(user);
    CreateApiClientRequest connect;
    connect.set_request_id(country_.NewId());
    connect.mutable_client()->set_id("may" + std::to_string(i));
    connect.mutable_client()->set_name("Máy");
    connect.mutable_client()->set_unit_id(Any(living_));
    connect.mutable_client()->add_roles(common::v1::OFFICER);
    connect.mutable_client()->add_scopes("assignments.read");
    connect.mutable_client()->set_public_key(tokens::WritePublicPem(tokens::SigningKey::Generate().public_key()));
    const auto client = country_.Must<ApiClient>(*country_.users, &Stub::CreateApiClient, connect);
    clients[client.id()] = client.unit_id();
  }
  ASSERT_GT(current.size(), 10U);
  ASSERT_GT(memberships.size(), current.size() + 30);

  const auto list_memberships = [&](const std::string& unit, const std::string& user) {
    Ids listed;
    ListMembershipsRequest list;
    list.set_unit_id(unit);
    list.set_user_id(user);
    list.set_page_size(1);
    ReadAll(*country_.users, &Stub::ListMemberships, list,
            [&](const ListMembershipsResponse& page) { listed.merge(IdsOf(page.memberships())); });
    return listed;
  };
  const rpc::MethodRules& rules = rpc::RulesOf(*ListMembershipsRequest::descriptor());
  std::size_t shown = 0, kept_back = 0, systems = 0, acted = 0, gone = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    const auto may = [&](const std::string& unit) {
      return access::Decide(rules.rule, country_.caller, {.unit = unit}, country_.within()).allowed;
    };
    std::map<std::string, Ids> of_unit, of_user, acting;  // what may be seen of memberships
    for (const auto& [id, membership] : memberships) {
      if (!may(membership.unit_id())) continue;
      of_unit[membership.unit_id()].insert(id);
      of_user[membership.user_id()].insert(id);
      if (current.contains(id)) acting[membership.user_id()].insert(id);
    }
    std::map<std::string, User> one_by_one;
    for (const auto& [id, user] : users) {
      GetUserRequest get;
      get.set_user_id(id);
      const auto got = country_.Call<User>(*country_.users, &Stub::GetUser, get);
      if (IsShown(got.status())) {
        one_by_one[id] = *got;
        EXPECT_EQ(IdsOf(got->memberships()), acting[id]);
        kept_back += of_user[id].empty() ? 1 : 0;
      }
      EXPECT_EQ(list_memberships("", id), got.ok() ? of_user[id] : Ids());
    }
    for (const std::string& unit : units_) {
      EXPECT_EQ(list_memberships(unit, ""), of_unit[unit]);
      Ids expected, listed;
      for (const auto& [id, user] : users) {
        if (may(unit) && user.unit_id() == unit) expected.insert(id);
      }
      for (const auto& [id, membership] : memberships) {
        if (may(unit) && membership.unit_id() == unit && current.contains(id)) expected.insert(membership.user_id());
      }
      ListUsersRequest list;
      list.set_unit_id(unit);
      list.set_page_size(1);
      ReadAll(*country_.users, &Stub::ListUsers, list, [&](const ListUsersResponse& page) {
        for (const User& user : page.users()) {
          listed.insert(user.id());
          EXPECT_EQ(user.SerializeAsString(), one_by_one[user.id()].SerializeAsString());
        }
      });
      EXPECT_EQ(listed, expected) << "accounts of " << unit;
      shown += listed.size();
      // Of a day that is over: who acted for the unit then, and may still be seen.
      expected.clear();
      for (const auto& [id, user] : users) {
        if (may(unit) && user.unit_id() == unit) expected.insert(id);
      }
      for (const auto& [id, membership] : memberships) {
        if (!may(unit) || membership.unit_id() != unit || membership.valid_from() != "2024-05-01") continue;
        if (one_by_one.contains(membership.user_id())) {
          acted += expected.insert(membership.user_id()).second ? 1 : 0;
        } else {
          ++gone;
        }
      }
      listed.clear();
      list.clear_page_token();
      list.set_date("2024-05-15");
      ReadAll(*country_.users, &Stub::ListUsers, list, [&](const ListUsersResponse& page) {
        for (const User& user : page.users()) {
          listed.insert(user.id());
          for (const Membership& membership : user.memberships()) EXPECT_TRUE(may(membership.unit_id()));
        }
      });
      EXPECT_EQ(listed, expected) << "accounts of " << unit << " that day";
      Ids connected, seen;
      for (const auto& [id, of] : clients) {
        if (of == unit && may(unit)) seen.insert(id);
      }
      ListApiClientsRequest of_clients;
      of_clients.set_unit_id(unit);
      of_clients.set_page_size(1);
      ReadAll(*country_.users, &Stub::ListApiClients, of_clients, [&](const ListApiClientsResponse& page) {
        for (const ApiClient& client : page.clients()) connected.insert(client.id());
      });
      EXPECT_EQ(connected, seen) << "systems of " << unit;
      systems += connected.size();
    }
  }
  EXPECT_GT(shown, users.size());
  EXPECT_GT(acted, 0U);
  EXPECT_GT(gone, 0U) << "nobody was seen on that day who is not today";
  EXPECT_GT(systems, clients.size());
  EXPECT_GT(kept_back, 0U) << "nobody was seen whose roles are not";
}

}  // namespace
}  // namespace dondoc::access_test
