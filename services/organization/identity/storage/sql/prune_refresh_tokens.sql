-- Forgets refresh tokens that expired long ago; their sessions stay.
DELETE FROM refresh_token WHERE hash IN (SELECT hash FROM refresh_token WHERE expires_at <= $1::timestamptz LIMIT $2)
