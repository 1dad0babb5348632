-- Counts the bodies that nothing comes after in a succession because the territories that come after theirs have no body but their UBND, and
-- lists the codes of the highest territories in which these are. What comes after a territory is told by its own UBND.
WITH bare AS (
  SELECT own.territory_id AS from_territory_id, successor.id AS to_head_id, successor.territory_id
  FROM succession_body head
  JOIN unit own ON own.id = head.unit_id AND own.kind = 'UBND'
  CROSS JOIN unnest(head.to_unit_ids) AS to_head (id)
  JOIN unit successor ON successor.id = to_head.id
  WHERE head.succession_id = $1::uuid
    AND NOT EXISTS (SELECT FROM unit other WHERE other.territory_id = successor.territory_id AND other.id <> successor.id)
), lost AS (
  SELECT b.unit_id, u.territory_id
  FROM succession_body b
  JOIN unit u ON u.id = b.unit_id
  WHERE b.succession_id = $1::uuid AND b.heir_unit_id IS NULL AND b.to_unit_ids = '{}'
    AND u.territory_id IN (SELECT from_territory_id FROM bare)
), place AS (
  SELECT DISTINCT bare.territory_id, bare.to_head_id FROM bare WHERE bare.from_territory_id IN (SELECT territory_id FROM lost)
), top AS (
  -- Of the heads above it, the last one is the Government, the one before it that of the highest territory.
  SELECT DISTINCT COALESCE(s.superior_ids[cardinality(s.superior_ids) - 1], place.to_head_id) AS head_id
  FROM place
  JOIN succession ON succession.id = $1::uuid
  JOIN unit_state s ON s.unit_id = place.to_head_id AND s.valid_from <= succession.effective_on
                   AND (s.valid_to IS NULL OR s.valid_to > succession.effective_on)
)
SELECT (SELECT count(*) FROM lost) AS bodies,
       ARRAY(SELECT DISTINCT u.code FROM top JOIN succession s ON s.id = $1::uuid JOIN unit_on(s.effective_on) u ON u.id = top.head_id
             ORDER BY u.code) AS codes
