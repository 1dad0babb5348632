-- Forgets what was kept for a change.
WITH territories AS (
    DELETE FROM kept_territory WHERE change_id = $1::uuid
), territory_states AS (
    DELETE FROM kept_territory_state WHERE change_id = $1
), codes AS (
    DELETE FROM kept_territory_code WHERE change_id = $1
), units AS (
    DELETE FROM kept_unit WHERE change_id = $1
)
DELETE FROM kept_unit_state WHERE change_id = $1
