-- Puts units below other superiors; refresh_superiors.sql must follow.
UPDATE unit u
SET superior_id = c.superior_id
FROM unnest($1::uuid[], $2::uuid[]) AS c (id, superior_id)
WHERE u.id = c.id
