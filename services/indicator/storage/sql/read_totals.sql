-- The totals of a unit for a period, of some indicators or of all that have a number or a target here, with its own number where it has one.
SELECT i.id, i.code, i.name, i.kind, i.measure, i.over_time, i.description, i.created_at,
       r.unit_id IS NOT NULL AS present, coalesce(r.version, 0) AS version, coalesce(r.numerator, 0) AS numerator,
       coalesce(r.denominator, 0) AS denominator, coalesce(r.reported_units, 0) AS reported_units,
       v.unit_id IS NOT NULL AS has_own, coalesce(v.numerator, 0) AS own_numerator, coalesce(v.denominator, 0) AS own_denominator
FROM indicator i
LEFT JOIN roll_up r ON r.unit_id = $1::uuid AND r.period = $2::text AND r.indicator_id = i.id
LEFT JOIN value_revision v ON v.unit_id = $1 AND v.period = $2 AND v.indicator_id = i.id AND v.is_current
WHERE i.id = ANY ($3::uuid[])
   OR ($4::boolean AND (r.unit_id IS NOT NULL OR EXISTS (
         SELECT FROM target t
         WHERE t.unit_id = $1 AND t.indicator_id = i.id AND t.from_year <= $5::integer AND (t.to_year = 0 OR t.to_year >= $5))))
ORDER BY i.code;
