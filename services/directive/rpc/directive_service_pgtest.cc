// The API over a real channel: codes, reasons, fields, paging, files of all sizes.
#include "services/directive/rpc/directive_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "services/directive/app/testing_documents.h"
#include "services/directive/rpc/service_fixture.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using testing::DirectiveServiceTest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::PlanText;
using ::testing::SizeIs;
using Stub = v1::DirectiveService::Stub;

TEST_F(DirectiveServiceTest, TheWholeWayOfADocument) {
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(PlanText()));
  const v1::Directive& draft = ingested.directive();
  EXPECT_EQ(draft.state(), v1::DirectiveState::DRAFT);
  EXPECT_EQ(draft.issuer_unit_id(), testing::kDistrict);
  EXPECT_EQ(draft.unresolved_size(), 0);

  auto correct = For<v1::CorrectDirectiveRequest>(draft);
  correct.add_corrections()->mutable_set()->set_field("subject");
  correct.mutable_corrections(0)->mutable_set()->set_value("Chủ đề khác");
  correct.add_corrections()->set_drop("tasks[3]");
  ASSERT_OK_AND_ASSIGN(const v1::Directive corrected, Call(&Stub::CorrectDirective, correct));
  EXPECT_EQ(corrected.subject(), "Chủ đề khác");
  EXPECT_TRUE(corrected.tasks(2).dropped());
  EXPECT_EQ(corrected.etag(), "2");
  // Repeated by somebody who read it again in between; with another content it is another request.
  correct.set_etag("2");
  ASSERT_OK_AND_ASSIGN(const v1::Directive repeated, Call(&Stub::CorrectDirective, correct));
  EXPECT_EQ(repeated.etag(), "2");
  correct.mutable_corrections(1)->set_drop("tasks[2]");
  EXPECT_THAT(Call(&Stub::CorrectDirective, correct),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));

  v1::ListCorrectionsRequest list;
  list.set_directive_id(draft.id());
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto first, Call(&Stub::ListCorrections, list));
  EXPECT_EQ(first.corrections(0).field(), "subject");
  list.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, Call(&Stub::ListCorrections, list));
  EXPECT_EQ(second.corrections(0).field(), "tasks[3].dropped");
  EXPECT_EQ(second.next_page_token(), "");

  ASSERT_OK_AND_ASSIGN(const v1::Directive undone,
                       Call(&Stub::UndoCorrection, For<v1::UndoCorrectionRequest>(corrected)));
  EXPECT_FALSE(undone.tasks(2).dropped());
  ASSERT_OK_AND_ASSIGN(const v1::Directive issued, Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(undone)));
  EXPECT_EQ(issued.state(), v1::DirectiveState::ISSUED);
  EXPECT_TRUE(issued.has_issued_at());

  ASSERT_OK_AND_ASSIGN(const v1::Directive all, Get("12/KH-UBND", true));
  EXPECT_EQ(all.id(), draft.id());
  EXPECT_EQ(all.text(), PlanText());
  EXPECT_EQ(all.proposal().assignments_size(), 4);
  EXPECT_EQ(all.proposal().subject(), "Nâng cao chất lượng phổ cập giáo dục năm 2025");
}

TEST_F(DirectiveServiceTest, FilesComeBackByteForByte) {
  const std::string bytes = "\xEF\xBB\xBF" + PlanText();
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(bytes));
  v1::GetFileRequest request;
  request.set_directive_id(ingested.directive().id());
  ASSERT_OK_AND_ASSIGN(const auto file, Call(&Stub::GetFile, request));
  EXPECT_EQ(file.file(), bytes);
  EXPECT_EQ(file.file_name(), "kế hoạch.txt");
  EXPECT_EQ(file.sha256(), ingested.directive().sha256());
}

TEST_F(DirectiveServiceTest, BadFilesAreAnsweredNotSwallowed) {
  const auto invalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(Ingest(""), HasReason(invalid, "EMPTY_FILE"));
  // NOLINTNEXTLINE(bugprone-string-constructor): too large is the point.
  EXPECT_THAT(Ingest(std::string(20'000'000, 'a')), HasReason(invalid, "FILE_TOO_LARGE"));
  const auto not_utf8 = Ingest("KH\n\xFF\xFE");
  ASSERT_THAT(not_utf8, HasReason(invalid, "NOT_UTF8"));
  EXPECT_EQ(Metadata(not_utf8.status())["byte"], "3");
  EXPECT_EQ(Metadata(not_utf8.status())["line"], "2");
  EXPECT_EQ(Metadata(not_utf8.status())["field"], "file");
  ASSERT_OK_AND_ASSIGN(const auto no_tasks, Ingest("Văn bản này không giao việc."));
  EXPECT_THAT(no_tasks.directive().warnings(), ::testing::Contains(HasSubstr("no task")));
}

TEST_F(DirectiveServiceTest, TheLargestFileIsTaken) {
  std::string text = PlanText();
  text.resize(16 * 1024 * 1024, '\n');
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(text));
  EXPECT_EQ(ingested.directive().file_size(), 16 * 1024 * 1024);
}

TEST_F(DirectiveServiceTest, WithoutOrganizationADraftIsKept) {
  organization_server_->Shutdown();
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(PlanText()));
  EXPECT_GT(ingested.directive().unresolved_size(), 0);
  EXPECT_THAT(Call(&Stub::ResolveDirective, For<v1::ResolveDirectiveRequest>(ingested.directive())),
              dondoc::testing::StatusIs(absl::StatusCode::kUnavailable));
}

// Its day is 14 February 2025: who is there from it on, and up to the day before it.
TEST_F(DirectiveServiceTest, NothingIsIssuedToWhoDoesNotExistOnItsDay) {
  ASSERT_OK_AND_ASSIGN(const v1::IngestDirectiveResponse taken, Ingest(PlanText()));
  const auto issue = [&] {
    return Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(taken.directive())).status();
  };
  const auto refused = [](const char* name) {
    return ::testing::AllOf(
        HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"),
        ::testing::ResultOf([](const absl::Status& status) { return std::string(status.message()); },
                            ::testing::AllOf(HasSubstr("on 2025-02-14"), HasSubstr(name), HasSubstr("--resolve"))));
  };
  organization_.existing[testing::kEducation] = {"", "2025-02-14"};
  EXPECT_THAT(issue(), refused("\"Phòng Giáo dục và Đào tạo huyện\" (Phòng Giáo dục và Đào tạo huyện Suối Bạc)"));
  organization_.existing[testing::kEducation] = {"2025-02-15", ""};
  EXPECT_THAT(issue(), refused("Phòng Giáo dục và Đào tạo huyện Suối Bạc"));
  organization_.existing.clear();
  organization_.existing[testing::kDistrict] = {"", "2025-02-14"};
  EXPECT_THAT(issue(), refused("Ủy ban nhân dân huyện Suối Bạc")) << "nor does it issue anything";
  organization_.existing.clear();
  organization_.without_members = true;
  EXPECT_THAT(issue(), refused("nobody belongs to: \"Ủy ban nhân dân các xã, thị trấn\"\n"));
  organization_.without_members = false;
  organization_.existing[testing::kEducation] = {"2025-02-14", "2025-02-15"};
  organization_.asked_for_units = organization_.asked_for_members = 0;
  EXPECT_OK(issue());
  EXPECT_EQ(organization_.asked_for_units, 1) << "about all units at once";
  EXPECT_EQ(organization_.asked_for_members, 1);
}

TEST_F(DirectiveServiceTest, SaysWhereAValueStandsUntilAPersonChangesIt) {
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(PlanText()));
  const v1::Directive& draft = ingested.directive();
  const v1::Span& span = draft.sources().number().span();
  EXPECT_EQ(PlanText().substr(span.begin(), span.end() - span.begin()), "12/KH-UBND");
  EXPECT_GT(draft.sources().subject().confidence(), 0.5);
  EXPECT_EQ(draft.signer().evidence(), "SIGNATURE");
  EXPECT_GT(draft.targets(0).confidence(), 0);
  EXPECT_GT(draft.duties(0).confidence(), 0);
  auto correct = For<v1::CorrectDirectiveRequest>(draft);
  correct.add_corrections()->mutable_set()->set_field("subject");
  correct.mutable_corrections(0)->mutable_set()->set_value("Chủ đề khác");
  ASSERT_OK_AND_ASSIGN(const v1::Directive corrected, Call(&Stub::CorrectDirective, correct));
  EXPECT_FALSE(corrected.sources().has_subject());
  EXPECT_TRUE(corrected.sources().has_number());
}

TEST_F(DirectiveServiceTest, EvaluatesProposalsByWhatPeopleMadeOfThem) {
  // Three are issued: one as it was proposed, two with two corrections each. The fourth stays a draft.
  for (int i = 1; i <= 4; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(PlanText("Số: " + std::to_string(i) + "/KH-UBND")));
    v1::Directive directive = ingested.directive();
    if (i > 1) {
      auto correct = For<v1::CorrectDirectiveRequest>(directive);
      correct.add_corrections()->mutable_set()->set_field("signer.name");
      correct.mutable_corrections(0)->mutable_set()->set_value("Lò Thị Mây");
      correct.add_corrections()->set_drop("tasks[3]");
      ASSERT_OK_AND_ASSIGN(directive, Call(&Stub::CorrectDirective, correct));
    }
    if (i < 4) {
      ASSERT_OK(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(directive)));
    }
  }
  const auto score = [](const v1::Evaluation& evaluation, const std::string& category) {
    for (const auto& one : evaluation.categories()) {
      if (one.category() == category) {
        return std::vector<std::int64_t>{one.right(), one.proposed(), one.expected()};
      }
    }
    return std::vector<std::int64_t>{};
  };
  v1::EvaluateProposalsRequest request;
  ASSERT_OK_AND_ASSIGN(const auto all, Call(&Stub::EvaluateProposals, request));
  EXPECT_EQ(all.evaluation().documents(), 3);
  EXPECT_THAT(score(all.evaluation(), "number"), ElementsAre(3, 3, 3));
  EXPECT_THAT(score(all.evaluation(), "signer"), ElementsAre(1, 3, 3));
  EXPECT_THAT(score(all.evaluation(), "assignments"), ElementsAre(10, 12, 10));
  EXPECT_THAT(score(all.evaluation(), "legal_bases"), ElementsAre()) << "nobody can correct them";
  EXPECT_GT(all.evaluation().reliability_size(), 0);
  EXPECT_EQ(all.next_page_token(), "");

  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(const auto first, Call(&Stub::EvaluateProposals, request));
  EXPECT_EQ(first.evaluation().documents(), 2);
  request.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, Call(&Stub::EvaluateProposals, request));
  EXPECT_EQ(second.evaluation().documents(), 1);
  EXPECT_THAT(score(second.evaluation(), "assignments"), ElementsAre(4, 4, 4));

  const auto documents = [&](const v1::EvaluateProposalsRequest& asked) {
    const auto answer = Call(&Stub::EvaluateProposals, asked);
    EXPECT_OK(answer);
    return answer->evaluation().documents();
  };
  request.Clear();
  request.set_with_corrected_drafts(true);
  EXPECT_EQ(documents(request), 4);
  request.set_issuer_unit_id(testing::kDistrict);
  EXPECT_EQ(documents(request), 4);
  request.set_issuer_unit_id(testing::kFinance);
  EXPECT_EQ(documents(request), 0);
  request.Clear();
  request.set_since(FormatDay(DayOf(clock_.Now())));
  request.set_until(request.since());
  EXPECT_EQ(documents(request), 3);
  request.set_since(FormatDay(DayOf(clock_.Now()) + std::chrono::days(1)));
  request.clear_until();
  EXPECT_EQ(documents(request), 0);
}

TEST_F(DirectiveServiceTest, ListsAndSearchesPageByPage) {
  for (int i = 1; i <= 5; ++i) {
    ASSERT_OK(Ingest(PlanText("Số: " + std::to_string(i) + "/KH-UBND", "Suối Bạc, ngày 14 tháng 02 năm 2025",
                              "Xóa mù chữ đợt " + std::to_string(i))));
  }
  std::vector<std::string> numbers;
  v1::ListDirectivesRequest list;
  list.set_page_size(2);
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, Call(&Stub::ListDirectives, list));
    for (const auto& summary : page.directives()) numbers.push_back(summary.number());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_THAT(numbers, ElementsAre("5/KH-UBND", "4/KH-UBND", "3/KH-UBND", "2/KH-UBND", "1/KH-UBND"));

  numbers.clear();
  v1::SearchDirectivesRequest search;
  search.set_query("xoa mu chu");
  search.set_page_size(2);
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, Call(&Stub::SearchDirectives, search));
    for (const auto& found : page.directives()) {
      numbers.push_back(found.directive().number());
      EXPECT_THAT(found.snippet(), HasSubstr("Xóa mù chữ"));
    }
    search.set_page_token(page.next_page_token());
  } while (!search.page_token().empty());
  EXPECT_THAT(numbers, SizeIs(5));
}

TEST_F(DirectiveServiceTest, ErrorsHaveCodeReasonAndField) {
  EXPECT_THAT(Get("77/KH-UBND"), HasReason(absl::StatusCode::kNotFound, "DIRECTIVE_NOT_FOUND"));
  ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(PlanText()));
  auto correct = For<v1::CorrectDirectiveRequest>(ingested.directive());
  correct.add_corrections()->mutable_set()->set_field("issued_on");
  correct.mutable_corrections(0)->mutable_set()->set_value("2025-02-30");
  const auto wrong = Call(&Stub::CorrectDirective, correct);
  EXPECT_THAT(wrong, HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE"));
  EXPECT_EQ(Metadata(wrong.status())["field"], "issued_on");
  auto stale = For<v1::IssueDirectiveRequest>(ingested.directive());
  stale.set_etag("9");
  EXPECT_THAT(Call(&Stub::IssueDirective, stale), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Call(&Stub::IssueDirective, For<v1::IssueDirectiveRequest>(ingested.directive()), testing::kFinance),
              HasReason(absl::StatusCode::kNotFound, "DIRECTIVE_NOT_FOUND"))
      << "a stranger may not even know of a draft";
  const auto duplicate = Ingest(PlanText() + "Bản hai.");
  EXPECT_THAT(duplicate, HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(duplicate.status())["directive_id"], ingested.directive().id());
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The samples are of a province that nobody knows here: nothing is resolved, and all of it is read and linked all the
// same.
TEST_F(DirectiveServiceTest, SamplesComeInAndAreLinked) {
  std::map<std::string, v1::Directive> drafts;
  for (const auto& entry : std::filesystem::directory_iterator("tests/samples")) {
    if (entry.path().extension() != ".txt") continue;
    ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(ReadFile(entry.path())));
    EXPECT_GT(ingested.directive().tasks_size(), 0) << entry.path();
    drafts[entry.path().stem()] = ingested.directive();
  }
  ASSERT_OK_AND_ASSIGN(const v1::Directive district, Get(drafts.at("plan_district").id()));
  ASSERT_EQ(district.implements_size(), 1);
  EXPECT_EQ(district.implements(0).directive().id(), drafts.at("plan_province").id());
  ASSERT_OK_AND_ASSIGN(const v1::Directive province, Get(drafts.at("plan_province").id()));
  EXPECT_THAT(province.implemented_by(), ::testing::Contains(::testing::ResultOf(
                                             [](const auto& one) { return one.directive().id(); }, district.id())));
  EXPECT_THAT(drafts.at("letter_blank").warnings(), ::testing::Contains(HasSubstr("the number is blank")));
  EXPECT_TRUE(drafts.at("plan_scanned").damaged());
}

// Real documents, where they are at hand.
TEST_F(DirectiveServiceTest, RealDocumentsComeInAndAreFound) {
  const char* shared = std::getenv("DONDOC_SHARED");
  const std::filesystem::path seeds = std::filesystem::path(shared == nullptr ? "../shared" : shared) / "seeds";
  if (!std::filesystem::is_directory(seeds)) {
    GTEST_SKIP() << "no real documents at " << seeds << " (set DONDOC_SHARED)";
  }
  int documents = 0;
  for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
    const std::string bytes = ReadFile(entry.path());
    ASSERT_OK_AND_ASSIGN(const auto ingested, Ingest(bytes));
    EXPECT_GT(ingested.directive().tasks_size(), 0) << entry.path();
    EXPECT_NE(ingested.directive().issuer(), "") << entry.path();
    ASSERT_OK_AND_ASSIGN(const auto again, Ingest(bytes));
    EXPECT_TRUE(again.already_known());
    ++documents;
  }
  EXPECT_GT(documents, 0);
}

}  // namespace
}  // namespace dondoc::directive
