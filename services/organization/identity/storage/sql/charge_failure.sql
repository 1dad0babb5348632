-- Counts one failure for a key, beginning anew where the first one was long ago, and returns what it counts now.
INSERT INTO sign_in_failures AS f (key, failures, since) VALUES ($1::bytea, 1, $2::timestamptz)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN f.since <= $3::timestamptz OR f.since > $2::timestamptz THEN 1 ELSE f.failures + 1 END,
    since = CASE WHEN f.since <= $3::timestamptz OR f.since > $2::timestamptz THEN $2::timestamptz ELSE f.since END
RETURNING failures, since
