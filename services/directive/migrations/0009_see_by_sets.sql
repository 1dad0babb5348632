-- Who may see a directive, said once for lists and for the question about one, and quick for who may see little of much. Functions that give
-- rows become part of the statement that asks them, and are planned with it; `may_see`, which they replace, took 0.1 ms for each directive
-- that a list looked at. It stays for the version before this one.

-- Whose a directive is today: in the place of a unit that has ended stands its heir. With the units above these.
CREATE VIEW directive_party AS
SELECT d.id AS directive_id, d.state, d.issued_on,
       COALESCE(kept.heir_unit_id, d.ingested_by) AS keeper_id, keeper.superior_ids AS keeper_superior_ids,
       COALESCE(given.heir_unit_id, d.issuer_unit_id) AS issuer_id, issuer.superior_ids AS issuer_superior_ids
FROM directive AS d
LEFT JOIN heir AS kept ON kept.unit_id = d.ingested_by
LEFT JOIN heir AS given ON given.unit_id = d.issuer_unit_id
LEFT JOIN unit AS keeper ON keeper.id = COALESCE(kept.heir_unit_id, d.ingested_by)
LEFT JOIN unit AS issuer ON issuer.id = COALESCE(given.heir_unit_id, d.issuer_unit_id);

-- Whether a name in a directive is a unit, or a group that it is a member of. By the tree of today.
CREATE FUNCTION names_unit(named named_body, asked unit) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT named.unit_id = asked.id
         OR (named.within_unit_id IS NOT NULL
             AND (asked.id = named.within_unit_id OR asked.superior_ids @> ARRAY[named.within_unit_id])
             AND asked.level = named.level
             AND ((named.kinds = '{}' AND named.tags = '{}') OR asked.kind = ANY (named.kinds) OR asked.tags && named.tags)
             AND (named.territory_types = '{}' OR asked.territory_type = ANY (named.territory_types))
             AND asked.attributes @> named.attributes
             AND asked.id <> ALL (named.except_unit_ids))
$$;

-- Whether a directive names one of some units, alone or as a member of a group. Of units that have ended, those that were there when it
-- was issued.
CREATE OR REPLACE FUNCTION is_addressed(asked uuid, unit_ids uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM named_body AS n
    JOIN unit AS u ON u.id = ANY (unit_ids)
    WHERE n.directive_id = asked AND names_unit(n, u)
      AND (u.valid_to IS NULL OR u.valid_to > (SELECT d.issued_on FROM directive AS d WHERE d.id = asked)))
$$;

-- The directive, where a caller may see it who sees everything; or who sees what came in at one of the units `own` or below one of
-- `above`, what was or will be issued by one of `issuers` or below one of `above_issuers`, and what is issued and names one of `recipients`,
-- or a unit that one of these has taken over from.
CREATE FUNCTION seen_directive(asked uuid, everything boolean, own uuid[], above uuid[], issuers uuid[], above_issuers uuid[],
                               recipients uuid[])
RETURNS TABLE (directive_id uuid) LANGUAGE sql STABLE AS $$
  SELECT p.directive_id
  FROM directive_party AS p
  WHERE p.directive_id = asked
    AND (everything
         OR p.keeper_id = ANY (own)
         OR p.issuer_id = ANY (issuers)
         OR p.keeper_superior_ids && above
         OR p.issuer_superior_ids && above_issuers
         OR (p.state = 'ISSUED'
             AND EXISTS (SELECT FROM named_body AS n
                         JOIN unit AS u ON u.id = ANY ((SELECT with_predecessors(recipients))::uuid[])
                         WHERE n.directive_id = p.directive_id AND names_unit(n, u)
                           AND (u.valid_to IS NULL OR u.valid_to > p.issued_on))))
$$;

-- Some units, those below some others, and all that these have taken over from.
CREATE FUNCTION stood_for(units uuid[], above uuid[]) RETURNS TABLE (unit_id uuid) LANGUAGE sql STABLE AS $$
  WITH own AS (
    SELECT unnest(units) AS unit_id
    UNION ALL
    SELECT u.id FROM unit AS u WHERE u.superior_ids && above
  )
  SELECT own.unit_id FROM own
  UNION ALL
  SELECT h.unit_id FROM own JOIN heir AS h ON h.heir_unit_id = own.unit_id
$$;

-- All directives that seen_directive may give to a caller who does not see everything, looked up from the units, and some more: what is
-- found here is to be asked there. Some come several times.
CREATE FUNCTION candidate_directive(own uuid[], above uuid[], issuers uuid[], above_issuers uuid[], recipients uuid[])
RETURNS TABLE (directive_id uuid) LANGUAGE sql STABLE AS $$
  SELECT d.id FROM directive AS d WHERE d.ingested_by IN (SELECT s.unit_id FROM stood_for(own, above) AS s)
  UNION ALL
  SELECT d.id FROM directive AS d WHERE d.issuer_unit_id IN (SELECT s.unit_id FROM stood_for(issuers, above_issuers) AS s)
  UNION ALL
  SELECT n.directive_id FROM named_body AS n WHERE n.unit_id = ANY ((SELECT with_predecessors(recipients))::uuid[])
  UNION ALL
  SELECT n.directive_id
  FROM unit AS u
  JOIN named_body AS n ON n.within_unit_id = u.id OR n.within_unit_id = ANY (u.superior_ids)
  WHERE u.id = ANY ((SELECT with_predecessors(recipients))::uuid[]) AND names_unit(n, u)
$$;
CREATE INDEX directive_by_keeper ON directive (ingested_by) WHERE ingested_by IS NOT NULL;
CREATE INDEX directive_by_issuer ON directive (issuer_unit_id) WHERE issuer_unit_id IS NOT NULL;
CREATE INDEX named_body_by_group ON named_body (within_unit_id) WHERE within_unit_id IS NOT NULL;
