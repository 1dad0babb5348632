-- Whether a refresh token is there and was not used.
SELECT hash FROM refresh_token WHERE hash = $1::bytea AND used_at IS NULL
