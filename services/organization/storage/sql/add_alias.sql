-- Adds an alias to a unit.
UPDATE unit SET aliases = aliases || $2::text WHERE id = $1::uuid
