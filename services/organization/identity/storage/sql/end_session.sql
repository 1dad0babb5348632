-- Ends a session; one that has ended stays as it is.
UPDATE session SET ended_at = $2::timestamptz, ended_why = $3 WHERE id = $1::uuid AND ended_at IS NULL
