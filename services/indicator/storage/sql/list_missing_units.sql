-- One page of those of these units that have not reported an indicator for a period, by the name that they have on a day, with the name of
-- the unit that they are below then.
WITH expected AS (
    SELECT u.id, coalesce(s.name, u.name) AS name, CASE WHEN s.unit_id IS NULL THEN u.superior_id ELSE s.superior_id END AS superior_id
    FROM unit u
    LEFT JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= $6::date AND (s.valid_to IS NULL OR s.valid_to > $6)
    WHERE u.id = ANY ($1::uuid[])
)
SELECT e.id, e.name, coalesce(s.name, a.name, '') AS superior_name
FROM expected e
LEFT JOIN unit a ON a.id = e.superior_id
LEFT JOIN unit_state s ON s.unit_id = e.superior_id AND s.valid_from <= $6 AND (s.valid_to IS NULL OR s.valid_to > $6)
WHERE NOT EXISTS (
    SELECT FROM value_revision v
    WHERE v.unit_id = e.id AND v.period = $2::text AND v.indicator_id = $3::uuid AND v.is_current)
  AND ($4::uuid IS NULL OR (e.name, e.id) > (SELECT last.name, last.id FROM expected last WHERE last.id = $4))
ORDER BY e.name, e.id
LIMIT $5::integer;
