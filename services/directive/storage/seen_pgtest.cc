// Lists show exactly what a caller may see, whether a page is found near or has to be looked up from the caller's
// units.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "services/directive/storage/directive_queries.h"
#include "services/directive/storage/directive_storage.h"
#include "services/directive/storage/evaluation_queries.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::SharedPostgres;
using Ids = std::vector<std::string>;

// Directives of the country: whoever reads more has read some twice, and would go on for ever.
constexpr std::size_t kMost = 2000;

// A country with three provinces (P), twelve communes (C), most of which have ended with heirs among six new ones (N),
// and bodies below these (B). Many more directives than a list looks through one by one: most are a province's,
// one in 30 is anybody's. A third name a unit, a third a group; what else there is of them is as good as chance.
constexpr char kWorld[] = R"sql(
CREATE FUNCTION id_of(what text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(what)::uuid $$;
CREATE FUNCTION chance(what text, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT ('x' || left(md5(what), 7))::bit(28)::int % n $$;
CREATE FUNCTION anybody(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE chance('who' || n, 3) WHEN 0 THEN id_of('C' || 1 + chance('c' || n, 12)) WHEN 1 THEN id_of('N' || 1 + chance('n' || n, 6))
         ELSE id_of('B' || 1 + chance('b' || n, 12)) END
$$;
WITH place (code, level, above, valid_to) AS (
  SELECT 'G', 'CENTRAL', '{}'::text[], NULL::date
  UNION ALL SELECT 'P' || i, 'PROVINCE', ARRAY['G'], NULL FROM generate_series(1, 3) AS i
  UNION ALL SELECT 'C' || i, 'COMMUNE', ARRAY['P' || 1 + i % 3, 'G'], CASE WHEN i < 12 THEN date '2025-07-01' END FROM generate_series(1, 12) AS i
  UNION ALL SELECT 'N' || i, 'COMMUNE', ARRAY['P' || 1 + i % 3, 'G'], NULL FROM generate_series(1, 6) AS i
  UNION ALL SELECT 'B' || i, 'COMMUNE', ARRAY['N' || 1 + i % 6, 'P' || 1 + (1 + i % 6) % 3, 'G'], NULL FROM generate_series(1, 12) AS i
)
INSERT INTO unit (id, name, level, kind, superior_id, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list,
                  tags, valid_to, emails, version, attributes)
SELECT id_of(code), code, level, CASE WHEN code LIKE 'B%' THEN 'PHONG' ELSE 'UBND' END, id_of(above[1]),
       ARRAY(SELECT id_of(one) FROM unnest(above) WITH ORDINALITY AS a (one, nth) ORDER BY nth), id_of('T' || code), code,
       CASE WHEN chance(code, 2) = 0 THEN 'xã' ELSE 'phường' END, code, '2025', ARRAY['T' || chance(code, 2)], valid_to, '{}', 1,
       CASE WHEN chance('a' || code, 3) = 0 THEN '{URBAN}'::text[] ELSE '{}' END
FROM place;
INSERT INTO heir (unit_id, heir_unit_id) SELECT id_of('C' || i), id_of('N' || 1 + i % 6) FROM generate_series(1, 9) AS i;
-- Whoever has ended has a place, below the heir or below some province, and stood elsewhere last.
WITH state (of, valid_from, valid_to, superior_ids) AS (
  SELECT u, date '-infinity', u.valid_to, u.superior_ids FROM unit AS u WHERE u.valid_to IS NOT NULL
  UNION ALL
  SELECT u, u.valid_to, NULL, coalesce(heir.heir_unit_id || taker.superior_ids, ARRAY[id_of('P3'), id_of('G')])
  FROM unit AS u
  LEFT JOIN heir ON heir.unit_id = u.id
  LEFT JOIN unit AS taker ON taker.id = heir.heir_unit_id
  WHERE u.valid_to IS NOT NULL
)
INSERT INTO unit_state (unit_id, valid_from, valid_to, name, superior_id, superior_ids, territory_name, territory_type, territory_code,
                        code_list, attributes)
SELECT (of).id, valid_from, valid_to, (of).name, superior_ids[1], superior_ids, (of).territory_name, (of).territory_type,
       (of).territory_code, (of).code_list, (of).attributes
FROM state;
UPDATE unit AS u SET superior_id = s.superior_id, superior_ids = s.superior_ids FROM unit_state AS s WHERE s.unit_id = u.id AND s.valid_to IS NULL;

INSERT INTO directive (id, state, version, number, number_key, number_whole, type, issuer, issuer_folded, issuer_unit_id, place, issued_year,
                       issued_month, issued_day, issued_on, subject, signer, damaged, addressees, tree_change, task_count, ingested_at,
                       ingested_by, issued_at, words, discarded_at, discarded_caller, discard_reason)
SELECT id_of('D' || n), state, 1, n || '/KH', n || 'kh', true, 'KE_HOACH', 'A', 'a', CASE WHEN n % 7 > 0 OR state = 'ISSUED' THEN issuer END,
       '', 2025, 1, 1, CASE WHEN n % 2 = 0 THEN date '2025-01-01' ELSE date '2025-08-01' END, 'Việc ' || n, '{a,b,c,d}', false, '{}', 1, 1,
       '2025-01-01', CASE WHEN n % 5 > 0 THEN keeper END, '2025-01-01', to_tsvector('simple', 'viec ' || n % 10),
       CASE WHEN state = 'DISCARDED' THEN timestamptz '2025-01-01' END, CASE WHEN state = 'DISCARDED' THEN 'a' END,
       CASE WHEN state = 'DISCARDED' THEN 'b' END
FROM (SELECT n, (ARRAY['DRAFT', 'ISSUED', 'ISSUED', 'DISCARDED'])[1 + chance('s' || n, 4)] AS state,
             CASE WHEN n % 30 = 0 THEN anybody(n) ELSE id_of('P1') END AS keeper,
             CASE WHEN n % 30 = 1 THEN anybody(n) ELSE id_of('P2') END AS issuer
      FROM generate_series(1, 2000) AS n) AS made;
INSERT INTO directive_file (directive_id, sha256, name, size, content, body, folded, proposal, discarded)
SELECT id, id::text, 'a', 1, 'a', 'a', 'a', '{}', state = 'DISCARDED' FROM directive;
INSERT INTO named_body (directive_id, name, ordinal, level, unit_id, within_unit_id, kinds, tags, territory_types, except_unit_ids, chosen,
                        candidate_ids, candidate_names, attributes)
SELECT id_of('D' || n), 'a', 1, CASE WHEN n % 3 = 2 THEN NULL WHEN chance('l' || n, 9) = 0 THEN 'PROVINCE' ELSE 'COMMUNE' END,
       CASE WHEN n % 3 = 0 THEN anybody(n + 1) END,
       CASE WHEN n % 3 = 1 THEN (ARRAY[id_of('G'), id_of('P3'), anybody(n + 2)])[1 + chance('w' || n, 3)] END,
       CASE WHEN chance('k' || n, 2) = 0 THEN '{UBND}'::text[] ELSE '{}' END, CASE WHEN chance('t' || n, 3) = 0 THEN '{T1}'::text[] ELSE '{}' END,
       CASE WHEN chance('y' || n, 4) = 0 THEN '{xã}'::text[] ELSE '{}' END, CASE WHEN chance('e' || n, 4) = 0 THEN ARRAY[anybody(n + 3)] ELSE '{}' END,
       false, '{}', '{}', CASE WHEN chance('b' || n, 4) = 0 THEN '{URBAN}'::text[] ELSE '{}' END
FROM generate_series(1, 2000, 4) AS n;
)sql";

// Who may see what, in the words of the rule and at whatever cost: in the place of a unit that has ended stands its
// heir; an issued directive is also for the units that it names, and for who has taken over from one of these. Groups
// are as their members stood last.
constexpr pg::Statement kRule{"test.rule", R"sql(
SELECT d.id, d.state
FROM directive AS d,
     LATERAL (SELECT coalesce((SELECT heir_unit_id FROM heir WHERE unit_id = d.ingested_by), d.ingested_by) AS keeper,
                     coalesce((SELECT heir_unit_id FROM heir WHERE unit_id = d.issuer_unit_id), d.issuer_unit_id) AS issuer) AS today
WHERE $1::boolean
   OR today.keeper = ANY ($2::uuid[])
   OR today.issuer = ANY ($4::uuid[])
   OR EXISTS (SELECT FROM unit AS u WHERE u.id = today.keeper AND u.superior_ids && $3::uuid[])
   OR EXISTS (SELECT FROM unit AS u WHERE u.id = today.issuer AND u.superior_ids && $5::uuid[])
   OR (d.state = 'ISSUED'
       AND EXISTS (SELECT FROM named_body AS n, unit AS u
                   WHERE n.directive_id = d.id
                     AND (u.id = ANY ($6::uuid[]) OR EXISTS (SELECT FROM heir AS h WHERE h.unit_id = u.id AND h.heir_unit_id = ANY ($6::uuid[])))
                     AND (u.valid_to IS NULL OR u.valid_to > d.issued_on)
                     AND (n.unit_id = u.id
                          OR ((u.id = n.within_unit_id
                               OR n.within_unit_id = ANY (coalesce((SELECT s.superior_ids FROM unit_state AS s
                                                                    WHERE s.unit_id = u.id AND s.valid_to = u.valid_to),
                                                                   u.superior_ids)))
                              AND n.level = u.level
                              AND ((n.kinds = '{}' AND n.tags = '{}') OR u.kind = ANY (n.kinds) OR n.tags && u.tags)
                              AND (n.territory_types = '{}' OR u.territory_type = ANY (n.territory_types))
                              AND n.attributes <@ u.attributes
                              AND u.id <> ALL (n.except_unit_ids)))))
ORDER BY d.id DESC
)sql"};

class SeenTest : public ::testing::Test {
 protected:
  SeenTest() : conninfo_(SharedPostgres::CreateDatabase()), database_({.conninfo = conninfo_}) {
    auto connection = *pg::Connection::Open(conninfo_);
    EXPECT_OK(pg::Migrate(*connection,
                          {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                           organization::replica::Migrations(), Migrations()},
                          *ParseTime("2025-03-01T02:00:00.000000Z")));
    EXPECT_OK(connection->ExecuteScript(kWorld));
  }

  template <typename F>
  auto Read(F&& function) {
    return *database_.Run({.read_only = true, .plan_by_values = true}, std::forward<F>(function));
  }
  std::string IdOf(const std::string& code) {
    return Read([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
      DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute({"test.id", "SELECT id_of($1) AS id"}, code));
      return rows[0].Get<std::string>("id");
    });
  }

  // By the rule; in what states.
  Ids Allowed(const access::Filter& f, const Ids& states) {
    return Read([&](pg::Transaction& tx) -> absl::StatusOr<Ids> {
      DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                              tx.Execute(kRule, f.all, f.own, f.above, f.issuer, f.above_issuer, f.recipient));
      Ids ids;
      for (const pg::Row row : rows) {
        if (std::find(states.begin(), states.end(), row.Get<std::string>("state")) != states.end()) {
          ids.push_back(row.Get<std::string>("id"));
        }
      }
      return ids;
    });
  }
  // As lists show it, page after page.
  Ids Listed(const access::Filter& seen, std::size_t size) {
    Ids ids;
    Filter filter;
    for (std::size_t read = size; read == size && ids.size() <= kMost;) {
      const auto page =
          Read([&](pg::Transaction& tx) { return ListDirectives(tx, filter, seen, static_cast<int>(size)); });
      for (const Summary& one : page) ids.push_back(one.id);
      read = page.size();
      if (read > 0) filter.before_id = ids.back();
    }
    return ids;
  }
  Ids Evaluated(const access::Filter& seen, std::size_t size) {
    Ids ids;
    EvaluationFilter filter;
    for (std::size_t read = size; read == size && ids.size() <= kMost;) {
      const auto page =
          Read([&](pg::Transaction& tx) { return ListEvaluated(tx, filter, seen, static_cast<int>(size)); });
      for (const auto& one : page) ids.push_back(one.directive.id);
      read = page.size();
      if (read > 0) filter.before_id = ids.back();
    }
    return ids;
  }
  // Sorted as the others are.
  Ids Searched(const access::Filter& seen, std::size_t size) {
    Ids ids;
    std::optional<Rank> after;
    for (std::size_t read = size; read == size && ids.size() <= kMost;) {
      const auto page =
          Read([&](pg::Transaction& tx) { return SearchDirectives(tx, "việc", seen, after, static_cast<int>(size)); });
      for (const Found& one : page) ids.push_back(one.directive.id);
      read = page.size();
      if (read > 0) after = page.back().rank;
    }
    std::sort(ids.rbegin(), ids.rend());
    return ids;
  }

  std::string conninfo_;
  pg::Database database_;
};

TEST_F(SeenTest, ListsShowExactlyWhatTheRuleAllows) {
  std::size_t shown = 0;
  for (const char* code : {"G", "P1", "P3", "C3", "C11", "C12", "N1", "N4", "B2", "nobody"}) {
    const Ids one = {IdOf(code)};
    for (const access::Filter& seen :
         {access::Filter{.own = one, .above = one, .issuer = one, .above_issuer = one, .recipient = one},
          access::Filter{.own = one, .issuer = one}, access::Filter{.above = one}, access::Filter{.above_issuer = one},
          access::Filter{.recipient = one}}) {
      SCOPED_TRACE(code);
      const Ids allowed = Allowed(seen, {"DRAFT", "ISSUED"});
      EXPECT_EQ(Listed(seen, 40), allowed);
      EXPECT_EQ(Searched(seen, 40), allowed);
      EXPECT_EQ(Evaluated(seen, 40), Allowed(seen, {"ISSUED"}));
      shown += allowed.size();
    }
  }
  EXPECT_GT(shown, 5000u);
}

TEST_F(SeenTest, WhoSeesEverythingHasWholePages) {
  const access::Filter everything{.all = true};
  const Ids allowed = Allowed(everything, {"DRAFT", "ISSUED"});
  ASSERT_GT(allowed.size(), 1200u);
  for (const std::size_t size : {std::size_t{1100}, std::size_t{501}}) {
    EXPECT_EQ(Listed(everything, size), allowed);
    EXPECT_EQ(Searched(everything, size), allowed);
    EXPECT_EQ(Evaluated(everything, size), Allowed(everything, {"ISSUED"}));
  }
}

// A list asks with many directives, a single question with one: both must say the same.
TEST_F(SeenTest, OneDirectiveIsSeenWhereListsShowIt) {
  for (const char* code : {"P2", "C3", "N2", "N4", "B2"}) {
    const std::string unit = IdOf(code);
    const access::Filter seen{.own = {unit}, .issuer = {unit}, .recipient = {unit}};
    const Ids listed = Listed(seen, 100);
    for (const std::string& id : Listed({.all = true}, 500)) {
      const bool shown = std::find(listed.begin(), listed.end(), id) != listed.end();
      const access::Parties parties = Read([&](pg::Transaction& tx) { return GetParties(tx, id, {unit}); });
      EXPECT_EQ(parties.unit == unit || parties.issuer == unit || !parties.recipients.empty(), shown)
          << code << " " << id;
    }
  }
}

}  // namespace
}  // namespace dondoc::directive
