-- One membership.
SELECT m.id, m.user_id, m.unit_id, m.role, m.valid_from, m.valid_to, m.went_to, u.login, u.name AS user_name
FROM membership m JOIN user_account u ON u.id = m.user_id
WHERE m.id = $1::uuid
