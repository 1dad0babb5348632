-- All keys, the newest first.
SELECT id, public_key, sealed, created_at, signs_from, removed_at FROM signing_key ORDER BY signs_from DESC, id DESC
