#include "services/directive/storage/directive_storage.h"

#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_queries.h"
#include "services/directive/storage/fact_outbox.h"
#include "services/directive/storage/sql.h"
#include "services/directive/storage/storage_fixture.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;

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

TEST_F(DirectiveStorageTest, AnHugeTextCanStillBeKept) {
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) {
    text += "từ" + std::to_string(i) + " ";
  }
  text += std::string(5000, 'x');
  EXPECT_OK(Insert(Draft(1), text));
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

}  // namespace
}  // namespace dondoc::directive
