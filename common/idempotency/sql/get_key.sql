-- What a key was used for, and the answer.
SELECT method, request_hash, response FROM idempotency_key WHERE key = $1::text;
