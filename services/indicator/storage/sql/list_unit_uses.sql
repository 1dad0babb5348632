-- Says what keeps a unit from being ended at a moment: targets that reach into the year or beyond, and what it has reported since.
SELECT text
FROM (
  SELECT 1 AS place, 'targets: ' || count(*) AS text FROM target
  WHERE unit_id = $1::uuid AND (to_year = 0 OR to_year >= extract(year FROM $3::date))
  HAVING count(*) > 0
  UNION ALL
  SELECT 2, 'periods that it has reported for since: ' || count(*) FROM report
  WHERE unit_id = $1 AND last_submitted_at >= $2::timestamptz
  HAVING count(*) > 0
) AS use
ORDER BY place
