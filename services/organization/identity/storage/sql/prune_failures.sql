-- Forgets keys of which no failure counts any more; asked twice, as one may be counted in between.
DELETE FROM failed_sign_in
WHERE key IN (SELECT key FROM failed_sign_in WHERE forgotten_at <= $1::timestamptz LIMIT $2) AND forgotten_at <= $1
