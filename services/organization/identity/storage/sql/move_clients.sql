-- Gives the systems that act for some units to their heirs, for a succession, and keeps whose they were. A revoked one stays what it was.
WITH moved AS (
  UPDATE api_client c SET unit_id = e.heir
  FROM unnest($2::uuid[], $3::uuid[]) AS e (unit_id, heir)
  WHERE c.unit_id = e.unit_id AND c.revoked_at IS NULL
  RETURNING c.id, e.unit_id AS was_of
)
INSERT INTO moved_client (succession_id, client_id, unit_id) SELECT $1::uuid, id, was_of FROM moved
