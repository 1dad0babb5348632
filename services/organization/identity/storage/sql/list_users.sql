-- One page of the accounts that a unit keeps or that act for it on a day (all where there is no unit), by login. Of a day that is over those
-- that the caller ($6 to $8) may still see today ($5): through a unit that keeps them, or that they act for or will.
SELECT u.id, u.login, u.name, u.unit_id, u.created_at, u.disabled_at, c.hash, coalesce(c.must_change, false) AS must_change
FROM user_account u LEFT JOIN credential c ON c.user_id = u.id
WHERE ($1::uuid IS NULL OR u.unit_id = $1::uuid
       OR EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.unit_id = $1::uuid AND m.valid_from <= $2::date
                  AND (m.valid_to IS NULL OR $2::date < m.valid_to)))
  AND u.login > $3
  AND ($2::date >= $5::date OR $6::boolean
       OR EXISTS (SELECT FROM (SELECT u.unit_id UNION ALL
                               SELECT m.unit_id FROM membership m WHERE m.user_id = u.id
                               AND (m.valid_to IS NULL OR greatest(m.valid_from, $5::date) < m.valid_to)) AS tie
                  WHERE tie.unit_id = ANY ($7::uuid[])
                     OR EXISTS (SELECT FROM unit_on($5::date) place WHERE place.id = tie.unit_id AND place.superior_ids && $8::uuid[])))
ORDER BY u.login
LIMIT $4
