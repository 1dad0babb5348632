-- One page of the memberships in bodies that a succession ends and that nobody takes over from, those that reach beyond its day; by first day
-- and id. From $5 on whose the caller may see, on the day $4: everybody's, or of one of some units, or of what is below one.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, heir.name AS went_to, u.login, u.name AS user_name
FROM succession s
JOIN succession_body b ON b.succession_id = s.id AND b.heir_unit_id IS NULL
JOIN membership m ON m.unit_id = b.unit_id AND (m.valid_to IS NULL OR m.valid_to > greatest(m.valid_from, s.effective_on))
JOIN user_account u ON u.id = m.user_id
LEFT JOIN unit_state heir ON heir.unit_id = m.went_to AND heir.valid_to IS NULL
WHERE s.id = $1::uuid
  AND ($2::uuid IS NULL OR (m.valid_from, m.id) > (SELECT a.valid_from, a.id FROM membership a WHERE a.id = $2::uuid))
  AND ($5::boolean OR m.unit_id = ANY ($6::uuid[])
       OR EXISTS (SELECT FROM unit_on($4::date) place WHERE place.id = m.unit_id AND place.superior_ids && $7::uuid[]))
ORDER BY m.valid_from, m.id
LIMIT $3
