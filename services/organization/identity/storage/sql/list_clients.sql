-- One page of the systems that act for a unit (all where there is none), by id.
SELECT id, name, unit_id, roles, scopes, public_key, created_at, revoked_at FROM api_client
WHERE ($1::uuid IS NULL OR unit_id = $1::uuid) AND id > $2
ORDER BY id
LIMIT $3
