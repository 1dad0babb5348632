-- Notes what is to be applied, or undone, of a succession: each heir, and each unit without one.
INSERT INTO succession_work (succession_id, group_unit_id, undo)
SELECT DISTINCT succession.id, COALESCE(edge.heir_unit_id, edge.from_unit_id), $2::boolean
FROM succession
JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
WHERE succession.id = $1
ON CONFLICT ON CONSTRAINT succession_work_pkey DO UPDATE
SET undo = excluded.undo
