-- Adds a key.
INSERT INTO signing_key (id, public_key, sealed, created_at, signs_from)
VALUES ($1, $2::bytea, $3::bytea, $4::timestamptz, $5::timestamptz)
