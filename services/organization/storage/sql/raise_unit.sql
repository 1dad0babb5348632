-- Gives a unit a new version.
UPDATE unit SET version = version + 1 WHERE id = $1::uuid
