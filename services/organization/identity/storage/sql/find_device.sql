-- Whether a token is that of a device of an account's (false) or its sign-in code (true); no row for neither.
SELECT false AS is_code FROM device WHERE token_hash = $1::bytea AND user_id = $2::uuid
UNION ALL
SELECT true FROM sign_in_code WHERE user_id = $2::uuid AND hash = $1::bytea AND expires_at > $3::timestamptz
