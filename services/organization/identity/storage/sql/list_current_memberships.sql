-- The memberships of accounts on a day, by account, unit and role.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, heir.name AS went_to, u.login, u.name AS user_name
FROM membership m JOIN user_account u ON u.id = m.user_id
LEFT JOIN unit_state heir ON heir.unit_id = m.went_to AND heir.valid_to IS NULL
WHERE m.user_id = ANY ($1::uuid[]) AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to)
ORDER BY m.user_id, m.unit_id, m.role
