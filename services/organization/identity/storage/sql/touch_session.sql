-- Keeps that a session was refreshed.
UPDATE session SET last_used_at = $2::timestamptz WHERE id = $1::uuid
