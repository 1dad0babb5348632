-- Lists what becomes of each unit by one succession, by the unit.
SELECT edge.from_unit_id, edge.to_unit_ids, edge.heir_unit_id
FROM succession
JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
WHERE succession.id = $1::uuid
ORDER BY edge.from_unit_id
