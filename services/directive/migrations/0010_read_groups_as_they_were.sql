-- A unit that has ended was a member of groups where it stood last (unit_as_last of the copy of the tree), not where its place is now. The
-- functions of 0009, with that; names_unit without it stays for the version before this one.

-- Whether a name in a directive is a unit, or a group that it is a member of by what is above it.
CREATE FUNCTION names_unit(named named_body, asked unit, above uuid[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT named.unit_id = asked.id
         OR (named.within_unit_id IS NOT NULL
             AND (asked.id = named.within_unit_id OR above @> ARRAY[named.within_unit_id])
             AND asked.level = named.level
             AND ((named.kinds = '{}' AND named.tags = '{}') OR asked.kind = ANY (named.kinds) OR asked.tags && named.tags)
             AND (named.territory_types = '{}' OR asked.territory_type = ANY (named.territory_types))
             AND asked.attributes @> named.attributes
             AND asked.id <> ALL (named.except_unit_ids))
$$;

CREATE OR REPLACE FUNCTION is_addressed(asked uuid, unit_ids uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM named_body AS n
    JOIN unit AS u ON u.id = ANY (unit_ids)
    JOIN unit_as_last AS stood ON stood.id = u.id
    WHERE n.directive_id = asked AND names_unit(n, u, stood.superior_ids)
      AND (u.valid_to IS NULL OR u.valid_to > (SELECT d.issued_on FROM directive AS d WHERE d.id = asked)))
$$;

CREATE OR REPLACE FUNCTION seen_directive(asked uuid, everything boolean, own uuid[], above uuid[], issuers uuid[], above_issuers uuid[],
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
                         JOIN unit_as_last AS stood ON stood.id = u.id
                         WHERE n.directive_id = p.directive_id AND names_unit(n, u, stood.superior_ids)
                           AND (u.valid_to IS NULL OR u.valid_to > p.issued_on))))
$$;

CREATE OR REPLACE FUNCTION candidate_directive(own uuid[], above uuid[], issuers uuid[], above_issuers uuid[], recipients uuid[])
RETURNS TABLE (directive_id uuid) LANGUAGE sql STABLE AS $$
  SELECT d.id FROM directive AS d WHERE d.ingested_by IN (SELECT s.unit_id FROM stood_for(own, above) AS s)
  UNION ALL
  SELECT d.id FROM directive AS d WHERE d.issuer_unit_id IN (SELECT s.unit_id FROM stood_for(issuers, above_issuers) AS s)
  UNION ALL
  SELECT n.directive_id FROM named_body AS n WHERE n.unit_id = ANY ((SELECT with_predecessors(recipients))::uuid[])
  UNION ALL
  SELECT n.directive_id
  FROM unit AS u
  JOIN unit_as_last AS stood ON stood.id = u.id
  JOIN named_body AS n ON n.within_unit_id = u.id OR n.within_unit_id = ANY (stood.superior_ids)
  WHERE u.id = ANY ((SELECT with_predecessors(recipients))::uuid[]) AND names_unit(n, u, stood.superior_ids)
$$;
