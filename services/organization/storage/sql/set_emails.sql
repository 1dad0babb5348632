-- Replaces the mail addresses of a unit.
UPDATE unit SET emails = $2::text[], version = version + 1 WHERE id = $1::uuid
