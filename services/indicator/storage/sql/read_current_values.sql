-- The current revisions of cells.
SELECT c.ordinal, v.revision, v.numerator, v.denominator
FROM unnest($1::uuid[], $2::text[], $3::uuid[]) WITH ORDINALITY AS c (unit_id, period, indicator_id, ordinal)
JOIN value_revision v
  ON v.unit_id = c.unit_id AND v.period = c.period AND v.indicator_id = c.indicator_id AND v.is_current;
