-- Forgets all but the newest devices of an account.
DELETE FROM device WHERE user_id = $1::uuid AND token_hash NOT IN
    (SELECT token_hash FROM device WHERE user_id = $1::uuid ORDER BY seen_at DESC, token_hash LIMIT $2)
