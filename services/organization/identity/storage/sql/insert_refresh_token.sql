-- Adds a refresh token to a session; the same one again is the same one.
INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1::bytea, $2::uuid, $3::timestamptz)
ON CONFLICT (hash) DO NOTHING
