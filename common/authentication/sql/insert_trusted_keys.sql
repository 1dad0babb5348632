-- Keeps keys; those that are there stay as they are.
INSERT INTO trusted_key (public_key, seen_at)
SELECT key, $2::timestamptz FROM unnest($1::bytea[]) AS key
ON CONFLICT (public_key) DO NOTHING
