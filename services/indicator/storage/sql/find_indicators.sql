-- Indicators by code or id, whichever a name is.
SELECT i.id, i.code, i.name, i.kind, i.measure, i.over_time, i.description, i.created_at
FROM indicator i
WHERE i.code = ANY ($1::text[]) OR i.id = ANY ($2::uuid[])
ORDER BY i.code;
