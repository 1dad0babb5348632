-- The memberships of accounts on a day, by account, unit and role. From $4 on whose the caller may see, on the day $3: everybody's, or of
-- one of some units, or of what is below one.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, heir.name AS went_to, u.login, u.name AS user_name
FROM membership m JOIN user_account u ON u.id = m.user_id
LEFT JOIN unit_state heir ON heir.unit_id = m.went_to AND heir.valid_to IS NULL
WHERE m.user_id = ANY ($1::uuid[]) AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to)
  AND ($4::boolean OR m.unit_id = ANY ($5::uuid[])
       OR EXISTS (SELECT FROM unit_on($3::date) place WHERE place.id = m.unit_id AND place.superior_ids && $6::uuid[]))
ORDER BY m.user_id, m.unit_id, m.role
