-- Remembers that a migration was applied.
INSERT INTO schema_migration (set_name, number, name, checksum, applied_at)
VALUES ($1::text, $2::integer, $3::text, encode(sha256(convert_to($4::text, 'UTF8')), 'hex'), $5::timestamptz);
