-- One account with what is needed to tell whether its owner may sign in, by id or by login.
SELECT u.id, u.login, u.name, u.unit_id, u.created_at, u.disabled_at, c.hash, coalesce(c.must_change, false) AS must_change
FROM user_account u LEFT JOIN credential c ON c.user_id = u.id
WHERE ($1::uuid IS NULL OR u.id = $1::uuid) AND ($2::text IS NULL OR u.login = $2::text)
