// What else hangs on units that end: their bodies, the people and systems that act for them, drafts, targets and named
// groups. So that undoing has to give back all kinds of things.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "common/tokens/key.h"
#include "common/tokens/pem.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/group_service.grpc.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "tests/replay/live_replay.h"

namespace dondoc::replay {
namespace {

using Groups = organization::v1::GroupService::Stub;
using Numbers = indicator::v1::IndicatorService::Stub;
using Organization = organization::v1::OrganizationService::Stub;
using Successions = organization::v1::SuccessionService::Stub;
using Users = organization::v1::UserService::Stub;

constexpr char kProvince[] = "20";
constexpr int kDrafts = 5;

std::string DraftText(int number, const std::string& day) {
  return fmt::format(
      "ỦY BAN NHÂN DÂN\nXÃ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: "
      "{}/KH-UBND\n\n{}\n\n"
      "KẾ HOẠCH\n\nVề sổ sách của thư viện xã\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Công chức Văn hóa\n\na) Ghi sổ mượn trả "
      "sách, hoàn thành trước ngày 31/12/2025.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ "
      "TỊCH\n",
      number, day);
}

}  // namespace

void LiveReplay::Equip() {
  const auto equip = [&](const char* list, const std::vector<std::string>& codes) {
    organization::v1::EquipTerritoriesRequest request;
    request.set_request_id(system_.NewId());
    request.set_code_list(list);
    request.set_with_subtree(true);
    request.mutable_codes()->Assign(codes.begin(), codes.end());
    return system_.Call("organization", &Organization::EquipTerritories, request).created();
  };
  for (const std::string& code : country_.Codes(Tree::kOf2024, "district")) {
    if (country_.ProvinceOf(Tree::kOf2024, code) == kProvince && equipped_.size() < 2) equipped_.push_back(code);
  }
  const auto old_bodies = equip("2024", equipped_);
  const auto new_bodies = equip("2025", {country_.ProvinceElsewhere(Tree::kOf2024, kProvince)});
  EXPECT_GT(old_bodies, 0);
  EXPECT_GT(new_bodies, 0);
  Settle("the bodies everywhere");
  Say(fmt::format("{} bodies of two districts, and {} of the province that comes", old_bodies, new_bodies));
}

std::vector<std::string> LiveReplay::UnitsOfOffices() {
  std::vector<std::string> ids;
  for (const std::string& code : equipped_) {
    organization::v1::ListUnitsRequest request;
    request.set_within_unit_id(Units(Tree::kOf2024).at(code));
    system_.List("organization", &Organization::ListUnits, request, [&](const auto& page) {
      for (const auto& unit : page.units()) ids.push_back(unit.id());
    });
  }
  return ids;
}

void LiveReplay::FillOffices() {
  const std::vector<std::string> units = UnitsOfOffices();
  ASSERT_GT(units.size(), 20U);
  for (std::size_t i = 0; i < units.size(); i += std::max<std::size_t>(1, units.size() / 40)) {
    organization::v1::CreateUserRequest user;
    user.set_request_id(system_.NewId());
    user.set_login(fmt::format("can.bo.{}", i));
    user.set_name(fmt::format("Cán bộ {}", i));
    user.set_unit_id(units[i]);
    organization::v1::GrantMembershipRequest grant;
    grant.set_user_id(system_.Call("organization", &Users::CreateUser, user).id());
    people_.push_back(grant.user_id());
    for (const auto role : {common::v1::OFFICER, common::v1::CLERK}) {
      grant.set_request_id(system_.NewId());
      grant.set_unit_id(role == common::v1::OFFICER ? units[i] : units[units.size() - 1 - i]);
      grant.set_role(role);
      system_.Call("organization", &Users::GrantMembership, grant);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    organization::v1::CreateApiClientRequest request;
    request.set_request_id(system_.NewId());
    auto& client = *request.mutable_client();
    client.set_id(fmt::format("may-{}", i));
    client.set_name("Phần mềm của xã");
    client.set_unit_id(units[i * 5]);
    client.add_roles(common::v1::OFFICER);
    client.add_scopes("indicators.write");
    client.set_public_key(tokens::WritePublicPem(tokens::SigningKey::Generate().public_key()));
    system_.Call("organization", &Users::CreateApiClient, request);
  }
  for (std::size_t i = 0; i < 10; ++i) {
    organization::v1::DefineGroupRequest request;
    request.set_request_id(system_.NewId());
    auto& group = *request.mutable_group();
    group.set_name(fmt::format("các xã điểm đợt {}", i + 1));
    group.set_owner_unit_id(Units(Tree::kOf2024).at(i % 2 == 0 ? kProvince : equipped_[1]));
    group.mutable_group()->set_within_unit_id(Units(Tree::kOf2024).at(equipped_[i % 2]));
    group.mutable_group()->set_level(common::v1::COMMUNE);
    group.mutable_group()->add_kinds("UBND");
    system_.Call("organization", &Groups::DefineGroup, request);
  }
  for (std::size_t i = 0; i < units.size(); i += 3) {
    indicator::v1::AddTargetRequest request;
    request.set_request_id(system_.NewId());
    request.set_indicator(codes_[0]);
    auto& target = *request.mutable_target();
    target.set_unit_id(units[i]);
    target.set_comparator(indicator::v1::AT_LEAST);
    target.set_value("100");
    target.set_from_year(2025);
    target.set_to_year(2030);
    system_.Call("indicator", &Numbers::AddTarget, request);
  }
  const std::vector<std::string> communes = country_.Codes(Tree::kOf2024, "commune");
  int drafts = 0;
  for (const std::string& code : communes) {
    if (country_.ProvinceOf(Tree::kOf2024, code) != kProvince || drafts == kDrafts) continue;
    const auto file = system_.directory() / fmt::format("draft_{}.txt", ++drafts);
    std::ofstream(file) << DraftText(drafts, fmt::format("ngày {:02} tháng 6 năm 2025", drafts));
    system_.Do({"ingest", file.string(), "--issuer=" + code});
  }
  Settle("what the offices have");
  Say(fmt::format("{} people, {} drafts, and targets, groups and systems", people_.size(), drafts));
}

void LiveReplay::CheckPeople(Tree tree) {
  std::set<std::string> living;
  organization::v1::ListUnitsRequest list;
  list.set_date(DayOf(tree));
  system_.List("organization", &Organization::ListUnits, list, [&](const auto& page) {
    for (const auto& unit : page.units()) living.insert(unit.id());
  });
  int acting = 0, without_heir = 0;
  for (const std::string& id : people_) {
    organization::v1::GetUserRequest request;
    request.set_user_id(id);
    const auto user = system_.Call("organization", &Users::GetUser, request);
    for (const auto& membership : user.memberships()) {
      (living.contains(membership.unit_id()) ? acting : without_heir) += 1;
    }
  }
  EXPECT_EQ(acting + without_heir, 2 * std::ssize(people_)) << "a role was lost";
  organization::v1::GetSuccessionRequest succession;
  succession.set_succession_id(succession_);
  const auto known = system_.Call("organization", &Successions::GetSuccession, succession);
  EXPECT_GT(known.memberships(), known.memberships_without_heir());
  EXPECT_EQ(without_heir, tree == Tree::kOf2024 ? 0 : known.memberships_without_heir())
      << "whoever acts for a body that somebody continues acts for that one, and for no other";
  Say(fmt::format("PEOPLE hold: {} roles in living bodies, {} in bodies that nobody continues", acting, without_heir));
}

}  // namespace dondoc::replay
