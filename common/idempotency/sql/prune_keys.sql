-- Forgets old keys, some at a time.
DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM idempotency_key WHERE created_at < $1::timestamptz LIMIT $2::integer));
