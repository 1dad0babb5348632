-- Adds the differences that units' own numbers make to their totals, and returns the totals that changed, each with a new version. A total's
-- superior is the one that the unit has when its first number comes, or had last. Rows are locked in the order of their keys.
INSERT INTO roll_up AS r (unit_id, period, indicator_id, superior_id, version, numerator, denominator, reported_units)
SELECT d.unit_id, d.period, d.indicator_id, u.superior_id, 1, d.numerator, d.denominator, d.reported_units
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
  AS d (unit_id, period, indicator_id, numerator, denominator, reported_units)
JOIN unit_as_last u ON u.id = d.unit_id
ORDER BY d.unit_id, d.period, d.indicator_id
ON CONFLICT (unit_id, period, indicator_id) DO UPDATE
SET version = r.version + 1,
    numerator = r.numerator + excluded.numerator,
    denominator = r.denominator + excluded.denominator,
    reported_units = r.reported_units + excluded.reported_units
RETURNING r.unit_id, r.period, r.indicator_id, r.superior_id, (SELECT s.level FROM unit s WHERE s.id = r.superior_id) AS superior_level,
          r.version, r.numerator, r.denominator, r.reported_units;
