-- Recomputes the totals of one level from all current numbers: $1 is how many steps above the units that report it is.
SELECT count(*) AS totals, coalesce(sum(t.numerator), 0)::bigint AS numerator
FROM (
  SELECT u.superior_ids[$1::integer] AS unit_id, v.period, v.indicator_id, sum(v.numerator) AS numerator, sum(v.denominator) AS denominator,
         count(*) AS reported_units
  FROM value_revision v JOIN unit u ON u.id = v.unit_id
  WHERE v.is_current
  GROUP BY 1, 2, 3
) t;
