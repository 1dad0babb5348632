#include "common/audit/audit.h"
#include "services/directive/storage/directive_storage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "services/directive/domain/testing_directive.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_queries.h"
#include "services/directive/storage/evaluation_queries.h"
#include "services/directive/storage/fact_outbox.h"
#include "services/directive/storage/sql.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {
namespace {

const access::Filter kEverything{.all = true};

using dondoc::testing::HasReason;
using dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Plan;

const TimePoint kNow = *ParseTime("2025-03-01T02:00:00.000000Z");

const Discarding kByLan{kNow, testing::kOffice, "lan", "bản quét mờ"};

std::string Id(int n) {
  std::string digits = std::to_string(n);
  return "00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

class DirectiveStorageTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    migrated = new std::string(SharedPostgres::CreateDatabase());
    auto connection = *pg::Connection::Open(*migrated);
    ASSERT_OK(pg::Migrate(*connection,
                          {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                           organization::replica::Migrations(), Migrations()},
                          kNow));
  }

  DirectiveStorageTest()
      : conninfo_(SharedPostgres::CreateDatabaseFrom(*migrated)), database_({.conninfo = conninfo_}) {}

  // A directive of its own: the plan with other ids, number and file.
  static Directive Draft(int n, const std::string& number = "12/KH-UBND") {
    Directive draft = Plan();
    draft.id = Id(n);
    for (Task& task : draft.tasks) task.id = Id(n * 100 + task.ordinal);
    for (Target& target : draft.targets) target.id = Id(n * 100 + 10 + target.ordinal);
    for (Duty& duty : draft.duties) duty.id = Id(n * 100 + 20 + duty.ordinal);
    draft.number = number;
    draft.citations = {{true, {"3/KH-UBND", DocumentType::kPlan, {2025, 1, 5}, "Ủy ban nhân dân tỉnh Nam Sơn", {1, 2}}},
                       {false, {"29-CT/TW", DocumentType::kDirective, {}, "Bộ Chính trị", {3, 4}}}};
    draft.recipients = {{"Như trên", Purpose::kExecute, {5, 6}}};
    draft.addressees = {"Các phòng, ban"};
    draft.signer = {"Trần Văn A", "Chủ tịch", "Ủy ban nhân dân", "", {}};
    draft.file_name = "a.txt";
    draft.file_size = 3;
    draft.sha256 = "sha" + std::to_string(n);
    draft.ingested_at = kNow;
    return draft;
  }

  absl::Status Insert(const Directive& draft, const std::string& text = "Kế hoạch phổ cập giáo dục") {
    ParsedDirective proposal;
    proposal.number = draft.number;
    return database_.Run([&](pg::Transaction& tx) {
      return InsertDraft(tx, draft, {std::string("\x01\xFF\x00", 3), text, proposal});
    });
  }

  // Moves what Insert has written to DISCARDED, or back.
  absl::Status SetDiscarded(Directive& directive, bool discarded) {
    directive.state = discarded ? State::kDiscarded : State::kDraft;
    directive.discarded = discarded ? std::optional(kByLan) : std::nullopt;
    ++directive.version;
    return database_.Run([&](pg::Transaction& tx) { return UpdateDirective(tx, directive); });
  }

  absl::StatusOr<Directive> Get(const std::string& id) {
    return database_.Run([&](pg::Transaction& tx) { return GetDirective(tx, id); });
  }

  static std::string* migrated;
  std::string conninfo_;
  pg::Database database_;
};

std::string* DirectiveStorageTest::migrated = nullptr;

TEST_F(DirectiveStorageTest, EveryStatementIsValid) {
  auto connection = *pg::Connection::Open(conninfo_);
  for (const pg::Statement* statement : sql::kAll) {
    EXPECT_OK(connection->Prepare(*statement)) << statement->name;
  }
}

TEST_F(DirectiveStorageTest, WhatIsWrittenIsRead) {
  Directive draft = Draft(1);
  draft.targets[0].confidence = 0.25;
  draft.duties[0].confidence = 0.5;
  draft.names.push_back(
      {.name = "Ai đó", .meaning = {}, .candidates = {{Id(91), "Phòng \"A\", B"}, {Id(92), "Phòng C"}}});
  ASSERT_OK(Insert(draft));
  ASSERT_OK_AND_ASSIGN(const Directive read, Get(draft.id));
  EXPECT_EQ(read.number, draft.number);
  EXPECT_EQ(read.issued, draft.issued);
  EXPECT_EQ(read.type, draft.type);
  EXPECT_EQ(read.signer.name, "Trần Văn A");
  EXPECT_EQ(read.tasks, draft.tasks);
  EXPECT_EQ(read.targets, draft.targets);
  EXPECT_EQ(read.duties, draft.duties);
  EXPECT_EQ(read.names, draft.names);
  EXPECT_EQ(read.addressees, draft.addressees);
  EXPECT_EQ(read.tree_change, 7);
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_TRUE(read.citations[0].basis);
  EXPECT_EQ(read.citations[0].document.issued, (PartialDate{2025, 1, 5}));
  EXPECT_EQ(read.recipients[0].purpose, Purpose::kExecute);
  EXPECT_EQ(read.ingested_at, kNow);
  const auto file = database_.Run([&](pg::Transaction& tx) { return GetFile(tx, draft.id); });
  ASSERT_OK(file);
  EXPECT_EQ(file->sha256, "sha1");
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return GetText(tx, draft.id); }).value(),
            "Kế hoạch phổ cập giáo dục");
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return GetProposal(tx, draft.id); })->number, "12/KH-UBND");
}

TEST_F(DirectiveStorageTest, AFileAndANumberAreThereOnce) {
  ASSERT_OK(Insert(Draft(1)));
  Directive same_file = Draft(2, "13/KH-UBND");
  same_file.sha256 = "sha1";
  EXPECT_THAT(Insert(same_file), HasReason(absl::StatusCode::kAlreadyExists, "FILE_KNOWN"));
  EXPECT_THAT(Insert(Draft(2, "012/KH-ubnd")), HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
  const absl::Status taken = database_.Run([&](pg::Transaction& tx) { return CheckNumberFree(tx, Draft(2)); });
  EXPECT_THAT(taken, HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(taken)["directive_id"], Id(1));
  Directive other_year = Draft(2);
  other_year.issued.year = 2024;
  EXPECT_OK(Insert(other_year));
  EXPECT_OK(Insert(Draft(3, "/KH-UBND"))) << "a blank number is nobody's";
  EXPECT_OK(Insert(Draft(4, "/KH-UBND")));
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return FindFile(tx, "sha3"); })->value(), Id(3));
  EXPECT_EQ(*database_.Run([&](pg::Transaction& tx) { return FindFile(tx, "none"); }), std::nullopt);
}

TEST_F(DirectiveStorageTest, ADiscardedOneFreesItsNumberAndItsFile) {
  Directive first = Draft(1);
  ASSERT_OK(Insert(first));
  ASSERT_OK(SetDiscarded(first, true));
  ASSERT_OK_AND_ASSIGN(const Directive read, Get(Id(1)));
  EXPECT_EQ(read.state, State::kDiscarded);
  EXPECT_EQ(read.discarded, kByLan);
  EXPECT_EQ(*database_.Run([&](pg::Transaction& tx) { return FindFile(tx, "sha1"); }), std::nullopt);
  Directive second = Draft(2);
  second.sha256 = first.sha256;
  EXPECT_OK(database_.Run([&](pg::Transaction& tx) { return CheckNumberFree(tx, second); }));
  ASSERT_OK(Insert(second));
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return FindFile(tx, "sha1"); })->value(), Id(2));

  const auto exists = absl::StatusCode::kAlreadyExists;
  const absl::Status file = database_.Run([&](pg::Transaction& tx) { return CheckFileFree(tx, first); });
  EXPECT_THAT(file, HasReason(exists, "DUPLICATE_NUMBER"));
  EXPECT_EQ(Metadata(file)["directive_id"], Id(2));
  EXPECT_EQ(Metadata(file)["field"], "file");
  EXPECT_OK(database_.Run([&](pg::Transaction& tx) { return CheckFileFree(tx, second); })) << "its own";
  EXPECT_THAT(SetDiscarded(first, false), HasReason(exists, "DUPLICATE_NUMBER")) << "the index holds the number";
  first = *Get(Id(1));
  first.number = "14/KH-UBND";
  EXPECT_THAT(SetDiscarded(first, false), HasReason(exists, "FILE_KNOWN")) << "and the other one the file";
  ASSERT_OK(SetDiscarded(second, true));
  first = *Get(Id(1));
  ASSERT_OK(SetDiscarded(first, false));
  EXPECT_EQ(Get(Id(1))->discarded, std::nullopt);
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return FindFile(tx, "sha1"); })->value(), Id(1));
}

TEST_F(DirectiveStorageTest, UpdatesOnlyTheVersionThatWasRead) {
  Directive draft = Draft(1);
  ASSERT_OK(Insert(draft));
  draft.version = 2;
  draft.subject = "Khác";
  draft.tasks[0].units = {"Phòng Nội vụ"};
  draft.tasks.push_back({.id = Id(77), .ordinal = 3, .text = "Thêm"});
  const auto update = [&] { return database_.Run([&](pg::Transaction& tx) { return UpdateDirective(tx, draft); }); };
  ASSERT_OK(update());
  EXPECT_THAT(update(), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  ASSERT_OK_AND_ASSIGN(const Directive read, Get(draft.id));
  EXPECT_EQ(read.subject, "Khác");
  EXPECT_EQ(read.tasks, draft.tasks);
  EXPECT_EQ(database_.Run([&](pg::Transaction& tx) { return LockDirective(tx, draft.id); }).value(), 2);
}

TEST_F(DirectiveStorageTest, UnknownIdsAreNotFound) {
  const std::string none = "DIRECTIVE_NOT_FOUND";
  const auto code = absl::StatusCode::kNotFound;
  for (const std::string& id : std::vector<std::string>{"x", Id(99)}) {
    EXPECT_THAT(Get(id), HasReason(code, none));
    EXPECT_THAT(database_.Run([&](pg::Transaction& tx) { return GetText(tx, id); }), HasReason(code, none));
    EXPECT_THAT(database_.Run([&](pg::Transaction& tx) { return FindNamed(tx, id, kEverything); }),
                HasReason(code, none));
  }
  EXPECT_THAT(database_.Run([&](pg::Transaction& tx) { return LockDirective(tx, Id(99)); }), HasReason(code, none));
}

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

TEST_F(DirectiveStorageTest, AnHugeTextCanStillBeKept) {
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) {
    text += "từ" + std::to_string(i) + " ";
  }
  text += std::string(5000, 'x');
  EXPECT_OK(Insert(Draft(1), text));
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

TEST_F(DirectiveStorageTest, KeepsCorrectionsAndKnowsTheLast) {
  ASSERT_OK(Insert(Draft(1)));
  const auto keep = [&](std::int64_t version, std::vector<Change> changes, std::optional<std::int64_t> undoes) {
    return database_.Run([&](pg::Transaction& tx) {
      return InsertCorrections(tx, {Id(1), version, std::move(changes), kNow, Id(9), "lan", undoes});
    });
  };
  const auto last = [&] { return *database_.Run([&](pg::Transaction& tx) { return GetLastCorrection(tx, Id(1)); }); };
  EXPECT_FALSE(last().has_value());
  ASSERT_OK(keep(2, {{"number", "1", "2"}}, std::nullopt));
  ASSERT_OK(keep(3, {{"place", "", "A"}, {"subject", "x", "y"}}, std::nullopt));
  EXPECT_EQ(last()->version, 3);
  EXPECT_EQ(last()->changes.size(), 2U);
  ASSERT_OK(keep(4, {{"subject", "y", "x"}, {"place", "A", ""}}, 3));
  EXPECT_EQ(last()->version, 2);
  const auto records = *database_.Run([&](pg::Transaction& tx) { return ListCorrections(tx, Id(1), 2, 1, 10); });
  ASSERT_EQ(records.size(), 4U);
  EXPECT_TRUE(records[0].is_undone);
  EXPECT_TRUE(records[3].is_undo);
  EXPECT_EQ(records[0].user, "lan");
}

TEST_F(DirectiveStorageTest, AFactForEachLevel) {
  ASSERT_OK(Insert(Draft(1)));
  FakeIdGenerator ids;
  Directive issued = Draft(1);
  EXPECT_OK(database_.Run([&](pg::Transaction& tx) { return AppendDirectiveIssued(tx, issued, kNow, ids, "trace"); }));
}

TEST_F(DirectiveStorageTest, AGroupIsKeptAndAddressesWhoIsInIt) {
  organization::v1::UnitsChanged tree;
  tree.set_change(1);
  tree.set_part(1);
  tree.set_parts(1);
  for (const int n : {901, 902}) {
    organization::v1::Unit& commune = *tree.add_units();
    commune.set_id(Id(n));
    commune.set_level(common::v1::COMMUNE);
    commune.set_kind("UBND");
    commune.set_superior_id(testing::kIssuerUnit);
    commune.add_superior_ids(testing::kIssuerUnit);
    commune.set_territory_id(Id(n + 50));
    commune.set_territory_type("xã");
    commune.set_island(n == 902);
    commune.set_version(1);
  }
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&tree, 1}); }));
  Directive directive = Draft(1);
  directive.names[2].meaning.group->attributes = {"ISLAND"};
  ASSERT_OK(Insert(directive));
  EXPECT_EQ(Get(Id(1))->names, directive.names);
  directive.state = State::kIssued;
  directive.issued_at = kNow;
  ++directive.version;
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) { return UpdateDirective(tx, directive); }));
  const auto parties = database_.Run([&](pg::Transaction& tx) { return GetParties(tx, Id(1), {Id(901), Id(902)}); });
  ASSERT_OK(parties);
  EXPECT_THAT(parties->recipients, ElementsAre(Id(902)));
  FakeIdGenerator ids;
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) { return AppendDirectiveIssued(tx, directive, kNow, ids, "t"); }));
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
