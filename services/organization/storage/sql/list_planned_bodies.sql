-- The planned bodies of territories, by id.
SELECT u.id, u.kind, u.territory_id
FROM unit u
WHERE u.territory_id = ANY ($1::uuid[]) AND u.valid_from = '9999-12-31' AND u.continued_by IS NULL
ORDER BY u.id
