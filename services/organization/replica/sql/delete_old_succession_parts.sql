-- Forgets the parts of plans that are whole, or older than one that is.
DELETE FROM succession_part AS part
USING succession
WHERE succession.id = part.succession_id AND part.version <= succession.version
