-- One membership.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, heir.name AS went_to, u.login, u.name AS user_name
FROM membership m JOIN user_account u ON u.id = m.user_id
LEFT JOIN unit_state heir ON heir.unit_id = m.went_to AND heir.valid_to IS NULL
WHERE m.id = $1::uuid
