-- Says what keeps a unit from being ended at a moment: what is open of it, what it gave and is open, its duties, and what it was given since.
SELECT text
FROM (
  SELECT 1 AS place, 'assignments that are open: ' || count(*) AS text FROM assignment
  WHERE unit_id = $1::uuid AND state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')
  HAVING count(*) > 0
  UNION ALL
  SELECT 2, 'assignments that were given to it since: ' || count(*) FROM assignment
  WHERE unit_id = $1 AND state IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED') AND created_at >= $2::timestamptz
  HAVING count(*) > 0
  UNION ALL
  SELECT 3, 'assignments that it gave and that are open: ' || count(*) FROM assignment
  WHERE issuer_unit_id = $1 AND state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')
  HAVING count(*) > 0
  UNION ALL
  SELECT 4, 'recurring duties: ' || count(*) FROM duty_unit WHERE unit_id = $1 HAVING count(*) > 0
) AS use
ORDER BY place
