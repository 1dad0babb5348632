-- How many groups that last beyond the day of a succession are of bodies that it ends, or are looked for within them.
SELECT count(*) AS groups
FROM succession s
JOIN named_group g ON g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, s.effective_on)
WHERE s.id = $1::uuid
  AND EXISTS (SELECT FROM succession_body b WHERE b.succession_id = s.id AND b.unit_id IN (g.owner_id, g.within_id))
