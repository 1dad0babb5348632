-- Adds a system.
INSERT INTO api_client (id, name, unit_id, roles, scopes, public_key, created_at)
VALUES ($1, $2, $3::uuid, $4::text[], $5::text[], $6::bytea, $7::timestamptz)
