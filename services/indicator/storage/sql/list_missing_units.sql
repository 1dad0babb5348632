-- One page of the units at or below one that are expected to report for a period (domain/reporting.h) and have not, by name.
SELECT u.id, u.name, coalesce(s.name, '') AS superior_name
FROM unit u LEFT JOIN unit s ON s.id = u.superior_id
WHERE u.level = 'COMMUNE' AND u.kind = 'UBND'
  AND (u.id = $1::uuid OR u.superior_ids @> ARRAY[$1::uuid])
  AND (u.valid_from IS NULL OR u.valid_from <= $2::date)
  AND (u.valid_to IS NULL OR u.valid_to > $2::date)
  AND NOT EXISTS (
    SELECT FROM value_revision v
    WHERE v.unit_id = u.id AND v.period = $3::text AND v.indicator_id = $4::uuid AND v.is_current)
  AND ($5::uuid IS NULL OR (u.name, u.id) > (SELECT a.name, a.id FROM unit a WHERE a.id = $5))
ORDER BY u.name, u.id
LIMIT $6::integer;
