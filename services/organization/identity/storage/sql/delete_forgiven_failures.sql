-- Forgets keys of which no failure counts any more, of these.
DELETE FROM failed_sign_in WHERE key = ANY ($1::bytea[]) AND forgotten_at <= $2::timestamptz
