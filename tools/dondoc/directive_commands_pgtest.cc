// `dondoc ingest` and `dondoc directive` as they are typed, against the real service over a socket.
#include "tools/dondoc/directive_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/directive/app/testing_documents.h"
#include "tools/dondoc/directive_command_line_fixture.h"

namespace dondoc::cli {
namespace {

using directive::testing::PlanText;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DirectiveCommandsTest : public testing::DirectiveCommandLine {
 protected:
  DirectiveCommandsTest() : DirectiveCommandLine({RegisterDirective}) {}

  // The id that `ingest` printed: the line that is no file name begins with it.
  std::string IdOf(const std::string& printed) const {
    const size_t at = printed.find("  DRAFT");
    return at == std::string::npos ? "" : printed.substr(at - 36, 36);
  }
};

TEST_F(DirectiveCommandsTest, FromFileToIssued) {
  const std::string file = Write("a.txt", PlanText("Số:     /KH-UBND"));
  ASSERT_EQ(Run({"ingest", file}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("4 tasks, 1 targets, 1 duties"), HasSubstr("the number is blank"),
                                HasSubstr("--number=N")));
  const std::string id = IdOf(out_.str());
  ASSERT_EQ(Run({"ingest", file}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("known already"));

  ASSERT_EQ(Run({"directive",
                 "correct",
                 id,
                 "--task",
                 "1",
                 "--units",
                 "Phòng Tài chính - Kế hoạch huyện; Phòng Giáo dục và Đào tạo huyện",
                 "--role",
                 "ADVISE",
                 "--drop-task",
                 "2",
                 "--task",
                 "3",
                 "--due=15/12/2025",
                 "--add-task",
                 "Việc mới",
                 "--units",
                 "Phòng Tài chính - Kế hoạch huyện",
                 "--set",
                 "place=Nơi khác"}),
            0)
      << err_.str();
  ASSERT_EQ(Run({"directive", "show", id, "--tasks"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("1. II.1.a ADVISE"), HasSubstr("DROPPED"), HasSubstr("2025-12-15"),
                                HasSubstr("   Việc mới")));
  ASSERT_EQ(Run({"directive", "show", id, "--html"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("<!doctype html>"), HasSubstr("2025-12-15"), HasSubstr("class=\"task")));
  ASSERT_EQ(Run({"directive", "corrections", id}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("tasks[1].role"), HasSubstr("place")));
  ASSERT_EQ(Run({"directive", "undo", id}), 0);
  ASSERT_EQ(Run({"directive", "issue", id, "--number=21"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("ISSUED  21/KH-UBND"));
  ASSERT_EQ(Run({"directive", "show", "21/KH-UBND"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("2025-06-29 (trước ngày 30/6/2025)"), Not(HasSubstr("Việc mới"))));
  ASSERT_EQ(Run({"directive", "list", "--state", "issued", "--type", "KE_HOACH", "--year", "2025"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr(id));
  ASSERT_EQ(Run({"directive", "search", "pho", "cap"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr(id), HasSubstr("phổ cập")));
  ASSERT_EQ(Run({"directive", "file", id}), 0);
  EXPECT_EQ(out_.str(), PlanText("Số:     /KH-UBND"));
}

TEST_F(DirectiveCommandsTest, ABadScanIsDiscardedForTheCleanFile) {
  ASSERT_EQ(Run({"ingest", Write("scan.txt", PlanText())}), 0) << err_.str();
  const std::string scan = IdOf(out_.str());
  const std::string clean_file = Write("clean.txt", PlanText() + "Bản sạch.");
  ASSERT_EQ(Run({"ingest", clean_file}), 1);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("error: ALREADY_EXISTS DUPLICATE_NUMBER"), HasSubstr("clean.txt: "),
                                HasSubstr("dondoc directive discard " + scan)));
  ASSERT_EQ(Run({"directive", "discard", "12/KH-UBND", "--reason", "bản quét mờ"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr(scan + "  DISCARDED"), HasSubstr(": bản quét mờ\n"),
                                HasSubstr("undo: dondoc directive restore " + scan + "\n"), Not(HasSubstr("next:"))));
  ASSERT_EQ(Run({"directive", "list"}), 0);
  EXPECT_THAT(out_.str(), Not(HasSubstr(scan)));
  ASSERT_EQ(Run({"directive", "list", "--state", "DISCARDED"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr(scan + "  DISCARDED"));
  ASSERT_EQ(Run({"directive", "show", scan}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("state     DISCARDED"), HasSubstr("\ndiscarded "), HasSubstr("bản quét mờ")));
  ASSERT_EQ(Run({"directive", "corrections", scan}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("discard_reason"));
  ASSERT_EQ(Run({"directive", "issue", scan}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: FAILED_PRECONDITION DIRECTIVE_DISCARDED"));

  ASSERT_EQ(Run({"ingest", clean_file}), 0) << err_.str();
  const std::string clean = IdOf(out_.str());
  ASSERT_EQ(Run({"directive", "restore", scan}), 1);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("error: ALREADY_EXISTS DUPLICATE_NUMBER"), HasSubstr(clean)));
  ASSERT_EQ(Run({"directive", "discard", "12/KH-UBND"}), 0) << "the number is the clean one's: " << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(clean + "  DISCARDED"));
  ASSERT_EQ(Run({"directive", "restore", scan}), 0) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr(scan + "  DRAFT"), HasSubstr("next: dondoc directive issue " + scan),
                                Not(HasSubstr("discarded"))));
  ASSERT_EQ(Run({"directive", "issue", scan}), 0) << err_.str();
  ASSERT_EQ(Run({"directive", "discard", scan}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: FAILED_PRECONDITION DIRECTIVE_ISSUED"));
}

TEST_F(DirectiveCommandsTest, NamesAreResolvedAsTheyAreWritten) {
  std::string text = PlanText();
  const std::string known = "2. Phòng Tài chính - Kế hoạch huyện";
  text.replace(text.find(known), known.size(), "2. Phòng Kinh tế và Hạ tầng huyện");
  ASSERT_EQ(Run({"ingest", Write("a.txt", text)}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("--resolve \"Phòng Kinh tế và Hạ tầng huyện\"=UNIT"));
  ASSERT_EQ(Run({"directive", "issue", "12/KH-UBND"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: FAILED_PRECONDITION UNRESOLVED_UNITS"));
  ASSERT_EQ(Run({"directive", "correct", "12/KH-UBND", "--resolve",
                 std::string("Phòng Kinh tế và Hạ tầng huyện=") + directive::testing::kFinance}),
            0)
      << err_.str();
  ASSERT_EQ(Run({"directive", "issue", "12/KH-UBND"}), 0) << err_.str();
}

TEST_F(DirectiveCommandsTest, ABadFileDoesNotStopTheOthers) {
  const std::string good = Write("good.txt", PlanText());
  std::string large;
  large.resize(20'000'000, 'a');
  EXPECT_EQ(Run({"ingest", Write("empty.txt", ""), Write("bytes.txt", "a\xFF"), Write("large.txt", large),
                 "/no/such/file", good}),
            1);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("INVALID_ARGUMENT EMPTY_FILE"), HasSubstr("INVALID_ARGUMENT NOT_UTF8"),
                                HasSubstr("INVALID_ARGUMENT FILE_TOO_LARGE"), HasSubstr("NOT_FOUND FILE_NOT_FOUND"),
                                HasSubstr("empty.txt: "), HasSubstr("(field: file)")));
  EXPECT_THAT(out_.str(), HasSubstr("12/KH-UBND"));
}

TEST_F(DirectiveCommandsTest, WrongUseIsSaidSo) {
  EXPECT_EQ(Run({"directive", "correct"}), 2);
  EXPECT_EQ(Run({"directive", "list", "--type", "SONG"}), 2);
  EXPECT_EQ(Run({"directive", "discard"}), 2);
  ASSERT_EQ(Run({"ingest", Write("a.txt", PlanText())}), 0);
  EXPECT_EQ(Run({"directive", "correct", "12/KH-UBND", "--units", "A"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("BAD_OPTION"));
  EXPECT_EQ(Run({"directive", "correct", "12/KH-UBND", "--set", "issued_on=2025-02-30"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: INVALID_ARGUMENT INVALID_DATE"));
  EXPECT_EQ(Run({"directive", "correct", "12/KH-UBND", "--etag", "9", "--set", "place=A"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("error: ABORTED STALE_ETAG"));
  EXPECT_EQ(Run({"--format=json", "directive", "show", "12/KH-UBND"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("\"number\": \"12/KH-UBND\""));
}

}  // namespace
}  // namespace dondoc::cli
