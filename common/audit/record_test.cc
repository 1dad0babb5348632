#include "common/audit/record.h"

#include <set>

#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

Record Sample() {
  return {.seq = 7,
          .at = TimePoint(std::chrono::microseconds(1'765'000'000'000'001)),
          .recorded_at = TimePoint(std::chrono::microseconds(1'765'000'000'000'500)),
          .subject = "user:u1",
          .name = "Lan",
          .unit_id = "unit-1",
          .method = "AcceptAssignment",
          .object_type = "assignment",
          .object_id = "a1",
          .before = R"({"state":"ASSIGNED"})",
          .after = R"({"state":"ACCEPTED","by":"Nguyễn"})",
          .request_id = "r1",
          .address = "10.0.0.1",
          .trace = "t1"};
}

// Worked out by hand from record.h, with Python's hashlib: whoever reads the header can check a chain.
TEST(RecordTest, TheEncodingIsTheDocumentedOne) {
  const Hash digest = DigestOf(Sample());
  EXPECT_EQ(ToHex(digest), "d79f30695965f9c027cf450af6d39426eaa55ec2e97374fabb2ff08b539f9ce3");
  EXPECT_EQ(ToHex(ChainHash(Hash{}, 1, digest)), "336faabec842a42b90face06bb521f223d5a678b1b83a15fdb22ba2b4bcaf608");
}

TEST(RecordTest, AnObjectOfAnotherUnitIsVersionTwo) {
  Record record = Sample();
  record.object_unit_id = "unit-2";
  EXPECT_EQ(ToHex(DigestOf(record)), "f1eb6f6ebed049848e9c1ffea05179ffd20997f493e0842c761591aab6ec8c71");
}

TEST(RecordTest, EveryFieldCountsAndWhereItEnds) {
  std::set<std::string> digests;
  const auto add = [&](auto change) {
    Record record = Sample();
    change(record);
    EXPECT_TRUE(digests.insert(ToHex(DigestOf(record))).second);
  };
  add([](Record&) {});
  add([](Record& r) { r.seq = 8; });
  add([](Record& r) { r.at += std::chrono::microseconds(1); });
  add([](Record& r) { r.recorded_at += std::chrono::microseconds(1); });
  for (std::string Record::*text :
       {&Record::subject, &Record::name, &Record::unit_id, &Record::method, &Record::object_type, &Record::object_id,
        &Record::before, &Record::after, &Record::request_id, &Record::address, &Record::trace}) {
    add([&](Record& r) { (r.*text).clear(); });
    add([&](Record& r) { (r.*text) += "x"; });
  }
  add([](Record& r) { r.object_unit_id = "unit-2"; });
  add([](Record& r) { r.object_unit_id = "unit-3"; });
  // The same letters, cut elsewhere.
  add([](Record& r) {
    r.subject = "user:u1L";
    r.name = "an";
  });
}

TEST(RecordTest, ThePlaceCounts) {
  const Hash digest = DigestOf(Sample());
  EXPECT_NE(ChainHash(Hash{}, 1, digest), ChainHash(Hash{}, 2, digest));
  EXPECT_NE(ChainHash(Hash{}, 1, digest), ChainHash(digest, 1, digest));
}

TEST(RecordTest, HexadecimalBothWays) {
  EXPECT_EQ(FromHex("00ff").value(), std::string("\0\xff", 2));
  EXPECT_EQ(ToHex(std::string_view("\0\xff", 2)), "00ff");
  EXPECT_FALSE(FromHex("0"));
  EXPECT_FALSE(FromHex("FF"));
  EXPECT_FALSE(HashFromHex("00"));
  const Hash digest = DigestOf(Sample());
  EXPECT_EQ(HashFromHex(ToHex(digest)).value(), digest);
}

}  // namespace
}  // namespace dondoc::audit
