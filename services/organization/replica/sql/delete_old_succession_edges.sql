-- Forgets the edges of plans that a newer one has replaced.
DELETE FROM succession_edge AS edge
USING succession
WHERE succession.id = edge.succession_id AND edge.version < succession.version
