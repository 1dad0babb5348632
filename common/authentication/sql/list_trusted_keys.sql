-- The keys that were last heard of.
SELECT public_key FROM trusted_key ORDER BY public_key
