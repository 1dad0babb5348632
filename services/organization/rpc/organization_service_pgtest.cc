// The API over a real channel: codes, reasons and fields, paging, the same request twice.
#include "services/organization/rpc/organization_service.h"

#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <set>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using Stub = v1::OrganizationService::Stub;
using testing::World;

class OrganizationServiceTest : public ::testing::Test {
 protected:
  OrganizationServiceTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(64 << 20);
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::OrganizationService::NewStub(rpc::OpenChannel(address));
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const std::type_identity_t<Request>& request) {
    return rpc::Invoke<Response>(*stub_, method, request, {.timeout = std::chrono::minutes(1)});
  }

  v1::ImportUnitsRequest ImportRequest(const std::string& csv) {
    v1::ImportUnitsRequest request;
    request.set_request_id(world_.ids.NewId());
    request.set_code_list("2024");
    request.set_file_name("sample.csv");
    request.set_csv(csv);
    return request;
  }
  absl::StatusOr<v1::Unit> Get(const std::string& code) {
    v1::GetUnitRequest request;
    request.set_territory_code(code);
    request.set_code_list("2024");
    return Call(&Stub::GetUnit, request);
  }

  dondoc::testing::TempDir directory_;
  World world_;
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [] { return "trace"; },
                                .observe = [](auto, auto, double) {},
                                .within = [](auto, auto) { return false; }};
  OrganizationService service_{*world_.context, environment_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(OrganizationServiceTest, ImportsOnceAndSaysWhereAMistakeIs) {
  const v1::ImportUnitsRequest request = ImportRequest(testing::SampleCsv());
  ASSERT_OK_AND_ASSIGN(const auto first, Call(&Stub::ImportUnits, request));
  ASSERT_OK_AND_ASSIGN(const auto again, Call(&Stub::ImportUnits, request));
  EXPECT_EQ(first.created(), 28);
  EXPECT_EQ(again.created(), 28);
  v1::ImportUnitsRequest other = request;
  other.set_csv(other.csv() + "\n");
  EXPECT_THAT(Call(&Stub::ImportUnits, other), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  const auto broken = Call(&Stub::ImportUnits, ImportRequest(testing::SampleCsv() + "98999,Xã Lạc,commune,Xã,777\n"));
  EXPECT_THAT(broken, HasReason(absl::StatusCode::kInvalidArgument, "UNKNOWN_PARENT"));
  const auto metadata = Metadata(broken.status());
  EXPECT_EQ(metadata.at("file"), "sample.csv");
  EXPECT_EQ(metadata.at("line"), "30");
  EXPECT_EQ(metadata.at("field"), "parent_code");
}

TEST_F(OrganizationServiceTest, GetsAUnitByIdAndByCode) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  ASSERT_OK_AND_ASSIGN(const v1::Unit unit, Get("981"));
  EXPECT_EQ(unit.name(), "Ủy ban nhân dân huyện An Lộc Sơn");
  EXPECT_EQ(unit.level(), common::v1::DISTRICT);
  EXPECT_EQ(unit.territory_type(), "huyện");
  EXPECT_EQ(unit.superior_ids_size(), 2);
  v1::GetUnitRequest by_id;
  by_id.set_unit_id(unit.id());
  ASSERT_OK_AND_ASSIGN(const v1::Unit same, Call(&Stub::GetUnit, by_id));
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(unit, same));
  v1::GetUnitsRequest several;
  for (const std::string& id : {unit.id(), world_.ids.NewId(), unit.superior_id(), std::string("981")})
    several.add_unit_ids(id);
  ASSERT_OK_AND_ASSIGN(const v1::GetUnitsResponse units, Call(&Stub::GetUnits, several));
  std::set<std::string> names;
  for (const v1::Unit& one : units.units()) names.insert(one.name());
  EXPECT_EQ(names, (std::set<std::string>{unit.name(), "Ủy ban nhân dân tỉnh Bình Giang"}))
      << "of those that there are";
  EXPECT_THAT(Get("777"), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  by_id.set_unit_id(world_.ids.NewId());
  EXPECT_THAT(Call(&Stub::GetUnit, by_id), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  by_id.set_unit_id("981");
  EXPECT_THAT(Call(&Stub::GetUnit, by_id), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
}

TEST_F(OrganizationServiceTest, ListsPageByPage) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  v1::ListUnitsRequest request;
  request.set_page_size(10);
  std::set<std::string> ids;
  int pages = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const auto response, Call(&Stub::ListUnits, request));
    for (const auto& unit : response.units()) EXPECT_TRUE(ids.insert(unit.id()).second);
    request.set_page_token(response.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(ids.size(), 29u);
  EXPECT_EQ(pages, 3);
}

TEST_F(OrganizationServiceTest, CreatesResolvesAndExpands) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  ASSERT_OK_AND_ASSIGN(const v1::Unit district, Get("981"));
  v1::EquipTerritoriesRequest equip;
  equip.set_request_id(world_.ids.NewId());
  equip.set_code_list("2024");
  equip.add_codes("981");
  ASSERT_OK_AND_ASSIGN(const auto equipped, Call(&Stub::EquipTerritories, equip));
  EXPECT_GT(equipped.created(), 40);

  v1::CreateUnitRequest create;
  create.set_request_id(world_.ids.NewId());
  create.mutable_unit()->set_name("Trường THPT An Lộc");
  create.mutable_unit()->set_kind("TRUONG");
  create.mutable_unit()->set_superior_id(district.id());
  ASSERT_OK_AND_ASSIGN(const v1::Unit school, Call(&Stub::CreateUnit, create));
  create.set_request_id(world_.ids.NewId());
  EXPECT_THAT(Call(&Stub::CreateUnit, create), HasReason(absl::StatusCode::kAlreadyExists, "UNIT_EXISTS"));

  v1::AddAliasRequest alias;
  alias.set_request_id(world_.ids.NewId());
  alias.set_unit_id(school.id());
  alias.set_alias("Trường cấp ba huyện nhà");
  ASSERT_OK(Call(&Stub::AddAlias, alias));
  v1::SetContactsRequest contacts;
  contacts.set_request_id(world_.ids.NewId());
  contacts.set_unit_id(school.id());
  contacts.add_emails("thpt@anloc.edu.vn");
  ASSERT_OK_AND_ASSIGN(const v1::Unit reachable, Call(&Stub::SetContacts, contacts));
  EXPECT_EQ(reachable.emails(0), "thpt@anloc.edu.vn");
  EXPECT_EQ(reachable.version(), 2);

  v1::ResolveNamesRequest resolve;
  resolve.set_context_unit_id(district.id());
  for (const char* name : {"Trường cấp ba huyện nhà", "UBND các  xã", "Ban Chỉ đạo"}) resolve.add_names(name);
  ASSERT_OK_AND_ASSIGN(const auto resolved, Call(&Stub::ResolveNames, resolve));
  ASSERT_EQ(resolved.resolutions_size(), 3);
  EXPECT_EQ(resolved.resolutions(0).addressee().unit_id(), school.id());
  EXPECT_EQ(resolved.resolutions(0).addressee().level(), common::v1::DISTRICT);
  EXPECT_EQ(resolved.resolutions(1).addressee().name(), "UBND các xã");
  EXPECT_EQ(resolved.resolutions(1).addressee().level(), common::v1::COMMUNE);
  EXPECT_FALSE(resolved.resolutions(2).has_addressee());
  EXPECT_EQ(resolved.tree_change(), 4);

  v1::ExpandGroupRequest expand;
  *expand.mutable_group() = resolved.resolutions(1).addressee().group();
  ASSERT_OK_AND_ASSIGN(const auto members, Call(&Stub::ExpandGroup, expand));
  EXPECT_EQ(members.units_size(), 6);
  for (const auto& unit : members.units()) EXPECT_EQ(unit.territory_type(), "xã");
  world_.Ask("UPDATE unit SET valid_to = '2024-06-01' WHERE id = '" + district.id() + "' RETURNING 1");
  EXPECT_THAT(Call(&Stub::ExpandGroup, expand), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  expand.set_date("2024-05-31");
  ASSERT_OK_AND_ASSIGN(const auto before, Call(&Stub::ExpandGroup, expand));
  EXPECT_EQ(before.units_size(), 6);
  expand.mutable_group()->set_within_unit_id(world_.ids.NewId());
  EXPECT_THAT(Call(&Stub::ExpandGroup, expand), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST_F(OrganizationServiceTest, SaysWhoseUnitHasEndedByToday) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  const access::Ended ended = EndedInTables(world_.database(), world_.clock);
  const std::string district = Get("981")->id(), commune = Get("98101")->id();
  world_.Ask("UPDATE unit SET valid_to = '2024-06-02' WHERE id = '" + district + "' RETURNING 1");
  world_.Ask("UPDATE unit SET valid_from = '9999-12-31' WHERE id = '" + commune + "' RETURNING 1");
  EXPECT_FALSE(*ended(district)) << "on its last day";
  world_.clock.Set(StartOf(*MakeDay(2024, 6, 2)));
  EXPECT_TRUE(*ended(district));
  EXPECT_FALSE(*ended(commune)) << "planned";
  EXPECT_FALSE(*ended(world_.ids.NewId()));
  EXPECT_FALSE(*ended("no id"));
}

}  // namespace
}  // namespace dondoc::organization
