-- Keeps that a refresh token was used, and by which request.
UPDATE refresh_token SET used_at = $2::timestamptz, used_by = $3::uuid WHERE hash = $1::bytea
