-- Notes that units that have ended got something all the same (a directive that came late, an heir that has ended, too): it goes on.
INSERT INTO succession_work (succession_id, group_unit_id, undo)
SELECT DISTINCT edge.succession_id, COALESCE(edge.heir_unit_id, edge.from_unit_id), false
FROM enacted_edge AS edge
WHERE edge.from_unit_id = ANY ($1::uuid[])
ON CONFLICT ON CONSTRAINT succession_work_pkey DO NOTHING
