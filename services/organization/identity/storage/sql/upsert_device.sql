-- Keeps that an account signed in on a device.
INSERT INTO device (token_hash, user_id, seen_at) VALUES ($1::bytea, $2::uuid, $3::timestamptz)
ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at
