// `dondoc units` typed against a real organization service.
#include "tools/dondoc/organization_commands.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/rpc/group_service.h"
#include "services/organization/rpc/organization_service.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OrganizationCommandsTest : public ::testing::Test {
 protected:
  OrganizationCommandsTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    builder.RegisterService(&groups_);
    server_ = builder.BuildAndStart();
    setenv("DONDOC_ORGANIZATION", address.c_str(), 1);
  }
  ~OrganizationCommandsTest() override { unsetenv("DONDOC_ORGANIZATION"); }

  // Runs `dondoc` with the words; what it prints, or its error, with the exit code in front where it is not 0.
  std::string Type(std::vector<std::string> words) {
    std::ostringstream out, err;
    CLI::App app;
    Session session(out, err);
    session.AddOptions(app);
    RegisterOrganization(app, session);
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
    return session.exit_code() == 0 ? out.str() : std::to_string(session.exit_code()) + " " + err.str();
  }

  void ImportSample() {
    ASSERT_EQ(Type({"units", "import", "tests/samples/units.csv"}), "created 28, changed 0, unchanged 0\n");
  }

  // A province as it was until 2025-06-30 (list 2024), succeeded by one of another list; today is the day after that.
  void SucceedAProvince() {
    ASSERT_OK(world_.Import(organization::testing::kOld));
    ASSERT_OK(world_.Import(organization::testing::kNew, "2025"));
    world_.clock.Set(StartOf(*MakeDay(2025, 7, 2)));
    ASSERT_OK(world_.Enact("15/NQ-HĐND", *MakeDay(2025, 7, 1), organization::testing::kFile));
  }

  dondoc::testing::TempDir directory_;
  organization::testing::World world_;
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [] { return "trace"; },
                                .observe = [](auto, auto, double) {},
                                .within = [](auto, auto) { return false; }};
  organization::OrganizationService service_{*world_.context, environment_};
  organization::GroupService groups_{*world_.context, environment_};
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(OrganizationCommandsTest, ImportsAndSaysWhatIsWrong) {
  ImportSample();
  EXPECT_EQ(Type({"units", "import", "tests/samples/units.csv"}), "created 0, changed 0, unchanged 28\n");
  const std::string broken = directory_.path() / "broken.csv";
  std::ofstream(broken)
      << "code,name,level,type,parent_code\n98,Tỉnh A,province,Tỉnh,\n981,Huyện B,district,Huyện,97\n";
  EXPECT_EQ(Type({"units", "import", broken, "--list", "other"}),
            "1 error: INVALID_ARGUMENT UNKNOWN_PARENT: broken.csv:3: parent_code: UNKNOWN_PARENT: the list has no "
            "territory with the "
            "code '97' (file: broken.csv, line: 3, field: parent_code)\n");
  EXPECT_THAT(Type({"units", "import", "nowhere.csv"}), HasSubstr("1 error: NOT_FOUND FILE_NOT_FOUND: "));
}

TEST_F(OrganizationCommandsTest, EquipsShowsAndFinds) {
  ImportSample();
  EXPECT_THAT(Type({"units", "equip", "981", "98", "--subtree"}), HasSubstr("created "));
  EXPECT_EQ(Type({"units", "equip", "981"}), "created 0\n");
  EXPECT_THAT(Type({"units", "equip", "777"}), HasSubstr("1 error: NOT_FOUND TERRITORY_NOT_FOUND"));
  EXPECT_THAT(Type({"units", "show", "981"}), HasSubstr("Ủy ban nhân dân huyện An Lộc Sơn"));
  EXPECT_THAT(Type({"units", "show", "Phòng Nội vụ huyện An Lộc Sơn", "--format", "json"}),
              HasSubstr("\"kind\": \"PHONG_NOI_VU\""));
  EXPECT_THAT(Type({"units", "show", "777"}), HasSubstr("1 error: NOT_FOUND UNIT_NOT_FOUND"));
  EXPECT_THAT(Type({"units", "show", "UBND xã Hòa Mục"}),
              AllOf(HasSubstr("AMBIGUOUS_UNIT"), HasSubstr("(98103)"), HasSubstr("(98203)")));
  EXPECT_THAT(Type({"units", "find", "--in", "981", "Phòng GD&ĐT", "các phòng, ban", "không rõ"}),
              AllOf(HasSubstr("Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"),
                    HasSubstr("group of DISTRICT tags PHONG_BAN"), HasSubstr("not clear")));
  EXPECT_THAT(Type({"units", "expand", "--in", "981", "UBND các thị trấn"}),
              AllOf(HasSubstr("Ủy ban nhân dân thị trấn An Lộc"), Not(HasSubstr("xã"))));
  EXPECT_THAT(Type({"units", "expand", "--in", "981", "UBND huyện"}),
              HasSubstr("1 error: INVALID_ARGUMENT NOT_A_GROUP"));
}

TEST_F(OrganizationCommandsTest, ListsPageByPage) {
  ImportSample();
  const std::string page = Type({"units", "list", "uy ban", "--level", "commune", "--within", "981", "--limit", "5"});
  EXPECT_THAT(page, HasSubstr("more: --page-token "));
  EXPECT_THAT(Type({"units", "list", "--level", "village"}), HasSubstr("1 error: INVALID_ARGUMENT BAD_LEVEL"));
}

TEST_F(OrganizationCommandsTest, PlansAnotherList) {
  ImportSample();
  const std::string file = directory_.path() / "next.csv";
  std::ofstream(file)
      << "code,name,level,type,parent_code\n98,Tỉnh Lâm Bình,province,Tỉnh,\n981,Xã An Lộc,commune,Xã,98\n";
  EXPECT_EQ(Type({"units", "import", file, "--list=2025"}), "planned 2, changed 0, unchanged 0\n");
  EXPECT_THAT(Type({"units", "list", "--planned"}), AllOf(HasSubstr("tỉnh Lâm Bình"), HasSubstr("planned")));
  EXPECT_THAT(Type({"units", "list", "lam binh", "--date", "2030-01-01"}), Not(HasSubstr("Lâm Bình")));
  EXPECT_THAT(Type({"units", "show", "981"}), HasSubstr("huyện An Lộc Sơn"));
  EXPECT_THAT(Type({"units", "show", "981", "--list=2025"}), HasSubstr("xã An Lộc"));
  EXPECT_THAT(Type({"units", "equip", "981"}), Not(HasSubstr("created 0")));
}

TEST_F(OrganizationCommandsTest, IdentifiesAndMarks) {
  ImportSample();
  EXPECT_THAT(Type({"units", "identify", "981", "H37.12"}), HasSubstr("H37.12"));
  EXPECT_THAT(Type({"units", "identify", "981", "000.00.12.H37", "--from", "2020-01-01"}), HasSubstr("2020-01-01.."));
  EXPECT_THAT(Type({"units", "identify", "981", "H37-12"}), HasSubstr("BAD_IDENTIFIER"));
  EXPECT_THAT(Type({"units", "identify", "982", "H37.12"}), HasSubstr("IDENTIFIER_TAKEN"));
  EXPECT_THAT(Type({"units", "show", "000.00.12.H37"}), HasSubstr("huyện An Lộc Sơn"));
  EXPECT_THAT(Type({"units", "show", "000.00.12.H37", "--date", "2019-12-31"}), HasSubstr("UNIT_NOT_FOUND"));
  EXPECT_THAT(Type({"units", "mark", "98103", "--specially-difficult", "yes", "--from", "2025-01-01"}),
              AllOf(HasSubstr("..2025-01-01"), HasSubstr("2025-01-01..")));
  EXPECT_THAT(Type({"units", "show", "98103", "--date", "2025-01-01"}), HasSubstr("territory is  specially-difficult"));
  EXPECT_THAT(Type({"units", "show", "98103", "--date", "2024-12-31"}),
              Not(HasSubstr("territory is  specially-difficult")));
}

TEST_F(OrganizationCommandsTest, EndsTheIdentifierThatIsThere) {
  ImportSample();
  Type({"units", "identify", "981", "000.00.12.H37", "--from", "2020-01-01"});
  EXPECT_THAT(Type({"units", "identify", "981", ""}), HasSubstr("000.00.12.H37 (2020-01-01..2024-06-01)"));
  EXPECT_THAT(Type({"units", "identify", "981", ""}), HasSubstr("has no identifier to end"));
  Type({"units", "identify", "981", "H37.12"});
  Type({"units", "identify", "981", "000.00.13.H37", "--from", "2024-07-01"});
  EXPECT_THAT(Type({"units", "identify", "981", ""}), AllOf(HasSubstr("000.00.13.H37 and H37.12"), HasSubstr("--end")));
  EXPECT_THAT(Type({"units", "identify", "981", "000.00.13.H37", "--end", "--from", "2024-08-01"}),
              AllOf(HasSubstr("000.00.13.H37 (2024-07-01..2024-08-01)"), Not(HasSubstr("H37.12 ("))));
}

TEST_F(OrganizationCommandsTest, ShowsOtherNamesAndEndsThem) {
  ImportSample();
  EXPECT_THAT(Type({"units", "alias", "98101", "UBND thị trấn Sen Hồng"}), HasSubstr("UBND thị trấn Sen Hồng"));
  EXPECT_THAT(Type({"units", "show", "98101"}), HasSubstr("UBND thị trấn Sen Hồng"));
  EXPECT_THAT(Type({"units", "find", "UBND thị trấn Sen Hồng", "--in", "981"}), HasSubstr("thị trấn An Lộc"));
  EXPECT_THAT(Type({"units", "alias", "98101", "UBND thị trấn Sen Hồng", "--end", "--to", "2024-03-01"}),
              HasSubstr("UBND thị trấn Sen Hồng (..2024-03-01)"));
  EXPECT_THAT(Type({"units", "alias", "98101", "UBND thị trấn Sen Hồng", "--never"}), Not(HasSubstr("Sen Hồng")));
  EXPECT_THAT(Type({"units", "alias", "98101", "UBND thị trấn Sen Hồng", "--end"}), HasSubstr("ALIAS_NOT_FOUND"));
}

TEST_F(OrganizationCommandsTest, TagsFromADayOn) {
  ImportSample();
  ASSERT_THAT(Type({"units", "equip", "981"}), HasSubstr("created "));
  const std::string body = "Phòng Nội vụ huyện An Lộc Sơn";
  EXPECT_THAT(Type({"units", "tag", body, "DON_VI", "--from", "2025-01-01"}),
              AllOf(HasSubstr("..2025-01-01"), HasSubstr("in the list 2024) DON_VI")));
  EXPECT_THAT(Type({"units", "expand", "--in", "981", "các phòng, ban", "--date", "2024-12-31"}), HasSubstr(body));
  EXPECT_THAT(Type({"units", "expand", "--in", "981", "các phòng, ban", "--date", "2025-01-01"}), Not(HasSubstr(body)));
  EXPECT_THAT(Type({"units", "tag", body, "--clear"}), Not(HasSubstr("DON_VI")));
  EXPECT_THAT(Type({"units", "tag", body}), HasSubstr("EMPTY_FIELD"));
  EXPECT_THAT(Type({"units", "tag", body, "đơn vị"}), HasSubstr("BAD_KIND"));
}

TEST_F(OrganizationCommandsTest, DefinesGroupsAndFindsThemByName) {
  ImportSample();
  EXPECT_THAT(Type({"units", "group", "define", "Cụm thi đua số 1", "--of", "98", "--within", "981", "--level",
                    "commune", "--kind", "UBND", "--type", "xã", "--from", "2024-01-01"}),
              HasSubstr("Cụm thi đua số 1"));
  EXPECT_THAT(Type({"units", "group", "define", "cụm  thi đua số 1", "--of", "98", "--level", "commune"}),
              HasSubstr("GROUP_EXISTS"));
  EXPECT_THAT(Type({"units", "group", "define", "Cụm khác", "--of", "981", "--within", "98", "--level", "commune"}),
              HasSubstr("NOT_BELOW"));
  const std::string listed = Type({"units", "group", "list", "--of", "98103"});
  EXPECT_EQ(Type({"units", "group", "list", "98103"}), listed) << "as user list takes it";
  EXPECT_THAT(listed, HasSubstr("  Ủy ban nhân dân tỉnh Bình Giang (98)  "));
  EXPECT_THROW(Type({"units", "group", "list"}), CLI::RequiredError);
  EXPECT_THAT(listed, HasSubstr("Cụm thi đua số 1"));
  EXPECT_THAT(Type({"units", "expand", "Cụm thi đua số 1", "--in", "982"}),
              AllOf(HasSubstr("xã Hòa Mục"), HasSubstr("xã Nà Sầm"), Not(HasSubstr("thị trấn An Lộc"))));
  EXPECT_THAT(Type({"units", "expand", "Cụm thi đua số 1", "--in", "98", "--date", "2023-12-31"}),
              HasSubstr("NOT_A_GROUP"));
  EXPECT_THAT(Type({"units", "group", "define", "Các xã đảo của ta", "--of", "98", "--level", "commune", "--kind",
                    "UBND", "--attribute", "island"}),
              HasSubstr("on islands"));
  EXPECT_THAT(Type({"units", "expand", "Các xã đảo của ta", "--in", "98"}),
              AllOf(HasSubstr("(nobody is in it on that day)"), Not(HasSubstr("UBND"))));
  EXPECT_THAT(Type({"units", "find", "Các xã đảo của ta", "--in", "98"}), HasSubstr("nobody"));
  const std::string id = listed.substr(listed.find("0000"), 36);
  EXPECT_THAT(Type({"units", "group", "end", id, "--to", "2024-03-01"}), HasSubstr("2024-01-01..2024-03-01"));
  EXPECT_THAT(Type({"units", "group", "end", id}), HasSubstr("GROUP_ENDED"));
  EXPECT_THAT(Type({"units", "group", "list", "--of", "98103"}), Not(HasSubstr("Cụm")));
  EXPECT_THAT(Type({"units", "find", "Cụm thi đua số 1", "--in", "98", "--date", "2024-02-01"}),
              HasSubstr("group of COMMUNE"));
}

TEST_F(OrganizationCommandsTest, AddsAndChangesABody) {
  ImportSample();
  EXPECT_THAT(
      Type({"units", "add", "Trường THPT An Lộc", "--superior", "981", "--kind", "TRUONG_THPT", "--tag", "DON_VI"}),
      HasSubstr("Huyện An Lộc Sơn (981 in the list 2024)"));
  EXPECT_THAT(Type({"units", "alias", "Trường THPT An Lộc", "Trường cấp ba"}), HasSubstr("Trường THPT An Lộc"));
  EXPECT_THAT(Type({"units", "contact", "981", "a@b.vn", "c@d.vn"}), HasSubstr("a@b.vn c@d.vn"));
  EXPECT_THAT(Type({"units", "contact", "981", "--clear"}), Not(HasSubstr("a@b.vn")));
  EXPECT_THAT(Type({"units", "contact", "981", "nobody"}), HasSubstr("1 error: INVALID_ARGUMENT BAD_EMAIL"));
  EXPECT_THAT(Type({"units", "contact", "981"}), HasSubstr("1 error: INVALID_ARGUMENT EMPTY_FIELD"));
}

// 90101 was Xã An until the end of June, and is Xã An Bình since: a code means what it meant on the day.
TEST_F(OrganizationCommandsTest, CodesAndNamesAreThoseOfTheDay) {
  SucceedAProvince();
  const std::string day = "2025-06-30";
  EXPECT_THAT(Type({"units", "show", "90101"}), HasSubstr("Ủy ban nhân dân xã An Bình"));
  EXPECT_THAT(Type({"units", "show", "90101", "--date", day}),
              AllOf(HasSubstr("Ủy ban nhân dân xã An\n"), HasSubstr("90101 in the list 2024")));
  EXPECT_THAT(Type({"units", "show", "90101", "--date", day, "--list", "2025"}), HasSubstr("xã An Bình"));
  EXPECT_THAT(Type({"units", "show", "UBND xã Cát", "--date", day}), HasSubstr("90103 in the list 2024"));
  EXPECT_THAT(Type({"units", "list", "--within", "90102", "--date", day}), HasSubstr("Ủy ban nhân dân xã Bình"));
  EXPECT_THAT(Type({"units", "list", "--within", "901", "--date", day}), HasSubstr("Ủy ban nhân dân xã Dương"));
  EXPECT_THAT(Type({"units", "find", "UBND huyện", "--in", "90101", "--date", day}), HasSubstr("huyện Bắc"));
  EXPECT_THAT(Type({"units", "expand", "UBND các xã", "--in", "901", "--date", day}), HasSubstr("xã Dương"));
  EXPECT_THAT(Type({"units", "group", "define", "Cụm số 1", "--of", "90102", "--level", "commune", "--kind", "UBND",
                    "--from", day}),
              HasSubstr("Cụm số 1"));
  EXPECT_THAT(Type({"units", "group", "list", "--of", "90102", "--date", day}), HasSubstr("Cụm số 1"));
  EXPECT_THAT(Type({"units", "group", "list", "--of", "90102"}), Not(HasSubstr("Cụm số 1")));
  EXPECT_THAT(Type({"units", "alias", "90102", "UBND xã Bình Cũ", "--from", day}), HasSubstr("nhân dân xã Bình"));
  EXPECT_THAT(Type({"units", "equip", "901", "--date", day}), HasSubstr("UNIT_ENDED: Ủy ban nhân dân huyện Bắc (901)"))
      << "which is found, but gets nothing any more";
}

TEST_F(OrganizationCommandsTest, NothingIsListedBelowAUnitThatIsNotThere) {
  SucceedAProvince();
  EXPECT_THAT(Type({"units", "list", "--within", "901"}),
              AllOf(HasSubstr("1 error: INVALID_ARGUMENT UNIT_NOT_VALID"),
                    HasSubstr("huyện Bắc does not exist on 2025-07-02: it has existed until 2025-06-30")));
  EXPECT_THAT(Type({"units", "list", "--within", "90101", "--list", "2025", "--date", "2025-06-30"}),
              AllOf(HasSubstr("UNIT_NOT_VALID"), HasSubstr("it exists from 2025-07-01")));
  EXPECT_THAT(Type({"units", "group", "list", "--of", "901"}), HasSubstr("UNIT_NOT_VALID"));
  EXPECT_THAT(Type({"units", "list", "--within", "11111111-1111-4111-8111-111111111111"}), HasSubstr("UNIT_NOT_FOUND"));
}

}  // namespace
}  // namespace dondoc::cli
