-- One page of the catalogue, by code.
SELECT i.id, i.code, i.name, i.kind, i.measure, i.over_time, i.description, i.created_at
FROM indicator i
WHERE i.code > $1::text
ORDER BY i.code
LIMIT $2::integer;
