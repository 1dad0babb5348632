-- Forgets the failures that are counted for keys.
DELETE FROM failed_sign_in WHERE key = ANY ($1::bytea[])
