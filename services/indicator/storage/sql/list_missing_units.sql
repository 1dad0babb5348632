-- One page of those of these units that have not reported an indicator for a period, by name.
SELECT u.id, u.name, coalesce(s.name, '') AS superior_name
FROM unnest($1::uuid[]) AS expected (unit_id)
JOIN unit u ON u.id = expected.unit_id
LEFT JOIN unit s ON s.id = u.superior_id
WHERE NOT EXISTS (
    SELECT FROM value_revision v
    WHERE v.unit_id = u.id AND v.period = $2::text AND v.indicator_id = $3::uuid AND v.is_current)
  AND ($4::uuid IS NULL OR (u.name, u.id) > (SELECT a.name, a.id FROM unit a WHERE a.id = $4))
ORDER BY u.name, u.id
LIMIT $5::integer;
