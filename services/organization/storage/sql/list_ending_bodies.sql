-- The bodies of territories that exist on the day before, by id.
SELECT u.id, u.kind, u.territory_id
FROM unit u
WHERE u.territory_id = ANY ($1::uuid[]) AND (u.valid_from IS NULL OR u.valid_from < $2::date)
  AND (u.valid_to IS NULL OR u.valid_to >= $2)
ORDER BY u.id
