-- Writes what an import can change in territories.
UPDATE territory t
SET name = c.name, type = c.type, level = c.level, parent_id = c.parent_id, folded_name = c.folded_name
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[]) AS c (id, name, type, level, parent_id, folded_name)
WHERE t.id = c.id
