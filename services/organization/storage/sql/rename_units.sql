-- Gives units new names, and a new version because what they say of their territory has changed.
UPDATE unit u
SET name = c.name, folded_name = c.folded_name, version = u.version + 1
FROM unnest($1::uuid[], $2::text[], $3::text[]) AS c (id, name, folded_name)
WHERE u.id = c.id
