-- Says what units that a succession began have here already, at most $2 of it.
WITH begun AS (
  SELECT DISTINCT u.id, u.name
  FROM succession
  JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
  CROSS JOIN unnest(edge.to_unit_ids) AS successor (id)
  JOIN unit u ON u.id = successor.id AND u.valid_from = succession.effective_on
  WHERE succession.id = $1::uuid
),
use AS (
  SELECT b.name || ' has reported for ' || r.period AS text FROM begun b JOIN report r ON r.unit_id = b.id
  UNION ALL
  SELECT 'numbers have been added up for ' || b.name FROM begun b WHERE EXISTS (SELECT FROM contribution c WHERE c.parent_id = b.id)
  UNION ALL
  SELECT b.name || ' has targets' FROM begun b WHERE EXISTS (SELECT FROM target t WHERE t.unit_id = b.id)
)
SELECT text FROM use ORDER BY text LIMIT $2::integer;
