-- A refresh token with its session, both kept from changing until the transaction ends: of two that use it at once, one is first.
SELECT t.session_id, t.expires_at, t.used_at, t.used_by, s.user_id, s.ended_at, s.expires_at AS session_expires_at
FROM refresh_token t JOIN session s ON s.id = t.session_id
WHERE t.hash = $1::bytea
FOR UPDATE
