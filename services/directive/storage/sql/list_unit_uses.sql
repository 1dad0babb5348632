-- Says what keeps a unit from being ended at a moment, and what to do about it: its drafts, and what it has issued since. How much that is is
-- for who may count it: whoever ends units reads no content.
SELECT text
FROM (
  SELECT 1 AS place, 'it has drafts: its clerks or leaders issue them, its leaders discard them (dondoc directive list --state DRAFT)' AS text
  WHERE EXISTS (SELECT FROM directive WHERE state = 'DRAFT' AND (issuer_unit_id = $1::uuid OR ingested_by = $1))
  UNION ALL
  SELECT 2, 'it has issued directives on that day or since: end it on a later one'
  WHERE EXISTS (SELECT FROM directive WHERE state = 'ISSUED' AND issuer_unit_id = $1 AND issued_at >= $2::timestamptz)
) AS use
ORDER BY place
