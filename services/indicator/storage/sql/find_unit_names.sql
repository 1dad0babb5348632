-- Names of units on a day, or the nearest that they had before or after it, and the days on which they exist.
SELECT u.id, u.valid_from, u.valid_to,
       coalesce((SELECT s.name FROM unit_state s WHERE s.unit_id = u.id AND s.valid_from <= $2::date ORDER BY s.valid_from DESC LIMIT 1),
                u.name) AS name
FROM unit u
WHERE u.id = ANY ($1::uuid[]);
