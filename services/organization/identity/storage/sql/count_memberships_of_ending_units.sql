-- How many memberships of units that a succession ends reach beyond its day, and how many of them have no heir to go on in.
SELECT count(*) AS memberships, count(*) FILTER (WHERE b.heir_unit_id IS NULL) AS without_heir
FROM succession s
JOIN succession_body b ON b.succession_id = s.id
JOIN membership m ON m.unit_id = b.unit_id
WHERE s.id = $1::uuid
  AND m.valid_from < s.effective_on
  AND (m.valid_to IS NULL OR m.valid_to > s.effective_on OR m.ended_by = s.id)
