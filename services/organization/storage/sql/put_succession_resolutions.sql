-- Keeps who is to take over from bodies; without an heir the choice is taken back.
WITH given AS (
    SELECT r.unit_id, r.heir_unit_id FROM unnest($2::uuid[], $3::uuid[]) AS r (unit_id, heir_unit_id)
), gone AS (
    DELETE FROM succession_resolution r USING given
    WHERE r.succession_id = $1::uuid AND r.unit_id = given.unit_id AND given.heir_unit_id IS NULL
)
INSERT INTO succession_resolution (succession_id, unit_id, heir_unit_id)
SELECT $1, given.unit_id, given.heir_unit_id
FROM given
WHERE given.heir_unit_id IS NOT NULL
ON CONFLICT (succession_id, unit_id) DO UPDATE
SET heir_unit_id = excluded.heir_unit_id
