-- Gives the accounts that some units keep to their heirs, for a succession, and keeps whose they were. Disabled ones as well: they may be
-- enabled again.
WITH moved AS (
  UPDATE user_account u SET unit_id = e.heir
  FROM unnest($2::uuid[], $3::uuid[]) AS e (unit_id, heir)
  WHERE u.unit_id = e.unit_id
  RETURNING u.id, e.unit_id AS was_of
)
INSERT INTO moved_account (succession_id, user_id, unit_id) SELECT $1::uuid, id, was_of FROM moved
