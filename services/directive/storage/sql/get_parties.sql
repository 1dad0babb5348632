-- The units that one directive has to do with: where it came in, who issues it, and those of $2 that it gives something to do; in the place
-- of a unit that has ended its heir.
SELECT COALESCE(keeper.heir_unit_id, d.ingested_by) AS keeper_id, COALESCE(issuer.heir_unit_id, d.issuer_unit_id) AS issuer_id,
       ARRAY(SELECT asked FROM unnest($2::uuid[]) AS asked
             WHERE d.state = 'ISSUED' AND is_addressed(d.id, with_predecessors(ARRAY[asked]))) AS recipient_ids
  FROM directive d
  LEFT JOIN heir AS keeper ON keeper.unit_id = d.ingested_by
  LEFT JOIN heir AS issuer ON issuer.unit_id = d.issuer_unit_id
 WHERE d.id = $1::uuid
