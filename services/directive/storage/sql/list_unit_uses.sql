-- Says what keeps a unit from being ended at a moment: its drafts, and what it has issued since.
SELECT text
FROM (
  SELECT 1 AS place, 'drafts: ' || count(*) AS text FROM directive
  WHERE state = 'DRAFT' AND (issuer_unit_id = $1::uuid OR ingested_by = $1)
  HAVING count(*) > 0
  UNION ALL
  SELECT 2, 'directives that it has issued since: ' || count(*) FROM directive
  WHERE state = 'ISSUED' AND issuer_unit_id = $1 AND issued_at >= $2::timestamptz
  HAVING count(*) > 0
) AS use
ORDER BY place
