-- Writes what the name of a unit is made of.
UPDATE unit SET name_pattern = $2 WHERE id = $1::uuid
