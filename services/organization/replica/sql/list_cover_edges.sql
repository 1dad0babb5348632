-- Lists what becomes of units by all plans that are not undone, with the heir and the day; of a unit that two plans name, first what was
-- enacted.
SELECT edge.from_unit_id, edge.to_unit_ids, edge.heir_unit_id, succession.effective_on
FROM succession
JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
WHERE succession.state <> 'UNDONE'
ORDER BY edge.from_unit_id, succession.state = 'ENACTED' DESC, succession.effective_on, succession.id
