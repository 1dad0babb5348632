// Directives found by name, listed, searched, linked and compared with what was proposed.
#include "services/directive/storage/directive_queries.h"

#include <optional>
#include <string>
#include <vector>

#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/evaluation_queries.h"
#include "services/directive/storage/storage_fixture.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(DirectiveStorageTest, ANameIsAnIdItsBeginningOrANumber) {
  ASSERT_OK(Insert(Draft(1)));
  Directive other = Draft(2);
  other.issued.year = 2024;
  ASSERT_OK(Insert(other));
  ASSERT_OK(Insert(Draft(300, "9/QĐ-UBND")));
  const auto find = [&](const std::string& name) {
    return database_.Run([&](pg::Transaction& tx) { return FindNamed(tx, name, kEverything); });
  };
  EXPECT_EQ(find(Id(1)).value(), Id(1));
  EXPECT_EQ(find(Id(300).substr(0, 34)).value(), Id(300));
  EXPECT_EQ(find("09/qd-ubnd").value(), Id(300));
  EXPECT_THAT(find("0000"), HasReason(absl::StatusCode::kFailedPrecondition, "AMBIGUOUS_DIRECTIVE"));
  const auto ambiguous = find("12/KH-UBND");
  ASSERT_THAT(ambiguous, HasReason(absl::StatusCode::kFailedPrecondition, "AMBIGUOUS_DIRECTIVE"));
  EXPECT_THAT(std::string(ambiguous.status().message()), ::testing::HasSubstr(Id(2)));

  ASSERT_OK(SetDiscarded(other, true));
  EXPECT_EQ(find("12/KH-UBND").value(), Id(1)) << "the number is the other one's";
  EXPECT_EQ(find(Id(2)).value(), Id(2));
  Directive last = Draft(1);
  ASSERT_OK(SetDiscarded(last, true));
  const auto discarded = find("12/KH-UBND");
  ASSERT_THAT(discarded, HasReason(absl::StatusCode::kFailedPrecondition, "AMBIGUOUS_DIRECTIVE"));
  EXPECT_THAT(std::string(discarded.status().message()), ::testing::HasSubstr("2024, discarded)"));
}

TEST_F(DirectiveStorageTest, ListsByFilterPageAfterPage) {
  for (int n = 1; n <= 5; ++n) {
    Directive draft = Draft(n, std::to_string(n) + "/KH-UBND");
    draft.type = n % 2 == 0 ? DocumentType::kLetter : DocumentType::kPlan;
    draft.issued.year = 2020 + n;
    ASSERT_OK(Insert(draft));
  }
  const auto ids = [&](const Filter& filter, int limit = 100) {
    std::vector<std::string> found;
    const auto page =
        database_.Run([&](pg::Transaction& tx) { return ListDirectives(tx, filter, kEverything, limit); });
    for (const Summary& summary : page.value()) {
      found.push_back(summary.id);
    }
    return found;
  };
  EXPECT_THAT(ids({}, 2), ElementsAre(Id(5), Id(4)));
  EXPECT_THAT(ids({.before_id = Id(4)}, 2), ElementsAre(Id(3), Id(2)));
  EXPECT_THAT(ids({.before_id = Id(1)}), IsEmpty());
  EXPECT_THAT(ids({.type = DocumentType::kLetter}), ElementsAre(Id(4), Id(2)));
  EXPECT_THAT(ids({.year = 2023}), ElementsAre(Id(3)));
  EXPECT_THAT(ids({.state = State::kIssued}), IsEmpty());
  EXPECT_EQ(ids({.issuer_unit_id = testing::kIssuerUnit}).size(), 5U);
  EXPECT_EQ(ids({.unit_id = testing::kOffice}).size(), 5U);
  EXPECT_THAT(ids({.unit_id = Id(404)}), IsEmpty());
  Directive third = *Get(Id(3));
  ASSERT_OK(SetDiscarded(third, true));
  EXPECT_THAT(ids({}), ElementsAre(Id(5), Id(4), Id(2), Id(1)));
  EXPECT_THAT(ids({.state = State::kDraft}), ElementsAre(Id(5), Id(4), Id(2), Id(1)));
  EXPECT_THAT(ids({.state = State::kDiscarded}), ElementsAre(Id(3)));
  EXPECT_THAT(ids({.year = 2023}), IsEmpty());
}

TEST_F(DirectiveStorageTest, SearchesWithAndWithoutDiacritics) {
  Directive about = Draft(1, "141/KH-UBND");
  about.subject = "Xóa mù chữ cho người lớn";
  ASSERT_OK(Insert(about, "Nội dung về chuyển đổi số trong giáo dục."));
  Directive other = Draft(2, "2/KH-UBND");
  other.subject = "Chuyển đổi số";
  ASSERT_OK(Insert(other, "Không nói gì thêm."));
  const auto search = [&](const std::string& query, const std::optional<Rank>& after = std::nullopt, int limit = 10) {
    std::vector<std::string> found;
    const auto page =
        database_.Run([&](pg::Transaction& tx) { return SearchDirectives(tx, query, kEverything, after, limit); });
    for (const Found& one : page.value()) {
      found.push_back(one.directive.id);
    }
    return found;
  };
  EXPECT_THAT(search("chuyen doi so"), ElementsAre(Id(2), Id(1))) << "the subject weighs more than the text";
  EXPECT_THAT(search("CHUYỂN ĐỔI SỐ"), ElementsAre(Id(2), Id(1)));
  EXPECT_THAT(search("141/KH-UBND"), ElementsAre(Id(1)));
  EXPECT_THAT(search("mu chu nguoi lon"), ElementsAre(Id(1)));
  EXPECT_THAT(search("không có từ này"), IsEmpty());
  EXPECT_THAT(search("?!"), IsEmpty());
  const auto first = database_.Run(
      [&](pg::Transaction& tx) { return SearchDirectives(tx, "chuyen doi", kEverything, std::nullopt, 1); });
  ASSERT_EQ(first->size(), 1U);
  EXPECT_THAT(search("chuyen doi", first->front().rank), ElementsAre(Id(1)));
  ASSERT_OK(SetDiscarded(other, true));
  EXPECT_THAT(search("chuyen doi so"), ElementsAre(Id(1)));
  ASSERT_OK(SetDiscarded(other, false));
  EXPECT_THAT(search("chuyen doi so"), ElementsAre(Id(2), Id(1)));
}

TEST_F(DirectiveStorageTest, LinksTheCascadeByNumberYearAndIssuer) {
  Directive above = Draft(1, "3/KH-UBND");
  above.issuer = "Ủy ban nhân dân tỉnh Nam Sơn";
  above.names = {{.name = above.issuer, .meaning = {Id(50), std::nullopt, Level::kProvince}, .candidates = {}}};
  above.citations.clear();
  Directive below = Draft(2);
  Directive alike = Draft(3, "3/KH-UBND");  // the same number of another issuer
  alike.citations.clear();
  ASSERT_OK(Insert(above));
  ASSERT_OK(Insert(below));
  ASSERT_OK(Insert(alike));
  const auto cascade = [&](int n) {
    return *database_.Run([&](pg::Transaction& tx) { return GetCascade(tx, Id(n), kEverything); });
  };
  ASSERT_EQ(cascade(2).implements.size(), 1U);
  EXPECT_EQ(cascade(2).implements[0].id, Id(1));
  ASSERT_EQ(cascade(1).implemented_by.size(), 1U);
  EXPECT_EQ(cascade(1).implemented_by[0].id, Id(2));
  EXPECT_THAT(cascade(3).implemented_by, IsEmpty());
  // A discarded one is neither end.
  ASSERT_OK(SetDiscarded(below, true));
  EXPECT_THAT(cascade(1).implemented_by, IsEmpty());
  EXPECT_THAT(cascade(2).implements, IsEmpty());
  ASSERT_OK(SetDiscarded(below, false));
  ASSERT_OK(SetDiscarded(above, true));
  EXPECT_THAT(cascade(1).implemented_by, IsEmpty());
  EXPECT_THAT(cascade(2).implements, IsEmpty());
}

TEST_F(DirectiveStorageTest, ListsWhatPeopleConfirmedBesideWhatWasProposed) {
  for (int n = 1; n <= 4; ++n) {
    Directive directive = Draft(n, std::to_string(n) + "/KH-UBND");
    directive.ingested_at = kNow + std::chrono::hours(24 * n);
    if (n != 2) directive.state = State::kIssued;
    if (n != 2) directive.issued_at = directive.ingested_at;
    ASSERT_OK(Insert(directive));
  }
  const auto numbers = [&](const EvaluationFilter& filter, int limit = 10) {
    const auto found =
        database_.Run([&](pg::Transaction& tx) { return ListEvaluated(tx, filter, kEverything, limit); });
    EXPECT_OK(found);
    std::string all;
    for (const Evaluated& one : *found) {
      EXPECT_EQ(one.directive.tasks, Draft(std::stoi(one.directive.number)).tasks);
      EXPECT_EQ(one.directive.duties.size(), 1U);
      EXPECT_EQ(one.proposal.number, one.directive.number);
      all += one.directive.number.substr(0, 1);
    }
    return all;
  };
  EXPECT_EQ(numbers({}), "431");
  EXPECT_EQ(numbers({.with_corrected_drafts = true}), "431") << "a draft that nobody corrected confirms nothing";
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) {
    return InsertCorrections(tx, {.directive_id = Id(2), .version = 2, .changes = {{"place", "A", "B"}}, .at = kNow});
  }));
  EXPECT_EQ(numbers({}), "431");
  EXPECT_EQ(numbers({.with_corrected_drafts = true}), "4321");
  EXPECT_EQ(numbers({.from = kNow + std::chrono::hours(48), .until = kNow + std::chrono::hours(96)}), "3");
  EXPECT_EQ(numbers({.issuer_unit_id = Id(999)}), "");
  EXPECT_EQ(numbers({}, 2), "43");
  EXPECT_EQ(numbers({.before_id = Id(3)}), "1");

  Directive draft = *Get(Id(2));
  ASSERT_OK(SetDiscarded(draft, true));
  EXPECT_EQ(numbers({.with_corrected_drafts = true}), "431") << "a discarded one confirms nothing";
  ASSERT_OK(SetDiscarded(draft, false));
  EXPECT_EQ(numbers({.with_corrected_drafts = true}), "4321");
  ASSERT_OK(Insert(Draft(5, "5/KH-UBND")));
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) {
    return InsertCorrections(tx, {.directive_id = Id(5),
                                  .version = 2,
                                  .changes = {{"state", "DRAFT", "DISCARDED"}, {"discard_reason", "", "x"}},
                                  .at = kNow});
  }));
  EXPECT_EQ(numbers({.with_corrected_drafts = true}), "4321") << "discarded and restored is not corrected";
}

}  // namespace
}  // namespace dondoc::directive
