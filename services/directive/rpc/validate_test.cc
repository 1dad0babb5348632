#include "services/directive/rpc/validate.h"

#include <gtest/gtest.h>

#include <functional>

#include "common/status/status_matchers.h"

namespace dondoc::directive {
namespace {

constexpr char kId[] = "00000000-0000-7000-8000-000000000001";

// Applies each change to a good request and looks at what Validate says of it.
template <typename Message>
struct Case {
  const char* reason;
  const char* field;
  std::function<void(Message&)> spoil;
};

template <typename Message>
void Check(const Message& good, const std::vector<Case<Message>>& cases) {
  EXPECT_OK(Validate(good));
  for (const Case<Message>& c : cases) {
    Message request = good;
    c.spoil(request);
    const absl::Status status = Validate(request);
    EXPECT_THAT(status, dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, c.reason)) << c.field;
    EXPECT_EQ(Metadata(status)["field"], c.field);
  }
}

TEST(ValidateTest, Ingest) {
  v1::IngestDirectiveRequest good;
  good.set_request_id(kId);
  good.set_file("KH");
  Check<v1::IngestDirectiveRequest>(
      good, {{"BAD_REQUEST_ID", "request_id", [](auto& r) { r.set_request_id("1"); }},
             {"TEXT_TOO_LONG", "file_name", [](auto& r) { r.set_file_name(std::string(2000, 'a')); }},
             {"BAD_ID", "issuer_unit_id", [](auto& r) { r.set_issuer_unit_id("180"); }}});
}

TEST(ValidateTest, Correct) {
  v1::CorrectDirectiveRequest good;
  good.set_request_id(kId);
  good.set_directive_id(kId);
  good.set_etag("1");
  good.add_corrections()->mutable_set()->set_field("number");
  const auto only = [](v1::CorrectDirectiveRequest& r) {
    r.clear_corrections();
    return r.add_corrections();
  };
  Check<v1::CorrectDirectiveRequest>(
      good,
      {{"BAD_ID", "directive_id", [](auto& r) { r.set_directive_id("x"); }},
       {"MISSING_FIELD", "etag", [](auto& r) { r.clear_etag(); }},
       {"BAD_ETAG", "etag", [](auto& r) { r.set_etag("deadbeef"); }},
       {"MISSING_FIELD", "corrections", [](auto& r) { r.clear_corrections(); }},
       {"TOO_MANY", "corrections",
        [](auto& r) {
          for (int i = 0; i < 500; ++i) *r.add_corrections() = r.corrections(0);
        }},
       {"MISSING_FIELD", "corrections[1]", [](auto& r) { r.add_corrections(); }},
       {"MISSING_FIELD", "corrections[0].set.field", [&](auto& r) { only(r)->mutable_set(); }},
       {"BAD_VALUE", "corrections[0].set.field", [&](auto& r) { only(r)->mutable_set()->set_field("names[A]"); }},
       {"BAD_TEXT", "corrections[0].set.value",
        [](auto& r) { r.mutable_corrections(0)->mutable_set()->set_value(std::string("a\0b", 3)); }},
       {"MISSING_FIELD", "corrections[0].add.kind", [&](auto& r) { only(r)->mutable_add(); }},
       {"BAD_VALUE", "corrections[0].drop", [&](auto& r) { only(r)->set_drop("number"); }},
       {"MISSING_FIELD", "corrections[0].resolve.means", [&](auto& r) { only(r)->mutable_resolve()->set_name("A"); }},
       {"BAD_ID", "corrections[0].issuer_unit_id", [&](auto& r) { only(r)->set_issuer_unit_id("180"); }}});
}

TEST(ValidateTest, Reads) {
  v1::ListDirectivesRequest list;
  Check<v1::ListDirectivesRequest>(
      list, {{"BAD_ID", "unit_id", [](auto& r) { r.set_unit_id("x"); }},
             {"BAD_PAGE_SIZE", "page_size", [](auto& r) { r.set_page_size(-1); }},
             {"BAD_PAGE_TOKEN", "page_token", [](auto& r) { r.set_page_token("x"); }},
             {"BAD_VALUE", "state", [](auto& r) { r.set_state(static_cast<v1::DirectiveState::Value>(9)); }}});
  v1::SearchDirectivesRequest search;
  search.set_query("phổ cập");
  Check<v1::SearchDirectivesRequest>(search,
                                     {{"MISSING_FIELD", "query", [](auto& r) { r.clear_query(); }},
                                      {"BAD_PAGE_TOKEN", "page_token", [](auto& r) { r.set_page_token("1"); }}});
  v1::ListCorrectionsRequest corrections;
  corrections.set_directive_id(kId);
  Check<v1::ListCorrectionsRequest>(corrections,
                                    {{"BAD_PAGE_TOKEN", "page_token", [](auto& r) { r.set_page_token("1.2"); }}});
  Check<v1::EvaluateProposalsRequest>({}, {{"BAD_ID", "issuer_unit_id", [](auto& r) { r.set_issuer_unit_id("180"); }},
                                           {"INVALID_DATE", "since", [](auto& r) { r.set_since("2025-02-30"); }},
                                           {"INVALID_DATE", "until", [](auto& r) { r.set_until("hôm nay"); }},
                                           {"BAD_PAGE_SIZE", "page_size", [](auto& r) { r.set_page_size(-1); }},
                                           {"BAD_PAGE_TOKEN", "page_token", [](auto& r) { r.set_page_token("x"); }}});
  v1::IssueDirectiveRequest issue;
  issue.set_request_id(kId);
  issue.set_directive_id(kId);
  issue.set_etag("1");
  Check<v1::IssueDirectiveRequest>(issue, {{"BAD_ID", "issuer_unit_id", [](auto& r) { r.set_issuer_unit_id("180"); }}});
}

TEST(ValidateTest, DiscardAndRestore) {
  v1::DiscardDirectiveRequest discard;
  discard.set_request_id(kId);
  discard.set_directive_id(kId);
  discard.set_etag("1");
  Check<v1::DiscardDirectiveRequest>(
      discard, {{"BAD_REQUEST_ID", "request_id", [](auto& r) { r.clear_request_id(); }},
                {"MISSING_FIELD", "etag", [](auto& r) { r.clear_etag(); }},
                {"TEXT_TOO_LONG", "reason", [](auto& r) { r.set_reason(std::string(2001, 'a')); }},
                {"BAD_TEXT", "reason", [](auto& r) { r.set_reason(std::string("a\0b", 3)); }}});
  v1::RestoreDirectiveRequest restore;
  restore.set_request_id(kId);
  restore.set_directive_id(kId);
  restore.set_etag("1");
  Check<v1::RestoreDirectiveRequest>(restore, {{"BAD_ID", "directive_id", [](auto& r) { r.set_directive_id("12"); }},
                                               {"BAD_ETAG", "etag", [](auto& r) { r.set_etag("x"); }}});
}

TEST(TokensTest, ComeBackAsTheyWere) {
  const Rank rank{0.1 + 0.2, kId};
  EXPECT_EQ((*ParseRankToken(RankToken(rank)))->rank, rank.rank);
  EXPECT_EQ((*ParseRankToken(RankToken(rank)))->id, kId);
  EXPECT_EQ(ParsePositionToken(PositionToken({7, 3}))->version, 7);
  EXPECT_EQ(ParsePositionToken(PositionToken({7, 3}))->position, 3);
}

TEST(EtagTest, AnEtagThatWasNeverGivenIsNoVersion) {
  EXPECT_EQ(VersionOf("12"), 12);
  for (const char* wrong : {"", "x", "-1", "0", "1x", "99999999999999999999"}) {
    EXPECT_EQ(VersionOf(wrong), -1) << wrong;
  }
}

}  // namespace
}  // namespace dondoc::directive
