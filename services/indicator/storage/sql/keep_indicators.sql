-- Copies indicators that another process has defined; those that are here already stay as they are.
INSERT INTO indicator (id, code, name, kind, measure, over_time, description, created_at)
SELECT d.id, d.code, d.name, d.kind, d.measure, d.over_time, d.description, d.created_at
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
  AS d (id, code, name, kind, measure, over_time, description, created_at)
ORDER BY d.id
ON CONFLICT (id) DO NOTHING;
