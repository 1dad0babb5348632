-- Ends the sessions of an account but one.
UPDATE session SET ended_at = $2::timestamptz, ended_why = $3
WHERE user_id = $1::uuid AND ended_at IS NULL AND ($4::uuid IS NULL OR id <> $4::uuid)
