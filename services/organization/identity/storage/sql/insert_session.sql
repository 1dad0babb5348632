-- Begins a session.
INSERT INTO session (id, user_id, created_at, last_used_at, expires_at, address, network)
VALUES ($1::uuid, $2::uuid, $3::timestamptz, $3::timestamptz, $4::timestamptz, $5, $6)
