-- One system.
SELECT id, name, unit_id, roles, scopes, public_key, created_at, revoked_at FROM api_client WHERE id = $1
