-- The checkpoints above a number, in order.
SELECT number, hash, made_at, key_id, signature FROM audit_checkpoint WHERE number > $1::bigint ORDER BY number LIMIT $2::integer;
