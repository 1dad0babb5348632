-- Forgets assertions that have expired.
DELETE FROM used_assertion WHERE (client_id, jti_hash) IN
    (SELECT client_id, jti_hash FROM used_assertion WHERE expires_at <= $1::timestamptz LIMIT $2)
