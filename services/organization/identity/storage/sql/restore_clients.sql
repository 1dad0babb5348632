-- Gives the systems that a succession moved back to the units that they acted for.
WITH gone AS (DELETE FROM moved_client WHERE succession_id = $1::uuid RETURNING client_id, unit_id)
UPDATE api_client c SET unit_id = gone.unit_id FROM gone WHERE c.id = gone.client_id
