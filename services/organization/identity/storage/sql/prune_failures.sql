-- Forgets failures that no longer count.
DELETE FROM sign_in_failures WHERE key IN (SELECT key FROM sign_in_failures WHERE since <= $1::timestamptz LIMIT $2)
