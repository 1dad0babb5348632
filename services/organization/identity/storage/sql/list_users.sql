-- One page of the accounts that a unit keeps or that act for it on a day (all where there is no unit), by login.
SELECT u.id, u.login, u.name, u.unit_id, u.created_at, u.disabled_at, c.hash, coalesce(c.must_change, false) AS must_change
FROM user_account u LEFT JOIN credential c ON c.user_id = u.id
WHERE ($1::uuid IS NULL OR u.unit_id = $1::uuid
       OR EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.unit_id = $1::uuid AND m.valid_from <= $2::date
                  AND (m.valid_to IS NULL OR $2::date < m.valid_to)))
  AND u.login > $3
ORDER BY u.login
LIMIT $4
