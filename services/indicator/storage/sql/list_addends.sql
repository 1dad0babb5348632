-- The rows of one indicator that figures are made of (RowsOf), each with its place in the list that was given.
SELECT a.place - 1 AS place, r.version, r.numerator, r.denominator, r.reported_units
FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) WITH ORDINALITY AS a (unit_id, superior_id, is_contribution, place)
JOIN roll_up r ON r.unit_id = a.unit_id AND r.period = $4::text AND r.indicator_id = $5::uuid
WHERE NOT a.is_contribution AND (a.superior_id IS NULL OR r.superior_id = a.superior_id)
UNION ALL
SELECT a.place - 1, c.version, c.numerator, c.denominator, c.reported_units
FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) WITH ORDINALITY AS a (unit_id, superior_id, is_contribution, place)
JOIN contribution c ON c.parent_id = a.superior_id AND c.period = $4 AND c.indicator_id = $5 AND c.child_id = a.unit_id
WHERE a.is_contribution;
