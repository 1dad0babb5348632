-- Says what units that a succession began have here already, at most $2 of it. Not only those that come after others: bodies of kinds that
-- were not there before begin with it as well.
WITH begun AS (
  SELECT id, name FROM begun_unit WHERE succession_id = $1::uuid
),
use AS (
  SELECT b.name || ' has reported for ' || r.period || ', and that stays' AS text FROM begun b JOIN report r ON r.unit_id = b.id
  UNION ALL
  SELECT 'numbers have been added up for ' || b.name || ', and they stay' FROM begun b WHERE EXISTS (SELECT FROM contribution c WHERE c.parent_id = b.id)
  UNION ALL
  SELECT b.name || ' has targets, and they stay' FROM begun b WHERE EXISTS (SELECT FROM target t WHERE t.unit_id = b.id)
)
SELECT text FROM use ORDER BY text LIMIT $2::integer;
