-- Forgets the failures that are counted for keys.
DELETE FROM sign_in_failures WHERE key = ANY ($1::bytea[])
