-- Says what keeps a unit from being ended at a moment, and what to do about it: what is open of it, what it gave and is open, its duties, and
-- what it was given since. How much that is is for who may count it: whoever ends units reads no content.
SELECT text
FROM (
  SELECT 1 AS place, 'it has open assignments: its clerks or leaders see which (dondoc assignment list --unit ' || $1::uuid || ') and have them completed; a leader above it gives them to another unit' AS text
  WHERE EXISTS (SELECT FROM assignment WHERE unit_id = $1::uuid AND state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED'))
  UNION ALL
  SELECT 2, 'it was given assignments on that day or since: end it on a later one'
  WHERE EXISTS (SELECT FROM assignment
                WHERE unit_id = $1 AND state IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED') AND created_at >= $2::timestamptz)
  UNION ALL
  SELECT 3, 'assignments that it gave are open: its clerks or leaders see which (dondoc assignment list --issuer ' || $1::uuid || ') and have them completed'
  WHERE EXISTS (SELECT FROM assignment WHERE issuer_unit_id = $1 AND state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED'))
  UNION ALL
  SELECT 4, 'it has recurring duties: each goes along when an assignment of it is given to another unit (dondoc assignment transfer)'
  WHERE EXISTS (SELECT FROM duty_unit WHERE unit_id = $1)
) AS use
ORDER BY place
