-- Gives an account a password.
INSERT INTO credential (user_id, hash, must_change, changed_at) VALUES ($1::uuid, $2, $3::boolean, $4::timestamptz)
ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, must_change = excluded.must_change, changed_at = excluded.changed_at
