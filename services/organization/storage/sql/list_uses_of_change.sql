-- What has been changed, or put below, since a change: the name of a unit or territory, why it stands in the way, and the id of a body that
-- can be ended.
SELECT name, why, body_id
FROM (
    SELECT s.name, 'CHANGED' AS why, NULL::uuid AS body_id
    FROM kept_unit k
    JOIN unit_digest d ON d.unit_id = k.unit_id
    JOIN unit_state s ON s.unit_id = k.unit_id AND s.valid_to IS NULL
    WHERE k.change_id = $1::uuid AND d.digest <> k.digest
    UNION ALL
    SELECT s.name, 'CHANGED', NULL
    FROM kept_territory k
    JOIN territory_digest d ON d.territory_id = k.territory_id
    JOIN territory_state s ON s.territory_id = k.territory_id AND s.valid_to IS NULL
    WHERE k.change_id = $1 AND d.digest <> k.digest
    UNION ALL
    SELECT s.name, 'MADE', u.id
    FROM kept_territory k
    JOIN unit u ON u.territory_id = k.territory_id
    JOIN unit_state s ON s.unit_id = u.id AND s.valid_to IS NULL
    WHERE k.change_id = $1 AND u.continued_by IS DISTINCT FROM u.id -- a mistake that was taken back stands in nobody's way
      AND NOT EXISTS (SELECT 1 FROM kept_unit known WHERE known.change_id = $1 AND known.unit_id = u.id)
    UNION ALL
    SELECT s.name, 'MADE', NULL
    FROM kept_territory k
    JOIN territory_state s ON s.parent_id = k.territory_id AND s.valid_to IS NULL
    WHERE k.change_id = $1 AND k.valid_from = '9999-12-31'
      AND NOT EXISTS (SELECT 1 FROM kept_territory known WHERE known.change_id = $1 AND known.territory_id = s.territory_id)
) found
ORDER BY why, name
LIMIT $2
