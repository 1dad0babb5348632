-- The units that one directive has to do with: where it came in, who issues it, and those of $2 that it gives something to do; in the place
-- of a unit that has ended its heir.
SELECT p.keeper_id, p.issuer_id,
       ARRAY(SELECT asked FROM unnest($2::uuid[]) AS asked
             WHERE EXISTS (SELECT FROM seen_directive(p.directive_id, false, '{}', '{}', '{}', '{}', ARRAY[asked]))) AS recipient_ids
  FROM directive_party AS p
 WHERE p.directive_id = $1::uuid
