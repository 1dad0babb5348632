-- Keeps that a session was refreshed, and from where.
UPDATE session SET last_used_at = $2::timestamptz, network = $3 WHERE id = $1::uuid
