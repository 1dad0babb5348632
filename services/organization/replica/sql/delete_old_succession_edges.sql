-- Forgets the edges of plans of a succession that its present version has replaced.
DELETE FROM succession_edge WHERE succession_id = $1::uuid AND version < $2::bigint
