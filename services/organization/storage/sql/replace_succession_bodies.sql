-- Keeps what becomes of each body in the place of what was there; successors come as an array literal.
WITH gone AS (
    DELETE FROM succession_body b WHERE b.succession_id = $1::uuid AND b.unit_id <> ALL ($2::uuid[])
)
INSERT INTO succession_body (succession_id, unit_id, to_unit_ids, heir_unit_id)
SELECT $1, b.unit_id, b.to_unit_ids::uuid[], b.heir_unit_id
FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS b (unit_id, to_unit_ids, heir_unit_id)
ON CONFLICT (succession_id, unit_id) DO UPDATE
SET to_unit_ids = excluded.to_unit_ids, heir_unit_id = excluded.heir_unit_id
