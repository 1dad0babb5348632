-- Gives units the days back that they had before a change, and takes away their states; insert_kept_states.sql must follow. Returns them.
WITH no_states AS (
    DELETE FROM unit_state s USING kept_unit k WHERE k.change_id = $1::uuid AND s.unit_id = k.unit_id
)
UPDATE unit u
SET territory_id = k.territory_id, valid_from = k.valid_from, valid_to = k.valid_to, continued_by = k.continued_by, version = u.version + 1
FROM kept_unit k
WHERE k.change_id = $1 AND u.id = k.unit_id
RETURNING u.id
