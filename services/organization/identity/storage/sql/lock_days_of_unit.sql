-- The first day on which a unit no longer exists, held until the transaction ends: a succession that ends the unit waits, or was before; and
-- its last name.
SELECT u.valid_to, s.name
FROM unit u
JOIN unit_state s ON s.unit_id = u.id AND s.valid_to IS NULL
WHERE u.id = $1::uuid
FOR SHARE OF u
