-- Gives all units of a territory a new version, because what they say of it has changed.
UPDATE unit SET version = version + 1 WHERE territory_id = $1::uuid
RETURNING id
