-- Forgets all keys but these.
DELETE FROM trusted_key WHERE public_key <> ALL ($1::bytea[])
