-- The totals of a unit for a period, of some indicators or of all that have a number or a target here, with its own number where it has one.
-- A total is a sum over rows of several units (RowsOf), each with a weight.
WITH addend AS (
  SELECT r.indicator_id, a.weight, r.version, r.numerator, r.denominator, r.reported_units
  FROM unnest($6::uuid[], $7::uuid[], $8::integer[], $9::boolean[]) AS a (unit_id, superior_id, weight, is_contribution)
  JOIN roll_up r ON r.unit_id = a.unit_id AND r.period = $2::text
  WHERE NOT a.is_contribution AND (a.superior_id IS NULL OR r.superior_id = a.superior_id)
  UNION ALL
  SELECT c.indicator_id, a.weight, c.version, c.numerator, c.denominator, c.reported_units
  FROM unnest($6::uuid[], $7::uuid[], $8::integer[], $9::boolean[]) AS a (unit_id, superior_id, weight, is_contribution)
  JOIN contribution c ON c.parent_id = a.superior_id AND c.period = $2 AND c.child_id = a.unit_id
  WHERE a.is_contribution
),
figure AS (
  SELECT a.indicator_id, sum(a.version)::bigint AS version, sum(a.weight * a.numerator)::bigint AS numerator,
         sum(a.weight * a.denominator)::bigint AS denominator, sum(a.weight * a.reported_units)::bigint AS reported_units
  FROM addend a
  GROUP BY a.indicator_id
)
SELECT i.id, i.code, i.name, i.kind, i.measure, i.over_time, i.description, i.created_at,
       f.indicator_id IS NOT NULL AS present, coalesce(f.version, 0) AS version, coalesce(f.numerator, 0) AS numerator,
       coalesce(f.denominator, 0) AS denominator, coalesce(f.reported_units, 0) AS reported_units,
       v.unit_id IS NOT NULL AS has_own, coalesce(v.numerator, 0) AS own_numerator, coalesce(v.denominator, 0) AS own_denominator
FROM indicator i
LEFT JOIN figure f ON f.indicator_id = i.id
LEFT JOIN value_revision v ON v.unit_id = $1::uuid AND v.period = $2 AND v.indicator_id = i.id AND v.is_current
WHERE i.id = ANY ($3::uuid[])
   OR ($4::boolean AND (f.indicator_id IS NOT NULL OR EXISTS (
         SELECT FROM target t
         WHERE t.unit_id = $1 AND t.indicator_id = i.id AND t.from_year <= $5::integer AND (t.to_year = 0 OR t.to_year >= $5))))
ORDER BY i.code;
