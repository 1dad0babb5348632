-- Lists the planned units that a change withdrew, with who goes on in their place.
SELECT u.id, u.continued_by
FROM kept_unit k
JOIN unit u ON u.id = k.unit_id
WHERE k.change_id = $1::uuid AND k.continued_by IS NULL AND u.continued_by <> u.id
ORDER BY u.id
