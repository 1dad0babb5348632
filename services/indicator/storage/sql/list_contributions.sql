-- One page of what the units below have added to a total, by name.
SELECT c.child_id, coalesce(u.name, '') AS child_name, c.version, c.numerator, c.denominator, c.reported_units
FROM contribution c LEFT JOIN unit u ON u.id = c.child_id
WHERE c.parent_id = $1::uuid AND c.period = $2::text AND c.indicator_id = $3::uuid
  AND ($4::uuid IS NULL
       OR (coalesce(u.name, ''), c.child_id) > (coalesce((SELECT a.name FROM unit a WHERE a.id = $4), ''), $4))
ORDER BY coalesce(u.name, ''), c.child_id
LIMIT $5::integer;
