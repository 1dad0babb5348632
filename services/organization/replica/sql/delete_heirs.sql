-- Forgets heirs that are none any more.
DELETE FROM heir
WHERE NOT EXISTS (SELECT FROM heir_of_edges AS edge WHERE edge.unit_id = heir.unit_id AND edge.heir_unit_id = heir.heir_unit_id)
