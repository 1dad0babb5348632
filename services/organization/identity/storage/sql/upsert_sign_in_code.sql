-- Gives an account a sign-in code, in the place of the one before.
INSERT INTO sign_in_code (user_id, hash, expires_at) VALUES ($1::uuid, $2::bytea, $3::timestamptz)
ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
