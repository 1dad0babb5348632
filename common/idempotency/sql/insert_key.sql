-- Enters a key if it is new; waits for a transaction that is entering the same one.
INSERT INTO idempotency_key (key, method, request_hash, created_at)
VALUES ($1::text, $2::text, $3::text, $4::timestamptz)
ON CONFLICT (key) DO NOTHING
RETURNING true AS entered;
