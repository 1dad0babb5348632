-- Keeps the answer to the request of a key.
UPDATE idempotency_key SET response = $2::bytea WHERE key = $1::text;
