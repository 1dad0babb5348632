-- Keeps the rows of a succession's file in the place of those that were there.
WITH gone AS (
    DELETE FROM succession_row r WHERE r.succession_id = $1::uuid AND r.line <> ALL ($2::int[])
)
INSERT INTO succession_row (succession_id, line, old_code, new_code, whole)
SELECT $1, r.line, r.old_code, r.new_code, r.whole
FROM unnest($2::int[], $3::text[], $4::text[], $5::boolean[]) AS r (line, old_code, new_code, whole)
ON CONFLICT (succession_id, line) DO UPDATE
SET old_code = excluded.old_code, new_code = excluded.new_code, whole = excluded.whole
