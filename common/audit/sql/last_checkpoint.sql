-- The newest checkpoint; no row before the first.
SELECT number, hash, made_at, key_id, signature FROM audit_checkpoint ORDER BY number DESC LIMIT 1;
