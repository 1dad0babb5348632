-- Those of some units ($1) that have ended by a day ($2): when, and who continues what they had, where somebody does.
SELECT u.id, u.name, u.valid_to, COALESCE(h.name, '') AS heir_name
FROM unit u
LEFT JOIN heir ON heir.unit_id = u.id
LEFT JOIN unit h ON h.id = heir.heir_unit_id
WHERE u.id = ANY ($1::uuid[]) AND u.valid_to <= $2::date
