-- Forgets keys of which no failure counts any more.
DELETE FROM failed_sign_in WHERE key IN (SELECT key FROM failed_sign_in WHERE forgotten_at <= $1::timestamptz LIMIT $2)
