-- Notes parts of changes that have arrived; those known already stay as they are.
INSERT INTO unit_change (change, part, parts)
SELECT c.change, c.part, c.parts
FROM unnest($1::bigint[], $2::int[], $3::int[]) AS c (change, part, parts)
WHERE c.change > (SELECT complete.change FROM unit_change complete WHERE complete.part = 0)
ON CONFLICT (change, part) DO NOTHING
