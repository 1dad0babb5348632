-- Gives the units a new version that are called or placed otherwise since one of the days after the first, up to the second.
WITH turned AS (
    SELECT s.unit_id AS id FROM unit_state s WHERE s.valid_from > $1::date AND s.valid_from <= $2::date
    UNION
    SELECT u.id FROM territory_state p JOIN unit u ON u.territory_id = p.territory_id WHERE p.valid_from > $1 AND p.valid_from <= $2
)
UPDATE unit u SET version = u.version + 1 FROM turned WHERE u.id = turned.id
RETURNING u.id
