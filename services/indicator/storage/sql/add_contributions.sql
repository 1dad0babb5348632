-- Takes contributions that are newer than what is known, adds the differences to the totals of their parents, and returns the totals that
-- changed, each with a new version: one statement for all facts of a batch. What is old or known has no effect, so facts may come twice and
-- in any order. Contributions are locked in the order of their keys, then totals in the order of theirs.
WITH newest AS (
  SELECT DISTINCT ON (f.parent_id, f.period, f.indicator_id, f.child_id)
         f.parent_id, f.period, f.indicator_id, f.child_id, f.version, f.numerator, f.denominator, f.reported_units
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
    AS f (parent_id, period, indicator_id, child_id, version, numerator, denominator, reported_units)
  ORDER BY f.parent_id, f.period, f.indicator_id, f.child_id, f.version DESC
),
taken AS (
  INSERT INTO contribution AS c (parent_id, period, indicator_id, child_id, version, numerator, denominator, reported_units,
                                 replaced_numerator, replaced_denominator, replaced_reported_units)
  SELECT n.parent_id, n.period, n.indicator_id, n.child_id, n.version, n.numerator, n.denominator, n.reported_units, 0, 0, 0
  FROM newest n
  ORDER BY n.parent_id, n.period, n.indicator_id, n.child_id
  ON CONFLICT (parent_id, period, indicator_id, child_id) DO UPDATE
  SET version = excluded.version,
      numerator = excluded.numerator,
      denominator = excluded.denominator,
      reported_units = excluded.reported_units,
      replaced_numerator = c.numerator,
      replaced_denominator = c.denominator,
      replaced_reported_units = c.reported_units
  WHERE c.version < excluded.version
  RETURNING c.parent_id, c.period, c.indicator_id, c.numerator - c.replaced_numerator AS numerator,
            c.denominator - c.replaced_denominator AS denominator, c.reported_units - c.replaced_reported_units AS reported_units
),
difference AS (
  SELECT t.parent_id, t.period, t.indicator_id, sum(t.numerator)::bigint AS numerator, sum(t.denominator)::bigint AS denominator,
         sum(t.reported_units)::bigint AS reported_units
  FROM taken t
  GROUP BY t.parent_id, t.period, t.indicator_id
)
INSERT INTO roll_up AS r (unit_id, period, indicator_id, superior_id, version, numerator, denominator, reported_units)
SELECT d.parent_id, d.period, d.indicator_id, u.superior_id, 1, d.numerator, d.denominator, d.reported_units
FROM difference d
JOIN unit_as_last u ON u.id = d.parent_id
WHERE (d.numerator, d.denominator, d.reported_units) <> (0, 0, 0)
ORDER BY d.parent_id, d.period, d.indicator_id
ON CONFLICT (unit_id, period, indicator_id) DO UPDATE
SET version = r.version + 1,
    numerator = r.numerator + excluded.numerator,
    denominator = r.denominator + excluded.denominator,
    reported_units = r.reported_units + excluded.reported_units
RETURNING r.unit_id, r.period, r.indicator_id, r.superior_id, (SELECT s.level FROM unit s WHERE s.id = r.superior_id) AS superior_level,
          r.version, r.numerator, r.denominator, r.reported_units;
