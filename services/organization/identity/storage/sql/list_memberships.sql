-- One page of the memberships of an account or of a unit, by first day and id, without those that never held. From $6 on whose the caller may
-- see, on the day $5: everybody's, or of one of some units, or of what is below one.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, heir.name AS went_to, u.login, u.name AS user_name
FROM membership m JOIN user_account u ON u.id = m.user_id
LEFT JOIN unit_state heir ON heir.unit_id = m.went_to AND heir.valid_to IS NULL
WHERE (m.valid_to IS NULL OR m.valid_from < m.valid_to)
  AND ($1::uuid IS NULL OR m.user_id = $1::uuid) AND ($2::uuid IS NULL OR m.unit_id = $2::uuid)
  AND ($3::uuid IS NULL OR (m.valid_from, m.id) > (SELECT a.valid_from, a.id FROM membership a WHERE a.id = $3::uuid))
  AND ($6::boolean OR m.unit_id = ANY ($7::uuid[])
       OR EXISTS (SELECT FROM unit_on($5::date) place WHERE place.id = m.unit_id AND place.superior_ids && $8::uuid[]))
ORDER BY m.valid_from, m.id
LIMIT $4
