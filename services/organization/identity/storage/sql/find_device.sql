-- Whether a device token is one of an account's.
SELECT user_id FROM device WHERE token_hash = $1::bytea AND user_id = $2::uuid
