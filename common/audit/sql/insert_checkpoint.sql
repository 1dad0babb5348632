-- Keeps a signed checkpoint.
INSERT INTO audit_checkpoint (number, hash, made_at, key_id, signature)
VALUES ($1::bigint, $2::bytea, $3::timestamptz, $4::text, $5::bytea)
ON CONFLICT (number) DO NOTHING;
