-- One page of a unit's own numbers for a period, by code and the newest revision first.
SELECT v.indicator_id, i.code AS indicator_code, v.revision, v.is_current, v.numerator, v.denominator, s.submitted_at, s.submitted_by, s.note
FROM value_revision v
JOIN indicator i ON i.id = v.indicator_id
JOIN submission s ON s.id = v.submission_id
WHERE v.unit_id = $1::uuid AND v.period = $2::text
  AND ($3::boolean OR v.is_current)
  AND ($4::text IS NULL OR i.code > $4 OR (i.code = $4 AND v.revision < $5::integer))
ORDER BY i.code, v.revision DESC
LIMIT $6::integer;
