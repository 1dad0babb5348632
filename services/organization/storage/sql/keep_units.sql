-- Keeps what the units of the kept territories are before a change.
WITH kept AS (
    INSERT INTO kept_unit (change_id, unit_id, territory_id, valid_from, valid_to, continued_by)
    SELECT $1::uuid, u.id, u.territory_id, u.valid_from, u.valid_to, u.continued_by
    FROM kept_territory k
    JOIN unit u ON u.territory_id = k.territory_id
    WHERE k.change_id = $1
)
INSERT INTO kept_unit_state (change_id, unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids, tags)
SELECT $1, s.unit_id, s.valid_from, s.valid_to, s.territory_id, s.name, s.folded_name, s.superior_id, s.superior_ids, s.tags
FROM kept_territory k
JOIN unit u ON u.territory_id = k.territory_id
JOIN unit_state s ON s.unit_id = u.id
WHERE k.change_id = $1
