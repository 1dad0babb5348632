#include "services/organization/rpc/validate.h"

#include <functional>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;

constexpr char kId[] = "018f0000-0000-7000-8000-000000000001";

template <typename Request>
struct Rule {
  std::function<void(Request&)> spoil;
  std::string reason;
  std::string field;
};

template <typename Request>
void ExpectRefused(const Request& good, const std::vector<Rule<Request>>& rules) {
  EXPECT_OK(Validate(good));
  for (const auto& rule : rules) {
    Request request = good;
    rule.spoil(request);
    const absl::Status status = Validate(request);
    EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, rule.reason)) << rule.field;
    EXPECT_EQ(Metadata(status)["field"], rule.field);
  }
}

TEST(ValidateTest, ImportUnits) {
  v1::ImportUnitsRequest good;
  good.set_request_id(kId);
  good.set_code_list("2024");
  ExpectRefused<v1::ImportUnitsRequest>(
      good, {{[](auto& r) { r.set_request_id("1"); }, "BAD_ID", "request_id"},
             {[](auto& r) { r.clear_code_list(); }, "EMPTY_FIELD", "code_list"},
             {[](auto& r) { r.set_code_list("a b"); }, "BAD_LIST_NAME", "code_list"},
             {[](auto& r) { r.set_valid_from("2025-02-30"); }, "INVALID_DATE", "valid_from"}});
}

TEST(ValidateTest, EquipTerritories) {
  v1::EquipTerritoriesRequest good;
  good.set_request_id(kId);
  good.set_code_list("2024");
  good.add_codes("98");
  ExpectRefused<v1::EquipTerritoriesRequest>(good, {{[](auto& r) { r.clear_request_id(); }, "BAD_ID", "request_id"},
                                                    {[](auto& r) { r.clear_codes(); }, "EMPTY_FIELD", "codes"},
                                                    {[](auto& r) { r.add_codes(""); }, "EMPTY_FIELD", "codes[1]"},
                                                    {[](auto& r) { r.set_date("today"); }, "INVALID_DATE", "date"}});
}

TEST(ValidateTest, CreateUnit) {
  v1::CreateUnitRequest good;
  good.set_request_id(kId);
  good.mutable_unit()->set_name("Trường A");
  good.mutable_unit()->set_kind("TRUONG");
  good.mutable_unit()->set_superior_id(kId);
  ExpectRefused<v1::CreateUnitRequest>(
      good, {{[](auto& r) { r.mutable_unit()->set_name("  "); }, "EMPTY_FIELD", "unit.name"},
             {[](auto& r) { r.mutable_unit()->set_name(std::string(301, 'x')); }, "TOO_LONG", "unit.name"},
             {[](auto& r) { r.mutable_unit()->set_kind("truong"); }, "BAD_KIND", "unit.kind"},
             {[](auto& r) { r.mutable_unit()->add_tags("1A"); }, "BAD_KIND", "unit.tags[0]"},
             {[](auto& r) { r.mutable_unit()->clear_superior_id(); }, "BAD_ID", "unit.superior_id"},
             {[](auto& r) { r.mutable_unit()->add_emails("x"); }, "BAD_EMAIL", "unit.emails[0]"},
             {[](auto& r) { r.mutable_unit()->set_valid_from("x"); }, "INVALID_DATE", "unit.valid_from"}});
}

TEST(ValidateTest, AliasAndContacts) {
  v1::AddAliasRequest alias;
  alias.set_request_id(kId);
  alias.set_unit_id(kId);
  alias.set_alias("Phòng X");
  ExpectRefused<v1::AddAliasRequest>(alias,
                                     {{[](auto& r) { r.clear_alias(); }, "EMPTY_FIELD", "alias"},
                                      {[](auto& r) {
                                         r.set_valid_from("2025-07-01");
                                         r.set_valid_to("2025-07-01");
                                       },
                                       "DAY_BEFORE_FIRST", "valid_to"},
                                      {[](auto& r) { r.set_valid_from("7/2025"); }, "INVALID_DATE", "valid_from"},
                                      {[](auto& r) { r.set_unit_id("x"); }, "BAD_ID", "unit_id"}});
  v1::SetContactsRequest contacts;
  contacts.set_request_id(kId);
  contacts.set_unit_id(kId);
  contacts.add_emails("a@b.vn");
  ExpectRefused<v1::SetContactsRequest>(contacts, {{[](auto& r) { r.add_emails("a@b"); }, "BAD_EMAIL", "emails[1]"}});
}

TEST(ValidateTest, Questions) {
  v1::GetUnitRequest get;
  get.set_territory_code("98");
  ExpectRefused<v1::GetUnitRequest>(get, {{[](auto& r) { r.clear_territory_code(); }, "EMPTY_FIELD", "territory_code"},
                                          {[](auto& r) { r.set_unit_id("x"); }, "BAD_ID", "unit_id"}});
  ExpectRefused<v1::ListUnitsRequest>({}, {{[](auto& r) { r.set_page_size(1001); }, "BAD_PAGE", "page_size"},
                                           {[](auto& r) { r.set_page_size(-1); }, "BAD_PAGE", "page_size"},
                                           {[](auto& r) { r.set_page_token("x"); }, "BAD_PAGE", "page_token"},
                                           {[](auto& r) { r.set_within_unit_id("x"); }, "BAD_ID", "within_unit_id"},
                                           {[](auto& r) { r.set_kind("x"); }, "BAD_KIND", "kind"},
                                           {[](auto& r) { r.set_date("x"); }, "INVALID_DATE", "date"}});
  ExpectRefused<v1::ResolveNamesRequest>({},
                                         {{[](auto& r) { r.set_context_unit_id("x"); }, "BAD_ID", "context_unit_id"}});
  v1::ExpandGroupRequest expand;
  expand.mutable_group()->set_within_unit_id(kId);
  expand.mutable_group()->set_level(common::v1::COMMUNE);
  ExpectRefused<v1::ExpandGroupRequest>(
      expand, {{[](auto& r) { r.mutable_group()->clear_level(); }, "BAD_LEVEL", "group.level"},
               {[](auto& r) { r.mutable_group()->add_except_unit_ids("x"); }, "BAD_ID", "group.except_unit_ids[0]"},
               {[](auto& r) { r.mutable_group()->add_attributes(v1::TERRITORY_ATTRIBUTE_UNSPECIFIED); },
                "BAD_ATTRIBUTE", "group.attributes[0]"}});
}

TEST(ValidateTest, KnowsMailAddresses) {
  for (const char* good : {"a@b.vn", "phong.gddt+x@chilang.langson.gov.vn"}) EXPECT_TRUE(IsEmail(good)) << good;
  for (const char* bad : {"", "a", "@b.vn", "a@", "a@b", "a@b.", "a@.vn", "a@b..vn", "a b@c.vn", "a@b@c.vn", "a,c@b.vn",
                          "á@b.vn", "<a@b.vn>", "a@b.vn\r\nBcc: c@d.vn"}) {
    EXPECT_FALSE(IsEmail(bad)) << bad;
  }
}

}  // namespace
}  // namespace dondoc::organization
