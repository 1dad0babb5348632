-- Keeps that an assertion was taken; returns it where it is the first time.
INSERT INTO used_assertion (client_id, jti_hash, expires_at) VALUES ($1, $2::bytea, $3::timestamptz)
ON CONFLICT DO NOTHING
RETURNING client_id
